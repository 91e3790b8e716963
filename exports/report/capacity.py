"""What the report says on tools, trainings, participation and collections: facts in, paragraphs out."""

from __future__ import annotations

from exports.report.facts import UNKNOWN, Facts, Figure
from exports.report.lists import Training
from exports.report.phrases import day_text, days_text, in_a_row, listed, marked, said, sentence, shares
from queries.filters import codes_of
from words import _, label, ngettext
from words.forms import grouped

CLASSIFICATIONS = ("IPC", "Nice", "Vienna", "Locarno")


def tools(facts: Facts) -> list[str]:
    """Return the releases of tools in the year."""
    if not facts.releases:
        text = (
            _("Which tools were released in {year} is not known.")
            if not facts.is_covered or {"tool_releases"} & (set(facts.missing) | facts.partial)
            else _("No release of a tool is on record for {year}.")
        )
        return [text.format(year=facts.year)]
    names = [
        _("{tool} {version} ({date})").format(
            tool=one.tool,
            version=marked(one.version, one.is_illustrative),
            date=day_text(one.released_on, one.precision),
        )
        for one in facts.releases
    ]
    return [
        _(
            "Tools help applicants and IPOs to follow the Standards; WIPO Sequence, for sequence listings under WIPO"
            " ST.26, is one of them. Released in {year}: {names}."
        ).format(year=facts.year, names=listed(names))
    ]


def trainings_held(facts: Facts) -> list[str]:
    """Return how many trainings there were, how and on what; the list of them follows."""
    held, offices, people = (facts.figure(name) for name in ("trainings", "offices_trained", "participants"))
    parts = [
        sentence(
            held,
            _("How many trainings were held in {year} is not known."),
            _("No training{mark} was held in {year}."),
            ngettext(
                "The International Bureau held {number} training in {year}.",
                "The International Bureau held {number} trainings in {year}.",
                held.value or 0,
            ),
            year=facts.year,
        )
    ]
    if held.value and offices.value:
        parts.append(
            ngettext("In all, {number} IPO took part.", "In all, {number} IPOs took part.", offices.value).format(
                number=said(offices)
            )
        )
    if held.value:
        parts.append(
            sentence(
                people,
                _("The number of participants was not published."),
                _("No participant{mark} is on record."),
                _("The number of participants was {number}."),
            )
        )
    for name, field, text in (
        ("trainings_by_mode", "mode", _("By mode: {shares}.")),
        ("trainings_by_topic", "topic", _("By topic, where a training counts for each that it taught: {shares}.")),
        ("trainings_by_region", "region", _("By region, where it counts for each that it reached: {shares}.")),
    ):
        if split := shares(facts.split[name], field):
            parts.append(text.format(shares=split))
    return [" ".join(parts)]


def training_groups(facts: Facts) -> list[tuple[str, list[str]]]:
    """Return the trainings on classifications, then the others: a sentence that leads in and an item for each."""
    on_classifications = [one for one in facts.trainings if set(one.topics) & set(CLASSIFICATIONS)]
    others = [one for one in facts.trainings if one not in on_classifications]
    groups = []
    for leads, found in (
        (_("Trainings on the International Classifications:"), on_classifications),
        (_("Trainings on Standards, tools and systems:"), others),
    ):
        if found:
            groups.append((leads, [_training(one) for one in found]))
    return groups


def trainings_left_out(facts: Facts) -> str:
    """Return that not all trainings were named one by one, or ""."""
    named, count = len(facts.trainings), facts.count_trainings
    if named == count:
        return ""
    text = _("The first {named} of {count} trainings of {year} are named here.")
    return text.format(named=grouped(named), count=grouped(count), year=facts.year)


def _training(training: Training) -> str:
    offices = listed(training.offices) or _("offices not named")
    return _("{title} ({type}, {mode}): {offices}, {days}").format(
        title=marked(training.title, training.is_illustrative),
        type=label("type", training.type).lower(),
        mode=label("mode", training.mode).lower(),
        offices=offices,
        days=days_text(training.starts_on, training.ends_on, training.precision),
    )


def participation(facts: Facts) -> list[str]:
    """Return whose participation in the Committee was funded."""
    if not facts.sessions:
        return [
            _("How many participants were funded for the Committee in {year} is not known.").format(year=facts.year)
        ]
    lines = []
    for one in facts.sessions:
        figure = Figure(one.funded, one.is_illustrative)
        when = days_text(one.held_from, one.held_to) if one.held_from else ""
        session = _("{session} ({days})").format(session=one.session, days=when) if when else one.session
        lines.append(
            sentence(
                figure,
                _("How many participants were funded for session {session} was not published."),
                _("For session {session}, no participant{mark} was funded."),
                ngettext(
                    "For session {session}, the International Bureau paid for {number} participant from a developing or"
                    " least developed country.",
                    "For session {session}, the International Bureau paid for {number} participants from developing or"
                    " least developed countries.",
                    figure.value or 0,
                ),
                session=session,
            )
        )
    return [" ".join([_("Funding lets more developing countries take part in the making of WIPO Standards."), *lines])]


def data_exchange(facts: Facts) -> list[str]:
    """Return how many collections joined the databases; the lists follow."""
    added = facts.figure("collections")
    text = sentence(
        added,
        _("How many collections joined the databases of WIPO in {year} is not known."),
        _("No collection{mark} joined the databases of WIPO in {year}."),
        ngettext(
            "In {year}, {number} collection joined the databases of WIPO; it is named below.",
            "In {year}, {number} collections joined the databases of WIPO; they are named below in the order reported.",
            added.value or 0,
        ),
        year=facts.year,
    )
    return [_("IPOs share their IP data under WIPO Standards so that users everywhere find it.") + " " + text]


def collection_lists(facts: Facts) -> list[str]:
    """Return one line per database with the collections in the order reported, where there are any."""
    lines = []
    for database in codes_of("databases"):
        names = [marked(one.name, one.is_illustrative) for one in facts.collections if one.database == database]
        if names:
            figure = facts.split["collections_by_database"].get(database, UNKNOWN)
            lines.append(
                _("{database} ({number}): {names}").format(
                    database=label("database", database), number=said(figure), names=in_a_row(names)
                )
            )
    return lines
