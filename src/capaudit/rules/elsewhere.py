"""What two articles say of one image: whether it contradicts, and which of the two has to yield.

Articles say different things of one picture all the time, and are right. Only what cannot both be
true is a conflict: another date, another place, another person in the same part, another credit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from capaudit.model.claim import AnyClaim, Origin, Source
from capaudit.model.finding import Hit
from capaudit.model.use import Elsewhere, Saying, Use

# A picture that stands for more things than this in as many articles is an illustration of none.
MOST_MEANINGS = 4
# So many of the other articles are shown as evidence.
_SHOWN = 3

Pair = tuple[AnyClaim, AnyClaim]
# Whether nothing can be said against a use, whoever says it.
IsSettled = Callable[[Use], bool]
# The claims in which two uses contradict each other, if they do.
Compare = Callable[[Use, Use], Pair | None]


class Conflict(msgspec.Struct, frozen=True):
    """One use's claim, and what other articles say against it, the commonest first."""

    ours: AnyClaim
    others: tuple[tuple[AnyClaim, Saying], ...]

    @property
    def articles(self) -> int:
        """How many other articles speak against the claim."""
        return sum(saying.articles for _, saying in self.others)

    @property
    def against(self) -> tuple[AnyClaim, ...]:
        """The other articles' claims, as evidence that stands in another file."""
        return tuple(of_other(claim, saying.use) for claim, saying in self.others[:_SHOWN])

    def message(self, what: str, verb: str) -> str:
        """`caption says 3 May 2021, b.md says 11 February 2019`."""
        claim, saying = self.others[0]
        more = self.articles - 1
        rest = f" (and {more} more article{'s' if more > 1 else ''})" if more else ""
        says = f"{what} {verb} {self.ours.value}"
        return f"{says}, {saying.use.article_name}{rest} {verb} {claim.value}"


def of_other(claim: AnyClaim, use: Use) -> AnyClaim:
    """A claim as one that another article makes, by its path, line and column."""
    place = claim.origin.range or use.range
    origin = Origin(Source.OTHER_ARTICLE, None, None, place, use.path, use.item)
    return msgspec.structs.replace(claim, origin=origin)


def never_settled(use: Use) -> bool:
    """Nothing settles what a use says but the number of articles that agree."""
    del use
    return False


def find_conflict(
    elsewhere: Elsewhere,
    sayings: Sequence[Saying],
    compare: Compare,
    is_settled: IsSettled = never_settled,
) -> Conflict | None:
    """The conflict in which this use has to yield to what others say, if there is one.

    A use that is settled never yields, and all others do to it. Of the others the one that fewer
    articles agree with yields, else the later one; against an article that is not audited in this
    run only an even vote counts. So each conflict is found once.
    """
    use = elsewhere.use
    if is_settled(use):
        return None
    against = [(pair, one) for one in sayings if (pair := compare(use, one.use)) is not None]
    if not against or len(against) > MOST_MEANINGS:
        return None
    for_us = 1 + _votes_for(use, sayings, compare)
    stronger = [
        (pair, one)
        for pair, one in against
        if is_settled(one.use) or _yields(use, for_us, one, _votes_for(one.use, sayings, compare))
    ]
    if not stronger:
        return None
    others = sorted(stronger, key=lambda each: (-each[1].articles, each[1].use.order))
    return Conflict(others[0][0][0], tuple((pair[1], one) for pair, one in others))


def _votes_for(use: Use, sayings: Sequence[Saying], compare: Compare) -> int:
    return sum(one.articles for one in sayings if compare(use, one.use) is None)


def _yields(use: Use, for_us: int, other: Saying, for_them: int) -> bool:
    if for_us != for_them:
        return for_us < for_them
    return not other.in_run or _age(use, other.use) > _age(other.use, use)


def _age(use: Use, other: Use) -> tuple[str, str, str, int]:
    """Sort key by day of publication, as far as both articles have one, then by path and item."""
    day = use.published if use.published and other.published else None
    return (day or "", *use.order)


def conflict_hit(conflict: Conflict, message: str, image: str) -> Hit:
    """A finding of a conflict; uses that say the same of one image are one finding."""
    other = conflict.others[0][0].value
    return Hit(
        at=conflict.ours,
        message=message,
        against=conflict.against,
        cause=f"{image} {conflict.ours.value} {other}",
    )


def may_be_translated(one: Use, other: Use) -> bool:
    """Whether one caption may be the other in another language; where only one is known, it may."""
    return _primary(one.language) != _primary(other.language)


def _primary(language: str | None) -> str | None:
    return language.casefold().replace("_", "-").partition("-")[0] if language else None
