"""Builders of what is counted from the present or from another date: two weeks ago, last May."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from capaudit.extract.dates.builders import Parts, unit_of
from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.lexicon import Word

# Months or days: farther back is a slip.
_FAR = 5000
# What may follow a day that is counted from the last one told: a sign, or the end of the text.
_CLAUSE_ENDS = frozenset({"", ".", ",", ";", "-", "(", ")", "|"})


def shift_back(parts: Parts) -> Expression | None:
    """Two weeks ago."""
    return _shift(parts, -(parts.number("n") or 1))


def shift_ahead(parts: Parts) -> Expression | None:
    """In two weeks, two weeks later."""
    return _shift(parts, parts.number("n") or 1)


def compound_back(parts: Parts) -> Expression | None:
    """2 years, 1 month and 21 days ago: the days decide how exact it is."""
    return _compound(parts, -1)


def compound_ahead(parts: Parts) -> Expression | None:
    """2 years and 21 days later."""
    return _compound(parts, 1)


def _compound(parts: Parts, sign: int) -> Expression | None:
    words = parts.tokens.words[parts.first : parts.last]
    counts = [word.number for word in words if word.symbol in "DnNi"]
    units = [unit_of(word) for word in words if word.symbol in "Udyj"]
    months = _total(counts, units, {"year": 12, "month": 1})
    days = _total(counts, units, {"week": 7, "day": 1})
    if max(months, days) > _FAR or len(counts) != len(units):
        return None
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="compound",
        count=sign * days,
        month_shift=sign * months,
        unit="day" if days else "month",
    )


def _total(counts: Sequence[int], units: Sequence[str], sizes: Mapping[str, int]) -> int:
    return sum(count * sizes.get(unit, 0) for count, unit in zip(counts, units, strict=False))


def anchored_after(parts: Parts) -> Expression | None:
    """明日から3週間: three weeks from tomorrow."""
    link = parts.word("link")
    base = fixed_shift(parts)
    if link is None or base is None or not link.number:
        return None
    return anchored(parts, base, parts.last)


def anchored(parts: Parts, base: Expression, last: int) -> Expression | None:
    """Two days after Easter: a distance counted from another date than the present."""
    link = parts.word("link")
    if link is None or not link.number or parts.unit() not in ("day", "week", "month", "year"):
        return None
    if base.shape == "calendar" and base.day is None:
        return None
    if base.name == "PRESENT_REF":
        base = msgspec.structs.replace(base, shape="shift", unit="day", name="")
    return Expression(
        first=parts.first,
        last=last,
        shape="anchored",
        unit=parts.unit(),
        count=link.number * (parts.number("n") or 1),
        base=base,
    )


def _shift(parts: Parts, count: int) -> Expression | None:
    word = parts.word("n")
    if word is not None and word.name == "vague":
        return _vague(parts, count)
    if parts.unit() in ("", "weekend", "quarter") or abs(count) > 1000:
        return None
    return Expression(
        first=parts.first, last=parts.last, shape="shift", unit=parts.unit(), count=count
    )


def _vague(parts: Parts, count: int) -> Expression:
    """A few days ago: TimeML tells no more than that it lies in the past, or ahead."""
    name = "PAST_REF" if count < 0 else "FUTURE_REF"
    return Expression(first=parts.first, last=parts.last, shape="reference", name=name)


def fixed_shift(parts: Parts) -> Expression | None:
    """Yesterday, last night, yesterday morning."""
    word, part = parts.word("r"), parts.word("q")
    assert word is not None
    unit, _, time = word.name.partition(" ")
    if part is not None:
        time = part.name
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="shift",
        unit=unit,
        count=word.number,
        is_ambiguous=word.is_ambiguous,
        time=time or None,
    )


def weekday_part(parts: Parts) -> Expression | None:
    """Monday night, el lunes por la noche."""
    found, part = shifted_weekday(parts), parts.word("q")
    if found is None or part is None:
        return found
    return msgspec.structs.replace(found, time=part.name)


def reference(parts: Parts) -> Expression | None:
    """Recently, now: no date in the calendar; nor is it one as part of a word, "now-closed"."""
    word = parts.word("r")
    assert word is not None
    end = parts.tokens.ends[parts.last - 1]
    hyphen, letter = parts.tokens.text[end : end + 1], parts.tokens.text[end + 1 : end + 2]
    if hyphen == "-" and letter.isalpha():
        return None
    return Expression(first=parts.first, last=parts.last, shape="reference", name=word.name)


def period(parts: Parts) -> Expression | None:
    """Last week, next month, this year."""
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="period",
        unit=parts.unit(),
        count=parts.number("l") or 0,
    )


def same(parts: Parts) -> Expression | None:
    """That day, the same month; "the day after", but not "the day after the vote"."""
    word = parts.word("z")
    if word is None or word.name == "period":
        return None
    if word.is_ambiguous and parts.tokens.symbols[parts.last : parts.last + 1] not in _CLAUSE_ENDS:
        return None
    return Expression(
        first=parts.first, last=parts.last, shape="same", unit=word.name, count=word.number
    )


def same_period(parts: Parts) -> Expression | None:
    """The same period last year, the same month a year ago."""
    word = parts.word("z")
    if word is None or word.name != "period" or parts.unit() != "year":
        return None
    is_counted = parts.word("n") is not None
    count = -(parts.number("n") or 1) if is_counted else parts.number("l")
    if not count:
        return None
    return Expression(first=parts.first, last=parts.last, shape="same_period", count=count)


def present_period(parts: Parts) -> Expression | None:
    """The end of the year: of the present one."""
    if parts.unit() not in ("month", "year"):
        return None
    return Expression(first=parts.first, last=parts.last, shape="period", unit=parts.unit())


def shifted_weekday(parts: Parts) -> Expression | None:
    """Friday, last Friday, Friday of next week."""
    modifier = parts.word("l")
    if parts.unit() not in ("", "week", "day") or parts.number("m") is not None:
        return calendar_with_weekday(parts)
    return Expression(
        first=parts.first,
        last=parts.last,
        shape="weekday",
        weekday=parts.number("w"),
        unit=parts.unit(),
        name=_kind_of(modifier),
        count=0 if modifier is None else modifier.number,
    )


def _kind_of(modifier: Word | None) -> str:
    """`coming` and `passed` count without the present day, other modifiers by weeks."""
    if modifier is None:
        return ""
    return modifier.name if modifier.name in ("coming", "passed") else "modified"


def calendar_with_weekday(parts: Parts) -> Expression | None:
    """This Friday 6 July: the modifier adds nothing to the date."""
    if parts.number("m") is None:
        return None
    return Expression(
        first=parts.first,
        last=parts.last,
        month=parts.number("m"),
        day=parts.number("d"),
        weekday=parts.number("w"),
    )
