"""The edge cases told in the Markdown files beside this one, each audited as a whole.

A case is a second-level heading, one fenced example in the form of a rule's docstring, and a
line that says what comes of it: `Gives nothing.` or `Gives CRD006 as a warning.`, one for each
finding. Findings of notes count only where a case names them: `Gives no PER003.` too.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from support.examples import run_example

FOLDER = Path(__file__).parent
_CASE = re.compile(r"^## (?P<title>.+)\n(?P<body>(?:(?!## ).*\n?)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"^```\n(?P<text>(?:(?!```).*\n)*)```$", re.MULTILINE)
_GIVES_NO = re.compile(r"\bGives no ([A-Z]{3}\d{3})\b")
_GIVES = re.compile(r"\bGives ([A-Z]{3}\d{3}) as an? (error|warning|note)\b")


class Case(msgspec.Struct, frozen=True):
    """One edge case: what is written, and the findings that come of it."""

    title: str
    text: str
    gives: tuple[tuple[str, str], ...]
    withholds: frozenset[str] = frozenset()


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; one without an example or an outcome is a mistake in the file."""
    cases = []
    for match in _CASE.finditer(path.read_text("utf-8")):
        example = _EXAMPLE.search(match["body"])
        gives = tuple(sorted(_GIVES.findall(match["body"])))
        assert example is not None, f"no example: {match['title']}"
        withholds = frozenset(_GIVES_NO.findall(match["body"]))
        has_outcome = gives or withholds or "Gives nothing." in match["body"]
        assert has_outcome, f"no outcome: {match['title']}"
        cases.append(Case(match["title"], example["text"], gives, withholds))
    return cases


CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.md"))
    for case in read_cases(path)
]


@pytest.mark.parametrize("case", CASES)
def test_edge_case(case: Case, tmp_path: Path) -> None:
    report = run_example(case.text, tmp_path, *sorted(case.withholds))
    named = {code for code, _ in case.gives} | case.withholds
    found = sorted(
        (finding.code, str(finding.severity))
        for finding in report.findings
        if finding.severity != "note" or finding.code in named
    )
    assert found == list(case.gives), [finding.message for finding in report.findings]
    assert report.problems == ()
