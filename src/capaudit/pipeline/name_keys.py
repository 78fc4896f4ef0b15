"""Keys by which names that differ in one word find each other among ten thousand."""

from __future__ import annotations

from functools import lru_cache

from capaudit.rules.names import name_parts

_MOST_WORDS = 5


@lru_cache(maxsize=4096)
def near_keys(name: str) -> tuple[str, ...]:
    """One key for each word of a name: all other words, and the word's first letter.

    A slip of the pen changes one word, and seldom its first letter. None for a name of one word.
    """
    parts = name_parts(name)
    if not 2 <= len(parts) <= _MOST_WORDS:
        return ()
    return tuple(
        " ".join((*parts[:place], f"{part[0]}*", *parts[place + 1 :]))
        for place, part in enumerate(parts)
    )
