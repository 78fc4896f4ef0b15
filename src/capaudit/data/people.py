"""Tables about names of people: what is none, what is one name in two spellings."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table, text_of


class PeopleTable(msgspec.Struct, frozen=True):
    """Words that make a value no person's name, and name lore; all without case and accents."""

    not_a_person: frozenset[str]
    east_asian_family_names: frozenset[str]
    roles: frozenset[str]
    remembrances: frozenset[str]
    same_given_names: tuple[frozenset[str], ...]


@lru_cache
def people_table() -> PeopleTable:
    """The table as `people.toml` has it."""
    return load_table("people", PeopleTable)


@lru_cache
def known_given_names() -> frozenset[str]:
    """Given names as printed, of many languages: `given_names.txt`, which states its source."""
    text = text_of("given_names.txt")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


def are_one_given_name(one: str, other: str) -> bool:
    """Whether two given names are spellings or forms of one (Aleksandr, Alexander, Alex)."""
    return any(one in forms and other in forms for forms in people_table().same_given_names)
