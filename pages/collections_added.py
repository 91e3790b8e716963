"""Which collections joined the global databases, and when?"""

from components.card import card_grid, figure_card, table_card
from components.filters import filters_in_force, page_filters

filters = page_filters(filters_in_force(), "databases")

with card_grid():
    figure_card("collections_by_database", filters)
    figure_card("collections_cumulative", filters)
figure_card("collections_map", filters, is_wide=True)
figure_card("collections_by_region", filters, is_wide=True)
table_card("collections_list", filters)
