"""SARIF 2.1.0 for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from capaudit.model.article import Json
from capaudit.model.claim import AnyClaim
from capaudit.model.finding import Confidence, Finding, Fix, Problem, Report, RuleText
from capaudit.model.text import Range
from capaudit.reports.escape import visible
from capaudit.reports.json_report import json_text
from capaudit.reports.page import Page
from capaudit.reports.records import TOOL_VERSION
from capaudit.reports.words import claim_text, origin_label, plural, shown_path

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# GitHub refuses files with more results in a run, and takes no more into account.
MOST_RESULTS = 25_000
# How much a viewer should care, from 0 to 100 (3.27.25).
_RANKS = {Confidence.HIGH: 90.0, Confidence.MEDIUM: 60.0, Confidence.LOW: 30.0}
# A backslash, a link's brackets and a placeholder's braces in a message (3.11.5, 3.11.6).
_IN_MESSAGE = {"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"}


def render_sarif(report: Report, page: Page) -> Iterator[str]:
    """One run; of more results than are taken the worst, and a notification of the others.

    Of the page only its folder counts, which should be the repository's.
    """
    findings = sorted(report.findings, key=lambda finding: finding.severity.rank)
    # What is set aside gives way to what is not.
    results = [(finding, False) for finding in (*findings, *report.suppressed)]
    results += [(finding, True) for finding in report.known]
    shown, left_out = results[:MOST_RESULTS], len(results) - MOST_RESULTS
    indices = {rule.code: index for index, rule in enumerate(report.rules)}
    notifications = [_problem(report, problem, page) for problem in report.problems]
    if left_out > 0:
        text = f"{plural(left_out, 'further result')} left out: a run holds {MOST_RESULTS}"
        notifications.append({"level": "warning", "message": {"text": text}})
    run: dict[str, Json] = {
        "tool": {"driver": _driver(report.rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.problems,
                "toolExecutionNotifications": notifications,
            }
        ],
        "results": [
            _result(report, finding, page, indices)
            | _setting_aside(report, finding, is_known=is_known)
            for finding, is_known in shown
        ],
    }
    yield json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Sequence[RuleText]) -> Json:
    return {
        "name": "capaudit",
        "version": TOOL_VERSION,
        "rules": [
            {
                "id": rule.code,
                "name": "".join(word.capitalize() for word in rule.name.split("-")),
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": f"{rule.summary}\n\n{rule.page}".strip()},
                "help": {"text": f"capaudit explain {rule.code}", "markdown": rule.page},
                "defaultConfiguration": {"level": rule.severity.value},
            }
            for rule in rules
        ],
    }


def _result(
    report: Report, finding: Finding, page: Page, indices: Mapping[str, int]
) -> dict[str, Json]:
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "rank": _RANKS[finding.confidence],
        "message": {"text": _message(finding.message)},
        "locations": [_in_article(_place(report, finding.path, finding.range, page), finding.item)],
        "relatedLocations": list(_related(report, finding, page)),
        "partialFingerprints": {"capaudit/v1": finding.fingerprint},
    }
    if finding.code in indices:
        result["ruleIndex"] = indices[finding.code]
    if finding.fix is not None:
        result["fixes"] = [_fix(report, finding.path, finding.fix, page)]
    return result


def _setting_aside(report: Report, finding: Finding, *, is_known: bool) -> dict[str, Json]:
    """How a finding stands to the baseline and to the ignores of the text (3.27.23, 3.27.24)."""
    state: dict[str, Json] = {}
    if report.baseline is not None:
        state["baselineState"] = "unchanged" if is_known else "new"
    suppressions: list[Json] = [
        {
            "kind": "inSource",
            **({"justification": visible(ignore.reason)} if ignore.reason else {}),
        }
        for ignore in finding.ignored_by
    ]
    if is_known:
        suppressions.append({"kind": "external", "justification": "known by the baseline"})
    # An empty list says that it is known whether any is suppressed, and that this one is not.
    return {**state, "suppressions": suppressions}


def _related(report: Report, finding: Finding, page: Page) -> Iterator[Json]:
    """Both sides of the evidence, and further places of the same cause."""
    for number, claim in enumerate((*finding.claims, *finding.against)):
        yield {"id": number, **_evidence(report, finding, claim, page)}
    first = len(finding.claims) + len(finding.against)
    for number, one in enumerate(finding.occurrences, first):
        place = _in_article(_place(report, one.path, one.range, page), one.item)
        yield {"id": number, "message": {"text": "the same cause"}, **place}


def _evidence(report: Report, finding: Finding, claim: AnyClaim, page: Page) -> dict[str, Json]:
    """A claim where it stands; one of a file's metadata has no lines, only its field's name."""
    origin = claim.origin
    text = f"{origin_label(origin)}: {claim_text(claim)}"
    message: dict[str, Json] = {"message": {"text": _message(text)}}
    if origin.range is None:
        label = visible(origin_label(origin))
        return {**message, "logicalLocations": [{"name": label, "kind": "member"}]}
    place = _place(report, origin.path or finding.path, origin.range, page)
    return {**message, **_in_article(place, origin.item)}


def _place(report: Report, path: str, at: Range | None, page: Page) -> dict[str, Json]:
    place: dict[str, Json] = {"artifactLocation": _artifact(report, path, page)}
    if at is not None:
        place["region"] = _region(at)
    return {"physicalLocation": place}


def _in_article(place: dict[str, Json], item: str | None) -> dict[str, Json]:
    """A place with the article it stands in, where its file holds several (3.28.4)."""
    if item is None:
        return place
    return {**place, "logicalLocations": [{"name": visible(item), "kind": "article"}]}


def _artifact(report: Report, path: str, page: Page) -> dict[str, Json]:
    return {"uri": quote(shown_path(report.run, path, page).encode("utf-8", "surrogateescape"))}


def _region(at: Range) -> dict[str, Json]:
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }


def _fix(report: Report, path: str, fix: Fix, page: Page) -> Json:
    replacements: list[Json] = [
        {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    changed: dict[str, Json] = {
        "artifactLocation": _artifact(report, path, page),
        "replacements": replacements,
    }
    return {"description": {"text": _message(fix.description)}, "artifactChanges": [changed]}


def _problem(report: Report, problem: Problem, page: Page) -> Json:
    at = None if problem.line is None else Range(problem.line, 1, problem.line, 1)
    return {
        "level": "error",
        "message": {"text": _message(f"not audited: {problem.reason}")},
        "locations": [_in_article(_place(report, problem.path, at, page), problem.item)],
    }


def _message(text: str) -> str:
    """Text of unknown origin that a viewer shows letter for letter."""
    return "".join(_IN_MESSAGE.get(letter, letter) for letter in visible(text))
