"""Dates that stand together: ranges in words, and lists whose members lend one another parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.guards import joins_range
from capaudit.extract.dates.tokens import Tokens

# What may stand between two dates of one range: a dash or "to", with a preposition or article.
_GAP = re.compile(r"[;)]?(?:-|[&p])[tpoUy]{0,2}")
_LIST_GAPS = frozenset({"&", ",", ",&", "&t", "-"})
# Farther apart two years are no range.
_LONGEST = 200


def chained(tokens: Tokens, found: Iterable[Expression]) -> Iterator[Expression]:
    """Join the two ends of a range to one expression, and lend parts along a list.

    From December 2023 to January 2024; 2024年5月28日至6月2日; 5月3日と5日.
    """
    last: Expression | None = None
    for each in found:
        current = each
        if last is not None:
            gap = tokens.symbols[last.last : current.first]
            current = _lent(last, current, gap, tokens.order)
            joined = _range(tokens, last, current, gap)
            if joined is not None:
                last = joined
                continue
            yield last
        last = current
    if last is not None:
        yield last


def _range(tokens: Tokens, start: Expression, end: Expression, gap: str) -> Expression | None:
    if _GAP.fullmatch(gap) is None or not _are_alike(start, end):
        return None
    at = start.last + (gap[0] in ";)")
    if not joins_range(tokens, at, start.first, end.last):
        return None
    end = _with_year_of(start, end)
    if not _is_in_order(start, end):
        return None
    return msgspec.structs.replace(start, last=end.last, until=end)


def _are_alike(start: Expression, end: Expression) -> bool:
    """Whether both are days, both months or both years of the calendar."""
    return _kind(start) == _kind(end) and all(
        each.shape == "calendar" and each.until is None and not each.is_bc for each in (start, end)
    )


def _kind(said: Expression) -> tuple[bool, bool, int, bool]:
    is_counted = said.year_shift is not None or said.month_shift is not None
    return said.day is None, said.month is None, said.years, is_counted


def _with_year_of(start: Expression, end: Expression) -> Expression:
    """The end with the year of the start where it has none: from May 28, 2024 to June 2."""
    if end.year is not None or start.year is None:
        return end
    is_next_year = (end.month or 0, end.day or 0) < (start.month or 0, start.day or 0)
    return msgspec.structs.replace(end, year=start.year + is_next_year)


def _is_in_order(start: Expression, end: Expression) -> bool:
    if start.year is None or end.year is None:
        return True
    first, last = ((each.year or 0, each.month or 0, each.day or 0) for each in (start, end))
    return first < last and end.year <= start.year + _LONGEST


def _lent(lender: Expression, said: Expression, gap: str, order: str) -> Expression:
    """A member of a list with what it leaves out: 5月3日と5日, 2022年3月和4月."""
    if gap not in _LIST_GAPS or {lender.shape, said.shape} != {"calendar"}:
        return said
    is_bare_day = said.day is not None and said.month is None and said.month_shift is None
    if is_bare_day and lender.day is not None and lender.month is not None:
        return msgspec.structs.replace(said, month=lender.month, year=lender.year)
    # Where the year comes first, it stands for all that follow.
    is_bare_month = said.month is not None and said.year is None and said.year_shift is None
    if order == "ymd" and is_bare_month and lender.month is not None:
        return msgspec.structs.replace(said, year=lender.year)
    return said
