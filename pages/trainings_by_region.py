"""Who was trained, where, on what and how?"""

from dataclasses import replace

from components.card import figure_cards, table_cards
from components.filters import filters_in_force, page_filters, year_choice
from words import _

filters = page_filters(filters_in_force(), "topics", "modes")

figure_cards(
    filters,
    "trainings_by_region",
    "trainings_by_topic",
    "trainings_map",
    ("trainings_by_mode", "offices_trained", "participants_trained", "advice_requests"),
)

year = year_choice(filters, _("Calendar year"))
figure_cards(replace(filters, from_year=year, to_year=year), "trainings_calendar")
table_cards(filters, "trainings_list")
