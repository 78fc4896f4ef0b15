"""Finds sentences of the text that tell the event of a picture: one of its people, in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table
from capaudit.model.claim import AnyClaim, Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
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


def tellings_of_the_event(evidence: Evidence) -> Iterator[Telling]:
    """Yield the text's full dates whose sentence shares with the caption a person and a place.

    The person may be a named event (the Leeds Marathon) instead; the place lies below a country.
    """
    people, places = _people(evidence), _places(evidence)
    events = _named_events(words_of(evidence.figure.caption))
    if not places or not (people or events):
        return
    for dated in evidence.date_created.of_any_standing(Source.BODY):
        if dated.value.is_full and dated.value.until is None and not dated.value.inferred:
            yield from _telling(dated, evidence, (people, places, events))


_Caption = tuple[Sequence[PersonName], Sequence[Place], frozenset[str]]


def _telling(dated: Claim[PartialDate], evidence: Evidence, caption: _Caption) -> Iterator[Telling]:
    sentence = _sentence_around(dated, evidence)
    if sentence is None:
        return
    people, places, events = caption
    text = evidence.article.source.text[sentence.start : sentence.end]
    who = _shared_person(people, evidence, sentence) or _shared_event(events, text)
    where = _shared_place(places, evidence, sentence)
    if who and where:
        yield Telling(dated, who, where)


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
        match[0] for match in _NAME.finditer(caption) if match[0].split()[-1].lower() in _events()
    )


def _events() -> frozenset[str]:
    return _words().events


def _sentence_around(claim: AnyClaim, evidence: Evidence) -> Span | None:
    """The sentence a claim stands in, by the article's source."""
    span, text = claim.origin.span, evidence.article.source.text
    if span is None:
        return None
    floor = max(0, span.start - _REACH)
    before = list(_SENTENCE_END.finditer(text, floor, span.start))
    after = _SENTENCE_END.search(text, span.end, span.end + _REACH)
    return Span(
        before[-1].end() if before else floor, after.start() if after else span.end + _REACH
    )


def _shared_person(people: Sequence[PersonName], evidence: Evidence, sentence: Span) -> str | None:
    for told in evidence.person_shown.of_any_standing(Source.BODY):
        if told.origin.span is None or not sentence.covers(told.origin.span):
            continue
        if any(same_person(told.value.name, one.name) for one in people):
            return told.value.name
    return None


def _shared_event(events: frozenset[str], text: str) -> str | None:
    return next((event for event in sorted(events) if event in text), None)


def _shared_place(places: Sequence[Place], evidence: Evidence, sentence: Span) -> str | None:
    text = evidence.article.source.text
    for told in evidence.location_created.of_any_standing(Source.BODY):
        span = told.origin.span
        if span is None or not sentence.covers(span) or told.value.feature in _COARSE:
            continue
        is_same = any(told.value.relation(one).kind in _ONE_PLACE for one in places)
        if is_same and _is_where(text[max(0, span.start - 20) : span.start]):
            return told.value.name
    return None


def _is_where(before: str) -> bool:
    """Whether the word before a place puts something there."""
    word = _LAST_WORD.search(before)
    return word is not None and word[1].lower() in _words().locatives
