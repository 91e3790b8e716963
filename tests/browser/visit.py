"""A visit in one language: one tab that goes from page to page by the menu, in both themes and on any screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from live import settle
from playwright.sync_api import Locator, Page, TimeoutError, expect
from reading import COLOURS, RULES, WORDS, violations
from untranslated import left_in_english, texts_of

from words.forms import grouped

THEMES = ("light", "dark")
DESKTOP, ENLARGED, PHONE = 1440, 720, 390  # 200 % leave a desktop half its pixels
ENGLISH_NUMBER = re.compile(r"(?<![\d,])\d{1,3}(,\d{3})+(?![\d,])")
# What is further down is drawn when it comes near.
COME_NEAR = """async () => {
    for (const chart of document.querySelectorAll('.card-chart')) {
        chart.scrollIntoView({ block: 'center' })
        await new Promise(resolve => setTimeout(resolve, 50))
    }
    document.querySelector('h1').scrollIntoView()
}"""
# The charts, of those drawn, that are not in the colours of the page: the server draws each again when those change.
NOT_DRAWN = """() => {
    const colour = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor
    const charts = [...document.querySelectorAll('.card-chart')].filter(chart => chart.checkVisibility())
    const of = chart => chart.querySelector('.main-svg')?.style.background
    const others = charts.filter(chart => of(chart) && of(chart) !== colour)
    return others.map(chart => `${chart.ariaLabel}: ${of(chart)}, not ${colour}`)
}"""
ON_SCREEN = '[data-testid="stSidebar"], .card-tabs, .present-open, [class*=st-key-export-]'
FITS = """() => {
    const main = document.querySelector('[data-testid="stMain"]')
    return document.documentElement.scrollWidth <= innerWidth && main.scrollWidth <= main.clientWidth + 1
}"""


@dataclass(frozen=True)
class Visit:
    """A tab of the app in one language, which the test speaks meanwhile.

    A thorough one tries both themes and several widths: charts are drawn anew for each, which takes its time.
    """

    page: Page
    server: str
    language: str
    is_thorough: bool

    def go(self, path: str, **parameters: str) -> None:
        """Open a link."""
        asked = "&".join(f"{name}={value}" for name, value in {"lang": self.language, **parameters}.items())
        self.page.goto(f"{self.server}/{path}?{asked}")
        settle(self.page)

    def follow(self, title: str) -> None:
        """Go to a page by the menu: nothing is loaded anew."""
        self.page.get_by_test_id("stSidebar").get_by_role("link", name=title).first.click()
        expect(self.page.locator("h1")).to_have_text(title)
        settle(self.page)

    def card(self, name: str) -> Locator:
        return self.page.locator(f".st-key-card-{name}")

    def themes(self) -> Iterator[str]:
        """Turn the page to one theme after the other while it is open, as a computer does at dusk."""
        for theme in THEMES if self.is_thorough else THEMES[:1]:
            self.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            self.page.evaluate(COME_NEAR)
            settle(self.page)
            try:
                self.page.wait_for_function(f"() => !({NOT_DRAWN})().length")
            except TimeoutError:
                raise AssertionError(self.page.evaluate(NOT_DRAWN)) from None
            yield theme

    def faults(self, where: str, theme: str) -> list[str]:
        """Return what is wrong with the page as it is shown, beginning with language, place and theme."""
        if theme != THEMES[0]:  # the same page in other colours: its words and widths are what they were
            return [f"{self.language}, {where}, {theme}: {fault}" for fault in violations(self.page, COLOURS)]
        shown = texts_of(self.page)
        found = violations(self.page, RULES if self.is_thorough else WORDS)
        found += [f"English: {text}" for text in left_in_english(shown, self.language)]
        if grouped(1000) != "1,000":
            found += [f"a number as in English: {text}" for text in shown if ENGLISH_NUMBER.search(text)]
        if self.is_thorough:
            found += self._too_wide()
        return [f"{self.language}, {where}, {theme}: {fault}" for fault in found]

    def left_on_paper(self) -> list[str]:
        """Return what a printed page would show although only a screen has a use for it."""
        self.page.emulate_media(media="print")
        found = self.page.locator(ON_SCREEN).filter(visible=True).all_inner_texts()
        self.page.emulate_media(media="screen")
        return found

    def _too_wide(self) -> Iterator[str]:
        for width in (PHONE, ENLARGED, DESKTOP):
            self.page.set_viewport_size({"width": width, "height": 1000})
            try:
                self.page.wait_for_function(FITS, timeout=5000)
            except TimeoutError:
                yield f"wider than {width} pixels"
