"""The text a name is sought in, and the name found there, before they become a mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from capaudit.data.people import known_given_names
from capaudit.extract.mentions import PlaceMention
from capaudit.extract.places.words import Word, capitals, words
from capaudit.model.text import Span

_START = attrgetter("start")
# In longer texts, which may name thousands, each is not looked for by itself.
_LONG_TEXT = 20_000


class FoundName(NamedTuple):
    """A name from its first to its last word, with the title printed before it, if any."""

    first: int
    last: int
    title: str | None


class Scene(NamedTuple):
    """A text with its words, the numbers of those with capitals, and its places in order.

    `starts` are where the `taken` spans of places begin.
    """

    text: str
    told: list[Word]
    capitals: list[int]
    taken: list[Span]
    starts: list[int]
    language: str | None

    @classmethod
    def of(cls, text: str, language: str | None, places: Sequence[PlaceMention]) -> Scene:
        """The scene of a text."""
        told, taken = words(text), sorted([mention.span for mention in places])
        starts = [span.start for span in taken]
        return cls(text, told, capitals(told), taken, starts, language)

    def prints_small(self, small: str) -> bool:
        """Whether the text also has a word in small letters, as it has no name."""
        if len(self.text) > _LONG_TEXT:
            return small in _small_words(self.text)
        start = self.text.find(small)
        while start >= 0:
            number = bisect_left(self.told, start, key=_START)
            if number < len(self.told) and _is_small_word(self.told[number], start, small):
                return True
            start = self.text.find(small, start + 1)
        return False

    def is_place(self, word: Word) -> bool:
        """Whether a word is part of a place; a given name is one only among others."""
        number = bisect_left(self.starts, word.end) - 1
        if number < 0:
            return False
        place = self.taken[number]
        if place.end <= word.start:
            return False
        is_part = place.start < word.start or place.end > word.end
        return is_part or word.text not in known_given_names()


def _is_small_word(word: Word, start: int, small: str) -> bool:
    return word.start == start and word.text == small and word.cased == "a"


@lru_cache(maxsize=2)
def _small_words(text: str) -> frozenset[str]:
    """All words of small letters."""
    return frozenset([word.text for word in words(text) if word.cased == "a"])
