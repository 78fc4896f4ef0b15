"""CRD005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.use import Elsewhere
from capaudit.rules.base import rule
from capaudit.rules.credit.creators import disputed_creators, misspelt_creator, recorded_creators
from capaudit.rules.credits_elsewhere import misspelt_elsewhere, misspelt_of_this_image
from capaudit.rules.names import is_misspelling, same_person
from capaudit.rules.printed import printed_creators
from capaudit.rules.recorded import named_field


def _in_other_articles(elsewhere: Elsewhere) -> Iterator[Hit]:
    """A near miss of the image's own photographer elsewhere, else of one credited much oftener."""
    hit = misspelt_of_this_image(elsewhere) or misspelt_elsewhere(elsewhere)
    if hit is not None:
        yield hit


@rule("CRD005", "creator-misspelt", Severity.WARNING, across=_in_other_articles)
def creator_misspelt(evidence: Evidence) -> Iterator[Hit]:
    """The printed photographer is a near miss of the file's, or of one the house knows.

    A misspelt name is no credit: neither a search nor the royalty clerk finds it. Case, accents,
    initials, order and romanisation are no misspelling. Other articles count too: those that
    credit the same image, and, against a name in one article, three or more that credit the
    other spelling.

    Flagged:
        ![A ferry leaves the pier. [Prabha Randawa/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = PRABHA RANDHAWA

    Flagged:
        ![A ferry leaves the pier. [Prabha Randhawa/AFP]](ferry.jpg)
        other.md:
            ---
            date: 2025-05-02
            ---
            ![The ferry to the islands. [Prabha Randawa/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Prabha Randhawa/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = P. Randhawa

    Passes:
        ![A ferry leaves the pier. [Yulia Markovska/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = Julia Markovska
    """
    recorded = recorded_creators(evidence)
    for claim in disputed_creators(evidence):
        other = misspelt_creator(claim, recorded)
        if other is not None:
            message = f"credit names {claim.value}, file names {other.value}{named_field(other)}"
            yield Hit(at=claim, message=message, against=(other,))
    if not recorded:
        yield from _near_house_photographers(evidence)


def _near_house_photographers(evidence: Evidence) -> Iterator[Hit]:
    staff = evidence.house.photographers
    for claim in printed_creators(evidence):
        if any(same_person(claim.value, name) for name in staff):
            continue
        near = next((name for name in staff if is_misspelling(claim.value, name)), None)
        if near is not None:
            yield Hit(at=claim, message=f"credit names {claim.value}, the house knows {near}")
