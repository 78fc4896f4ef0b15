"""Printed photographers against those the file names; shared by CRD003 and CRD005."""

from __future__ import annotations

from capaudit.model.claim import Claim
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.rules.credit.agencies import known_agencies
from capaudit.rules.names import (
    are_comparable,
    differs_by_a_slip,
    looks_like_east_asian_name,
    looks_like_person,
    name_parts,
    same_person,
    words_as_compared,
)
from capaudit.rules.printed import printed_creators
from capaudit.rules.recorded import recorded_words


@once_an_evidence
def recorded_creators(evidence: Evidence) -> tuple[Claim[str], ...]:
    """The photographers the file names; software, firms, desks and opaque ids are none."""
    agencies = known_agencies(evidence)
    return tuple(
        claim
        for claim in evidence.creator.embedded
        if _may_be_maker(claim.value) and agencies.find(claim.value) is None
    )


@once_an_evidence
def disputed_creators(evidence: Evidence) -> tuple[Claim[str], ...]:
    """The printed photographers, where not one of them is named by the file, which names others.

    A creator field that holds something else (a desk, a code) cannot speak against anybody, and
    a name that stands anywhere in the file's own words is no conflict.
    """
    printed = [claim for claim in printed_creators(evidence) if _may_be_maker(claim.value)]
    recorded = recorded_creators(evidence)
    if not printed or not recorded:
        return ()
    if any(not _are_others(one.value, other.value) for one in printed for other in recorded):
        return ()
    return (
        () if any(_stands_in_file(claim.value, evidence) for claim in printed) else tuple(printed)
    )


def _may_be_maker(value: str) -> bool:
    return looks_like_person(value) or looks_like_east_asian_name(value)


def _stands_in_file(name: str, evidence: Evidence) -> bool:
    """Whether the file's own words hold a name anywhere, its words apart or, in Chinese, in one."""
    words = recorded_words(evidence)
    return name in words or set(words_as_compared(words)).issuperset(name_parts(name))


def _are_others(one: str, other: str) -> bool:
    return are_comparable(one, other) and not same_person(one, other)


def misspelt_creator(claim: Claim[str], recorded: tuple[Claim[str], ...]) -> Claim[str] | None:
    """The file's creator that a printed name misspells, if any."""
    return next((other for other in recorded if differs_by_a_slip(claim.value, other.value)), None)
