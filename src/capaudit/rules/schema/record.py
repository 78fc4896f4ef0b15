"""The merged record of an image, which a house's image schema is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    *(Property.DESCRIPTION_WRITER, Property.TRANSMISSION_REFERENCE),
    *(Property.AI_SYSTEM_USED, Property.AI_SYSTEM_VERSION_USED),
    *(Property.AI_PROMPT_INFORMATION, Property.AI_PROMPT_WRITER_NAME),
)
# Properties that hold a list.
_SEVERAL = (
    *(Property.CREATOR, Property.SOURCE, Property.LOCATION_SHOWN, Property.PERSON_SHOWN),
    *(Property.KEYWORDS, Property.DISCLOSURE),
)
# Said of the article, not of the image.
_OF_THE_ARTICLE = frozenset({Source.BODY, Source.HEADLINE, Source.DATELINE, Source.BYLINE})


# The texts that count word for word as they are printed.
_TEXTS = (Property.DESCRIPTION, Property.CREDIT_LINE, Property.ALT_TEXT)


def image_record(evidence: Evidence) -> dict[str, Json]:
    """Everything stated of one image under IPTC names; what nobody states is left out.

    `printed` and `embedded` are the same for the page and for the file alone.
    """
    stated = claims_on_image(evidence)
    words = _printed_words(evidence)
    printed = _properties([claim for claim in stated if not claim.is_embedded], words)
    embedded = _properties([claim for claim in stated if claim.is_embedded], {})
    sides: dict[str, Json] = {"printed": printed, "embedded": embedded}
    return {
        "src": evidence.figure.src,
        **_properties(stated, words),
        **dict(_file(evidence)),
        **{name: side for name, side in sides.items() if side},
    }


def claims_on_image(evidence: Evidence) -> tuple[AnyClaim, ...]:
    """The claims that the record is made of."""
    return tuple(
        claim
        for claim in evidence.own.claims
        if claim.contradictable and claim.origin.source not in _OF_THE_ARTICLE
    )


def _printed_words(evidence: Evidence) -> dict[Property, str]:
    figure = evidence.figure
    return {
        Property.DESCRIPTION: words_of(figure.caption),
        Property.CREDIT_LINE: words_of(figure.credit_line),
        Property.ALT_TEXT: words_of(figure.alt_text),
    }


def _properties(stated: Sequence[AnyClaim], words: Mapping[Property, str]) -> dict[str, Json]:
    """What some claims state, property by property; of texts the printed words come first."""
    record: dict[str, Json] = {}
    for prop in (*_TEXTS, *_SINGLE):
        found = words.get(prop) or _first(stated, prop)
        if found:
            record[prop.value] = found
    for prop in _SEVERAL:
        values = list(dict.fromkeys(_as_text(claim) for claim in stated if claim.property is prop))
        if values:
            record[prop.value] = list(values)
    return record


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
