"""Names of other scripts in Latin letters, as far as fixed rules give them."""

from __future__ import annotations

import itertools
import unicodedata
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table, text_of

_HANGUL = range(0xAC00, 0xD7A4)
_HAN = range(0x4E00, 0xA000)
_KATAKANA = range(0x30A1, 0x30F7)
# From a letter of katakana to the same one of hiragana.
_TO_HIRAGANA = -0x60
_SHORT_TSU, _LONG_MARK = "っ", "ー"
LONGEST_CHINESE_NAME = 4
_VOWELS, _FINALS = 21, 28


class _Hangul(msgspec.Struct, frozen=True):
    initials: tuple[str, ...]
    vowels: tuple[str, ...]
    finals: tuple[str, ...]
    families: dict[str, tuple[str, ...]]


class _Chinese(msgspec.Struct, frozen=True):
    double_families: frozenset[str]


class _Transliteration(msgspec.Struct, frozen=True):
    cyrillic: dict[str, str]
    greek: dict[str, str]
    arabic: dict[str, str]
    hangul: _Hangul
    kana: dict[str, str]
    chinese: _Chinese


@lru_cache
def _table() -> _Transliteration:
    return load_table("transliteration", _Transliteration)


def is_consonantal(name: str) -> bool:
    """Whether a name's script writes consonants alone: its Latin form has no vowels."""
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def in_latin(name: str) -> tuple[str, ...]:
    """The ways a name may be written in Latin letters, in small ones; empty where no rule says.

    Cyrillic, Greek and Korean names, and Arabic ones without their vowels, are given. Chinese
    names are `in_pinyin`, Japanese kana `in_romaji`.
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


@lru_cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """Each letter's readings: `pinyin.txt`, which states its source."""
    readings: dict[str, tuple[str, ...]] = {}
    for line in text_of("pinyin.txt").splitlines():
        if not line.startswith("#"):
            reading, letters = line.split()
            for letter in letters:
                readings[letter] = (*readings.get(letter, ()), reading)
    return readings


def in_pinyin(name: str) -> tuple[tuple[str, str], ...]:
    """The ways to read a Chinese name, family name and given name apart; empty for no such name.

    A name of Japan in Chinese letters is read as if it were Chinese, which proves nothing.
    """
    name = "".join(name.split())
    if not 2 <= len(name) <= LONGEST_CHINESE_NAME or any(ord(one) not in _HAN for one in name):
        return ()
    is_double = len(name) > 2 and name[:2] in _table().chinese.double_families
    cut = 2 if is_double else 1
    readings = itertools.product(*(_pinyin().get(letter, ()) for letter in name))
    return tuple(("".join(each[:cut]), "".join(each[cut:])) for each in readings)


def may_read_alike(one: str, other: str) -> bool:
    """Whether two names in Chinese letters may be one, simplified and not: 陈剑, 陳劍."""
    if len(one) != len(other):
        return False
    readings = _pinyin()
    return all(
        mine == theirs
        or mine not in readings
        or theirs not in readings
        or not set(readings[mine]).isdisjoint(readings[theirs])
        for mine, theirs in zip(one, other, strict=True)
    )


def in_romaji(name: str) -> str | None:
    """A name in kana in Latin letters, its parts apart as printed; `None` with any other letter."""
    letters = "".join(
        chr(ord(letter) + _TO_HIRAGANA) if ord(letter) in _KATAKANA else letter for letter in name
    )
    table, latin, place, doubled = _table().kana, "", 0, False
    while place < len(letters):
        letter = letters[place]
        if letter in " 　・" or letter in (_SHORT_TSU, _LONG_MARK):
            latin += " " if letter in " 　・" else ""
            doubled, place = letter == _SHORT_TSU, place + 1
            continue
        size = 2 if letters[place : place + 2] in table else 1
        sound = table.get(letters[place : place + size])
        if sound is None:
            return None
        latin += sound[0] + sound if doubled else sound
        doubled, place = False, place + size
    return latin or None


def _syllable(letter: str) -> str:
    hangul, number = _table().hangul, ord(letter) - _HANGUL.start
    initial, rest = divmod(number, _VOWELS * _FINALS)
    vowel, final = divmod(rest, _FINALS)
    return hangul.initials[initial] + hangul.vowels[vowel] + hangul.finals[final]
