"""What the grammar relies on about its own patterns."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from capaudit.extract.dates.grammar import LOOKS_AHEAD, LOOKS_BACK, RULES
from capaudit.extract.dates.rule import Rule


def _widths(parsed: Iterable[tuple[object, Any]]) -> tuple[int, int]:
    """How many characters before and behind its start a pattern, as `re` parses it, may read."""
    before = ahead = 0
    for operation, value in parsed:
        name = str(operation)
        if name in ("ASSERT", "ASSERT_NOT"):
            direction, inside = value
            back, on = _widths(inside)
            before, ahead = (before + on, ahead) if direction < 0 else (before + back, ahead + on)
        elif name == "BRANCH":
            widths = [_widths(branch) for branch in value[1]]
            before, ahead = before + max(w[0] for w in widths), ahead + max(w[1] for w in widths)
        elif name in ("SUBPATTERN", "MAX_REPEAT"):
            times = value[1] if name == "MAX_REPEAT" else 1
            back, on = _widths(value[-1])
            before, ahead = before + back, ahead + times * on
        else:
            assert name in ("LITERAL", "NOT_LITERAL", "IN", "AT"), name
            ahead += name != "AT"
    return before, ahead


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern)
def test_no_pattern_reads_farther_than_its_needs_are_looked_for(rule: Rule) -> None:
    before, ahead = _widths(import_module("re._parser").parse(rule.pattern))
    assert before <= LOOKS_BACK
    assert ahead <= LOOKS_AHEAD
