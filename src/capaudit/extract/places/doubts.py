"""What makes a likely name of an English text doubtful: it is part of another name.

A little town's library may be called after a person, and a house's number before a street tells
of a house. English alone, which writes its common nouns small: elsewhere a capital behind a name
says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from capaudit.extract.places.evidence import ENOUGH, SURELY_WHOLE, ends_in
from capaudit.extract.places.index import common_words
from capaudit.extract.places.patterns import KNOWN_FROM
from capaudit.extract.places.sighting import Sighting
from capaudit.extract.places.tables import context_words, given_names
from capaudit.extract.places.words import Word

# What a word that nobody knows takes away from the name before it (Elgin Larkby).
_LONGER = 2.0
# Words of fewer letters may be anybody's.
_SHORTEST = 4
# What it takes away that a text never names by itself a town whose name alone is not enough.
_NAMESAKE = 1.5
# What the name of a contest and that of a club take away.
_CONTEST, _CLUB = 3.0, 5.5
# What a house's number before a street takes away.
_HOUSE = 1.0


def doubt(text: str, found: Sequence[Sighting], told: list[Word]) -> None:
    """Take from the weight of each sighting what speaks against it as part of another name."""
    going_on = frozenset(s.first for s in found if _continues(told, s.last))
    apart = frozenset(
        s.name.casefold() for s in found if s.container is not None or s.first not in going_on
    )
    sure = frozenset(s.first for s in found if s.own >= ENOUGH)
    for sighting in found:
        if sighting.is_pattern:
            sighting.weight -= _as_address(text, sighting, told)
        elif not sighting.is_demonym and not sighting.is_abbreviation:
            sighting.weight -= _as_club(sighting, told)
            if sighting.first in going_on and sighting.last + 1 not in sure:
                sighting.weight -= _as_part(sighting, told)
                sighting.weight -= _as_namesake(sighting, told, apart)


def _continues(told: list[Word], last: int) -> bool:
    """Whether a capital goes on behind a word, no day or month."""
    if last + 1 >= len(told):
        return False
    after = told[last + 1]
    if after.cased != "A" or after.gap != " ":
        return False
    return after.text.lower() not in context_words().calendar


def _as_address(text: str, sighting: Sighting, told: list[Word]) -> float:
    """What a house's number before a street says: it tells of a house, where no comma goes on."""
    if not sighting.first or told[sighting.first].gap != " ":
        return 0.0
    is_numbered = told[sighting.first - 1].text.isdigit()
    return _HOUSE if is_numbered and not text.startswith(", ", sighting.end) else 0.0


def _as_part(sighting: Sighting, told: list[Word]) -> float:
    """What the capitals behind a name say: a contest's, or a word that no text writes small."""
    context, after = context_words(), told[sighting.last + 1]
    if ends_in(told, sighting.last + 1, context.contests):
        return _CONTEST
    small = after.text.lower()
    if small in context.bodies or small in context.person_titles:
        return 0.0
    if sighting.own >= SURELY_WHOLE or sighting.name.isupper():
        return 0.0
    is_strange = (
        len(small) >= _SHORTEST and not after.text.isupper() and small not in common_words()
    )
    return _LONGER if is_strange and told[sighting.first].text not in given_names() else 0.0


def _as_namesake(sighting: Sighting, told: list[Word], apart: frozenset[str]) -> float:
    """What it says that a little town is named within longer names alone (the Elgin Library).

    A library, a school, a clinic may be called after a person; what every town has is not.
    """
    if sighting.name.casefold() in apart or sighting.own >= ENOUGH or not sighting.candidates:
        return 0.0
    return 0.0 if ends_in(told, sighting.last + 1, context_words().town_bodies) else _NAMESAKE


def _as_club(sighting: Sighting, told: list[Word]) -> float:
    """What `City` behind a British town, and no body's noun, says: that is a club (Leeds City)."""
    number = sighting.last + 1
    if number >= len(told) or told[number].text != "City" or told[number].gap != " ":
        return 0.0
    after = told[number + 1] if number + 1 < len(told) else None
    context = context_words()
    if (
        after is not None
        and after.gap == " "
        and (
            after.cased == "A" or after.text in context.bodies or after.text in context.local_nouns
        )
    ):
        return 0.0
    known = max(sighting.candidates, key=lambda c: c.people, default=None)
    is_british = known is not None and known.country == "GB" and known.people >= KNOWN_FROM
    return _CLUB if is_british else 0.0
