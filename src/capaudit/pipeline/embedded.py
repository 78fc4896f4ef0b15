"""Reads the words of an image file's metadata: names in credits, places by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.extract.time_limits import find_time_limits
from capaudit.model.claim import AnyClaim, Claim, Property, Standing, Value
from capaudit.model.values import Credit, Place
from capaudit.pipeline.finders import (
    find_disclosures,
    named_by_town,
    parse_credit,
    resolve_place,
    split_credit,
)

# Fields that may say "pool", "handout" or "file photo" of the picture.
_DISCLOSING = frozenset(
    (
        *(Property.DESCRIPTION, Property.INSTRUCTIONS, Property.CREATOR_JOB_TITLE),
        *(Property.CREDIT_LINE, Property.SOURCE),
    )
)
# Fields that may forbid use before or after a date.
_LIMITING = frozenset((Property.INSTRUCTIONS, Property.USAGE_TERMS))
_READ = _DISCLOSING | _LIMITING | {Property.CREATOR, Property.COPYRIGHT_NOTICE}


def interpret(claims: tuple[AnyClaim, ...], agencies: Agencies) -> Iterator[AnyClaim]:
    """All claims of a file with their words read; text that is only text passes unchanged."""
    for claim in claims:
        match claim.value:
            case str() as text if claim.property in _READ:
                yield from _read(claim, text, agencies)
            case Place() as place:
                yield _with(claim, value=_located(place))
            case _:
                yield claim


def _read(claim: AnyClaim, text: str, agencies: Agencies) -> Iterator[AnyClaim]:
    if claim.property in _DISCLOSING:
        for mention in find_disclosures(text):
            yield _with(claim, property=Property.DISCLOSURE, value=mention.kind)
    if claim.property in _LIMITING:
        for limit in find_time_limits(text):
            yield Claim(limit.property, limit.date, limit.text, claim.origin, claim.standing)
    match claim.property:
        case Property.CREDIT_LINE:
            credit = parse_credit(text, agencies=agencies)
            yield _with(claim, value=credit)
            yield from _names(claim, credit)
        case Property.CREATOR:
            yield from _names(claim, parse_credit(None, text, agencies=agencies))
        case Property.SOURCE:
            yield from _organisations(claim, parse_credit(text, agencies=agencies))
        case _:
            yield claim
            yield from _inside(claim, text, agencies)


def _inside(claim: AnyClaim, text: str, agencies: Agencies) -> Iterator[AnyClaim]:
    """Whom a text names that is more than a credit: a caption by its end, an owner."""
    if claim.property is Property.COPYRIGHT_NOTICE:
        yield from _organisations(claim, parse_credit(text, agencies=agencies))
    if claim.property is Property.DESCRIPTION and (split := split_credit(text, agencies)):
        implied = msgspec.structs.replace(claim, standing=Standing.IMPLIED)
        yield from _names(implied, split.parsed)


def _names(claim: AnyClaim, credit: Credit) -> Iterator[AnyClaim]:
    for creator in credit.creators:
        yield _with(claim, property=Property.CREATOR, value=creator)
    yield from _organisations(claim, credit)


def _organisations(claim: AnyClaim, credit: Credit) -> Iterator[AnyClaim]:
    for organisation in credit.organisations:
        yield _with(claim, property=Property.SOURCE, value=organisation)


def _with(claim: AnyClaim, *, value: Value, property: Property | None = None) -> AnyClaim:
    """The same statement of the same field, read as another value."""
    return Claim(property or claim.property, value, claim.raw, claim.origin, claim.standing)


@lru_cache(maxsize=1024)
def _located(place: Place) -> Place:
    """A place given by parts found in the index, or coordinates named by the town they lie at.

    The pictures of one event name the same few places.
    """
    return named_by_town(place) if place.feature == "coordinates" else resolve_place(place)
