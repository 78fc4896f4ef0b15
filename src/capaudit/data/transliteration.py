"""Names of other scripts in Latin letters, as far as fixed rules give them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table

_HANGUL = range(0xAC00, 0xD7A4)
_VOWELS, _FINALS = 21, 28


class _Hangul(msgspec.Struct, frozen=True):
    initials: tuple[str, ...]
    vowels: tuple[str, ...]
    finals: tuple[str, ...]
    families: dict[str, tuple[str, ...]]


class _Transliteration(msgspec.Struct, frozen=True):
    cyrillic: dict[str, str]
    greek: dict[str, str]
    arabic: dict[str, str]
    hangul: _Hangul


@lru_cache
def _table() -> _Transliteration:
    return load_table("transliteration", _Transliteration)


def is_consonantal(name: str) -> bool:
    """Whether a name's script writes consonants alone: its Latin form has no vowels."""
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def in_latin(name: str) -> tuple[str, ...]:
    """The ways a name may be written in Latin letters, in small ones; empty where no rule says.

    Cyrillic, Greek and Korean names, and Arabic ones without their vowels, are given; Chinese and
    Japanese letters do not tell how they are read.
    """
    if any(ord(letter) in _HANGUL for letter in name):
        return _korean("".join(name.split()))
    table = _table()
    for letters in (table.cyrillic, table.greek, table.arabic):
        plain = "".join(_without_accent(letter, letters) for letter in name.casefold())
        if any(letter in letters for letter in plain):
            return ("".join(letters.get(letter, letter) for letter in plain),)
    return ()


def _without_accent(letter: str, letters: dict[str, str]) -> str:
    """The letter the table knows: й stays a letter of its own, ά is an accented α."""
    if letter in letters:
        return letter
    return unicodedata.normalize("NFD", letter)[0]


def _korean(name: str) -> tuple[str, ...]:
    """A Korean name, family name first, with each usual spelling of the family name."""
    if len(name) < 2 or any(ord(letter) not in _HANGUL for letter in name):
        return ()
    families = _table().hangul.families.get(name[0], (_syllable(name[0]),))
    given = "".join(map(_syllable, name[1:]))
    return tuple(f"{family} {given}" for family in families)


def _syllable(letter: str) -> str:
    hangul, number = _table().hangul, ord(letter) - _HANGUL.start
    initial, rest = divmod(number, _VOWELS * _FINALS)
    vowel, final = divmod(rest, _FINALS)
    return hangul.initials[initial] + hangul.vowels[vowel] + hangul.finals[final]
