"""Words of a text with their positions, as place recognition needs them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

# Letters and digits with the marks that belong to them: Python's \w leaves combining signs out.
_RUN = r"[\w\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e\u102b-\u103e]+"
# The first alternative is the commonest word, told by what follows it; it finds nothing of its own.
_WORD = re.compile(rf"([A-Za-z][a-z]*(?=[ ,])|(?:[^\W\d_]\.){{2,8}}|{_RUN}(?:['’ʼ][^\W\d_]+)*)")
# Between two words of one name: a space, a hyphen, the full stop of St. or N.
_JOINS = frozenset({" ", "-", ". ", "\u00a0", "‑", "–", ".", "\n"})
_MARKS = frozenset("@#$/\\_&=")
_OPENERS = frozenset('\n….!?:"“”«»•|')
_SUFFIXES = ("'s", "’s", "'S", "’S")
LONGEST_NAME = 60
# Unicode gives these letters capitals that no text writes.
GEORGIAN = ("\u10d0", "\u10ff")


class Word(msgspec.Struct, frozen=True, gc=False):
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


@lru_cache(maxsize=2)
def words(text: str) -> list[Word]:
    """The words of a text in order; a possessive 's is left out of its word.

    Numbers are words of small letters, and so are parts of addresses, account names and amounts.
    Places and people are sought in the same text one after the other: they share the list, which
    nobody may change.
    """
    found: list[Word] = []
    add, parts = found.append, _WORD.split(text)
    end, rest = 0, ""
    for gap, whole in zip(parts[::2], parts[1::2], strict=False):
        is_plain = "a" <= whole < "{"  # a to z: most words are no more than neighbours
        if gap == " " and not rest:
            start = end + 1
            end = start + len(whole)
            if is_plain:
                add(Word(start, end, whole, "a", " ", True, False))
                continue
            if "A" <= whole < "[" and whole.isalpha():
                add(Word(start, end, whole, "A", " ", True, not found))
                continue
        else:
            start = end + len(gap)
            end = start + len(whole)
        between = rest + gap if len(gap) < 8 else "…"
        rest = ""
        if is_plain:
            add(Word(start, end, whole, "a", between, between in _JOINS, False))
            continue
        opens = not found or (between != " " and not _OPENERS.isdisjoint(between))
        word, stop = whole, end
        if whole[-1] in "sS" and whole.endswith(_SUFFIXES):
            word, rest, stop = whole[:-2], whole[-2:], end - 2
        cased = _case_in(text, start, word)
        add(Word(start, stop, word, cased, between, between in _JOINS, opens))
    return found


def capitals(told: list[Word]) -> list[int]:
    """The numbers of the words that begin with a capital."""
    return [number for number, word in enumerate(told) if word.cased == "A"]


def _case_in(text: str, start: int, word: str) -> str:
    """The case of a word where it stands: none of an address, an account, an amount, a code."""
    if text[start - 1 : start] in _MARKS:
        return "a"
    if not word.isalpha() and any(c.isdigit() for c in word):
        return "a"
    return case_of(word[0])


def case_of(letter: str) -> str:
    """`A`, `a` or `-`: capital, small, or of a script without capitals."""
    if letter.isupper() or letter.istitle():
        return "A"
    if GEORGIAN[0] <= letter <= GEORGIAN[1]:
        return "-"
    return "a" if letter.islower() or not letter.isalpha() else "-"
