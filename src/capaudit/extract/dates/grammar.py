"""The grammar: the longest expression at each place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from capaudit.extract.dates.builders import Parts
from capaudit.extract.dates.calendar_rules import CALENDAR_RULES
from capaudit.extract.dates.clock import with_time
from capaudit.extract.dates.counted_rules import COUNTED_RULES
from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.guards import names_a_place
from capaudit.extract.dates.relative import anchored
from capaudit.extract.dates.rule import Rule
from capaudit.extract.dates.tokens import Tokens

# All that start with a token's symbol are tried; the longest wins, the earlier rule on a tie.
RULES = (*CALENDAR_RULES, *COUNTED_RULES)
_DISTANCE = re.compile(r"F?(?P<n>[DnNi])(?P<u>[Udyj])(?P<link>[pAfFBo&])t?")
# Where a rule may start: the commonest symbols only before what they can go on with.
_STARTS = re.compile(
    r"[DOYMWSLRrPBEHscgQI#%z]|[ni](?=[UdyjEGW])|F(?=[DnN])|N(?=[UWdyj.\-/otpM])|e(?=[ot]{0,3}[Ujy])"
    r"|[Ud](?=L)|U(?=[ot]{0,2}-?[ONDYns])|y(?=L|o?Y|[Dn]E)"
)


_BY_SYMBOL = {
    symbol: tuple(rule for rule in RULES if symbol in rule.starts)
    for symbol in {symbol for rule in RULES for symbol in rule.starts}
}
_NEEDED = frozenset("".join(rule.needs for rule in RULES))
# How many symbols before and behind its start the widest pattern may read.
LOOKS_BACK, LOOKS_AHEAD = 6, 36


@lru_cache(maxsize=4096)
def _rules_for(symbol: str, present: frozenset[str]) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules that start with a symbol, where the symbols that they need are near."""
    return tuple(
        (rule, _compiled(rule.pattern))
        for rule in _BY_SYMBOL.get(symbol, ())
        if present.issuperset(rule.needs)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def parse(tokens: Tokens) -> Iterator[Expression]:
    """Yield the date expressions of a text from left to right; none overlaps another."""
    at = floor = 0
    while (start := _STARTS.search(tokens.symbols, at)) is not None:
        found = _longest(tokens, start.start())
        if found is None:
            at = start.end()
            continue
        if found.day is None or not names_a_place(tokens, found.first, found.last):
            found = with_time(tokens, _with_edges(tokens, found, at), floor)
            yield found
        at = floor = found.last


def _longest(tokens: Tokens, at: int) -> Expression | None:
    """The longest expression, or the distance from one: two weeks before Christmas."""
    match = _DISTANCE.match(tokens.symbols, at)
    if match is not None and match.end() < len(tokens.symbols):
        base = _plain_longest(tokens, match.end())
        found = None if base is None else anchored(Parts(tokens, match), base, base.last)
        if found is not None:
            return found
    return _plain_longest(tokens, at)


def _plain_longest(tokens: Tokens, at: int) -> Expression | None:
    best: Expression | None = None
    symbols = tokens.symbols
    near = _NEEDED.intersection(symbols[max(0, at - LOOKS_BACK) : at + LOOKS_AHEAD])
    for rule, pattern in _rules_for(symbols[at], near):
        match = pattern.match(symbols, at)
        if match is None or (best is not None and match.end() <= best.last):
            continue
        if rule.fits(tokens, at, match.end()):
            best = rule.build(Parts(tokens, match)) or best
    return best


def _with_edges(tokens: Tokens, found: Expression, floor: int) -> Expression:
    """Take in what stands before: early (June), the end of (the year), the (first quarter)."""
    first, symbols = found.first, tokens.symbols
    lowest = max(floor, first - 4)
    while first > lowest and symbols[first - 1] in "eAfto-":
        first -= 1
    while first < found.first and symbols[first] in "o-Af":
        first += 1
    if first == found.first:
        return found
    return msgspec.structs.replace(found, first=first)
