"""Endings of names: which words are forms of one name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import takewhile

import msgspec

from capaudit.data.tables import load_table

# An ending may hide so much of a word and no more.
SHORTEST_STEM = 3


class _Cases(msgspec.Struct, frozen=True):
    cyrillic: frozenset[str]
    greek: frozenset[str]
    slavic: frozenset[str]
    baltic: frozenset[str]
    suffixing: frozenset[str]


class _Forms(msgspec.Struct, frozen=True):
    cases: _Cases
    languages: dict[str, frozenset[str]]
    families: dict[str, tuple[tuple[str, str], ...]]
    written: dict[str, str]


@lru_cache
def _forms() -> _Forms:
    return load_table("name_forms", _Forms)


def are_forms_of_one_name(one: str, other: str, language: str | None) -> bool:
    """Whether two words differ only in the ending a sentence gives them.

    So do the family names of a man and a woman of one family (Kowalski, Kowalska). Both words are
    in small letters without accents, as names are compared.
    """
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    stem = one[: sum(1 for _ in alike)]
    if "\u0590" <= one[:1] <= "\u05ff":
        return _without_vowels(one) == _without_vowels(other)
    if len(stem) < SHORTEST_STEM:
        return False
    ends = (one[len(stem) :], other[len(stem) :])
    return _are_cases(one, ends, language) or _are_of_one_family(one, other)


def _without_vowels(word: str) -> str:
    return "".join(letter for letter in word if letter not in _forms().written["hebrew_vowels"])


def _are_cases(word: str, ends: tuple[str, str], language: str | None) -> bool:
    table = _forms()
    if language in table.cases.suffixing:
        return "" in ends
    endings = _endings(word[0], language)
    return all(end in endings for end in ends)


@lru_cache(maxsize=64)
def _endings(letter: str, language: str | None) -> frozenset[str]:
    """The endings of a letter's script and language, as names are compared: without accents."""
    table = _forms()
    endings: frozenset[str] = frozenset()
    if "\u0400" <= letter <= "\u04ff":
        endings = table.cases.cyrillic
    elif "\u0370" <= letter <= "\u03ff":
        endings = table.cases.greek
    elif language in table.languages["slavic"]:
        endings = table.cases.slavic
    elif language in table.languages["baltic"]:
        endings = table.cases.baltic
    return frozenset(map(_plain, endings))


def _plain(ending: str) -> str:
    decomposed = unicodedata.normalize("NFD", ending.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _are_of_one_family(one: str, other: str) -> bool:
    return any(
        _ends_so(first, second, man, woman)
        for man, woman in _forms().families["pairs"]
        for first, second in ((one, other), (other, one))
    )


def _ends_so(one: str, other: str, man: str, woman: str) -> bool:
    if not (one.endswith(man) and other.endswith(woman)):
        return False
    return one[: len(one) - len(man)] == other[: len(other) - len(woman)]
