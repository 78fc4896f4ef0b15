"""Dates, places and people of two captions of one image: whether both captions can be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.model.claim import AnyClaim, Claim
from capaudit.model.house import House
from capaudit.model.use import Elsewhere, Saying, Use
from capaudit.model.values import PersonName, Place, RelationKind
from capaudit.rules.credit.agencies import STOCK_KINDS, agencies_of
from capaudit.rules.date.differs_from_file import as_worded
from capaudit.rules.date.figures import other_reading
from capaudit.rules.elsewhere import Compare, Conflict, Pair, find_conflict, may_be_translated
from capaudit.rules.location.comparison import lies_elsewhere
from capaudit.rules.names import looks_like_person, name_parts, words_as_compared
from capaudit.rules.people.named import are_all_others
from capaudit.rules.recorded import narrowest

# Pictures made for no one day, place or person: what is said beside them is said of the story.
_MADE_UP = frozenset({"illustration", "ai", "screenshot"})
_MARKETS = frozenset({"market", "platform"})
_NAMING = frozenset({RelationKind.SAME, RelationKind.INSIDE})
# Words that two captions have in common beside the name, for the name to stand in the same part.
_COMMON_WORDS = 4
_COMMON_SHARE = 0.8


class _Aspect(msgspec.Struct, frozen=True):
    """One thing captions say: how to tell that they do, and which findings dispute it already."""

    is_said: Callable[[Use], bool]
    compare: Compare
    disputed_by: frozenset[str]


def caption_conflicts(elsewhere: Elsewhere, sayings: Sequence[Saying]) -> Iterator[Conflict]:
    """What the caption of a use says against captions elsewhere: by date, place and person.

    What was found wrong with a caption already, by the file or the article, is no evidence.
    """
    if not sayings:
        return
    agencies = agencies_of(elsewhere.house)
    for aspect in _aspects(elsewhere.house):
        if not _counts(elsewhere.use, aspect, agencies):
            continue
        speaking = [saying for saying in sayings if _counts(saying.use, aspect, agencies)]
        conflict = find_conflict(elsewhere, speaking, aspect.compare)
        if conflict is not None:
            yield conflict


def _aspects(house: House) -> tuple[_Aspect, ...]:
    dates = partial(dates_contradict, tolerance=house.date_tolerance)
    return (
        _Aspect(_says_a_date, dates, frozenset({"DAT001", "DAT002", "DAT003", "DAT004", "DAT005"})),
        _Aspect(_says_a_place, places_contradict, frozenset({"LOC001", "LOC002", "LOC004"})),
        _Aspect(_names_a_person, people_contradict, frozenset({"PER001", "PER002"})),
    )


def _counts(use: Use, aspect: _Aspect, agencies: Agencies) -> bool:
    """Whether a use can speak: a picture of one day and place, and a caption nobody disputes."""
    if not aspect.is_said(use) or not aspect.disputed_by.isdisjoint(use.disputed):
        return False
    if not _MADE_UP.isdisjoint(use.disclosures):
        return False
    return not _is_stock(use, agencies)


def _is_stock(use: Use, agencies: Agencies) -> bool:
    """Whether a picture comes from where anybody sells, or from a stock house without a name."""
    found = (agencies.find(claim.value) for claim in use.organisations)
    kinds = {one.kind for one in found if one is not None}
    return bool(kinds & _MARKETS) or (bool(kinds & STOCK_KINDS) and not use.creators)


def _says_a_date(use: Use) -> bool:
    return any(claim.contradictable for claim in use.dates)


def _says_a_place(use: Use) -> bool:
    return any(claim.contradictable for claim in use.places)


def _names_a_person(use: Use) -> bool:
    return use.caption is not None and bool(_people(use))


def dates_contradict(one: Use, other: Use, tolerance: int = 0) -> Pair | None:
    """The dates of two captions, where no reading of any of them agrees with one of the other.

    A year that was only inferred says nothing. Captions in different languages may be one
    caption translated: there a full date on both sides is asked for.
    """
    ours = [claim for claim in one.dates if claim.contradictable]
    theirs = [claim for claim in other.dates if claim.contradictable]
    if not ours or not theirs:
        return None
    if may_be_translated(one, other) and not all(
        as_worded(claim.value).is_full for claim in (*ours, *theirs)
    ):
        return None
    apart = (
        as_worded(mine).contradicts(as_worded(yours), tolerance)
        for first in one.dates
        for second in other.dates
        if first.contradictable or second.contradictable
        for mine in (first.value, other_reading(first))
        for yours in (second.value, other_reading(second))
        if mine is not None and yours is not None
    )
    return (ours[0], theirs[0]) if all(apart) else None


def places_contradict(one: Use, other: Use) -> Pair | None:
    """The places of two captions, where all of them are surely apart.

    A place that either caption names in passing agrees as well as one that it states.
    """
    ours, theirs = _stated_places(one), _stated_places(other)
    if not ours or not theirs:
        return None
    if not all(_are_apart(mine, yours) for mine in ours for yours in theirs):
        return None
    if _names_any(one.places, theirs) or _names_any(other.places, ours):
        return None
    if may_be_translated(one, other) and any(
        mine.value.countries & yours.value.countries for mine in ours for yours in theirs
    ):
        return None
    return ours[0], theirs[0]


def _stated_places(use: Use) -> tuple[Claim[Place], ...]:
    return narrowest(claim for claim in use.places if claim.contradictable)


def _are_apart(one: Claim[Place], other: Claim[Place]) -> bool:
    """Whether two places are apart, and not two readings of one name."""
    if one.raw.casefold() == other.raw.casefold():
        return False
    return lies_elsewhere(one.value, other.value)


def _names_any(said: Iterable[Claim[Place]], places: Sequence[Claim[Place]]) -> bool:
    """Whether words name one of the places, or a place in it."""
    return any(claim.value.relation(one.value).kind in _NAMING for claim in said for one in places)


def people_contradict(one: Use, other: Use) -> Pair | None:
    """The people of two captions that say the same of them word for word, names aside.

    Two captions that name two people mostly name two of those in the picture. Only where the rest
    of the sentence is the same, or the name is all there is, do they name one and the same.
    """
    ours, theirs = _people(one), _people(other)
    if not ours or not theirs or may_be_translated(one, other):
        return None
    names, others = [claim.value.name for claim in ours], [claim.value.name for claim in theirs]
    if len(names) != len(others) or not are_all_others(names, others):
        return None
    if _family_name_in(names, _text(other)) or _family_name_in(others, _text(one)):
        return None
    return (ours[0], theirs[0]) if _have_one_frame(one, names, other, others) else None


def _family_name_in(names: Iterable[str], text: str) -> bool:
    """Whether a caption has the last name of one of the people, whatever stands before it."""
    words = set(words_as_compared(text))
    return any(name_parts(name)[-1] in words for name in names)


def _people(use: Use) -> tuple[Claim[PersonName], ...]:
    named: dict[str, Claim[PersonName]] = {}
    for claim in use.people:
        if claim.contradictable and looks_like_person(claim.value.name):
            named.setdefault(claim.value.name, claim)
    return tuple(named.values())


def _text(use: Use) -> str:
    return use.caption.value if use.caption is not None else ""


def _have_one_frame(one: Use, names: list[str], other: Use, others: list[str]) -> bool:
    """Whether two captions are the same words but for the names, or nothing but one name each."""
    mine, yours = _words_without(names, _text(one)), _words_without(others, _text(other))
    if not mine and not yours:
        return len(names) == 1
    common = len(set(mine) & set(yours))
    longest = max(len(set(mine)), len(set(yours)))
    return common >= _COMMON_WORDS and common >= _COMMON_SHARE * longest


def _words_without(names: Iterable[str], text: str) -> list[str]:
    parts = {part for name in names for part in words_as_compared(name)}
    return [word for word in words_as_compared(text) if word not in parts]


def same_wording(one: AnyClaim, other: AnyClaim) -> bool:
    """Whether two captions are the same words."""
    return words_as_compared(str(one.value)) == words_as_compared(str(other.value))
