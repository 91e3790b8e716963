"""Who received the OCR software, was trained, and is in production?"""

from components.card import figure_cards, table_cards
from components.filters import filters_in_force

filters = filters_in_force()

figure_cards(filters, ("ocr_ladder", "ocr_by_region"), "ocr_map", "ocr_status")
table_cards(filters, "ocr_offices")
