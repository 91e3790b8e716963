"""Can I trust this? What came in, what was refused, what agrees with the published figures?"""

from components.card import table_cards
from components.filters import filters_in_force
from components.health import health_summary
from components.news import what_is_new
from components.preparing import delivery_in_preparation
from components.refusal import refused_delivery
from components.trial import trial

filters = filters_in_force()

delivery_in_preparation()
refused_delivery()
health_summary()
what_is_new()
table_cards(
    filters,
    "reconciliation",
    "delivered_files",
    "rows_set_aside",
    "rows_suspected",
    "remarks",
    "files_not_read",
    "checks",
    "coverage",
)
trial()
