"""People as caption, alternative text, article and image file name them; shared by rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from capaudit.data.name_forms import are_forms_of_one_name
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


def is_named_in(name: str, text: str, language: str | None) -> bool:
    """Whether a text holds a word of a person's name, in whatever case its language puts it."""
    parts = [part for part in name_parts(name) if len(part) >= _SHORTEST_FAMILY_NAME]
    words = words_in(text)
    if not parts or not words.isdisjoint(parts):
        return True
    alike = _words_by_beginning(text)
    return any(
        are_forms_of_one_name(part, word, language)
        for part in parts
        for word in alike.get(part[:_SHORTEST_FAMILY_NAME], ())
    )


@lru_cache(maxsize=16)
def words_in(text: str) -> frozenset[str]:
    """The words of a text; every person of every caption is looked for in the same few."""
    return frozenset(words_as_compared(text))


@lru_cache(maxsize=16)
def _words_by_beginning(text: str) -> dict[str, tuple[str, ...]]:
    """The same by their first letters, which forms of one name have in common."""
    beginnings = groupby(sorted(words_in(text)), key=lambda word: word[:_SHORTEST_FAMILY_NAME])
    return {beginning: tuple(words) for beginning, words in beginnings}


def are_all_others(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether no name of the one list may be a person's of the other, in comparable letters."""
    return all(
        are_comparable(one, other) and not same_person(one, other)
        for one in some
        for other in tuple(others)
    )
