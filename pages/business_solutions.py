"""Which offices run WIPO Business Solutions, since when? Who takes part in CASE and DAS?"""

from components.card import card_grid, figure_card, table_card
from components.filters import development_switch, filters_in_force, page_filters

filters = development_switch(page_filters(filters_in_force(), "solutions", "platforms"))

figure_card("business_solutions_by_region", filters, is_wide=True)
figure_card("business_solutions_map", filters, is_wide=True)
with card_grid():
    figure_card("business_solutions_by_solution", filters)
    figure_card("exchange_platforms_by_year", filters)
figure_card("business_solutions_newcomers", filters, is_wide=True)

table_card("business_solutions_offices", filters)
table_card("exchange_platforms_offices", filters)
table_card("published_figures", filters)
