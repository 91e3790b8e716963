"""The yearly report as a Word document: section by section, then the tables and the sources."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from charts.palette import PRIMARY
from charts.series import PlainChart, Series
from exports.direction import direct_document
from exports.exhibit import exhibit
from exports.report import capacity, infrastructure, opening
from exports.report.annex import (
    ANNEX,
    PUBLISHED,
    RECONCILED,
    History,
    Listing,
    headline_grid,
    history_grid,
    listing_grid,
    table_notes,
)
from exports.report.facts import Facts, figures, report_filters
from exports.report.paper import CONTENTS, NOTE, header_and_footer
from exports.report.phrases import MARK, said
from exports.report.sources import Sources
from exports.report.tables import Grid
from exports.report.writer import Writer
from extracts import Snapshot
from queries import Filters, ask, query
from queries.describe import shared_filters_text
from words import _, label

HISTORY_YEARS = 10
STAGES = {"received": "ocr_received", "trained": "ocr_trained", "production": "ocr_production"}


def report_bytes(snapshot: Snapshot, year: int, filters: Filters, link: str = "") -> bytes:
    """Return the report on `year` as a Word document (docx).

    Of `filters`, regions and basis count; charts go back ten years as far as the extracts do. `link` is the address of
    the view, if any. A year or a table that the extracts lack is named as missing, not an error.
    """
    facts = figures(snapshot, year, filters)
    title = _("WIPO Standards: technical advice and capacity building in {year}").format(year=year)
    report = _Report(snapshot, facts, Writer(title, shared_filters_text(facts.filters)))
    report.write(title, link)
    buffer = BytesIO()
    direct_document(report.out.document)
    report.out.document.save(buffer)
    return buffer.getvalue()


class _Report:
    """The report while it is put together."""

    def __init__(self, snapshot: Snapshot, facts: Facts, out: Writer) -> None:
        self.snapshot, self.facts, self.out = snapshot, facts, out
        first = max(snapshot.first_year, facts.year - HISTORY_YEARS + 1)
        self.history = report_filters(facts.year, facts.filters, first)
        self.sources = Sources()

    def write(self, title: str, link: str) -> None:
        """Write the whole document; what depends on its content (contents, legend) is filled in at the end."""
        out = self.out
        self._front(title, link)
        legend = out.text("")
        out.text(_("Contents"), CONTENTS)
        contents = out.text("")
        self._sections()
        if self.facts.is_covered:
            self._annex()
        self._sources()
        for line in opening.legend(self.facts, out.has_marks):
            legend.insert_paragraph_before(line, style=NOTE)
        out.contents(contents)
        legend._p.getparent().remove(legend._p)
        note = _("{mark} rests on illustrative rows: not a published fact").format(mark=MARK) if out.has_marks else ""
        header_and_footer(out.document, title, note)

    def _front(self, title: str, link: str) -> None:
        out, snapshot = self.out, self.snapshot
        out.text(title, "Title")
        out.text(
            _("Report to the Committee on WIPO Standards · {filters}").format(
                filters=shared_filters_text(self.facts.filters)
            ),
            "Subtitle",
        )
        day = snapshot.changed_on.isoformat() if snapshot.changed_on else _("unknown day")
        out.note(
            _("Data of {day} (snapshot {snapshot}); document made on {today}.").format(
                day=day, snapshot=snapshot.fingerprint[:8], today=datetime.now(UTC).date().isoformat()
            )
        )
        if link:
            out.note(_("The same view on the dashboard: {link}").format(link=link))

    def _sections(self) -> None:
        out, facts = self.out, self.facts
        out.heading(_("Introduction"))
        out.numbered(opening.introduction(facts))
        if facts.is_covered:
            out.table(_("The year {year} at a glance").format(year=facts.year), headline_grid(self.snapshot, facts))
        out.heading(_("Training and technical advice"))
        out.numbered(infrastructure.advice(facts))
        out.heading(_("Infrastructure of IP offices"))
        out.heading(_("Business Solutions"), 2)
        out.numbered(infrastructure.business_solutions(facts))
        self._chart("business_solutions_by_region")
        out.heading(_("Exchange of search and examination results and of priority documents"), 2)
        out.numbered(infrastructure.exchange_platforms(facts))
        out.heading(_("Full text by character recognition (OCR)"), 2)
        out.numbered(infrastructure.ocr(facts))
        self._ladder()
        out.heading(_("Capacity building"))
        out.heading(_("Tools"), 2)
        out.numbered(capacity.tools(facts))
        out.heading(_("Trainings"), 2)
        out.numbered(capacity.trainings_held(facts))
        for leads, items in capacity.training_groups(facts):
            out.trainings(leads, items)
        out.note(capacity.trainings_left_out(facts))
        self._chart("trainings_by_region")
        out.heading(_("Better understanding of WIPO Standards"))
        out.numbered(capacity.participation(facts))
        out.heading(_("Exchange of IP data"))
        out.numbered(capacity.data_exchange(facts))
        out.bullets(capacity.collection_lists(facts))
        self._chart("collections_by_database")
        out.heading(_("What the Committee is invited to do"))
        out.numbered(opening.invitation(facts))

    def _is_missing(self, name: str) -> bool:
        return bool(set(query(name).sources) & set(self.snapshot.missing)) or not self.facts.is_covered

    def _chart(self, name: str) -> None:
        """Add a chart over the years, or say why there is none."""
        if self._is_missing(name):
            return
        shown = exhibit(self.snapshot, name, self.history)
        values = [value for one in shown.chart.series for value in one.values] if shown.chart else []
        if shown.chart is None or not any(values):
            text = (
                _("There is no chart of “{title}”: its numbers were not published.")
                if all(value is None for value in values)
                else _("There is no chart of “{title}”: there was none in the years that are known.")
            )
            self.out.note(text.format(title=shown.title))
            return
        self.sources.note(self.snapshot, name, self.history)
        self.out.chart(shown.chart, shown.has_illustrative)

    def _ladder(self) -> None:
        """Add the steps of the OCR software, from the same figures as the sentence above them."""
        steps = {label("stage", stage): self.facts.figure(measure) for stage, measure in STAGES.items()}
        if all(figure.value is None for figure in steps.values()):
            return
        told = "; ".join(_("{name} {number}").format(name=name, number=said(figure)) for name, figure in steps.items())
        values = tuple(figure.value for figure in steps.values())
        title = _("OCR software: from receipt to production")
        chart = PlainChart(
            name="ocr_ladder",
            form="bar",
            title=title,
            subtitle=_("IPOs that had reached each stage by the end of {year}: {steps}").format(
                year=self.facts.year, steps=told
            ),
            alt=_("Bar chart of steps: {title}. At the end of {year}: {steps}.").format(
                title=title, year=self.facts.year, steps=told
            ),
            categories=tuple(steps),
            series=(Series(_("IPOs"), PRIMARY, values),),
            totals=(),
            value_label=_("IPOs"),
            notes=(),
            footer="",
        )
        self.out.chart(chart, any(figure.is_illustrative for figure in steps.values()))

    def _annex(self) -> None:
        out, facts = self.out, self.facts
        out.landscape()
        out.heading(_("Annex I: Tables"))
        self.sources.note(self.snapshot, "headline_figures", facts.filters)
        checks = RECONCILED if facts.filters.basis is None and not self._is_missing("reconciliation") else PUBLISHED
        shown = [entry for entry in (*ANNEX, checks) if not self._is_missing(entry.query) and self._is_known(entry)]
        for entry in shown:
            self.sources.note(self.snapshot, entry.query, self.history if isinstance(entry, History) else facts.filters)
        for entry in shown:
            grid, left_out = self._grid(entry)
            out.table(_(query(entry.query).title), grid, [*table_notes(entry.query, facts), left_out])
        if not shown:
            out.note(_("No extract was delivered for any table."))

    def _is_known(self, entry: Listing | History) -> bool:
        """Whether a history holds any number at all; a list may be empty, and then says so."""
        if isinstance(entry, Listing):
            return True
        return any(row[entry.value] is not None for row in ask(self.snapshot, entry.query, self.history).rows)

    def _grid(self, entry: Listing | History) -> tuple[Grid, str]:
        """Return a table of the annex, and what to say where it is not whole."""
        if isinstance(entry, History):
            return history_grid(self.snapshot, entry, self.history), ""
        return listing_grid(self.snapshot, entry, self.facts.filters, self.sources)

    def _sources(self) -> None:
        out = self.out
        if self.facts.is_covered:
            out.portrait()
        out.heading(_("Annex II: Sources"))
        grid = self.sources.grid()
        if grid.rows:
            out.table(_("Documents behind the figures"), grid)
        else:
            out.note(_("No document stands behind this report, as it shows no figure."))
