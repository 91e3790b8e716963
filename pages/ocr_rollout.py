"""Who received the OCR software, was trained, and is in production?"""

from components.card import card_grid, figure_card, table_card
from components.filters import filters_in_force

filters = filters_in_force()

with card_grid():
    figure_card("ocr_ladder", filters)
    figure_card("ocr_by_region", filters)
figure_card("ocr_map", filters, is_wide=True)
figure_card("ocr_status", filters, is_wide=True)
table_card("ocr_offices", filters)
