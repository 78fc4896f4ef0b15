"""What a name is worth as a place's by itself, before its neighbours are heard."""

from __future__ import annotations

from functools import lru_cache
from math import log10

from capaudit.extract.places.index import ALTERNATE, Candidate
from capaudit.extract.places.sighting import Sighting
from capaudit.extract.places.tables import context_words, given_names, vocabulary

_BY_FEATURE = {
    "country": 4.5, "continent": 4.0, "region": 2.6, "county": 3.0, "landmark": 2.6,
    "water": 3.0, "area": 3.0,
}  # fmt: skip
_US_STATE = 4.0
_PATTERN = 2.6
# A name that the index lacks: enough only behind a word that puts something there.
_TOLD = 1.2
# The first letter behind the Latin blocks.
_LATIN_ENDS = "\u0370"
# From here on a letter is a syllable or a word: short names are parts of others.
_HAN_BEGINS = "\u2e80"
# How Cyrillic adjectives end: many a place is called Central, October, Kalinin's.
_ADJECTIVES = ("ий", "ый", "ого", "его", "ому", "ему", "им", "ым")
# Inhabitants from which a place is known beyond its country.
WELL_KNOWN = 100_000


def own_weight(sighting: Sighting) -> float:
    """What the name itself is worth: the best known place of that name, and common words."""
    if sighting.is_pattern:
        return _PATTERN
    if sighting.is_told:
        return _TOLD
    if sighting.is_abbreviation:
        return max((_prior(c) for c in sighting.candidates), default=0.0)
    return _worth(sighting.name, sighting.candidates)


@lru_cache(maxsize=8192)
def _worth(name: str, meant: tuple[Candidate, ...]) -> float:
    best = max((_prior(c) for c in meant), default=0.0)
    if not name.isascii():
        best += _own_script(name, meant)
    small, context = name.lower(), context_words()
    best -= 3.0 * (small in context.seldom) + 1.1 * (small in context.seats)
    if " " in name or "-" in name:
        return best + _common_parts(small, meant)
    return best - _as_word(name, meant, best)


def _own_script(name: str, meant: tuple[Candidate, ...]) -> float:
    """What letters beyond A to Z add: such a name is the place's own, and no English word."""
    if any(c.use != ALTERNATE or c.feature != "city" for c in meant):
        return 0.0
    if name[0] < _LATIN_ENDS:
        return 1.0
    return 0.0 if name[0] >= _HAN_BEGINS or name.endswith(_ADJECTIVES) else 1.7


def _as_word(name: str, meant: tuple[Candidate, ...], best: float) -> float:
    """What speaks against a single word: that it is a common one, a person's name, a month."""
    context, against, small = context_words(), 0.0, name.lower()
    acronym = name.isupper() and len(name) < 5
    if small in vocabulary() and not acronym:
        known = best >= _US_STATE or any(c.feature == "water" for c in meant)
        against += 0.8 if known else 3.2
    if name in given_names():
        against += 1.3
    if small in context.family_names:
        against += 1.0
    if small in context.calendar or small in context.directions:
        against += 4.0
    return against


def _common_parts(small: str, meant: tuple[Candidate, ...]) -> float:
    """Several words are seldom a place by chance, unless each of them is a common word."""
    if any(c.feature == "landmark" for c in meant):
        return 0.0
    if small.startswith(("st. ", "st ", "saint ")):
        return -0.3
    parts = small.replace("-", " ").split()
    if meant[0].feature in ("city", "region") and all(
        part in context_words().divisions for part in parts
    ):
        return -2.5
    if not all(part in vocabulary() for part in parts):
        return 0.9
    return 0.9 if max(c.people for c in meant) > WELL_KNOWN else -1.0


def _prior(candidate: Candidate) -> float:
    if candidate.feature == "region":
        return _US_STATE if candidate.country in ("US", "CA") else _BY_FEATURE["region"]
    if candidate.feature != "city":
        return _BY_FEATURE[candidate.feature]
    worth = 0.75 * (log10(candidate.people + 10) - 2.6)
    return worth - (1.0 if candidate.use == ALTERNATE and candidate.people < 1_000_000 else 0.0)
