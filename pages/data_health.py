"""Can I trust this? What came in, what was refused, what agrees with the published figures?"""

from components.card import table_card
from components.filters import filters_in_force
from components.health import health_summary

filters = filters_in_force()

health_summary()
table_card("reconciliation", filters)
table_card("delivered_files", filters)
table_card("rows_set_aside", filters)
table_card("checks", filters)
table_card("coverage", filters)
