"""What the report says on advice and on the infrastructure of offices: facts in, paragraphs out."""

from __future__ import annotations

from exports.report.facts import Facts, Figure
from exports.report.phrases import listed, marked, sentence, shares
from words import _, ngettext


def advice(facts: Facts) -> list[str]:
    """Return the requests for technical advice, by channel."""
    if not facts.requests:
        return [_("How many requests for technical advice came in during {year} is not known.").format(year=facts.year)]
    return [
        " ".join(
            [
                _(
                    "IPOs and users of WIPO Standards could turn to the International Bureau by e-mail, online and in"
                    " person."
                ),
                *(_request(one.channel, Figure(one.requests, one.is_illustrative)) for one in facts.requests),
            ]
        )
    ]


def _request(channel: str, figure: Figure) -> str:
    count = figure.value or 0
    if channel == "in_person":
        return sentence(
            figure,
            _("The number of requests made in person was not published."),
            _("No request{mark} was made in person."),
            ngettext("{number} request was made in person.", "{number} requests were made in person.", count),
        )
    if channel == "online":
        return sentence(
            figure,
            _("The number of requests in online meetings was not published."),
            _("No request{mark} was made in an online meeting."),
            ngettext(
                "{number} request was made in online meetings.",
                "{number} requests were made in online meetings.",
                count,
            ),
        )
    return sentence(
        figure,
        _("The number of requests by e-mail was not published."),
        _("No request{mark} came by e-mail."),
        ngettext("{number} request came by e-mail.", "{number} requests came by e-mail.", count),
    )


def business_solutions(facts: Facts) -> list[str]:
    """Return how many offices used WIPO Business Solutions at the end of the year, where and what."""
    users = facts.figure("business_solutions_ipos")
    regions, solutions = facts.split["business_solutions_by_region"], facts.split["business_solutions_by_solution"]
    first = sentence(
        users,
        _(
            "How many IPOs of developing countries were using WIPO Business Solutions at the end of {year} is not"
            " known."
        ),
        _("No IPO{mark} of a developing country was using WIPO Business Solutions at the end of {year}."),
        ngettext(
            "At the end of {year}, WIPO Business Solutions served {number} IPO of a developing country.",
            "At the end of {year}, WIPO Business Solutions served {number} IPOs of developing countries.",
            users.value or 0,
        ),
        year=facts.year,
    )
    parts = [
        _("WIPO Business Solutions are systems for the administration of IP rights that have WIPO Standards built in."),
        first,
    ]
    if by_region := shares(regions, "region"):
        parts.append(_("By region: {shares}.").format(shares=by_region))
    elif users.value:
        parts.append(_("The numbers per region were not published."))
    if by_solution := shares(solutions, "solution"):
        parts.append(_("By solution, where an IPO counts for each that it uses: {shares}.").format(shares=by_solution))
    return [" ".join(parts)]


def exchange_platforms(facts: Facts) -> list[str]:
    """Return how many offices were on one of the exchange platforms at the end of the year."""
    members = facts.figure("exchange_platform_ipos")
    parts = [
        sentence(
            members,
            _("How many IPOs were on WIPO CASE or WIPO DAS at the end of {year} is not known."),
            _("No IPO{mark} was on WIPO CASE or WIPO DAS at the end of {year}."),
            ngettext(
                "At the end of {year}, {number} IPO exchanged documents over WIPO CASE or WIPO DAS, or both.",
                "At the end of {year}, {number} IPOs exchanged documents over WIPO CASE or WIPO DAS, or both.",
                members.value or 0,
            ),
            year=facts.year,
        )
    ]
    if by_platform := shares(facts.split["exchange_platforms_by_year"], "platform"):
        text = (
            _("Named in public documents: {shares}.")
            if "exchange_platforms" in facts.partial
            else _("By platform: {shares}; an IPO on both counts for each.")
        )
        parts.append(text.format(shares=by_platform))
    return [" ".join(parts)]


def ocr(facts: Facts) -> list[str]:
    """Return how far the OCR software had come by the end of the year, and who waited for a training."""
    received, trained = facts.figure("ocr_received"), facts.figure("ocr_trained")
    production = facts.figure("ocr_production")
    parts = [
        _(
            "The OCR software turns patent publications into full text that can be searched, in the XML format of WIPO"
            " ST.36; the texts go into PATENTSCOPE and Espacenet."
        ),
        sentence(
            received,
            _("How many IPOs had received it by the end of {year} is not known."),
            _("No IPO{mark} had received it by the end of {year}."),
            ngettext(
                "By the end of {year}, {number} IPO had received it.",
                "By the end of {year}, {number} IPOs had received it.",
                received.value or 0,
            ),
            year=facts.year,
        ),
        sentence(
            trained,
            _("How many had been trained is not known."),
            _("None{mark} had been trained."),
            _("Training in its use had reached {number} of them."),
        ),
        sentence(
            production,
            _("How many had it in production is not known."),
            _("None{mark} had it in production."),
            _("It was in production at {number} of them."),
        ),
    ]
    if facts.untrained:
        names = listed([marked(one.name, one.is_illustrative) for one in facts.untrained])
        parts.append(_("The training was still to come for {names}.").format(names=names))
    unnamed = (received.value or 0) - (trained.value or 0) - len(facts.untrained)
    if received.value is not None and trained.value is not None and unnamed > 0:
        parts.append(
            ngettext(
                "{count} more IPO that waited for its training is not named in public documents.",
                "{count} more IPOs that waited for their training are not named in public documents.",
                unnamed,
            ).format(count=unnamed)
        )
    return [" ".join(parts)]
