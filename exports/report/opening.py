"""How the report opens and ends: what it covers, how to read it, what the Committee is asked to do."""

from __future__ import annotations

from exports.report.facts import Facts
from exports.report.phrases import MARK, listed
from queries.describe import regions_text
from words import _, label


def introduction(facts: Facts) -> list[str]:
    """Return what the document is and what it covers."""
    said_first = [
        _(
            "This document accounts for the technical advice and the capacity building around WIPO Standards that the"
            " International Bureau gave to intellectual property offices (IPOs) in {year}. Regular written reports of"
            " this kind were requested by the General Assembly in 2011 (document WO/GA/40/19, paragraph 190)."
        ).format(year=facts.year),
        _(
            "WIPO Standards reach IPOs in several ways: through advice and training, and through the systems, tools and"
            " databases in which they are built in. The sections below follow these ways."
        ),
    ]
    if not facts.is_covered:
        return [*said_first, _("The extracts hold nothing on {year}: no figure can be given.").format(year=facts.year)]
    if facts.filters.regions:
        said_first.append(
            _(
                "The figures and lists cover these regions only: {regions}. Advice, funded participation and releases"
                " of tools are not split by region and are given for all."
            ).format(regions=regions_text(facts.filters))
        )
    if facts.is_running:
        said_first.append(_("The year {year} is not over: its figures will still change.").format(year=facts.year))
    return said_first + _what_is_missing(facts)


def _what_is_missing(facts: Facts) -> list[str]:
    paragraphs = []
    if facts.missing:
        names = listed([label("dataset", name) for name in facts.missing])
        paragraphs.append(_("No extract was delivered for: {names}.").format(names=names))
    if facts.filters.basis == "reported":
        paragraphs.append(_("Only published facts are given; where a document prints a total, that total stands here."))
    if facts.partial:
        names = listed([label("dataset", name) for name in sorted(facts.partial)])
        paragraphs.append(
            _("The full lists behind these subjects are not public for {year}: {names}.").format(
                year=facts.year, names=names
            )
        )
    return paragraphs


def legend(facts: Facts, has_marks: bool) -> list[str]:
    """Return how to read the marks of the document."""
    lines = [_("A zero means that there was none; “not known” means that no number is on record.")]
    if has_marks:
        lines.insert(
            0,
            _(
                "{mark} A figure or name with this mark rests on illustrative rows, made up so that there is something"
                " to show. It is not a published fact and must not be quoted."
            ).format(mark=MARK),
        )
    if facts.partial:
        lines.append(_("“At least” stands before a number that was counted from an incomplete list."))
    return lines


def invitation(facts: Facts) -> list[str]:
    """Return what the Committee is asked to do."""
    return [
        _(
            "The Committee on WIPO Standards is asked to note the activities of {year} set out above. The report to the"
            " WIPO General Assembly on the same subject will be drawn from this document."
        ).format(year=facts.year)
    ]
