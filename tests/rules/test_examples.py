"""Every example of every rule, written to disk and audited as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.images.credentials_validation import can_validate
from capaudit.rules.base import Rule
from capaudit.rules.documentation import Example, Expectation, read_documentation
from capaudit.rules.registry import RULES
from support.examples import grave, run_example

NEEDS_C2PA = pytest.mark.skipif(not can_validate(), reason="the c2pa extra is not installed")
CASES = [
    pytest.param(
        rule,
        example,
        id=f"{rule.code}-{example.expectation}-{number}",
        marks=NEEDS_C2PA if rule.code == "RGT006" else (),
    )
    for rule in RULES
    for number, example in enumerate(read_documentation(rule.documentation).examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    report = run_example(example.text, tmp_path, rule.code)
    assert report.problems == ()
    own = [finding.code for finding in report.findings if finding.code == rule.code]
    others = [f"{one.code}: {one.message}" for one in grave(report) if one.code != rule.code]
    assert others == []
    match example.expectation:
        case Expectation.FLAGGED:
            assert own == [rule.code]
        case Expectation.PASSES:
            assert [one.message for one in grave(report)] == []
