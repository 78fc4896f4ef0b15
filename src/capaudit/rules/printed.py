"""What is printed beside the image, as rules need it."""

from __future__ import annotations

from capaudit.model.claim import AnyClaim, Claim, Source
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.text import Passage
from capaudit.model.values import Credit

# A printed credit stands in its own field, or was found in the caption, alternative text or title.
CREDIT_SOURCES = (Source.CREDIT_FIELD, Source.CAPTION, Source.ALT_TEXT, Source.TITLE)


def words_of(passage: Passage | None) -> str:
    """The text of a printed element; empty where there is none."""
    return passage.text.strip() if passage else ""


def printed_credits(evidence: Evidence) -> tuple[Claim[Credit], ...]:
    """The credits printed with the image."""
    return evidence.credit_line.by(*CREDIT_SOURCES)


def printed_creators(evidence: Evidence) -> tuple[Claim[str], ...]:
    """The photographers that the printed credits name."""
    return evidence.creator.by(*CREDIT_SOURCES)


def printed_organisations(evidence: Evidence) -> tuple[Claim[str], ...]:
    """The organisations that the printed credits name, in printed order."""
    return evidence.source.by(*CREDIT_SOURCES)


@once_an_evidence
def caption_disclosures(evidence: Evidence) -> tuple[Claim[str], ...]:
    """What the caption proper says about how the picture came about."""
    return tuple(
        claim
        for claim in evidence.disclosure.by(Source.CAPTION)
        if not _stands_in_credit(claim, evidence)
    )


@once_an_evidence
def credit_disclosures(evidence: Evidence) -> frozenset[str]:
    """What the printed credits say about how the picture came about."""
    printed = {
        claim.value
        for claim in evidence.disclosure.by(*CREDIT_SOURCES)
        if claim.origin.source is Source.CREDIT_FIELD or _stands_in_credit(claim, evidence)
    }
    named = (kind for claim in printed_credits(evidence) for kind in claim.value.disclosures)
    return frozenset((*printed, *named))


def _stands_in_credit(claim: AnyClaim, evidence: Evidence) -> bool:
    line, own = evidence.figure.credit_line, claim.origin.span
    inside = line.span if line else None
    return bool(inside and own and inside.covers(own))
