"""The list of fixers."""

from __future__ import annotations

import re

from capaudit.fixes.registry import FIELD_FIXERS, FIXABLE, FIXERS
from capaudit.rules.registry import RULES


def test_codes_are_in_order_of_the_catalogue() -> None:
    families = list(dict.fromkeys(code[:3] for code in FIXERS))
    assert families == ["CAP", "ALT", "CRD", "DAT", "IMG"]
    for family in families:
        codes = [code for code in FIXERS if code.startswith(family)]
        assert codes == sorted(codes)
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in FIXERS)


def test_fixers_are_for_rules_that_there_are() -> None:
    assert {rule.code for rule in RULES} >= FIXABLE
    assert list(FIELD_FIXERS) == sorted(FIELD_FIXERS)
