"""Tables about names of people: what is none, what is one name in two spellings."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table, text_of

# A title of fewer letters counts in its own language alone: French m. is no title elsewhere.
SHORTEST_SHARED_TITLE = 4


class PeopleTable(msgspec.Struct, frozen=True):
    """Words that make a value no person's name, and name lore; all without case and accents."""

    not_a_person: frozenset[str]
    east_asian_family_names: frozenset[str]
    roles: frozenset[str]
    remembrances: frozenset[str]
    same_given_names: tuple[frozenset[str], ...]


class LoneTitles(msgspec.Struct, frozen=True):
    """Titles behind which a family name alone is a person; which say nothing, man or woman."""

    words: frozenset[str]
    polite: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]


class ListWords(msgspec.Struct, frozen=True):
    """Words of captions that tell who stands where."""

    heads: frozenset[str]
    sides: frozenset[str]
    side_words: frozenset[str]
    before_heads: frozenset[str]
    joints: frozenset[str]


class NameWords(msgspec.Struct, frozen=True):
    """Words beside names in scripts with capitals, in small letters."""

    titles: dict[str, frozenset[str]]
    openers: dict[str, frozenset[str]]
    alone: LoneTitles
    same: dict[str, tuple[frozenset[str], ...]]
    kin: dict[str, frozenset[str]]
    organisations: dict[str, frozenset[str]]
    calendar: dict[str, frozenset[str]]
    deeds: dict[str, frozenset[str]]
    pronouns: dict[str, frozenset[str]]
    apposition_stops: dict[str, frozenset[str]]
    hyphens: dict[str, frozenset[str]]
    no_initials: dict[str, frozenset[str]]
    patronymics: dict[str, tuple[str, ...]]
    apostrophes: dict[str, frozenset[str]]
    lists: ListWords


class SpacedScript(msgspec.Struct, frozen=True):
    """A script with spaces but no capitals: titles, what no name holds, what names hold."""

    titles: frozenset[str]
    stops: frozenset[str]
    particles: frozenset[str]
    articles: tuple[str, ...]
    conjunctions: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


class ChineseNames(msgspec.Struct, frozen=True):
    """Characters of family and given names, and the titles beside them."""

    families: str
    given: str
    titles: tuple[str, ...]


class JapaneseNames(msgspec.Struct, frozen=True):
    """Family names, and the titles behind a name."""

    families: tuple[str, ...]
    titles: tuple[str, ...]


class KoreanNames(msgspec.Struct, frozen=True):
    """Syllables of family and given names, titles beside them, particles behind."""

    families: str
    given: str
    titles: frozenset[str]
    particles: frozenset[str]


class OtherScripts(msgspec.Struct, frozen=True):
    """Names in scripts without capital letters."""

    arabic: SpacedScript
    hebrew: SpacedScript
    hindi: SpacedScript
    chinese: ChineseNames
    japanese: JapaneseNames
    korean: KoreanNames


@lru_cache
def people_table() -> PeopleTable:
    """The table as `people.toml` has it."""
    return load_table("people", PeopleTable)


@lru_cache
def name_words() -> NameWords:
    """The table as `people_words.toml` has it."""
    return load_table("people_words", NameWords)


@lru_cache
def other_scripts() -> OtherScripts:
    """The table as `people_scripts.toml` has it."""
    return load_table("people_scripts", OtherScripts)


@lru_cache
def titles(language: str | None) -> frozenset[str]:
    """Offices, ranks and callings as a text of the language may print them before a name.

    A paper prints foreign titles too; only the short ones (French `m`) stay within their language.
    """
    table = name_words().titles
    told = table["en"] | table.get(language or "", frozenset())
    shared = (t for words in table.values() for t in words if len(t) >= SHORTEST_SHARED_TITLE)
    return told.union(shared)


@lru_cache
def openers(language: str | None) -> frozenset[str]:
    """Words that begin sentences of a language and no names; English ones turn up anywhere."""
    table = name_words().openers
    own = table.get(language or "", table["others"] if language else frozenset())
    return table["en"] | own


@lru_cache
def known_given_names() -> frozenset[str]:
    """Given names as printed, of many languages: `given_names.txt`, which states its source."""
    return _listed("given_names")


@lru_cache
def given_names_of_other_scripts() -> frozenset[str]:
    """The same in Arabic, Hebrew and Devanagari letters: `given_names_other_scripts.txt`."""
    return _listed("given_names_other_scripts")


@lru_cache
def known_family_names() -> frozenset[str]:
    """Family names without case and accents: `family_names.txt`, which states its source."""
    return _listed("family_names")


def _listed(table: str) -> frozenset[str]:
    text = text_of(f"{table}.txt")
    names = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset("\n".join(names).split())


def are_one_given_name(one: str, other: str) -> bool:
    """Whether two given names are spellings or forms of one (Aleksandr, Alexander, Alex)."""
    return any(one in forms and other in forms for forms in people_table().same_given_names)


def are_one_title(one: str, other: str) -> bool:
    """Whether two titles are one office in two words (Sen., senator)."""
    return one == other or any(
        one in forms and other in forms for forms in name_words().same["titles"]
    )
