"""Which offices run WIPO Business Solutions, since when? Who takes part in CASE and DAS?"""

from components.card import figure_cards, table_cards
from components.filters import development_switch, filters_in_force, page_filters

filters = development_switch(page_filters(filters_in_force(), "solutions", "platforms"))

figure_cards(
    filters,
    "business_solutions_by_region",
    "business_solutions_map",
    ("business_solutions_by_solution", "exchange_platforms_by_year"),
    "business_solutions_newcomers",
)
table_cards(filters, "business_solutions_offices", "exchange_platforms_offices", "published_figures")
