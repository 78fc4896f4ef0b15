"""CRD004."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Claim
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.credit.agencies import (
    is_news_house,
    known_agencies,
    recorded_organisations,
)
from capaudit.rules.names import name_parts, words_as_compared
from capaudit.rules.printed import printed_organisations
from capaudit.rules.recorded import named_field, recorded_words


@rule("CRD004", "agency-differs-from-file", Severity.ERROR)
def agency_differs_from_file(evidence: Evidence) -> Iterator[Hit]:
    """No agency in the printed credit, nor a partner of one, appears in the file; another does.

    The wrong agency is credited, and perhaps not licensed. One agency has many names (AP,
    Associated Press, AP Photo); one that only distributes is no conflict; a copyright may name
    a person. Only known agencies, and newspapers by their names, are compared.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:110 Credit = Reuters

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AP]](ferry.jpg)
        ferry.jpg: 2:110 Credit = Associated Press

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Credit = AFP via Getty Images

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:116 Copyright Notice = Jane Doe

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/Tideway Courier]](ferry.jpg)
        ferry.jpg: 2:110 Credit = AFP
    """
    agencies = known_agencies(evidence)
    printed = printed_organisations(evidence)
    recorded = recorded_organisations(evidence)
    if not printed or not recorded:
        return
    if not all(is_news_house(claim.value, agencies) for claim in printed):
        return
    if any(agencies.are_partners(one.value, other.value) for one in printed for other in recorded):
        return
    others = tuple(claim for claim in recorded if is_news_house(claim.value, agencies))
    if others and not _stands_in_file(printed, evidence):
        message = f"credit names {printed[0].value}, file names {others[0].value}"
        yield Hit(
            at=printed[0],
            message=message + named_field(others[0]),
            claims=printed[1:],
            against=others,
        )


def _stands_in_file(printed: tuple[Claim[str], ...], evidence: Evidence) -> bool:
    """Whether the file's own words name a printed agency outside the fields for it."""
    text = f" {' '.join(words_as_compared(recorded_words(evidence)))} "
    return any(f" {' '.join(name_parts(claim.value))} " in text for claim in printed)
