"""Which collections joined the global databases, and when?"""

from components.card import figure_cards, table_cards
from components.filters import filters_in_force, page_filters

filters = page_filters(filters_in_force(), "databases")

figure_cards(filters, ("collections_by_database", "collections_cumulative"), "collections_map", "collections_by_region")
table_cards(filters, "collections_list")
