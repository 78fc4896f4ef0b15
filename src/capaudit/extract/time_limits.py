"""Finds the dates that instructions set to the use of a picture: embargoes and expiries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.data.time_limits import limiting_phrases
from capaudit.extract.dates import find_dates
from capaudit.extract.mentions import DateMention, TimeLimit
from capaudit.model.claim import Property
from capaudit.model.dates import PartialDate
from capaudit.model.text import Span

# How far behind the words their date may stand: `UNTIL 00:01 GMT ON WEDNESDAY, 5 MARCH 2025`.
_REACH = 70
_LONGEST_TEXT = 4000
_BREAK = re.compile(r"[\n;!]")
# 00:01, 22.00, 10h00 or 2200HRS; only GMT and UTC are zones that mean one thing everywhere.
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3])(?:[:.hH]([0-5]\d)|([0-5]\d)(?=\s?(?:GMT|UTC|HRS|HOURS)))"
    r"\s?(?:HRS|HOURS)?\s?(GMT|UTC)?",
    re.ASCII | re.IGNORECASE,
)


def find_time_limits(text: str) -> Iterator[TimeLimit]:
    """The dates before or after which a picture must not be used, as instructions word it.

    A date counts only with month and year; one whose day and month could be swapped does not.
    """
    text = text[:_LONGEST_TEXT]
    for name, by_language in limiting_phrases().items():
        for language, pattern in by_language.items():
            for match in pattern.finditer(text):
                limit = _limit(Property(name), text, match.span(), language)
                if limit is not None:
                    yield limit


def _limit(prop: Property, text: str, phrase: tuple[int, int], language: str) -> TimeLimit | None:
    behind = _BREAK.split(text[phrase[1] : phrase[1] + _REACH], maxsplit=1)[0]
    mention = next(filter(_is_telling, find_dates(behind, None, language)), None)
    if mention is None or mention.date is None:
        return None
    span = Span(phrase[0], phrase[1] + mention.span.end)
    date = _with_clock(mention.date, behind, mention.span)
    return TimeLimit(span=span, text=text[span.start : span.end], property=prop, date=date)


def _is_telling(mention: DateMention) -> bool:
    date = mention.date
    if date is None or mention.is_ambiguous or not date.exists:
        return False
    return date.year is not None and date.month is not None


def _with_clock(date: PartialDate, behind: str, own: Span) -> PartialDate:
    """The date with the time of day that stands before or behind it."""
    if not date.is_full or date.time is not None:
        return date
    for match in _CLOCK.finditer(behind):
        if match.end() <= own.start or match.start() >= own.end:
            time = f"{int(match[1]):02}:{match[2] or match[3]}"
            offset = 0 if match[4] else None
            return msgspec.structs.replace(date, time=time, offset=offset)
    return date
