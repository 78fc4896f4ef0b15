"""The time of day beside a date: on May 3, 2024, at 3:15 p.m. EST; 3 мая в 14:30; 午後3時.

Read from the characters around a date that is found already, so that a text without dates pays
nothing and "at 3" alone is never a time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from capaudit.data.tables import read_table
from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.lexicon import own_table, section_of, strings_of
from capaudit.extract.dates.tokens import Tokens

# How far from its date a time of day may begin or end.
_REACH = 48
_DAY_SHAPES = frozenset({"calendar", "weekday", "numeric", "pair", "holiday", "nth", "same"})
_OFFSET = r"(?:UTC|GMT)\s?(?P<sign>[+-−])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
_FIGURE = re.compile(r"\d")
_HOUR = re.compile(r"(?<![\d:.,/])(?<![:.,/]\s)\d{1,2}(?!\d)")
# The words that lead in a time of day, with its other figures.
_LEAD = 28
_HALVES = {"am": 0, "pm": 12}


class Clock(msgspec.Struct, frozen=True):
    """One language's times of day: behind a date, before it, and what leads in the latter."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    lead: re.Pattern[str]
    halves: Mapping[str, int]
    zones: Mapping[str, int]


class _Time(msgspec.Struct, frozen=True):
    """A time of day, minutes from UTC where its zone is told, and where its characters end."""

    time: str
    offset: int | None
    start: int
    end: int


def with_time(tokens: Tokens, said: Expression, floor: int) -> Expression:
    """The expression with the time of day that stands behind or before it, if it is one day's.

    `floor` is the first token that belongs to no earlier expression.
    """
    if not _is_one_day(said):
        return said
    clock = load_clock(tokens.language)
    start, end = tokens.starts[said.first], tokens.ends[said.last - 1]
    found = _behind(clock, tokens.text, end)
    if found is not None:
        last = bisect_left(tokens.starts, found.end)
        return msgspec.structs.replace(said, last=last, time=found.time, offset=found.offset)
    found = _before(clock, tokens.text, start)
    first = said.first if found is None else bisect_left(tokens.starts, found.start)
    if found is None or first < floor:
        return said
    return msgspec.structs.replace(said, first=first, time=found.time, offset=found.offset)


def _is_one_day(said: Expression) -> bool:
    if said.until is not None or said.time is not None:
        return False
    if said.shape == "shift":
        return said.unit == "day"
    if said.shape == "iso":
        return "T" not in said.name and ":" not in said.name
    return said.shape in _DAY_SHAPES and (said.day is not None or said.shape != "calendar")


def _behind(clock: Clock, text: str, end: int) -> _Time | None:
    ahead = text[end : end + _REACH]
    if _FIGURE.search(ahead, 0, _LEAD) is None:
        return None
    match = clock.behind.match(ahead)
    return None if match is None else _read(clock, match, match, end)


def _before(clock: Clock, text: str, start: int) -> _Time | None:
    first = max(0, start - _REACH)
    back = text[first:start]
    for hour in _HOUR.finditer(back):
        match = clock.before.match(back, hour.start())
        if match is not None:
            lead = clock.lead.search(back, max(0, hour.start() - _LEAD), hour.start())
            return _read(clock, match, lead, first)
    return None


def _read(
    clock: Clock, match: re.Match[str], lead: re.Match[str] | None, shift: int
) -> _Time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = _half(clock, match["half"] or (lead["lead_half"] if lead else None))
    if half is not None:
        if not 1 <= hour <= 12 and half == 0:
            return None
        hour = hour % 12 + half if hour <= 12 else hour
    word = lead["lead"] if lead else None
    if not (hour <= 23 and minute <= 59 and _tells_a_time(match, half, word)):
        return None
    second = f":{match['second']}" if match["second"] else ""
    start = match.start("hour") if lead is None else lead.start("start")
    offset = _offset(clock, match)
    return _Time(f"{hour:02}:{minute:02}{second}", offset, shift + start, shift + match.end())


def _half(clock: Clock, word: str | None) -> int | None:
    return None if word is None else clock.halves.get(re.sub(r"[\s.]", "", word.lower()))


def _tells_a_time(match: re.Match[str], half: int | None, lead: str | None) -> bool:
    """14:30, 3 p.m., 10h30 and "at 10.30" are times; "at 3" and 10.30 alone are not."""
    if half is not None or match["mark"] or match["separator"] not in (None, "."):
        return True
    return match["separator"] is not None and lead is not None


def _offset(clock: Clock, match: re.Match[str]) -> int | None:
    if match["sign"]:
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        return minutes if match["sign"] == "+" else -minutes
    name = match["zone"]
    return None if name is None else clock.zones.get(name, clock.zones.get(name.lower()))


@lru_cache(maxsize=64)
def load_clock(language: str) -> Clock:
    """The times of day of a language: its own words, and the zones that all of them know."""
    section = section_of(own_table(language), "clock")
    abbreviations = {name: int(str(value)) for name, value in read_table("time_zones").items()}
    zones: dict[str, int] = {}
    named = section_of(section, "zones")
    for name in named:
        zones |= {each.lower(): _minutes(name) for each in strings_of(named, name)}
    halves = {
        re.sub(r"[\s.]", "", word): number
        for name, number in _HALVES.items()
        for word in strings_of(section, name)
    }
    lead, core = _lead(section), _core(section, zones, abbreviations)
    on = _any(strings_of(section, "on"))
    return Clock(
        re.compile(rf"[\s,(–-]*{lead}{core}", re.IGNORECASE),
        re.compile(rf"{core}[\s,)]*{on}?\s*$", re.IGNORECASE),
        re.compile(rf"(?<!\w){lead}$", re.IGNORECASE),
        halves,
        abbreviations | zones,
    )


def _minutes(name: str) -> int:
    """Minutes from UTC of `+05:30`."""
    minutes = int(name[1:3]) * 60 + int(name[-2:])
    return -minutes if name[0] == "-" else minutes


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})" if longest_first else "(?:(?!))"


def _lead(section: Mapping[str, object]) -> str:
    """The language's words before a time of day: shortly after, in the afternoon."""
    words = _any(strings_of(section, "before"))
    halves = _any([*strings_of(section, "am"), *strings_of(section, "pm")])
    return rf"(?P<start>)(?:(?P<lead>{words})\s*(?:{words}\s*)?)?(?:(?P<lead_half>{halves})\s*)?"


def _core(section: Mapping[str, object], zones: Iterable[str], letters: Iterable[str]) -> str:
    """The figures of a time of day and what follows them; zones' letters are capitals."""
    mark = _any(strings_of(section, "after"))
    halves = _any([*strings_of(section, "am"), *strings_of(section, "pm")])
    separator = "|".join(("[:.hH]", *map(re.escape, strings_of(section, "separator"))))
    minutes = _any(strings_of(section, "minutes"))
    return (
        rf"(?P<hour>\d{{1,2}})(?:\s?(?P<separator>{separator})\s?(?P<minute>\d\d)"
        rf"(?::(?P<second>\d\d))?)?(?!\d|[.,:/-]\d)(?:\s?{minutes})?(?:\s?(?P<mark>{mark})(?!\w))?"
        rf"(?:\s?(?P<half>{halves})(?!\w))?"
        rf"(?:[\s(]{{0,2}}(?:{_OFFSET}|(?P<zone>{_any(zones)}|(?-i:{_any(letters)}))(?!\w))\)?)?"
    )
