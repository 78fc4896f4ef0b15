"""RGT004."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.claim import Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.credit.agencies import known_agencies
from capaudit.rules.names import words_as_compared
from capaudit.rules.printed import printed_credits, printed_organisations, words_of
from capaudit.rules.recorded import named_field

_DEMAND = re.compile(r"MANDATORY CREDIT\s{0,3}[:\-–]?\s{0,3}(?P<rest>[^\n]{2,200})", re.IGNORECASE)
_QUOTED = re.compile(r"^[\"“”«'‘](?P<name>[^\"“”»’]{2,120})[\"“”»'’]")
_END = re.compile(r"[.;]\s|\s[-–—]\s|[.;]$|[\"“”]|,\s(?=NO |EDITORIAL|RESTRICTED)")
# Words of every demand that name nobody.
_NO_NAMES = frozenset({"photo", "photos", "image", "by", "courtesy", "of", "via", "the", "and"})


@rule("RGT004", "mandatory-credit-missing", Severity.ERROR)
def mandatory_credit_missing(evidence: Evidence) -> Iterator[Hit]:
    """The file demands a credit of which the page prints nothing.

    The credit is the condition of use. A credit that prints part of the demand is left alone.

    Flagged:
        ![A probe crosses the ice. [Jane Doe/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = MANDATORY CREDIT: "Lindqvist Polar Trust"

    Passes:
        ![A probe crosses the ice. [Lindqvist Polar Trust/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = MANDATORY CREDIT: "Lindqvist Polar Trust"
    """
    if not printed_credits(evidence):
        return
    for claim in evidence.of(Property.INSTRUCTIONS, str).embedded:
        demanded = _demanded_name(claim.value)
        if demanded is not None and not _is_printed(demanded, evidence):
            message = f"file demands the credit “{demanded}”{named_field(claim)}, nothing prints it"
            yield Hit(at=printed_credits(evidence)[0], message=message, against=(claim,))
            return


def _demanded_name(instructions: str) -> str | None:
    match = _DEMAND.search(instructions)
    if match is None:
        return None
    quoted = _QUOTED.match(match["rest"])
    name = quoted["name"] if quoted else _END.split(match["rest"], maxsplit=1)[0]
    return name.strip() or None


def _is_printed(demanded: str, evidence: Evidence) -> bool:
    figure = evidence.figure
    printed = f"{words_of(figure.caption)} {words_of(figure.credit_line)}"
    wanted = {word for word in words_as_compared(demanded) if word not in _NO_NAMES}
    if not wanted or wanted & set(words_as_compared(printed)):
        return True
    agencies = known_agencies(evidence)
    canonical = {agencies.canonical(part.strip()) for part in re.split(r"[/,]", demanded)} - {None}
    return any(
        agencies.canonical(claim.value) in canonical for claim in printed_organisations(evidence)
    )
