"""Words of a text with their positions, as place recognition needs them."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters with the marks that belong to them: Python's \w leaves combining signs out.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e\u102b-\u103e])"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,8}}|{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
# Between two words of one name: a space, a hyphen, the full stop of St. or N.
_JOINS = frozenset({" ", "-", ". ", "\u00a0", "‑", "–", ".", "\n"})
_MARKS = frozenset("@#$/\\_&=")
_SUFFIXES = ("'s", "’s", "'S", "’S")
LONGEST_NAME = 60


class Word(NamedTuple):
    """A word: where it stands, what it says, whether it can begin a name.

    `gap` is what parts it from the word before (`…` where long); `joined` says whether that is
    nothing but a space, a hyphen or a full stop; `cased` is `A` for a capital first letter, `a`
    for a small one, `-` for none.
    """

    start: int
    end: int
    text: str
    cased: str
    gap: str
    joined: bool
    opens_sentence: bool


def words(text: str) -> list[Word]:
    """The words of a text in order; a possessive 's is left out of its word."""
    found: list[Word] = []
    last_end = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        gap = text[last_end:start] if start - last_end < 8 else "…"
        if word.endswith(_SUFFIXES):
            word, end = word[:-2], end - 2
        cased = "a" if _is_handle(text, start, match.end()) else case_of(word[0])
        found.append(
            Word(start, end, word, cased, gap, gap in _JOINS, not found or _opens(gap))
        )
        last_end = match.end() if end == match.end() else end
    return found


def _is_handle(text: str, start: int, end: int) -> bool:
    """Whether a word is part of an address, an account's name, an amount or a code."""
    return text[start - 1 : start] in _MARKS or text[end : end + 1].isdigit()


def case_of(letter: str) -> str:
    """`A`, `a` or `-`: capital, small, or of a script without capitals."""
    if letter.isupper() or letter.istitle():
        return "A"
    return "a" if letter.islower() else "-"


def _opens(gap: str) -> bool:
    """Whether a sentence, heading or quotation may begin after this gap."""
    return "\n" in gap or "…" in gap or any(c in '.!?:"“”«»•|' for c in gap)
