"""Who was trained, where, on what and how?"""

from dataclasses import replace

from components.card import card_grid, figure_card, table_card
from components.filters import filters_in_force, page_filters, year_choice
from words import _

filters = page_filters(filters_in_force(), "topics", "modes")

figure_card("trainings_by_region", filters, is_wide=True)
figure_card("trainings_by_topic", filters, is_wide=True)
figure_card("trainings_map", filters, is_wide=True)
with card_grid():
    figure_card("trainings_by_mode", filters)
    figure_card("offices_trained", filters)
    figure_card("participants_trained", filters)
    figure_card("advice_requests", filters)

year = year_choice(filters, _("Calendar year"))
figure_card("trainings_calendar", replace(filters, from_year=year, to_year=year), is_wide=True)
table_card("trainings_list", filters)
