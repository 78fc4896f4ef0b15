"""Numbers in Chinese characters, and the Roman ones of centuries and quarters."""

from __future__ import annotations

import re

from capaudit.extract.dates.lexicon import Word

_DIGITS = {each: value for value, each in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2, "兩": 2, "元": 1}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MAXIMUM = 12


def read_numeral(run: str, at: int) -> tuple[int, Word]:
    """Read the numeral at an offset of a run; its length (0 if there is none) and its word.

    Takes positional years (二〇二五) as well as counting ones (两千零四, 二十一).
    """
    size = 0
    while at + size < len(run) and size < _MAXIMUM and _is_numeral(run[at + size]):
        size += 1
    text = run[at : at + size]
    if not text or text == "元":
        return (1, Word("D", 1)) if text and run[at + 1 : at + 2] == "年" else (0, Word("x"))
    if not any(each in _TENS for each in text):
        return _positional(text)
    return size, _word(_counted(text))


def _is_numeral(character: str) -> bool:
    return character in _DIGITS or character in _TENS


def _positional(text: str) -> tuple[int, Word]:
    if len(text) not in (1, 2, 4):
        return len(text), Word("n")
    return len(text), _word(int("".join(str(_DIGITS[each]) for each in text)))


def _counted(text: str) -> int:
    total, digit = 0, 0
    for each in text:
        if each in _TENS:
            total += max(digit, 1) * _TENS[each]
            digit = 0
        else:
            digit = _DIGITS[each]
    return total + digit


def _word(number: int) -> Word:
    if 1 <= number <= 31:
        return Word("D", number)
    return Word("Y" if 1000 <= number <= 2199 else "n", number)


# XIX, XIXe, XVIIIème; Cyrillic type has letters of its own for X and I.
_ROMAN = re.compile(r"(X{0,2})(IX|IV|V?I{0,3})(?:e|è|er|ème|eme)?")
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_LOOKALIKES = str.maketrans("ХІ", "XI")


def read_roman(text: str) -> int:
    """The number of a Roman numeral up to 29, 0 where it is none."""
    match = _ROMAN.fullmatch(text.translate(_LOOKALIKES))
    return 10 * len(match[1]) + _ONES[match[2]] if match else 0
