"""Judges a near miss between two names: one person misspelt, or two people who differ by a letter.

A letter proves little by itself: families of like names, relatives and namesakes differ by as
much. What stands beside the names decides: one office or calling for both, or two; relatives; a
second bearer; whether each spelling is somebody's name at all.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from capaudit.data.name_forms import are_forms_of_one_name
from capaudit.data.people import (
    are_one_given_name,
    are_one_title,
    known_family_names,
    known_given_names,
    name_words,
    people_table,
)
from capaudit.rules.names import (
    are_comparable,
    are_short_east_asian,
    name_parts,
    only_difference,
    same_person,
    share_letters,
    slips_apart,
)

# What is left of a name beside the word in doubt must tell whose name it is.
_SHORTEST_REST = 3
_SHORTEST_NAME = 4
_SHORTEST_LONE_NAME = 5
# Letters from which two slips in one word leave it known, swapped letters aside.
_SHORTEST_OF_TWO_SLIPS = 5
_LONG_WORD = 8
MOST_SLIPS = 2
# "Hae-won" tells whose name it is although the family name beside it is short.
_LONG_GIVEN_NAME = 5


class Likeness(Enum):
    """What a near miss is: a misspelling, one for somebody to look at, or none."""

    MISSPELT = "misspelt"
    UNSURE = "unsure"
    NONE = "none"


class Bearer(msgspec.Struct, frozen=True):
    """A name as printed somewhere, and what the words beside it call its bearer.

    `is_of_picture` tells that the image file itself names the person.
    """

    name: str
    roles: tuple[str, ...] = ()
    is_of_picture: bool = False


class Surroundings(msgspec.Struct, frozen=True):
    """What the article has around two names: its words as compared, and its language.

    `caption` are the words printed beside the picture, as compared. `has_relatives` tells that a
    relative is spoken of beside one of the names.
    """

    words: frozenset[str]
    caption: tuple[str, ...]
    language: str | None
    has_relatives: bool


def may_be_near(one: str, other: str) -> bool:
    """Whether two names can be a near miss at all: little is known that tells against it."""
    if one == other:
        return False
    mine, theirs = name_parts(one), name_parts(other)
    if not mine or not theirs:
        return False
    pair = only_difference(mine, theirs)
    if 1 in (len(mine), len(theirs)):
        pair = mine[-1], theirs[-1]
    if pair is None or pair[0] == pair[1] or slips_apart(*pair) > MOST_SLIPS:
        return False
    return are_comparable(one, other)


def likeness(printed: Bearer, other: Bearer, around: Surroundings) -> Likeness:
    """What a printed name is to another that it may be near to."""
    mine, theirs = name_parts(printed.name), name_parts(other.name)
    if _share_an_office(printed, other) and 1 in (len(mine), len(theirs)):
        return _of_family_names_alone(mine, theirs, around)
    pair = only_difference(mine, theirs)
    if pair is None or same_person(printed.name, other.name) or _is_anothers(pair, around):
        return Likeness.NONE
    if are_short_east_asian(mine, theirs):
        return _of_east_asian_names(mine, theirs, pair)
    number = next(n for n, part in enumerate(mine) if part == pair[0] and theirs[n] == pair[1])
    if _tells_little(mine, pair) or _stand_both_in(around.caption, theirs):
        return Likeness.NONE
    if number == len(mine) - 1:
        return _of_family_names(printed, other, pair)
    if pair[1] in around.caption:
        return Likeness.NONE
    return _of_given_names(printed, other, pair, around.has_relatives)


def _tells_little(mine: tuple[str, ...], pair: tuple[str, str]) -> bool:
    """Whether too little is left beside the words in doubt: J. Doe and J. Dow may be two."""
    rest = sum(map(len, mine)) - len(pair[0])
    is_known = pair[0] in known_family_names()
    shortest = _SHORTEST_REST if is_known or min(map(len, pair)) < _SHORTEST_LONE_NAME else 2
    return rest < shortest


def _stand_both_in(caption: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the other name is printed beside the picture too: two people, or one corrected."""
    return f" {' '.join(theirs)} " in f" {' '.join(caption)} "


def _is_anothers(pair: tuple[str, str], around: Surroundings) -> bool:
    """Whether the spelling is no slip: a form of the other, or used elsewhere in the article."""
    printed, right = pair
    return are_forms_of_one_name(printed, right, around.language) or printed in around.words


def _of_family_names_alone(
    mine: tuple[str, ...], theirs: tuple[str, ...], around: Surroundings
) -> Likeness:
    """`Mayor Harcort` and `Mayor Lydia Harcourt`: the office tells that they are one."""
    pair = mine[-1], theirs[-1]
    if min(map(len, pair)) < _SHORTEST_LONE_NAME or _is_anothers(pair, around):
        return Likeness.NONE
    if same_person(*pair) or all(word in known_family_names() for word in pair):
        return Likeness.NONE
    return Likeness.MISSPELT if slips_apart(*pair) == 1 else Likeness.NONE


def _of_east_asian_names(
    mine: tuple[str, ...], theirs: tuple[str, ...], pair: tuple[str, str]
) -> Likeness:
    """Short names that differ in one part are two people's, unless that part is nobody's name."""
    printed, right = pair
    families = people_table().east_asian_family_names
    rest = max(len(part) for part in mine if part != printed)
    if printed not in (mine[0], mine[-1]) or right not in families or rest < _LONG_GIVEN_NAME:
        return Likeness.NONE
    if printed in families or printed in known_family_names() or len(printed) < len(right):
        return Likeness.NONE
    slips = slips_apart(printed, right)
    is_slip = slips == 1 or (slips == 2 and share_letters(printed, right))
    return Likeness.MISSPELT if is_slip and theirs else Likeness.NONE


def _of_family_names(printed: Bearer, other: Bearer, pair: tuple[str, str]) -> Likeness:
    """Two family names behind one given name."""
    families = known_family_names()
    both_known = pair[0] in families and pair[1] in families
    if not _is_slip(pair, pair[0] in families):
        return Likeness.NONE
    if _share_an_office(printed, other) or other.is_of_picture:
        return Likeness.MISSPELT
    if _have_other_offices(printed, other):
        return Likeness.NONE if both_known else Likeness.UNSURE
    return Likeness.UNSURE if both_known else Likeness.MISSPELT


def _is_slip(pair: tuple[str, str], is_a_name: bool) -> bool:
    """Whether two words differ as a typing slip makes them; a name of its own is none of two."""
    slips, shortest = slips_apart(*pair), min(map(len, pair))
    if slips <= 1:
        return True
    if slips > MOST_SLIPS or shortest < _SHORTEST_NAME:
        return False
    is_like = share_letters(*pair) or max(map(len, pair)) >= _LONG_WORD
    if shortest < _SHORTEST_OF_TWO_SLIPS:
        return is_like and not is_a_name
    return is_like or not is_a_name


def _of_given_names(
    printed: Bearer, other: Bearer, pair: tuple[str, str], has_relatives: bool
) -> Likeness:
    """Two given names before one family name: rather relatives, unless one is nobody's name."""
    if slips_apart(*pair) > 1 and not (_is_slip(pair, True) and share_letters(*pair)):
        return Likeness.NONE
    if min(map(len, pair)) < _SHORTEST_NAME or are_one_given_name(*pair):
        return Likeness.NONE
    if _share_an_office(printed, other) or (other.is_of_picture and not has_relatives):
        return Likeness.MISSPELT
    if (
        has_relatives
        or _is_given_name(printed.name, pair[0])
        or _have_other_offices(printed, other)
    ):
        return Likeness.NONE
    ends_alike = pair[0][-1] == pair[1][-1]
    known = _is_given_name(other.name, pair[1])
    return Likeness.MISSPELT if ends_alike or known else Likeness.UNSURE


def _is_given_name(name: str, part: str) -> bool:
    """Whether a word of a name, as printed, is somebody's given name."""
    return any(
        word in known_given_names() or word.title() in known_given_names()
        for word in name.split()
        if name_parts(word) == (part,)
    )


def _share_an_office(printed: Bearer, other: Bearer) -> bool:
    """Whether both are called by one office or calling."""
    return any(
        are_one_title(one, another) for one in _offices(printed) for another in _offices(other)
    )


def _have_other_offices(printed: Bearer, other: Bearer) -> bool:
    """Whether each is called something, and nothing in common; or one is Mr and one Mrs."""
    titles = name_words().alone
    for one, another in ((printed, other), (other, printed)):
        if titles.men.intersection(one.roles) and titles.women.intersection(another.roles):
            return True
    mine, theirs = _offices(printed), _offices(other)
    return bool(mine and theirs) and not _share_an_office(printed, other)


def _offices(bearer: Bearer) -> tuple[str, ...]:
    """What is said of somebody beyond the forms of address that anybody has."""
    titles = name_words().alone
    polite = titles.men | titles.women | titles.polite
    return tuple(role for role in bearer.roles if role not in polite)
