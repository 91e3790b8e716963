"""How this dashboard counts: the rules that hold for every table, in words, the same in each kind of file."""

from __future__ import annotations

from words import _
from words.codes import N_

# Each rule has a name and one sentence or two; each is tested where its query is.
_RULES = (
    (
        N_("Totals"),
        N_(
            "A training for offices of two regions counts once in each region and once in the total, and one on three"
            " topics once in each topic and once in the total. The parts may therefore add up to more than the total."
        ),
    ),
    (N_("Years"), N_("A training belongs to the year in which it starts. The year that is still running is marked.")),
    (
        N_("Active offices"),
        N_("An office uses a solution or a platform in a year if it did so on 31 December of that year."),
    ),
    (
        N_("Developing countries"),
        N_(
            "Users of WIPO Business Solutions are counted in developing countries, including least developed ones,"
            " unless the filters say that all IPOs are counted."
        ),
    ),
    (
        N_("OCR software"),
        N_("The stages follow each other: received, trained, in production. An office counts in each that it reached."),
    ),
    (
        N_("Regions"),
        N_(
            "Regions are those of WIPO's bureaus. Arab states of North Africa belong to the Arab Countries; least"
            " developed countries are found in several regions."
        ),
    ),
    (
        N_("Offices without a country"),
        N_("Regional organizations and former states have a code of their own and stand for no country of today."),
    ),
    (
        N_("Zero and unknown"),
        N_("Zero means that there was none. An empty cell means that the number is not known or does not apply."),
    ),
    (
        N_("Basis"),
        N_(
            "Reported rows are published facts. Illustrative rows are made up so that there is something to show; they"
            " are marked and are no facts."
        ),
    ),
)


def counting_rules() -> tuple[tuple[str, str], ...]:
    """Return the rules of counting as pairs of a short name and its text, in the language in use."""
    return tuple((_(name), _(text)) for name, text in _RULES)
