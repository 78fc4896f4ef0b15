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
_DISCLOSING = (
    Property.DESCRIPTION,
    Property.INSTRUCTIONS,
    Property.CREATOR_JOB_TITLE,
    Property.CREDIT_LINE,
    Property.SOURCE,
)
# Fields that may forbid use before or after a date.
_LIMITING = (Property.INSTRUCTIONS, Property.USAGE_TERMS)
_NAMING_ORGANISATIONS = (Property.SOURCE, Property.COPYRIGHT_NOTICE)


def interpret(claims: tuple[AnyClaim, ...], agencies: Agencies) -> Iterator[AnyClaim]:
    """All claims of a file with their words read; text that is only text passes unchanged."""
    for claim in claims:
        match claim.value:
            case Place() as place:
                yield _with(claim, value=_located(place))
            case str() as text:
                yield from _read(claim, text, agencies)
            case _:
                yield claim


def _read(claim: AnyClaim, text: str, agencies: Agencies) -> Iterator[AnyClaim]:
    if claim.property in _DISCLOSING:
        yield from _disclosures(claim, text)
    if claim.property in _LIMITING:
        yield from _time_limits(claim, text)
    if claim.property is Property.CREDIT_LINE:
        credit = parse_credit(text, agencies=agencies)
        yield _with(claim, value=credit)
        yield from _names(claim, credit)
    elif claim.property is Property.CREATOR:
        yield from _names(claim, parse_credit(None, text, agencies=agencies))
    elif claim.property is Property.DESCRIPTION:
        yield claim
        if split := split_credit(text, agencies):
            yield from _names(
                msgspec.structs.replace(claim, standing=Standing.IMPLIED), split.parsed
            )
    elif claim.property in _NAMING_ORGANISATIONS:
        if claim.property is not Property.SOURCE:
            yield claim
        yield from _organisations(claim, parse_credit(text, agencies=agencies))
    else:
        yield claim


def _disclosures(claim: AnyClaim, text: str) -> Iterator[AnyClaim]:
    for mention in find_disclosures(text):
        yield _with(claim, property=Property.DISCLOSURE, value=mention.kind)


def _time_limits(claim: AnyClaim, text: str) -> Iterator[AnyClaim]:
    for limit in find_time_limits(text):
        yield Claim(limit.property, limit.date, limit.text, claim.origin, claim.standing)


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
