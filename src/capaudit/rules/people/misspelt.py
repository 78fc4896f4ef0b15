"""PER001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import AnyClaim, Claim, Property, Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import PersonName
from capaudit.rules.base import rule
from capaudit.rules.names import is_misspelling, same_person

_TEXT = (Source.BODY, Source.HEADLINE, Source.DATELINE)


@rule("PER001", "person-misspelt", Severity.WARNING)
def person_misspelt(evidence: Evidence) -> Iterator[Hit]:
    """A name in the caption is a near miss of one in the article or in the image file.

    Names are what a newsroom is corrected for most. Titles, accents, hyphens, possessives, a
    first or last name alone, relatives and short Korean, Chinese or Vietnamese names that differ
    in one part are no misspelling, nor is a name that the article also spells this way.

    Flagged:
        ![Minister Halina Brodzka opens the dam in Leeds. [Jane Doe/AFP]](dam.jpg)

        The dam was opened by Minister Halina Brodzeka on Monday.

    Passes:
        ![Minister Halina Brodzka opens the dam in Leeds. [Jane Doe/AFP]](dam.jpg)

        The dam was opened by Minister Halina Brodzka on Monday.

    Passes:
        ![Kim Jong Un visits the dam. [Jane Doe/AFP]](dam.jpg)

        The dam was begun under Kim Jong Il.

    Flagged:
        ![Minister Halina Brodzka opens the dam in Leeds. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: Iptc4xmpExt:PersonInImage = Halina Brodzeka
    """
    others = _named_elsewhere(evidence)
    for claim in evidence.person_shown.of_any_standing(Source.CAPTION):
        name = claim.value.name
        if any(same_person(name, str(other.value)) for other in others):
            continue
        near = next((other for other in others if is_misspelling(name, str(other.value))), None)
        if near is not None:
            yield Hit(at=claim, message=_message(claim, near), against=(near,))


def _named_elsewhere(evidence: Evidence) -> tuple[AnyClaim, ...]:
    """People of the article's text, and of the file, where names are plain text."""
    people = evidence.person_shown
    in_file = evidence.of(Property.PERSON_SHOWN, str).embedded
    return (*people.of_any_standing(*_TEXT), *people.embedded, *in_file)


def _message(claim: Claim[PersonName], near: AnyClaim) -> str:
    where = "file says" if near.is_embedded else "the text"
    field = f" ({near.origin.field})" if near.is_embedded and near.origin.field else ""
    return f"caption says {claim.value.name}, {where} {near.value}{field}"
