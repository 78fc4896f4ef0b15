"""DAT002 and DAT004: the weekday, or the year, that the image file settles."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from capaudit.data.weekdays import other_weekday
from capaudit.fixes.places import passage_at
from capaudit.fixes.writing import fix_of, rewrite
from capaudit.model.article import Article, Figure
from capaudit.model.claim import AnyClaim
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix
from capaudit.model.text import Span
from capaudit.rules.recorded import recorded_dates

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def weekday_of_file(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
    """Name the day's own weekday, where the file was made on the date that the caption gives."""
    claim = finding.claims[0]
    value, said = claim.value, claim.weekday
    if not isinstance(value, PartialDate) or said is None or value.weekday is None:
        return None
    if _day_recorded(evidence) != value.first_day:
        return None
    language = whole.article.language or "en"
    for word in _WORD.finditer(claim.raw):
        name = other_weekday(word[0], said, value.weekday, language)
        if name is not None:
            figure = whole.article.figures[evidence.figure.index]
            return _with_word(whole.article, figure, claim, word, name)
    return None


def year_of_file(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
    """Give the file's year, where day and month agree and only the year does not.

    A weekday beside the date has to be the one of the file's day.
    """
    claim, recorded = finding.claims[0], _day_recorded(evidence)
    value = claim.value
    if not isinstance(value, PartialDate) or recorded is None or value.year is None:
        return None
    if "year" in value.inferred or not _differs_in_year_alone(value, recorded):
        return None
    if claim.weekday is not None and claim.weekday != recorded.weekday():
        return None
    years = [found for found in _YEAR.finditer(claim.raw) if found[0] == str(value.year)]
    if len(years) != 1:
        return None
    figure = whole.article.figures[evidence.figure.index]
    return _with_word(whole.article, figure, claim, years[0], str(recorded.year))


def _day_recorded(evidence: Evidence) -> date | None:
    """The one day that all of the file's dates name."""
    days = {claim.value.first_day for claim in recorded_dates(evidence) if claim.value.is_full}
    return days.pop() if len(days) == 1 else None


def _differs_in_year_alone(value: PartialDate, recorded: date) -> bool:
    if value.month is None or value.year == recorded.year:
        return False
    return value.month == recorded.month and value.day in {None, recorded.day}


def _with_word(
    article: Article, figure: Figure, claim: AnyClaim, word: re.Match[str], text: str
) -> Fix | None:
    """Put a word in the place of one of a claim's words; a person has to look at it."""
    where = claim.origin.span
    found = passage_at(figure, where) if where is not None else None
    if found is None:
        return None
    passage, inside = found
    if passage.text[inside.start : inside.end] != claim.raw:
        return None
    at = Span(word.start(), word.end()).shifted(inside.start)
    fix = fix_of(f"{word[0]} becomes {text}", rewrite(article, passage, at, text))
    return msgspec.structs.replace(fix, safe=False) if fix is not None else None
