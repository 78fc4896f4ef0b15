"""From the parts of a match to an expression; `None` where the parts do not go together."""

from __future__ import annotations

import re
from functools import cache

from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.lexicon import Word
from capaudit.extract.dates.tokens import Tokens

_QUARTERS = {1: 33, 2: 34, 3: 35, 4: 36}
# 日, 月 and 年 are units as well as what follows a date's number.
_UNIT_OF_SYMBOL = {"d": "day", "j": "month", "y": "year"}
# First year of an era less one: 令和7年 is 2025 (Japan, law of 1979 and later notices).
_ERA_BASE = {"reiwa": 2018, "heisei": 1988, "showa": 1925, "taisho": 1911, "meiji": 1867}
_ERA_BASE |= {"minguo": 1911}


@cache
def _alternatives(name: str) -> tuple[str, ...]:
    """The names of the groups that may hold a part."""
    return name, f"{name}2", f"{name}3"


class Parts:
    """The named parts of a match as words; `y`, `y2` and so on are alternatives of one part."""

    def __init__(self, tokens: Tokens, match: re.Match[str]) -> None:
        self.tokens, self._match = tokens, match
        self.first, self.last = match.span()
        self._known = match.re.groupindex

    def word(self, name: str) -> Word | None:
        """The word of the first alternative of a part that is there."""
        for each in _alternatives(name):
            if each in self._known:
                at = self._match.start(each)
                if at >= 0:
                    return self.tokens.words[at]
        return None

    def at(self, name: str) -> int:
        """The token of a part, the one behind all where the part is missing."""
        at = self._match.start(name) if name in self._known else -1
        return at if at >= 0 else self.last

    def number(self, name: str) -> int | None:
        """The number of a part, `None` where the part is missing."""
        word = self.word(name)
        return None if word is None else word.number

    def unit(self) -> str:
        """The unit's name, empty where there is none."""
        word = self.word("u")
        return "" if word is None else unit_of(word)


def unit_of(word: Word) -> str:
    """The unit a word names, 年 and 日 among them."""
    return word.name or _UNIT_OF_SYMBOL.get(word.symbol, "")


def calendar(parts: Parts) -> Expression | None:
    """Day, month, season and year as they stand, or a range of them."""
    month, day, modifier, unit = (
        parts.number("m"),
        parts.number("d"),
        parts.number("l"),
        parts.unit(),
    )
    if unit not in ("", "year"):
        return None
    if month is not None and not (1 <= month <= 12 or 21 <= month <= 24):
        return None
    until = _range_end(parts)
    year = _year(parts)
    if year is not None and not (1 <= year <= 2199):
        return None
    shift = modifier if modifier is not None and unit == "year" else parts.number("r")
    if shift is None and modifier is not None:
        return _month_near(parts, month, day, modifier)
    return Expression(
        first=parts.first,
        last=parts.last,
        year=year,
        month=month,
        day=day,
        weekday=parts.number("w"),
        year_shift=shift,
        is_bc=_era(parts) == "bc",
        until=until,
    )


def _month_near(
    parts: Parts, month: int | None, day: int | None, modifier: int
) -> Expression | None:
    """Last June, this spring: the month or season before, of or after the present."""
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="near",
        month=month,
        day=day,
        count=modifier,
        weekday=parts.number("w"),
    )


def _era(parts: Parts) -> str:
    word = parts.word("era")
    return "" if word is None else word.name


def _year(parts: Parts) -> int | None:
    year = parts.number("y")
    if year is None:
        return None
    base = _ERA_BASE.get(_era(parts))
    if base is not None:
        return base + year
    if year < 100 and not _era(parts):
        return 1900 + year if year > 50 else 2000 + year
    return year


def _range_end(parts: Parts) -> Expression | None:
    day, month = parts.number("d_to"), parts.number("m_to")
    if day is None and month is None:
        return None
    return Expression(
        first=parts.at("d_to") if month is None else min(parts.at("m_to"), parts.at("d_to")),
        last=parts.last,
        year=_year(parts),
        month=parts.number("m") if month is None else month,
        day=day,
    )


def year_range(parts: Parts) -> Expression | None:
    """1914-1918, 1939–45."""
    start, end = parts.number("y") or 0, parts.number("y_to") or 0
    if end < 100:
        end += start // 100 * 100
    if not start < end <= start + 200:
        return None
    until = Expression(first=parts.first, last=parts.last, year=end)
    return Expression(first=parts.first, last=parts.last, year=start, until=until)


def instant(parts: Parts) -> Expression | None:
    """An ISO 8601 date, with or without a time: the name is parsed when it is resolved."""
    return Expression(
        first=parts.first, last=parts.last, shape="iso", name=parts.tokens.words[parts.first].name
    )


def numeric(parts: Parts) -> Expression | None:
    """03/04/2025: the order is settled when the language and the article are known."""
    return _figures(parts, "numeric")


def day_and_month(parts: Parts) -> Expression | None:
    """22-4 and 4-22: whichever can be the month."""
    day, month = parts.number("d") or 0, parts.number("m") or 0
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12 < day:
        return None
    return Expression(first=parts.first, last=parts.last, month=month, day=day)


def pair(parts: Parts) -> Expression | None:
    """4/22, 11/2016: in the order of the language."""
    return _figures(parts, "pair")


def _figures(parts: Parts, shape: str) -> Expression:
    """A token of figures, with the weekday and the year that stand beside it."""
    word = parts.word("x")
    assert word is not None
    return Expression(
        first=parts.first,
        last=parts.last,
        shape=shape,
        name=word.name,
        year=parts.number("y"),
        weekday=parts.number("w"),
    )


def quarter(parts: Parts) -> Expression | None:
    """The third quarter of 2009, last quarter, Q3 2009, 2009年第三季度."""
    word, unit = parts.word("q"), parts.word("u")
    if word is None or word.symbol == "L":
        return None
    if word.symbol != "Q" and (unit is None or unit.name != "quarter"):
        return None
    if word.number not in _QUARTERS:
        return None
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="quarter",
        year=parts.number("y"),
        month=_QUARTERS[word.number],
        year_shift=parts.number("l"),
    )


def nth_weekday(parts: Parts) -> Expression | None:
    """The third Wednesday of May; the first Friday of next month; without one, of this."""
    unit = parts.unit()
    if unit not in ("", "month") or not 1 <= (parts.number("n") or 0) <= 5:
        return None
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="nth",
        count=parts.number("n") or 0,
        weekday=parts.number("w"),
        month=parts.number("m"),
        year=parts.number("y"),
        month_shift=0 if parts.word("m") is None and not unit else parts.number("l"),
    )


def month_of(parts: Parts) -> Expression | None:
    """The 15th of this month."""
    if parts.unit() != "month":
        return None
    return Expression(
        first=parts.first,
        last=parts.last,
        day=parts.number("d"),
        month_shift=parts.number("l"),
    )


def fiscal(parts: Parts) -> Expression | None:
    """Fiscal 2007, FY 2023-24, 2023年度; last fiscal year."""
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="fiscal",
        year=_year(parts),
        year_shift=parts.number("l"),
    )


def century(parts: Parts) -> Expression | None:
    """The 19th century; the 1st century BC; siglo XIX."""
    number = parts.number("n") or 0
    if parts.unit() != "century" or not 1 <= number <= 21:
        return None
    is_bc = _era(parts) == "bc"
    return Expression(
        first=parts.first,
        last=parts.last,
        year=100 * (number - 1) + is_bc,
        years=100,
        is_bc=is_bc,
    )


def decade(parts: Parts) -> Expression | None:
    """The 1980s, the 80s: two figures mean the 20th century, from 30 on; 80年代 of the 20世纪."""
    number = parts.number("s") or 0
    if number % 10 or not (20 <= number < 100 or 1000 <= number <= 2090):
        return None
    if parts.unit() not in ("", "century", "decade"):
        return None
    if number < 100 and parts.word("n") is not None:
        number += 100 * ((parts.number("n") or 0) - 1)
    elif number < 100:
        number += 1900 if number >= 30 else 2000
    # The 1800s are a century; the 2000s are ten years more often.
    years = 100 if number % 100 == 0 and number < 2000 else 10
    return Expression(first=parts.first, last=parts.last, year=number, years=years)


def named_decade(parts: Parts) -> Expression | None:
    """دهه 1980: the word for a decade before its first year."""
    return decade(parts) if parts.unit() == "decade" else None


def holiday(parts: Parts) -> Expression | None:
    """Christmas Day, Easter 2018."""
    word = parts.word("h")
    assert word is not None
    if parts.unit() not in ("", "year"):
        return None
    modifier = parts.number("l")
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="holiday",
        name=word.name,
        year=parts.number("y"),
        year_shift=modifier if parts.unit() else None,
        count=modifier or 0,
    )
