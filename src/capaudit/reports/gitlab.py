"""GitLab's Code Quality report: findings in the widget of a merge request.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from capaudit.model.article import Json
from capaudit.model.finding import Finding, Problem, Report, Severity
from capaudit.reports.escape import visible
from capaudit.reports.json_report import json_text
from capaudit.reports.page import Page
from capaudit.reports.words import located, shown_path

# GitLab knows info, minor, major, critical and blocker.
_LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render_gitlab(report: Report, page: Page) -> Iterator[str]:
    """One JSON array; of the page only its folder counts, which should be the repository's."""
    seen: Counter[str] = Counter()
    problems = [
        _problem(problem, shown_path(report.run, problem.path, page)) for problem in report.problems
    ]
    issues = [
        _issue(finding, shown_path(report.run, finding.path, page), seen)
        for finding in report.findings
    ]
    yield json_text([*problems, *issues])


def _issue(finding: Finding, path: str, seen: Counter[str]) -> Json:
    """GitLab drops what repeats a fingerprint, so a repeated one is numbered."""
    seen[finding.fingerprint] += 1
    count = seen[finding.fingerprint]
    return {
        "description": located(visible(finding.message), finding.item),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": finding.fingerprint if count == 1 else f"{finding.fingerprint}-{count}",
        "severity": _LEVELS[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": finding.range.line if finding.range else 1},
        },
    }


def _problem(problem: Problem, path: str) -> Json:
    return {
        "description": located(f"not audited: {visible(problem.reason)}", problem.item),
        "check_name": "capaudit",
        "fingerprint": located(f"problem {path} {problem.reason}", problem.item),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": problem.line or 1}},
    }
