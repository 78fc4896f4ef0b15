"""Annotations of a GitHub workflow: findings beside the lines of a pull request.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.finding import Finding, Problem, Report, Severity
from capaudit.reports.escape import visible
from capaudit.reports.page import Page
from capaudit.reports.words import claim_text, located, origin_label, plural, shown_path

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# GitHub shows ten annotations of each level for a step and drops the others without a word.
SHOWN_PER_LEVEL = 10
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = _DATA | {ord(":"): "%3A", ord(","): "%2C"}


def render_github(report: Report, page: Page) -> Iterator[str]:
    """One workflow command a line, the worst first; of the page only its folder counts."""
    commands: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    commands[Severity.ERROR] += [_problem(report, problem, page) for problem in report.problems]
    for finding in report.findings:
        commands[finding.severity].append(_annotation(report, finding, page))
    for severity, lines in commands.items():
        yield from _level(severity, lines)


def _level(severity: Severity, lines: list[str]) -> Iterator[str]:
    if len(lines) <= SHOWN_PER_LEVEL:
        yield from lines
        return
    yield from lines[: SHOWN_PER_LEVEL - 1]
    rest = plural(len(lines) - SHOWN_PER_LEVEL + 1, f"further {severity.value}")
    yield _command(severity, {"title": "capaudit"}, f"{rest}: run capaudit check to see all")


def _annotation(report: Report, finding: Finding, page: Page) -> str:
    properties = {"file": shown_path(report.run, finding.path, page)}
    if finding.range is not None:
        properties["line"] = str(finding.range.line)
        properties["col"] = str(finding.range.column)
        if finding.range.end_line == finding.range.line:
            properties["endColumn"] = str(finding.range.end_column)
        else:
            properties["endLine"] = str(finding.range.end_line)
    properties["title"] = located(f"{finding.code} {finding.name}", finding.item)
    claims = (*finding.claims, *finding.against)
    sides = [f"{origin_label(one.origin)}: {claim_text(one)}" for one in claims]
    return _command(finding.severity, properties, "\n".join([visible(finding.message), *sides]))


def _problem(report: Report, problem: Problem, page: Page) -> str:
    properties = {"file": shown_path(report.run, problem.path, page)}
    if problem.line is not None:
        properties["line"] = str(problem.line)
    properties["title"] = located("not audited", problem.item)
    return _command(Severity.ERROR, properties, visible(problem.reason))


def _command(severity: Severity, properties: dict[str, str], message: str) -> str:
    """`message` may have several lines; everything else is made visible here."""
    listed = ",".join(
        f"{name}={visible(value).translate(_PROPERTY)}" for name, value in properties.items()
    )
    return f"::{LEVELS[severity]} {listed}::{message.translate(_DATA)}\n"
