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
    what it modifies, `direct` stand immediately before a date that is another's. `mention_stems`
    begin words that tell another event. In languages with the verb at the end, `follows` begin
    the words after a date that is another's, `photo_follows` those after the picture's; after
    `aftermath` words a date is the picture's where somebody does something in it. `prepositions`
    lead in a date.
    """

    photo: Mapping[str, tuple[tuple[str, ...], ...]]
    mention: Mapping[str, tuple[tuple[str, ...], ...]]
    direct: frozenset[str]
    linking: frozenset[str]
    mention_stems: tuple[str, ...]
    follows: tuple[str, ...]
    photo_follows: tuple[str, ...]
    aftermath: frozenset[str]
    prepositions: frozenset[str]

    def last_photo(self, words: Sequence[str]) -> int:
        """Where the last phrase that dates the picture starts, -1 for none."""
        return _last(self.photo, words)

    def last_mention(self, words: Sequence[str]) -> int:
        """Where the last phrase that tells another event starts, -1 for none."""
        stems = self.mention_stems
        starting = (at for at in range(len(words) - 1, -1, -1) if words[at].startswith(stems))
        return max(_last(self.mention, words), next(starting, -1) if stems else -1)

    def governs_directly(self, words: Sequence[str]) -> bool:
        """Whether "since", "until" or their like stand right before the date."""
        return bool(words) and words[-1] in self.direct

    def any_mention_after(self, after: str) -> bool:
        """Whether a word such as "anniversary" follows at once."""
        follows = (word.strip(",.") for word in after.lower().split()[:2])
        return any(word in self.direct and word not in self.prepositions for word in follows)

    def any_verb_after(self, after: str) -> bool:
        """Whether the clause goes on with what happened then: 1950년에 지어진 다리."""
        return any(stem in _clause_after(after) for stem in self.follows)

    def any_camera_after(self, after: str) -> bool:
        """Whether the clause goes on with "taken": 2024年11月3日撮影."""
        return any(stem in _clause_after(after) for stem in self.photo_follows)


def _clause_after(after: str) -> str:
    return _CLAUSE_END.split(after.lower(), maxsplit=1)[0][:_VERB_WITHIN]


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
        tuple(each.rstrip("*") for each in _words(table, "mentions") if each.endswith("*")),
        tuple(_words(table, "follows")),
        tuple(_words(table, "photo_follows")),
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
