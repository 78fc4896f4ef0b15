"""The merged record of an image, which a house's image schema is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from capaudit.model.article import Json
from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.values import Credit, PersonName, Place
from capaudit.rules.printed import words_of

# Properties that hold one value; the first claim that states it wins, print before file.
_SINGLE = (
    *(Property.HEADLINE, Property.TITLE, Property.EXTENDED_DESCRIPTION),
    *(Property.COPYRIGHT_NOTICE, Property.DATE_CREATED, Property.LOCATION_CREATED),
    *(Property.EVENT, Property.INSTRUCTIONS, Property.USAGE_TERMS, Property.WEB_STATEMENT),
    *(Property.LICENSOR, Property.RELEASE_DATE, Property.EXPIRATION_DATE),
    *(Property.DIGITAL_SOURCE_TYPE, Property.IMAGE_SUPPLIER, Property.CREATOR_JOB_TITLE),
)
# Properties that hold a list.
_SEVERAL = (
    *(Property.CREATOR, Property.SOURCE, Property.LOCATION_SHOWN, Property.PERSON_SHOWN),
    *(Property.KEYWORDS, Property.DISCLOSURE),
)
# Said of the article, not of the image.
_OF_THE_ARTICLE = frozenset({Source.BODY, Source.HEADLINE, Source.DATELINE, Source.BYLINE})


def image_record(evidence: Evidence) -> dict[str, Json]:
    """Everything stated of one image under IPTC names; what nobody states is left out."""
    stated = [claim for claim in evidence.own.claims if _is_of_the_image(claim)]
    record: dict[str, Json] = {"src": evidence.figure.src, **dict(_printed(evidence, stated))}
    for prop in _SINGLE:
        found = _first(stated, prop)
        if found is not None:
            record[prop.value] = found
    for prop in _SEVERAL:
        values = list(dict.fromkeys(_as_text(claim) for claim in stated if claim.property is prop))
        if values:
            record[prop.value] = list(values)
    return {**record, **dict(_file(evidence))}


def _is_of_the_image(claim: AnyClaim) -> bool:
    return claim.contradictable and claim.origin.source not in _OF_THE_ARTICLE


def _printed(evidence: Evidence, stated: Iterable[AnyClaim]) -> Iterator[tuple[str, Json]]:
    """The texts that stand in print word for word, else as the file has them."""
    figure = evidence.figure
    printed = {
        Property.DESCRIPTION: words_of(figure.caption),
        Property.CREDIT_LINE: words_of(figure.credit_line),
        Property.ALT_TEXT: words_of(figure.alt_text),
    }
    for prop, words in printed.items():
        found = words or _first(stated, prop)
        if found:
            yield prop.value, found


def _first(claims: Iterable[AnyClaim], prop: Property) -> str | None:
    return next((_as_text(claim) for claim in claims if claim.property is prop), None)


def _as_text(claim: AnyClaim) -> str:
    match claim.value:
        case PartialDate(edtf=edtf):
            return edtf
        case Credit():
            return claim.raw
        case Place() | PersonName() | str() as value:
            return str(value)


def _file(evidence: Evidence) -> Iterator[tuple[str, Json]]:
    image = evidence.image
    facts: dict[str, Json] = {
        "file": image.path,
        "format": image.format,
        "width": image.width,
        "height": image.height,
    }
    return ((key, value) for key, value in facts.items() if value is not None)
