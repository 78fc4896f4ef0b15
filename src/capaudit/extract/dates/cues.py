"""The words that tell a picture's date from another event's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from capaudit.extract.dates.lexicon import own_table

_CLAUSE_END = re.compile(r"[,.;:()（）、，。।|\n]")
# How far behind the date the verb may stand: a suffix and two words.
_VERB_WITHIN = 16


class Cues(msgspec.Struct, frozen=True):
    """Phrases as tuples of lower-case words, by their first word.

    `photo` date the picture, `mention` another event, `linking` may follow a date without being
    what it modifies, `direct` stand immediately before a date that is another's. `follows` begin
    the words after a date that is another's, in languages with the verb at the end; after
    `aftermath` words a date is the picture's where somebody does something in it. `prepositions`
    lead in a date.
    """

    photo: Mapping[str, tuple[tuple[str, ...], ...]]
    mention: Mapping[str, tuple[tuple[str, ...], ...]]
    direct: frozenset[str]
    linking: frozenset[str]
    follows: tuple[str, ...]
    aftermath: frozenset[str]
    prepositions: frozenset[str]

    def last_photo(self, words: Sequence[str]) -> int:
        """Where the last phrase that dates the picture starts, -1 for none."""
        return _last(self.photo, words)

    def last_mention(self, words: Sequence[str]) -> int:
        """Where the last phrase that tells another event starts, -1 for none."""
        return _last(self.mention, words)

    def governs_directly(self, words: Sequence[str]) -> bool:
        """Whether "since", "until" or their like stand right before the date."""
        return bool(words) and words[-1] in self.direct

    def any_mention_after(self, after: str) -> bool:
        """Whether a word such as "anniversary" follows at once."""
        follows = after.lower().split()[:2]
        return any(word.strip(",.") in self.direct for word in follows)

    def any_verb_after(self, after: str) -> bool:
        """Whether the clause goes on with what happened then: 1950년에 지어진 다리."""
        clause = _CLAUSE_END.split(after.lower(), maxsplit=1)[0][:_VERB_WITHIN]
        return any(stem in clause for stem in self.follows)


@lru_cache(maxsize=64)
def load_cues(language: str) -> Cues:
    """The cues of a language, empty where it has none."""
    own = own_table(language)
    section = own.get("standing")
    table: Mapping[str, object] = section if isinstance(section, dict) else {}
    return Cues(
        _phrases(table, "dates_photo"),
        _phrases(table, "mentions"),
        frozenset(_words(table, "direct")),
        frozenset(_words(table, "linking")),
        tuple(_words(table, "follows")),
        frozenset(_words(table, "aftermath")),
        frozenset(_words(own, "before_date")),
    )


def _words(table: Mapping[str, object], key: str) -> list[str]:
    value = table.get(key, ())
    return [str(each) for each in value] if isinstance(value, list) else []


def _phrases(table: Mapping[str, object], key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in (tuple(each.split()) for each in _words(table, key)):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def _last(phrases: Mapping[str, tuple[tuple[str, ...], ...]], words: Sequence[str]) -> int:
    """Where the last of the phrases starts, -1 for none."""
    text = tuple(words)
    for at in range(len(text) - 1, -1, -1):
        if any(text[at : at + len(each)] == each for each in phrases.get(text[at], ())):
            return at
    return -1
