"""A table of the findings for spreadsheets: RFC 4180, in UTF-8, safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from capaudit.model.claim import AnyClaim
from capaudit.model.finding import Finding, Problem, Report
from capaudit.model.text import Range
from capaudit.reports.escape import visible
from capaudit.reports.page import Page
from capaudit.reports.words import claim_text, origin_label, shown_path

COLUMNS = (
    *("path", "line", "column", "end_line", "end_column", "severity", "code", "name"),
    *("message", "said", "against", "image", "confidence", "fingerprint", "item"),
)
# A cell that begins so is run as a formula by spreadsheets; an apostrophe before it makes it text.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render_csv(report: Report, page: Page) -> Iterator[str]:
    """One line a finding, then one a problem; of the page only its folder counts."""
    yield _line(COLUMNS)
    for finding in report.findings:
        yield _line(_cells(finding, shown_path(report.run, finding.path, page)))
    for problem in report.problems:
        yield _line(_problem(problem, shown_path(report.run, problem.path, page)))


def _cells(finding: Finding, path: str) -> tuple[str, ...]:
    return (
        path,
        *_place(finding.range),
        finding.severity.value,
        finding.code,
        finding.name,
        finding.message,
        _sides(finding.claims),
        _sides(finding.against),
        finding.image.src if finding.image else "",
        finding.confidence.value,
        finding.fingerprint,
        finding.item or "",
    )


def _place(at: Range | None) -> tuple[str, ...]:
    if at is None:
        return ("",) * 4
    return tuple(str(getattr(at, name)) for name in at.__struct_fields__)


def _sides(claims: Iterable[AnyClaim]) -> str:
    return "; ".join(f"{origin_label(one.origin)}: {claim_text(one)}" for one in claims)


def _problem(problem: Problem, path: str) -> tuple[str, ...]:
    line = "" if problem.line is None else str(problem.line)
    cells = {"path": path, "line": line, "severity": "problem", "message": problem.reason}
    cells["item"] = problem.item or ""
    return tuple(cells.get(name, "") for name in COLUMNS)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(_safe(cell) for cell in cells)
    return written.getvalue()


def _safe(text: str) -> str:
    """The text on one line, and never a formula."""
    plain = visible(text)
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain
