"""PER002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.names import is_misspelling
from capaudit.rules.people.named import are_all_others, is_named_in, people_of, people_of_file
from capaudit.rules.printed import words_of
from capaudit.rules.recorded import named_field


@rule("PER002", "person-differs-from-file", Severity.WARNING)
def person_differs_from_file(evidence: Evidence) -> Iterator[Hit]:
    """The caption names people, and none of them is among those the file says are shown.

    The picture was exchanged, or somebody is taken for somebody else. One common name is
    enough to pass; so is a family name anywhere in the caption. A near miss is PER001.

    Flagged:
        ![Halina Brodzka opens the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: Iptc4xmpExt:PersonInImage = Arturo Lindqvist

    Flagged:
        ![Halina Brodzka and Ines Oduya open the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: Iptc4xmpExt:PersonInImage = Arturo Lindqvist; Tomas Ekdal

    Passes:
        ![Halina Brodzka opens the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: Iptc4xmpExt:PersonInImage = BRODZKA, HALINA

    Passes:
        ![The minister opens the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: Iptc4xmpExt:PersonInImage = Arturo Lindqvist
    """
    printed, shown = people_of(evidence, Source.CAPTION), people_of_file(evidence)
    if not printed or not shown:
        return
    names = [claim.value.name for claim in printed]
    others = [claim.value.name for claim in shown]
    caption, language = words_of(evidence.figure.caption), evidence.article.language
    if any(is_named_in(name, caption, language) for name in others) or not are_all_others(
        names, others
    ):
        return
    if any(is_misspelling(name, other) for name in names for other in others):
        return
    message = f"caption names {names[0]}, file shows {others[0]}{named_field(shown[0])}"
    yield Hit(at=printed[0], message=message, claims=printed[1:], against=shown)
