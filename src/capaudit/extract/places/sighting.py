"""Words of a text that may name a place: where they stand, and which places they may mean."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.extract.places.index import ALTERNATE, DEMONYM, Candidate, place_index

# An alternative name of fewer inhabitants is a homonym more often than the place.
ALTERNATE_FROM = 50_000
# Beside a notable official bearer of a name, an alternative one must be this much larger.
NOTABLE, OUTSHINES = 30_000, 400


class Sighting(msgspec.Struct, gc=False):
    """Words that may name a place, and which.

    `first` and `last` number the words. `container` is the region or country named after it,
    `container_name` the region's printed name; `weight` grows with the evidence that a place is
    meant. `is_pattern` says that the build of the name shows a place, `is_told` that only the
    words before it do: neither needs the index. `is_demonym`: the words are made from a place's
    name.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Candidate, ...]
    first: int
    last: int
    weight: float = 0.0
    own: float = 0.0
    container: Candidate | None = None
    container_name: str | None = None
    is_abbreviation: bool = False
    is_pattern: bool = False
    is_told: bool = False
    is_demonym: bool = False
    chosen: Candidate | None = None
    contradicted: Candidate | None = None

    def __post_init__(self) -> None:
        """Tell words made from a place's name by what they may mean."""
        meant = self.candidates
        self.is_demonym = bool(meant) and meant[0].use == DEMONYM


# Most names come again within a text, and within a run.
@lru_cache(maxsize=16384)
def candidates(name: str) -> tuple[Candidate, ...]:
    """What a name may mean, without the little-known bearers of an alternative name."""
    found = place_index().candidates(name)
    if demonyms := tuple(c for c in found if c.use == DEMONYM):
        return demonyms
    if not name.isascii():
        return found
    official = max((c.people for c in found if c.use != ALTERNATE), default=0)
    least = max(ALTERNATE_FROM, OUTSHINES * official if official >= NOTABLE else 0)
    return tuple(c for c in found if c.use != ALTERNATE or c.people >= least)
