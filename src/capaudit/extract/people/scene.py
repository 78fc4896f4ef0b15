"""The text a name is sought in, and the name found there, before they become a mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from capaudit.data.people import known_given_names, openers
from capaudit.extract.mentions import PlaceMention
from capaudit.extract.places.inflection import base_forms
from capaudit.extract.places.words import Word, words
from capaudit.model.text import Span


class FoundName(NamedTuple):
    """A name from its first to its last word, with the title printed before it, if any."""

    first: int
    last: int
    title: str | None


class Scene(NamedTuple):
    """A text with its words and the spans of its places in order."""

    text: str
    told: list[Word]
    taken: list[Span]
    language: str | None

    @classmethod
    def of(cls, text: str, language: str | None, places: Sequence[PlaceMention]) -> Scene:
        """The scene of a text."""
        return cls(text, words(text), sorted(m.span for m in places), language)

    def prints_small(self, small: str) -> bool:
        """Whether the text also has a word in small letters, as it has no name."""
        return small in _small_words(self.text)

    def is_place(self, word: Word) -> bool:
        """Whether a word is part of a place; a given name is one only among others."""
        number = bisect_left(self.taken, Span(word.end, word.end)) - 1
        if number < 0:
            return False
        place = self.taken[number]
        if place.end <= word.start:
            return False
        is_part = place.start < word.start or place.end > word.end
        return is_part or word.text not in known_given_names()

    def is_opener(self, number: int, small: str) -> bool:
        """Whether a word, given in small letters too, begins sentences and no names.

        A single letter before a full stop is an initial.
        """
        if small not in openers(self.language):
            return False
        behind = self.told[number + 1] if number + 1 < len(self.told) else None
        return len(small) > 1 or behind is None or not behind.gap.startswith(".")

    def is_given_name(self, name: str) -> bool:
        """Whether a word is a known given name, in whatever case the language puts it."""
        known = known_given_names()
        if name in known:
            return True
        first, hyphen, _ = name.partition("-")
        if hyphen and first in known:
            return True
        if name.isascii() and self.language is None:
            return False
        return any(form in known for form in base_forms(name, self.language))


@lru_cache(maxsize=2)
def _small_words(text: str) -> frozenset[str]:
    """The words of small letters; short ones tell nothing and are left out."""
    return frozenset(word.text for word in words(text) if word.cased == "a" and len(word.text) > 2)
