"""Compares names of people: the same person, a misspelling, or somebody else.

Captions, files and texts write one name in many ways; only what no custom of writing explains is
a difference. Unsure comparisons are neither the same nor a misspelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from capaudit.data.credit_words import credit_words
from capaudit.data.people import are_one_given_name, people_table
from capaudit.data.scripts import is_unspaced
from capaudit.data.transliteration import may_read_alike
from capaudit.rules.romanised import sounds_like, spelling

_LONGEST_NAME = 80
# 32 octets less spaces and the second octets of accented letters.
_CUT_NAME_LETTERS = 20
# Letters from which a word may hold two slips and still be known again.
_SHORT_WORD = 4
_MIDDLING_WORD = 5
_LONG_WORD = 8
_FAR = 3
_APOSTROPHES = re.compile(r"['’‘ʼʹ`´\-‐‑–]")
_NO_LETTER = re.compile(r"[\W\d_]+")
_IN_NO_NAME = frozenset("@/\\<>{}=_;:0123456789")
_KOREAN_GIVEN = re.compile(r"\s[A-Z][a-z]{1,5}-[a-z]{1,6}$")
_POSSESSIVE = re.compile(r"['’]s?$")
_LETTERS_WITHOUT_MARK = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    # Arabic letters that Persian and hurried hands write otherwise.
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ـ": ""}
)


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, hyphens and punctuation, family name last."""
    name = name[:_LONGEST_NAME].strip()
    if name.isascii() and name.replace(" ", "").isalpha():  # as most are
        return tuple(name.lower().split())
    name = _POSSESSIVE.sub("", name)
    family, comma, given = name.partition(",")
    if comma and given.strip() and len(family.split()) <= 3:
        name = f"{given} {family}"
    return tuple(_NO_LETTER.sub(" ", _APOSTROPHES.sub("", _plain(name))).split())


def words_as_compared(text: str) -> tuple[str, ...]:
    """Every word of a running text, written as names are compared."""
    return tuple(part for word in text.split() for part in name_parts(word))


def _plain(text: str) -> str:
    folded = text.casefold().translate(_LETTERS_WITHOUT_MARK)
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(one for one in decomposed if not unicodedata.combining(one))


@lru_cache(maxsize=4096)
def looks_like_person(name: str) -> bool:
    """Whether a value can be a person's full name: two to five words, none of them a firm's."""
    parts = name_parts(name)
    if not 2 <= len(parts) <= 5 or not _IN_NO_NAME.isdisjoint(name):
        return False
    return people_table().not_a_person.isdisjoint(parts) and max(map(len, parts)) > 1


def looks_like_east_asian_name(name: str) -> bool:
    """Whether a value can be a name in Chinese, Japanese or Korean letters, and no body's."""
    letters = "".join(name.split())
    if not is_unspaced(letters) or not letters.isalpha() or letters.isascii():
        return False
    return 2 <= len(letters) <= 4 and not credit_words().ends_a_body(letters)


def are_comparable(one: str, other: str) -> bool:
    """Whether two names are in one script, so that their letters can be compared."""
    return _script(one) == _script(other)


@lru_cache(maxsize=4096)
def _script(name: str) -> str:
    letter = next((character for character in name if character.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0]


def same_person(one: str, other: str) -> bool:
    """Whether two names may well be one person's.

    Case, accents, order, initials, middle names, hyphens, forms of a given name, romanisation,
    another script, simplified letters and a family name alone make no difference.
    """
    if not are_comparable(one, other):
        return _same_in_latin(one, other)
    mine, theirs = name_parts(one), name_parts(other)
    if not mine or not theirs:
        return False
    if mine == theirs or "".join(mine) == "".join(theirs) or sorted(mine) == sorted(theirs):
        return True
    if _is_cut_short("".join(mine), "".join(theirs)):
        return True
    if _script(one) == "CJK" and may_read_alike("".join(mine), "".join(theirs)):
        return True
    shorter, longer = sorted((mine, theirs), key=len)
    return _each_is_in(shorter, longer) and any(len(part) > 1 for part in shorter)


def _same_in_latin(one: str, other: str) -> bool:
    """Whether a name in Latin letters may be one of another script."""
    latin, foreign = (one, other) if _script(one) == "LATIN" else (other, one)
    return _script(latin) == "LATIN" and sounds_like(name_parts(latin), foreign)


def _is_cut_short(one: str, other: str) -> bool:
    """Whether one name breaks off as IIM makes it: a by-line holds 32 octets (IIM 4.2, 2:80)."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _CUT_NAME_LETTERS and longer.startswith(shorter)


def _each_is_in(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    left = list(longer)
    for part in sorted(shorter, key=len, reverse=True):
        match = next((other for other in left if _same_part(part, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_part(one: str, other: str) -> bool:
    if one == other or are_one_given_name(one, other):
        return True
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return spelling(one) == spelling(other)


def shares_family_name(one: str, other: str) -> bool:
    """Whether two names end in the same word of three letters or more."""
    mine, theirs = name_parts(one), name_parts(other)
    return bool(mine and theirs) and mine[-1] == theirs[-1] and len(mine[-1]) > 2


def differs_by_a_slip(one: str, other: str) -> bool:
    """Whether two names of one thing (the maker of one picture) differ by a slip of the pen.

    Only one word may differ, by a letter, or by two in all but short words; whose name it is is
    known.
    """
    pair = only_difference(name_parts(one), name_parts(other))
    return pair is not None and are_comparable(one, other) and _is_slip_of_one_name(*pair)


def is_misspelling(one: str, other: str) -> bool:
    """Whether one name is the other with a slip of the pen, and nobody else's.

    The names have the same number of words and differ in one of them, by one letter (by two in a
    long word, or where a swap is one of them). Names of relatives and short East Asian names
    differ as little and are not meant.
    """
    mine, theirs = name_parts(one), name_parts(other)
    pair = only_difference(mine, theirs)
    # Of many names with a key in common most pairs are told apart by this.
    if pair is None or not _is_slip(*pair):
        return False
    if same_person(one, other) or not are_comparable(one, other):
        return False
    word, as_written = pair
    if sum(map(len, mine)) - len(word) < 4 or are_short_east_asian(mine, theirs):
        return False
    is_family_name = word == mine[-1] or (word == mine[0] and _puts_family_first(one))
    return is_family_name or _are_one_given_name_misspelt(word, as_written)


def only_difference(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, str] | None:
    """The one pair of words in which two names of several words differ."""
    if len(mine) != len(theirs) or len(mine) < 2:
        return None
    pairs = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 else None


def are_short_east_asian(*names: tuple[str, ...]) -> bool:
    """Whether one of some names is short and has a frequent East Asian family name."""
    families = people_table().east_asian_family_names
    return any({name[0], name[-1]} & families and max(map(len, name)) <= 8 for name in names)


def _puts_family_first(name: str) -> bool:
    """Whether the last word is a Korean given name as agencies write it: Seong Won-jin."""
    return _KOREAN_GIVEN.search(name) is not None


def _are_one_given_name_misspelt(one: str, other: str) -> bool:
    """Whether two given names are long enough and end alike: Maria and Mario are two people."""
    return min(len(one), len(other)) >= 5 and one[-1] == other[-1]


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ as a typing slip makes them differ, plurals aside."""
    distance = slips_apart(one, other)
    if distance <= 1 or (distance == 2 and max(len(one), len(other)) >= _LONG_WORD):
        return True
    return (
        distance == 2 and min(len(one), len(other)) >= _MIDDLING_WORD and share_letters(one, other)
    )


def _is_slip_of_one_name(one: str, other: str) -> bool:
    """The same where both words are known to stand for one name: two letters may be wrong."""
    distance, shortest = slips_apart(one, other), min(len(one), len(other))
    if distance == 2 and shortest >= _SHORT_WORD and share_letters(one, other):
        return True
    return distance <= 1 or (distance == 2 and shortest >= _MIDDLING_WORD)


def slips_apart(one: str, other: str) -> int:
    """How many letters were added, lost, exchanged or swapped; `_FAR` where that is no slip."""
    if min(len(one), len(other)) < 3 or one[0] != other[0]:
        return _FAR
    if {one, other} & {one + "s", other + "s"}:
        return _FAR
    from rapidfuzz.distance import OSA  # noqa: PLC0415  few audits get here; loading takes 14 ms

    return int(OSA.distance(one, other, score_cutoff=_FAR - 1))


def share_letters(one: str, other: str) -> bool:
    """Whether two words are made of the same letters but one: Keller, Kelelr; not Kelly."""
    mine, theirs = Counter(one), Counter(other)
    return (mine - theirs).total() + (theirs - mine).total() <= 1
