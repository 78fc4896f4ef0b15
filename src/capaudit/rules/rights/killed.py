"""RGT007."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.claim import Claim, Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field

# AP and AFP send "PHOTO KILL", "MANDATORY KILL" and "ELIMINATION", Reuters and Getty "WITHDRAWN".
# In capitals only, and never as a verb of the headline: POLICE KILL THREE, KILL BILL.
_NOTICE = re.compile(
    r"\b(?:MANDATORY|PHOTO|PICTURE|IMAGE)\s+(?:KILL|ELIMINATION|WITHDRAWAL|WITHDRAWN)\b"
    r"|\bKILL\s+NOTICE\b|^\W*(?:KILL|ELIMINATION|WITHDRAWN|WITHDRAWAL)\s*(?:[-:–—/.!]|$)"
)
# One of these stands in every notice, and in hardly any other text.
_CUES = ("KILL", "ELIMINATION", "WITHDRAW")
_PLACES = (Property.INSTRUCTIONS, Property.HEADLINE, Property.TITLE)


@rule("RGT007", "picture-killed", Severity.ERROR)
def picture_killed(evidence: Evidence) -> Iterator[Hit]:
    """The agency has withdrawn the picture, and the file says so.

    It may be staged, mistaken or unlawful to show; every subscriber has to take it down.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:40 Special Instructions = MANDATORY KILL. The scene was staged.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Headline = PICTURE KILL: FERRY

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:105 Headline = FLOODS KILL THREE

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Instructions = Do not crop. Storms that kill are its subject.
    """
    for claim in _notices(evidence):
        yield Hit(
            at=evidence.figure,
            message=f"the picture was withdrawn: “{_shortened(claim.value)}”{named_field(claim)}",
            against=(claim,),
        )
        return


def _notices(evidence: Evidence) -> Iterator[Claim[str]]:
    for prop in _PLACES:
        for claim in evidence.of(prop, str).embedded:
            if _is_notice(claim.value):
                yield claim


def _is_notice(text: str) -> bool:
    has_cue = _CUES[0] in text or _CUES[1] in text or _CUES[2] in text
    return has_cue and _NOTICE.search(text) is not None


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
