"""RGT004."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.credit.agencies import known_agencies
from capaudit.rules.editorial import is_editorial
from capaudit.rules.names import words_as_compared
from capaudit.rules.printed import printed_credits, printed_organisations, words_of
from capaudit.rules.recorded import named_field
from capaudit.rules.rights.restrictions import instructions, phrase_in

# What follows the words of a demand, as long as it names somebody.
_REST = re.compile(r"[\s:\-–]{0,6}(?P<rest>[^\n]{2,200})")
_NAMES_NOBODY = re.compile(r"(?:is |of the |required|must|no |not )", re.IGNORECASE)
_QUOTED = re.compile(r"^[\"“”«'‘](?P<name>[^\"“”»’]{2,120})[\"“”»'’]")
_END = re.compile(r"[.;]\s|\s[-–—]\s|[.;]$|[\"“”]|,\s(?=NO |EDITORIAL|RESTRICTED)")
# Words of every demand that name nobody.
_NO_NAMES = frozenset({"photo", "photos", "image", "by", "courtesy", "of", "via", "the", "and"})


@rule("RGT004", "mandatory-credit-missing", Severity.ERROR)
def mandatory_credit_missing(evidence: Evidence) -> Iterator[Hit]:
    """The file demands a credit of which the page prints nothing.

    The credit is the condition of use, asked for in instructions or usage terms. A credit that
    prints part of the demand is left alone, and so is a picture without caption and credit.

    Flagged:
        ![A probe crosses the ice. [Jane Doe/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = MANDATORY CREDIT: "Lindqvist Polar Trust"

    Flagged:
        ![Probe](probe.jpg "A probe crosses the ice.")
        probe.jpg: 2:40 Special Instructions = MANDATORY CREDIT: "Lindqvist Polar Trust"

    Passes:
        ![A probe crosses the ice. [Lindqvist Polar Trust/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = MANDATORY CREDIT: "Lindqvist Polar Trust"

    Passes:
        ![A probe crosses the ice. [Jane Doe/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = MANDATORY CREDIT: "AFP"
    """
    credits = printed_credits(evidence)
    # Furniture, and a picture that is only listed, print no credits.
    if not credits and (evidence.figure.caption is None or not is_editorial(evidence)):
        return
    for claim in instructions(evidence):
        demanded = _demanded_name(claim.value)
        if demanded is not None and not _is_printed(demanded, evidence):
            message = f"file demands the credit “{demanded}”{named_field(claim)}, nothing prints it"
            place = credits[0] if credits else evidence.figure
            yield Hit(at=place, message=message, against=(claim,))
            return


def _demanded_name(text: str) -> str | None:
    demand = phrase_in("mandatory_credit").search(text)
    match = _REST.match(text, demand.end()) if demand else None
    if match is None or _NAMES_NOBODY.match(match["rest"]):
        return None
    quoted = _QUOTED.match(match["rest"])
    name = quoted["name"] if quoted else _END.split(match["rest"], maxsplit=1)[0]
    return name.strip(" ()[].,;") or None


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
