"""Credits of one image in two articles: whether both can be right."""

from __future__ import annotations

from capaudit.data.agencies import Agencies
from capaudit.model.claim import Claim
from capaudit.model.finding import Hit
from capaudit.model.house import House
from capaudit.model.use import Elsewhere, KnownName, Use
from capaudit.rules.credit.agencies import NEWS_KINDS, agencies_of, is_newspaper
from capaudit.rules.elsewhere import Compare, Pair, conflict_hit, find_conflict, of_other
from capaudit.rules.names import (
    are_comparable,
    differs_by_a_slip,
    is_misspelling,
    looks_like_person,
    name_parts,
    same_person,
    words_as_compared,
)

# Such pictures reach readers through many suppliers, each of whom is credited by right.
_SHARED_OUT = frozenset({"pool", "handout", "courtesy", "screenshot", "illustration", "ai"})
# Articles that credit one spelling, for each that credits the other: fewer may be two people.
_OFTENER = 3
_DISPUTED = frozenset({"CRD002", "CRD003", "CRD004", "CRD005"})


def says_a_credit(use: Use) -> bool:
    """Whether the credit of a use can be compared: printed for this image, and undisputed."""
    if use.credit_is_shared or not _DISPUTED.isdisjoint(use.disputed):
        return False
    return bool(use.creators or use.organisations) and _SHARED_OUT.isdisjoint(use.disclosures)


def is_confirmed(use: Use) -> bool:
    """Whether the file itself names the photographer whom the use credits."""
    return use.creator_in_file


def comparing_credits(house: House) -> Compare:
    """Compares the photographers of two credits, and the news agencies the house knows."""
    agencies = agencies_of(house)

    def compare(one: Use, other: Use) -> Pair | None:
        return _creators_differ(one, other, agencies) or _agencies_differ(one, other, agencies)

    return compare


def photographers(use: Use, agencies: Agencies) -> tuple[Claim[str], ...]:
    """The people whom the credit of a use names; agencies, desks and codes are none."""
    return tuple(
        claim
        for claim in use.creators
        if looks_like_person(claim.value) and agencies.find(claim.value) is None
    )


def slip_between(one: Use, other: Use, agencies: Agencies) -> Pair | None:
    """The photographers of two credits, where one name is the other with a slip of the pen."""
    for mine in photographers(one, agencies):
        for yours in photographers(other, agencies):
            is_other = not same_person(mine.value, yours.value)
            if is_other and differs_by_a_slip(mine.value, yours.value):
                return mine, yours
    return None


def _creators_differ(one: Use, other: Use, agencies: Agencies) -> Pair | None:
    ours, theirs = photographers(one, agencies), photographers(other, agencies)
    if not ours or not theirs or slip_between(one, other, agencies) is not None:
        return None
    for mine in ours:
        for yours in theirs:
            if not are_comparable(mine.value, yours.value) or same_person(mine.value, yours.value):
                return None
    if _are_named_in(ours, other) or _are_named_in(theirs, one):
        return None
    return ours[0], theirs[0]


def _are_named_in(names: tuple[Claim[str], ...], use: Use) -> bool:
    """Whether the other credit, or its caption, has one of the names in words of its own."""
    said = [claim.raw for claim in use.credits]
    text = " ".join([*said, use.caption.value if use.caption is not None else ""])
    words = set(words_as_compared(text))
    return any(words.issuperset(name_parts(claim.value)) for claim in names)


def _agencies_differ(one: Use, other: Use, agencies: Agencies) -> Pair | None:
    """News houses on both sides, none of which has to do with one of the other side."""
    ours, theirs = one.organisations, other.organisations
    if not ours or not theirs:
        return None
    if not all(_sells_news(claim.value, agencies) for claim in (*ours, *theirs)):
        return None
    if any(agencies.are_partners(mine.value, yours.value) for mine in ours for yours in theirs):
        return None
    return ours[0], theirs[0]


def _sells_news(name: str, agencies: Agencies) -> bool:
    """Whether an organisation is a known news agency, or a newspaper by its name."""
    found = agencies.find(name)
    return found.kind in NEWS_KINDS if found is not None else is_newspaper(name)


def misspelt_of_this_image(elsewhere: Elsewhere) -> Hit | None:
    """The photographer of this use, where other articles credit the image to nearly that name."""
    use, house = elsewhere.use, elsewhere.house
    if not elsewhere.same or not _may_be_misspelt(use, use.creators, house):
        return None
    agencies = agencies_of(house)

    def compare(one: Use, other: Use) -> Pair | None:
        return slip_between(one, other, agencies)

    speaking = [saying for saying in elsewhere.same if says_a_credit(saying.use)]
    speaking = [saying for saying in speaking if photographers(saying.use, agencies)]
    conflict = find_conflict(elsewhere, speaking, compare, is_confirmed)
    if conflict is None:
        return None
    message = f"{conflict.message('credit', 'names')} for the same image"
    return conflict_hit(conflict, message, use.key)


def misspelt_elsewhere(elsewhere: Elsewhere) -> Hit | None:
    """The photographer of this use, where many other articles credit nearly that name."""
    use, house = elsewhere.use, elsewhere.house
    # Most names are known from elsewhere as they are written here, and as nothing else.
    named = {claim.value for claim in use.creators}
    if len(named | {known.name for known in elsewhere.names}) < 2:
        return None
    for claim in photographers(use, agencies_of(house)):
        if not _may_be_misspelt(use, (claim,), house):
            continue
        other = _oftener(claim, elsewhere)
        if other is not None:
            message = (
                f"credit names {claim.value}, {other.articles} other articles "
                f"name {other.name}: {other.use.article_name}"
            )
            against = (of_other(other.claim, other.use),)
            return Hit(
                at=claim, message=message, against=against, cause=f"{claim.value} {other.name}"
            )
    return None


def _may_be_misspelt(use: Use, names: tuple[Claim[str], ...], house: House) -> bool:
    """Whether nothing vouches for the names: not the file, not the house's own list."""
    if use.creator_in_file or not says_a_credit(use):
        return False
    return not any(
        same_person(claim.value, known) for claim in names for known in house.photographers
    )


def _oftener(claim: Claim[str], elsewhere: Elsewhere) -> KnownName | None:
    """A near miss of a name that other articles credit several times as often."""
    alike = sum(known.articles for known in elsewhere.names if known.name == claim.value)
    near = [
        known
        for known in elsewhere.names
        if known.articles >= _OFTENER * (1 + alike) and is_misspelling(claim.value, known.name)
    ]
    return max(near, key=lambda known: known.articles, default=None)
