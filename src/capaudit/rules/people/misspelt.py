"""PER001."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.text import Span
from capaudit.rules.base import rule
from capaudit.rules.names import is_misspelling, same_person
from capaudit.rules.people.printed_names import CapitalisedWords

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
    caption = evidence.figure.caption
    if caption is None:
        return
    others = _named_elsewhere(evidence)
    words = CapitalisedWords.of(caption.text)
    seen: set[Span] = set()
    for other in others:
        for printed in words.stretches_like(str(other.value)):
            if printed.span not in seen and _is_slip(printed.text, other, others):
                seen.add(printed.span)
                at = caption.cut(printed.span)
                yield Hit(at=at, message=_message(printed.text, other), against=(other,))


def _is_slip(printed: str, other: AnyClaim, others: Iterable[AnyClaim]) -> bool:
    """Whether a printed name misspells another, and is nobody's own."""
    if not is_misspelling(printed, str(other.value)):
        return False
    return not any(same_person(printed, str(known.value)) for known in others)


def _named_elsewhere(evidence: Evidence) -> tuple[AnyClaim, ...]:
    """People of the article's text, and of the file, where names are plain text; each once."""
    people = evidence.person_shown
    in_file = evidence.of(Property.PERSON_SHOWN, str).embedded
    named: dict[str, AnyClaim] = {}
    for claim in in_file:
        named.setdefault(claim.value, claim)
    for person in (*people.embedded, *people.of_any_standing(*_TEXT)):
        named.setdefault(person.value.name, person)
    return tuple(named.values())


def _message(printed: str, other: AnyClaim) -> str:
    where = "file says" if other.is_embedded else "the text"
    field = f" ({other.origin.field})" if other.is_embedded and other.origin.field else ""
    return f"caption says {printed}, {where} {other.value}{field}"
