"""JUnit XML: each article a test suite, each finding a failed test, for any CI that shows tests.

Elements as Jenkins' and GitLab's readers take them: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from capaudit.model.claim import AnyClaim
from capaudit.model.finding import Finding, Problem, Report, Severity
from capaudit.reports.escape import visible
from capaudit.reports.page import Page
from capaudit.reports.words import claim_text, located, origin_label, shown_path

# Beyond the control characters, which are made visible, XML 1.0 has no room for these.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def render_junit(report: Report, page: Page) -> Iterator[str]:
    """The report as XML; of the page only its folder counts. Notes pass, and say what they say."""
    found = {path: tuple(group) for path, group in groupby(report.findings, lambda one: one.path)}
    problems: dict[str, list[Problem]] = {}
    for problem in report.problems:
        problems.setdefault(problem.path, []).append(problem)
    failures = sum(one.severity is not Severity.NOTE for one in report.findings)
    paths = sorted({*found, *problems, *report.paths})
    tests = sum(_count(found.get(path, ()), problems.get(path, ())) for path in paths)
    counts = {"tests": tests, "failures": failures, "errors": len(report.problems)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield _opened("testsuites", {"name": "capaudit", **counts, "time": report.run.duration_s})
    for path in paths:
        shown = shown_path(report.run, path, page)
        yield from _suite(shown, found.get(path, ()), problems.get(path, ()))
    yield "</testsuites>\n"


def _count(findings: Sequence[Finding], problems: Sequence[Problem]) -> int:
    """How many tests a file is; one that holds nothing amiss is one that passes."""
    return max(1, len(findings) + len(problems))


def _suite(path: str, findings: Sequence[Finding], problems: Sequence[Problem]) -> Iterator[str]:
    failures = sum(one.severity is not Severity.NOTE for one in findings)
    tests = _count(findings, problems)
    counts = {"tests": tests, "failures": failures, "errors": len(problems)}
    yield _opened("testsuite", {"name": path, **counts})
    for problem in problems:
        error = _element("error", "not audited", (problem.reason,))
        yield _case(path, located("is audited", problem.item), error)
    for finding in findings:
        yield _case(path, _name(finding), _outcome(finding), finding)
    if not problems and not findings:
        yield _case(path, "has no findings", "")
    yield "</testsuite>\n"


def _name(finding: Finding) -> str:
    where = f" {finding.range.line}:{finding.range.column}" if finding.range else ""
    return located(f"{finding.code} {finding.name}{where}", finding.item)


def _outcome(finding: Finding) -> str:
    lines = (finding.message, *_sides((*finding.claims, *finding.against)))
    if finding.severity is Severity.NOTE:
        return f"<system-out>{_text(lines)}</system-out>"
    return _element("failure", finding.message, lines, finding.severity.value)


def _sides(claims: Iterable[AnyClaim]) -> Iterator[str]:
    for claim in claims:
        yield f"{origin_label(claim.origin)}: {claim_text(claim)}"


def _case(path: str, name: str, inside: str, finding: Finding | None = None) -> str:
    at = finding.range if finding is not None else None
    line: dict[str, object] = {} if at is None else {"line": at.line}
    opened = _opened("testcase", {"classname": path, "name": name, "file": path, **line})
    return f"{opened.rstrip()}{inside}</testcase>\n"


def _element(name: str, message: str, lines: Iterable[str], kind: str = "error") -> str:
    opened = _opened(name, {"message": message, "type": kind})
    return f"{opened.rstrip()}{_text(lines)}</{name}>"


def _opened(name: str, attributes: dict[str, object]) -> str:
    written = " ".join(f'{key}="{escape(_plain(value))}"' for key, value in attributes.items())
    return f"<{name} {written}>\n"


def _text(lines: Iterable[str]) -> str:
    return escape("\n".join(map(_plain, lines)), quote=False)


def _plain(value: object) -> str:
    return _NOT_IN_XML.sub("\ufffd", visible(str(value)))
