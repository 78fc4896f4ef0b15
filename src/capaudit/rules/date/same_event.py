"""Finds sentences of the text that tell the event of a picture: one of its people, in its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

import msgspec

from capaudit.data.tables import load_table
from capaudit.model.claim import AnyClaim, Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.text import Span
from capaudit.model.values import PersonName, Place, RelationKind
from capaudit.rules.names import name_parts, same_person
from capaudit.rules.printed import words_of

# A sentence longer than this is a list or a table.
_REACH = 600
# Splits too often rather than too rarely ("Gov. Smith"): what is cut off is no evidence.
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[^\W\d_a-zß-ÿа-яёіїєґ])|[。！？।]|\n\s*\n")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_NAME = re.compile(r"[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){1,5}")
_COARSE = frozenset({"country", "continent", "water"})
_ONE_PLACE = frozenset({RelationKind.SAME, RelationKind.INSIDE, RelationKind.CONTAINS})


class Telling(msgspec.Struct, frozen=True):
    """A date of the text in a sentence that tells the picture's event, and who and where it is."""

    date: Claim[PartialDate]
    who: str
    where: str


class _Words(msgspec.Struct, frozen=True):
    """The file `same_event.toml`."""

    locatives: frozenset[str]
    events: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    return load_table("same_event", _Words)


@once_an_evidence
def tellings_of_the_event(evidence: Evidence) -> tuple[Telling, ...]:
    """The text's full dates whose sentence shares with the caption a person and a place.

    The person may be a named event (the Leeds Marathon) instead; the place lies below a country.
    """
    dates = _dates_of_the_months(evidence)
    places = _places(evidence) if dates else ()
    return tuple(_tellings(dates, places, evidence)) if places else ()


def _dates_of_the_months(evidence: Evidence) -> list[Claim[PartialDate]]:
    """The text's full dates in a month that the caption names: few texts have one."""
    months = {claim.value.month for claim in evidence.date_created.by(Source.CAPTION)}
    if not months:
        return []
    return [
        dated
        for dated in evidence.date_created.of_any_standing(Source.BODY)
        if dated.value.month in months and _is_comparable(dated.value)
    ]


def _tellings(
    dates: Sequence[Claim[PartialDate]], places: tuple[Place, ...], evidence: Evidence
) -> Iterator[Telling]:
    people = _people(evidence)
    events = _named_events(words_of(evidence.figure.caption))
    if not (people or events):
        return
    told_people = _Told.of(evidence.person_shown.of_any_standing(Source.BODY))
    told_places = _Told.of(evidence.location_created.of_any_standing(Source.BODY))
    text = evidence.article.source.text
    for dated in dates:
        sentence = _sentence_around(dated, text)
        who = _shared_person(people, told_people.within(sentence))
        who = who or _shared_event(events, text[sentence.start : sentence.end])
        where = _shared_place(places, told_places.within(sentence), text)
        if who and where:
            yield Telling(dated, who, where)


def _is_comparable(value: PartialDate) -> bool:
    return value.is_full and value.until is None and not value.inferred


class _Told(msgspec.Struct, frozen=True):
    """Claims of the text by where they start, to look those of a sentence up."""

    starts: tuple[int, ...]
    claims: tuple[AnyClaim, ...]

    @classmethod
    def of(cls, claims: Sequence[AnyClaim]) -> _Told:
        """Put claims in the order of the text."""
        placed = [(each.origin.span.start, each) for each in claims if each.origin.span]
        placed.sort(key=itemgetter(0))
        return cls(tuple(start for start, _ in placed), tuple(each for _, each in placed))

    def within(self, span: Span) -> tuple[AnyClaim, ...]:
        """The claims that start in a stretch of the text."""
        first, end = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.claims[first:end]


def _people(evidence: Evidence) -> tuple[PersonName, ...]:
    """Those the caption names in full: a family name alone is shared by too many."""
    named = evidence.person_shown.of_any_standing(Source.CAPTION)
    return tuple(claim.value for claim in named if len(name_parts(claim.value.name)) > 1)


def _places(evidence: Evidence) -> tuple[Place, ...]:
    named = evidence.location_created.by(Source.CAPTION)
    return tuple(claim.value for claim in named if claim.value.feature not in _COARSE)


def _named_events(caption: str) -> frozenset[str]:
    """Names of public events in a caption, by their last word."""
    return frozenset(
        match[0]
        for match in _NAME.finditer(caption)
        if match[0].split()[-1].lower() in _words().events
    )


def _sentence_around(claim: AnyClaim, text: str) -> Span:
    """The sentence a claim stands in, by the article's source; empty where it stands nowhere."""
    span = claim.origin.span
    if span is None:
        return Span(0, 0)
    floor = max(0, span.start - _REACH)
    before = list(_SENTENCE_END.finditer(text, floor, span.start))
    after = _SENTENCE_END.search(text, span.end, span.end + _REACH)
    return Span(
        before[-1].end() if before else floor, after.start() if after else span.end + _REACH
    )


def _shared_person(people: Sequence[PersonName], told: Sequence[AnyClaim]) -> str | None:
    for claim in told:
        name = str(claim.value)
        if any(same_person(name, one.name) for one in people):
            return name
    return None


def _shared_event(events: frozenset[str], text: str) -> str | None:
    return next((event for event in sorted(events) if event in text), None)


def _shared_place(places: Sequence[Place], told: Sequence[AnyClaim], text: str) -> str | None:
    for claim in told:
        place, span = claim.value, claim.origin.span
        if not isinstance(place, Place) or span is None or place.feature in _COARSE:
            continue
        is_same = any(place.relation(one).kind in _ONE_PLACE for one in places)
        if is_same and _is_where(text[max(0, span.start - 20) : span.start]):
            return place.name
    return None


def _is_where(before: str) -> bool:
    """Whether the word before a place puts something there."""
    word = _LAST_WORD.search(before)
    return word is not None and word[1].lower() in _words().locatives
