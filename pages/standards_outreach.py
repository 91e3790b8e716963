"""Whose participation in the Committee was funded, which tools were released, and what advice was given?"""

from components.card import card_grid, figure_card, table_card
from components.filters import filters_in_force

filters = filters_in_force()

with card_grid():
    figure_card("cws_participation", filters)
    figure_card("tool_releases", filters)
figure_card("advice_requests", filters, is_wide=True)
table_card("published_figures", filters)
