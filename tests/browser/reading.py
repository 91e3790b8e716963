"""Whether a page can be read by everybody, as far as a program can tell: the rules of WCAG 2.2 AA, checked by axe."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        # No rules of WCAG by themselves: headings and landmarks that can be told apart and found in their order.
        "best-practice",
    ],
    "resultTypes": ["violations"],
}
# What another theme may break where the first one breaks nothing.
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# The same words in another language have the same colours.
WORDS = RULES | {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]["values"]}}
# What Streamlit's own elements break, where nothing that they are given changes it: rule, and the element as CSS.
OF_STREAMLIT = {
    # The bars of a metric have no name; their years are in the charts of the other pages, with alternative texts.
    "svg-img-alt": '[data-testid="stMetricChart"]',
    # Two lists on a page have two such navigations, each with the same name.
    "landmark-unique": ".stPagination",
    # What a file can be dropped on has no stop for the keyboard, the button in it has (streamlit#15921, #15928).
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
}


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """Return each rule that an element of `page` breaks, with the element and why; not those of `OF_STREAMLIT`."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{broken['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for broken in found
        for node in broken["nodes"]
        if not _is_of_streamlit(page, broken["id"], node["target"])
    ]


def _is_of_streamlit(page: Page, rule: str, target: list[str]) -> bool:
    if rule not in OF_STREAMLIT:
        return False
    inside: bool = page.locator(target[-1]).first.evaluate(
        "(element, css) => Boolean(element.closest(css))", OF_STREAMLIT[rule]
    )
    return inside
