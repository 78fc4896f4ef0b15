"""What the index of places knows of words in a credit; looked up for few of them only."""

from __future__ import annotations

from functools import lru_cache

from capaudit.extract.places.index import common_words, place_index

_WORDS_KEPT = 1024
_LEAST_PEOPLE = 15_000


@lru_cache(_WORDS_KEPT)
def is_town(text: str) -> bool:
    """Whether a town of some size has this name, and no common word: Jena; not Reading."""
    if not text[:1].isupper() or text.casefold() in common_words():
        return False
    found = place_index().candidates(text)
    return any(one.feature == "city" and one.people >= _LEAST_PEOPLE for one in found)


def is_of_common_words(text: str) -> bool:
    """Whether a word of the text is a common English one, as in names of firms: Blue Origin."""
    return any(word in common_words() for word in text.casefold().split())
