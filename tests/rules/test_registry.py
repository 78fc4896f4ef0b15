"""The registry against the rules of the house: codes, names, files, documentation."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import capaudit.rules
from capaudit.rules.base import Rule, Scope
from capaudit.rules.documentation import Expectation, read_documentation
from capaudit.rules.registry import RULES, find_rule

FAMILIES = ("CAP", "ALT", "CRD", "DAT", "LOC", "PER", "MET", "RGT", "IMG", "ART", "SCH")
FOLDER = Path(capaudit.rules.__file__).parent
SHARED_MODULES = {
    *(
        "agencies",
        "comparison",
        "creators",
        "flaws",
        "named",
        "near_names",
        "printed_names",
        "record",
    ),
    *("restrictions", "validation"),
    *("corrected_dates", "figures", "same_event"),
}
EVERY_RULE = [pytest.param(rule, id=rule.code) for rule in RULES]


def test_codes_and_names_are_unique() -> None:
    for values in ([rule.code for rule in RULES], [rule.name for rule in RULES]):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_rules_stand_in_the_order_of_the_catalogue() -> None:
    keys = [(FAMILIES.index(rule.code[:3]), rule.code) for rule in RULES]
    assert keys == sorted(keys)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_code_and_name_are_lawful(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_documentation_has_every_part(rule: Rule) -> None:
    documentation = read_documentation(rule.documentation)
    assert documentation.summary.endswith(".")
    assert documentation.reason
    for expectation in Expectation:
        assert documentation.of(expectation), f"no {expectation} example"


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_scope_fits_the_check(rule: Rule) -> None:
    checks = {
        Scope.FIGURE: rule.check_figure,
        Scope.ARTICLE: rule.check_article,
        Scope.ACROSS: rule.check_across,
    }
    assert checks[rule.scope] is not None
    assert find_rule(rule.code.lower()) is rule


def test_every_rule_file_is_registered() -> None:
    files = {path for path in FOLDER.glob("*/*.py") if path.stem != "__init__"}
    rules = {path for path in files if path.stem not in SHARED_MODULES}
    codes = {re.search(r'"([A-Z]{3}\d{3})"', path.read_text("utf-8")) for path in rules}
    assert {match[1] for match in codes if match} == {rule.code for rule in RULES}
    assert len(rules) == len(RULES)
