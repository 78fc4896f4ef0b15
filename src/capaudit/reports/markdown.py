"""Markdown for a comment on a pull request or a job's summary: the counts, then the worst first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaudit.model.finding import Aspect, Finding, Occurrence, Report, Severity, VerdictKind
from capaudit.reports.escape import visible
from capaudit.reports.page import OCCURRENCES_SHOWN, Page
from capaudit.reports.words import claim_text, item_label, origin_label, plural, shown_path

# GitHub refuses comments over 65,536 characters.
LONGEST = 60_000
_TABLE_HEAD = "| | where | what | evidence |\n|---|---|---|---|\n"
# What begins markup, a mention, a reference, an emoji or a link (GitHub Flavored Markdown 0.29).
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~@:$&])")
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_markdown(report: Report, page: Page) -> Iterator[str]:
    """Counts, problems, findings in a table, verdicts; cut where a comment would be refused.

    Of the page only its folder counts.
    """
    yield f"### capaudit: {_counts(report)}\n\n"
    if report.run.changed_since is not None:
        yield f"{escaped(report.run.changed_since.sentence)}.\n\n"
    for problem in report.problems:
        path = escaped(shown_path(report.run, problem.path, page))
        item = "" if problem.item is None else f" {escaped(item_label(problem.item))}"
        yield f"- not audited: {path}{item}: {escaped(problem.reason)}\n"
    if report.problems:
        yield "\n"
    if report.findings:
        yield from _table(report, page)
    if report.images:
        yield from _verdicts(report)


def escaped(text: str) -> str:
    """Text of unknown origin that shows in Markdown letter for letter."""
    return _MARKUP.sub(r"\\\1", visible(text))


def _counts(report: Report) -> str:
    looked_at = f"{plural(len(report.articles), 'article')}, {plural(report.images, 'image')}"
    counts = [
        plural(count, _WORDS[severity])
        for severity, count in report.count_by_severity().items()
        if count
    ]
    return f"{looked_at}: {', '.join(counts) or 'nothing found'}"


def _table(report: Report, page: Page) -> Iterator[str]:
    rows = [_row(report, finding, page) for finding in _worst_first(report.findings)]
    yield _TABLE_HEAD
    length = 0
    for index, row in enumerate(rows):
        length += len(row)
        if length > LONGEST:
            yield f"\n… and {plural(len(rows) - index, 'further finding')}.\n"
            break
        yield row
    yield "\n"


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _row(report: Report, finding: Finding, page: Page) -> str:
    places: tuple[Finding | Occurrence, ...] = (
        finding,
        *finding.occurrences[:OCCURRENCES_SHOWN],
    )
    where = "<br>".join(_place(report, one, page) for one in places)
    rest = len(finding.occurrences) + 1 - len(places)
    if rest:
        where += f"<br>and {plural(rest, 'further place')}"
    sides = "<br>".join(
        f"{escaped(origin_label(one.origin))}: {escaped(claim_text(one))}"
        for one in (*finding.claims, *finding.against)
    )
    what = f"**{finding.code}** {escaped(finding.message)}"
    return f"| {_WORDS[finding.severity]} | {where} | {what} | {sides} |\n"


def _place(report: Report, one: Finding | Occurrence, page: Page) -> str:
    path = escaped(shown_path(report.run, one.path, page))
    place = f"{path}:{one.range.line}" if one.range is not None else path
    return place if one.item is None else f"{place} {escaped(item_label(one.item))}"


def _verdicts(report: Report) -> Iterator[str]:
    names = " | ".join(kind.value for kind in VerdictKind)
    yield f"| images | {names} |\n|---|{'---:|' * len(VerdictKind)}\n"
    counts = report.count_verdicts()
    for aspect in Aspect:
        numbers = " | ".join(str(counts[aspect][kind]) for kind in VerdictKind)
        yield f"| {aspect.value} | {numbers} |\n"
