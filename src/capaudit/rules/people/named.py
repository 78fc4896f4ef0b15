"""People as caption, alternative text, article and image file name them; shared by rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from capaudit.model.claim import Claim, Source
from capaudit.model.evidence import Evidence
from capaudit.model.values import PersonName
from capaudit.rules.names import (
    are_comparable,
    looks_like_person,
    name_parts,
    same_person,
    words_as_compared,
)

# A shorter family name may be part of any sentence.
_SHORTEST_FAMILY_NAME = 3


def people_of(evidence: Evidence, source: Source) -> tuple[Claim[PersonName], ...]:
    """The people whom a printed text names in full, each once."""
    named: dict[str, Claim[PersonName]] = {}
    for claim in evidence.person_shown.by(source):
        if looks_like_person(claim.value.name):
            named.setdefault(claim.value.name, claim)
    return tuple(named.values())


def people_of_file(evidence: Evidence) -> tuple[Claim[PersonName], ...]:
    """The people whom the image file says the picture shows, by their full names."""
    return tuple(
        claim for claim in evidence.person_shown.embedded if looks_like_person(claim.value.name)
    )


def is_named_in(name: str, text: str) -> bool:
    """Whether a text holds a person's family name, whatever stands around it."""
    parts = [part for part in name_parts(name) if len(part) >= _SHORTEST_FAMILY_NAME]
    return not parts or not _words(text).isdisjoint(parts)


@lru_cache(maxsize=16)
def _words(text: str) -> frozenset[str]:
    """The words of a text; every person of every caption is looked for in the same few."""
    return frozenset(words_as_compared(text))


def are_all_others(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether no name of the one list may be a person's of the other, in comparable letters."""
    return all(
        are_comparable(one, other) and not same_person(one, other)
        for one in some
        for other in tuple(others)
    )
