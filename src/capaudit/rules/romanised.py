"""Compares a name in Latin letters with one in another script, sound by sound.

Custom differs from paper to paper: what sounds alike may be one name; nothing here says that two
names are two people's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from capaudit.data.scripts import is_unspaced
from capaudit.data.transliteration import in_latin, in_pinyin, in_romaji, is_consonantal

_Rewriting = tuple[tuple[re.Pattern[str], str], ...]


def _rewriting(*pairs: tuple[str, str]) -> _Rewriting:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


# Romanisations of one name differ in these: Zelensky and Zelenskyy, Yulia and Julia.
_SPELLINGS = _rewriting(
    # No custom doubles y behind a vowel: Murrayy is a slip, Zelenskyy none.
    (r"(?<=[aeou])yy$", "y2"),
    (r"[jy]", "i"),
    (r"ks", "x"),
    (r"i{2,}", "i"),
    (r"(?<=[aeou])i(?=[aeou])|(?<=^)i(?=[aeou])", ""),
    (r"ie", "e"),
    (r"ae", "a"),
    (r"oe", "o"),
    (r"ue|ou", "u"),
    (r"tch", "ch"),
    (r"w", "v"),
)
# Sounds that romanisations of one name write in two ways: Korean g and k, Russian kh and h.
_SOUNDS = _rewriting(
    (r"kh|gh", "h"),
    (r"sch|shch", "sh"),
    (r"oo|eu", "u"),
    (r"ee|yi", "i"),
    (r"eo", "o"),
    (r"ia|ya|ja", "a"),
    (r"x", "ks"),
)
# Vowels, and with them doubled consonants: Nour and Nur, Youssef and Yusuf.
_VOWELS = _rewriting((r"[aeiouyw']", ""), (r"(.)\1+", r"\1"))
# Hepburn, Kunrei and passports: Ohno, Ono; Shimpei, Shinpei; Tsuji, Tuzi.
_JAPANESE = _rewriting(
    (r"o[ou]|oh(?![aeiouy])", "o"),
    (r"uu", "u"),
    (r"m(?=[bmp])", "n"),
    (r"sh(?=i)", "s"),
    (r"ch(?=i)|ts(?=u)", "t"),
    (r"j(?=i)", "z"),
    (r"f(?=u)", "h"),
    (r"sh", "sy"),
    (r"ch", "ty"),
    (r"j", "zy"),
)
# ü as pinyin, passports and keyboards write it.
_PINYIN = _rewriting(
    (r"(?<=[ln])(?:v|yu)", "u"),
)
# Letters from which a word may differ in a sound.
_SHORT_WORD = 4


def _rewritten(part: str, rewriting: _Rewriting) -> str:
    for pattern, replacement in rewriting:
        part = pattern.sub(replacement, part)
    return part


@lru_cache(maxsize=4096)
def spelling(part: str) -> str:
    """A word as its romanisations have it in common."""
    return _rewritten(part, _SPELLINGS)


def sounds_like(latin: Sequence[str], foreign: str) -> bool:
    """Whether the words of a name in Latin letters may be a name of another script.

    The words are in one case, without accents and hyphens. Japanese names in Chinese letters do
    not tell how they are read, and are like none.
    """
    if is_unspaced(foreign) and (readings := in_pinyin(foreign)):
        return any(_is_pinyin(latin, family, given) for family, given in readings)
    if (romaji := in_romaji(foreign)) is not None:
        return _is_japanese(latin, romaji)
    rewriting = _VOWELS if is_consonantal(foreign) else _SOUNDS
    mine = _keys(latin, rewriting)
    return any(
        _are_heard_alike(mine, _keys(name.replace(".", " ").split(), rewriting))
        for name in in_latin(foreign)
    )


def _keys(words: Sequence[str], rewriting: _Rewriting) -> list[str]:
    """The words as they are heard, in alphabetical order; consonants alone as they are written."""
    if rewriting is _VOWELS:
        return sorted(_rewritten(word, rewriting) for word in words)
    return sorted(_rewritten(spelling(word), rewriting) for word in words)


def _is_pinyin(latin: Sequence[str], family: str, given: str) -> bool:
    """`Li Wenbo`, `Wenbo Li`, `Li Wen Bo`, `W. Li`: every letter must be right."""
    words = [_rewritten(word, _PINYIN) for word in latin]
    if "".join(words) in (family + given, given + family):
        return len(words) > 1
    initials = [word for word in words if len(word) == 1]
    return bool(initials) and family in words and given.startswith(initials[0])


def _is_japanese(latin: Sequence[str], romaji: str) -> bool:
    """`Matsumoto Ayumi` and `Ayumi Matsumoto`; kana need no space between the two names."""
    name = _rewritten("".join(romaji.split()), _JAPANESE)
    return any(_rewritten("".join(words), _JAPANESE) == name for words in (latin, latin[::-1]))


def _are_heard_alike(mine: list[str], theirs: list[str]) -> bool:
    """Whether names of several words agree in each, one sound or all but an initial aside."""
    if len(mine) != len(theirs) or len(mine) < 2:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415  few audits get here; loading takes 14 ms

    return all(
        OSA.distance(word, other) <= (1 if min(len(word), len(other)) >= _SHORT_WORD else 0)
        or (1 in (len(word), len(other)) and word[:1] == other[:1])
        for word, other in zip(mine, theirs, strict=True)
    )
