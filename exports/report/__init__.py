"""The yearly report to the Committee on WIPO Standards as a Word document."""

from exports.report.document import report_bytes
from exports.report.facts import Facts, Figure, figures

__all__ = ["Facts", "Figure", "figures", "report_bytes"]
