"""When two sides date a picture, drawn on a line with the day the article came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from capaudit.model.claim import AnyClaim, Property
from capaudit.model.dates import MONTHS, PartialDate
from capaudit.model.finding import ArticleReport, Finding
from capaudit.reports.contact_sheet.texts import shown
from capaudit.reports.words import origin_label

_MOST_MARKS = 6
_LETTERS = "ABCDEF"
# The line takes so much of the drawing's width; letters and half a dot need the rest.
_LEFT, _WIDTH = 4.0, 88.0
_DAYS_IN_MONTH, _DAYS_IN_YEAR = 30.44, 365.25


class Mark(msgspec.Struct, frozen=True):
    """A date on the line: its letter, from and to where in percent, what it is, who says so."""

    letter: str
    left: float
    right: float
    date: str
    source: str
    kind: str


class TimeLine(msgspec.Struct, frozen=True):
    """The dates of a dispute from the first to the last, and how far they are apart."""

    marks: tuple[Mark, ...]
    first: str
    last: str
    distance: str

    @property
    def alternative(self) -> str:
        """The drawing in words."""
        dates = "; ".join(f"{one.letter}: {one.date}" for one in self.marks)
        return f"Time line. {dates}. {self.distance}"


class _Dated(msgspec.Struct, frozen=True):
    claim: AnyClaim
    first: date
    last: date
    kind: str


def time_line_of(finding: Finding, article: ArticleReport | None) -> TimeLine | None:
    """The time line of a finding that sets dates against each other; `None` for any other."""
    dated = list(
        _distinct((*_dated(finding.claims, "stated"), *_dated(finding.against, "against")))
    )
    if len(dated) < 2:
        return None
    if article is not None and article.date_published is not None:
        dated = list(_distinct((*dated, *_dated([article.date_published], "published"))))
    return _drawn(dated[:_MOST_MARKS])


def _dated(claims: Iterable[AnyClaim], kind: str) -> Iterator[_Dated]:
    for claim in claims:
        value = claim.value
        if not isinstance(value, PartialDate):
            continue
        first, last = value.first_day, value.last_day
        if first is not None and last is not None:
            is_published = claim.property in {Property.DATE_PUBLISHED, Property.DATE_MODIFIED}
            yield _Dated(claim, first, last, "published" if is_published else kind)


def _distinct(dated: Iterable[_Dated]) -> Iterator[_Dated]:
    """One for each stretch of days: the blocks of a file repeat each other."""
    seen: set[tuple[date, date]] = set()
    for one in dated:
        if (one.first, one.last) not in seen:
            seen.add((one.first, one.last))
            yield one


def _drawn(dated: Sequence[_Dated]) -> TimeLine:
    start, end = min(one.first for one in dated), max(one.last for one in dated)
    days = max(1, (end - start).days)
    marks = [
        Mark(
            letter,
            _LEFT + _WIDTH * (one.first - start).days / days,
            _LEFT + _WIDTH * (one.last - start).days / days,
            _read(one.claim),
            _source(one),
            one.kind,
        )
        for letter, one in zip(_LETTERS, dated, strict=False)
    ]
    return TimeLine(tuple(marks), _spoken(start), _spoken(end), _distance(dated))


def _read(claim: AnyClaim) -> str:
    value = claim.value
    return shown(str(value.calendar_date if isinstance(value, PartialDate) else value))


def _source(one: _Dated) -> str:
    where = origin_label(one.claim.origin)
    return f"published, {where}" if one.kind == "published" else where


def _spoken(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _distance(dated: Sequence[_Dated]) -> str:
    """How far the first two are apart, in the unit a person would use."""
    one, other = dated[:2]
    days = max((other.first - one.last).days, (one.first - other.last).days, 0)
    if days < 2 * _DAYS_IN_MONTH:
        return "1 day apart" if days == 1 else f"{days} days apart"
    if days < 2 * _DAYS_IN_YEAR:
        return f"{days / _DAYS_IN_MONTH:.0f} months apart"
    return f"{days / _DAYS_IN_YEAR:.0f} years apart"
