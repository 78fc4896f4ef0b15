"""CRD006."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.agencies import Agencies, Agency
from capaudit.model.claim import AnyClaim, Claim
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import Credit
from capaudit.rules.base import rule
from capaudit.rules.credit.agencies import is_newspaper, known_agencies
from capaudit.rules.names import words_as_compared
from capaudit.rules.printed import (
    caption_disclosures,
    credit_disclosures,
    printed_credits,
    printed_organisations,
    words_of,
)
from capaudit.rules.recorded import named_field

# Disclosures that say who stood behind the camera, in the order of weight.
SUPPLIED = {
    "pool": "a pool picture",
    "handout": "a handout",
    "courtesy": "a courtesy picture",
    "screenshot": "a screenshot",
}
_IN_THE_FILE = ("pool", "handout")
_SUPPLYING_KINDS = frozenset({"government", "military", "publisher", "house"})


@rule("CRD006", "disclosure-missing-from-credit", Severity.WARNING)
def disclosure_missing_from_credit(evidence: Evidence) -> Iterator[Hit]:
    """The picture is a pool picture, a handout or the like, and the credit does not say so.

    Whoever supplied the picture chose what it shows. The credit passes with the disclosure
    (`AFP/HO`, `AP, Pool`) or with the supplier's name (`NASA via AP`). Where only the file says
    pool or handout, and nothing in print does, it is an error.

    Flagged:
        ![In this pool photograph, ministers meet at the border. [Jane Doe/AFP]](meeting.jpg)

    Flagged:
        ![Ministers meet at the border. [Jane Doe/AFP]](meeting.jpg)
        meeting.jpg: 2:40 Special Instructions = POOL PHOTO

    Flagged:
        ![A probe in a handout photo from the space office. [Jane Doe/Tideway Courier]](probe.jpg)

    Passes:
        ![In this pool photograph, ministers meet at the border. [Jane Doe/Pool/AFP]](meeting.jpg)

    Passes:
        ![A handout picture shows the probe over the ice. [NASA via AP]](probe.jpg)
    """
    in_caption = caption_disclosures(evidence)
    in_file = tuple(_disclosing(evidence))
    if not (in_caption or in_file) or not printed_credits(evidence):
        return
    if credit_disclosures(evidence) or _names_supplier(evidence):
        return
    said = [claim for claim in in_caption if claim.value in SUPPLIED]
    if said:
        weightiest = min(said, key=lambda claim: list(SUPPLIED).index(claim.value))
        yield _said_in_caption(weightiest, evidence)
    elif in_file and not in_caption:
        yield _said_in_file(in_file, evidence)


def _said_in_caption(claim: Claim[str], evidence: Evidence) -> Hit:
    credit = printed_credits(evidence)[0]
    message = (
        f"caption says “{claim.raw}”, the credit “{words_of(evidence.figure.credit_line)}” "
        f"neither calls it {SUPPLIED[claim.value]} nor names the supplier"
    )
    return Hit(at=claim, message=message, against=(credit,))


def _said_in_file(disclosing: tuple[tuple[str, AnyClaim], ...], evidence: Evidence) -> Hit:
    kind, claim = disclosing[0]
    message = f"file calls it {SUPPLIED[kind]}{named_field(claim)}, neither caption nor credit does"
    return Hit(
        at=printed_credits(evidence)[0],
        message=message,
        against=tuple(claim for _, claim in disclosing),
        severity=Severity.ERROR,
    )


def _disclosing(evidence: Evidence) -> Iterator[tuple[str, AnyClaim]]:
    """What the file calls the picture, in words of its own or in its credit (`Pool/AFP`)."""
    for claim in evidence.disclosure.embedded:
        if claim.value in _IN_THE_FILE:
            yield claim.value, claim
    for credit in evidence.credit_line.embedded:
        yield from ((kind, credit) for kind in credit.value.disclosures if kind in _IN_THE_FILE)


def _names_supplier(evidence: Evidence) -> bool:
    """Whether the credit names somebody besides news houses, or whom the caption names."""
    agencies = known_agencies(evidence)
    caption = words_of(evidence.figure.caption)
    for claim in printed_organisations(evidence):
        agency = agencies.find(claim.value)
        spellings = (agency.name, *agency.aliases) if agency else (claim.value,)
        if _may_supply(claim.value, agency) or any(_names(caption, one) for one in spellings):
            return True
    return any(_names_state_agency(claim.value, agencies) for claim in printed_credits(evidence))


def _names_state_agency(credit: Credit, agencies: Agencies) -> bool:
    """Whether a distributor passes on what a state's own agency gave it: `KCNA via AP`."""
    given = (agencies.find(name) for name in credit.organisations if name not in credit.via)
    return bool(credit.via) and any(one is not None and one.kind == "state" for one in given)


def _may_supply(name: str, agency: Agency | None) -> bool:
    """Whether a body may hand out pictures: a newspaper takes its own."""
    if is_newspaper(name):
        return False
    return agency is None or agency.kind in _SUPPLYING_KINDS


def _names(caption: str, spelling: str) -> bool:
    """Whether a caption holds a name as whole words; two letters may be any word."""
    whole = f" {' '.join(words_as_compared(caption))} "
    return len(spelling) > 2 and f" {' '.join(words_as_compared(spelling))} " in whole
