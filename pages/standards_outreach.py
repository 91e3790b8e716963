"""Whose participation in the Committee was funded, which tools were released, and what advice was given?"""

from components.card import figure_cards, table_cards
from components.filters import filters_in_force

filters = filters_in_force()

figure_cards(filters, ("cws_participation", "tool_releases"), "advice_requests")
table_cards(filters, "published_figures")
