"""How much speaks for it that words name a place: one weight a reason, summed.

The weights are plain numbers of one scale: 2 is enough on its own, each reason says in words why
it counts. Nothing is learnt; a reader can follow every decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log10

from capaudit.extract.places.index import ALTERNATE, Candidate
from capaudit.extract.places.sightings import Sighting
from capaudit.extract.places.tables import context_words, given_names, vocabulary
from capaudit.extract.places.words import Word

ENOUGH = 2.0
_BY_FEATURE = {
    "country": 4.5, "continent": 4.0, "region": 2.6, "county": 3.0, "landmark": 3.0,
    "water": 3.0, "area": 3.0,
}  # fmt: skip
_US_STATE = 4.0


def person_words(told: list[Word]) -> frozenset[str]:
    """Family names the text shows to be such: words behind a given name, a title, an initial."""
    names = given_names()
    titles = context_words().person_titles
    found = set()
    for number in range(1, len(told)):
        word, before = told[number], told[number - 1]
        if word.cased != "A" or len(word.text) < 3:
            continue
        if not word.joined or before.cased != "A":
            continue
        if before.text in names or before.text.lower() in titles or _is_initial(told, number - 1):
            found.add(word.text)
    return frozenset(found)


def _is_initial(told: list[Word], number: int) -> bool:
    """Whether a word is the letter between a given and a family name (George W. Bush)."""
    if len(told[number].text) != 1 or number == 0:
        return False
    before = told[number - 1]
    return before.cased == "A" and told[number].joined and not before.text.isupper()


def small_words(told: list[Word]) -> frozenset[str]:
    """The words of a text that it writes small."""
    return frozenset(word.text for word in told if word.cased == "a")


def own_weight(sighting: Sighting) -> float:
    """What the name itself is worth: the best known place of that name, and common words."""
    best = max((_prior(c) for c in sighting.candidates), default=0.0)
    if " " in sighting.name or "-" in sighting.name:
        parts = [p.lower() for p in sighting.name.replace("-", " ").split()]
        common = all(part in vocabulary() for part in parts)
        return best + (-0.6 if common else 0.9)
    small = sighting.name.lower()
    if small in vocabulary() and not sighting.is_abbreviation:
        best -= 3.2
    if sighting.name in given_names():
        best -= 1.3
    if small in context_words().family_names:
        best -= 1.0
    if small in context_words().calendar or small in context_words().directions:
        best -= 4.0
    return best


def _prior(candidate: Candidate) -> float:
    if candidate.feature == "region":
        return _US_STATE if candidate.country in ("US", "CA") else _BY_FEATURE["region"]
    if candidate.feature != "city":
        return _BY_FEATURE[candidate.feature]
    worth = 0.75 * (log10(candidate.people + 10) - 2.6)
    return worth - (1.0 if candidate.use == ALTERNATE and candidate.people < 1_000_000 else 0.0)


def neighbour_weight(
    sighting: Sighting, told: list[Word], places: frozenset[int], people: frozenset[str]
) -> float:
    """What the words beside a name say; `places` numbers the words of other sightings."""
    before = told[sighting.first - 1] if sighting.first else None
    after = told[sighting.last + 1] if sighting.last + 1 < len(told) else None
    weight = _before(sighting, told, before, places) + _after(sighting, told, after, places)
    if sighting.first == sighting.last and told[sighting.first].text in people:
        weight -= 2.5
    return weight


def _before(
    sighting: Sighting, told: list[Word], before: Word | None, places: frozenset[int]
) -> float:
    context = context_words()
    head = told[sighting.first]
    if before is None or not head.joined:
        return 0.0
    small = before.text.lower()
    if small in context.where:
        return 1.7
    if small in context.toward:
        return 0.7
    if small in context.directions:
        return 0.8
    if before.cased != "A":
        return 0.0
    if before.text in given_names() or small in context.person_titles:
        return -4.0
    if len(before.text) == 1:
        return -3.0
    if sighting.first - 1 in places or small in context.calendar or before.opens_sentence:
        return 0.0
    return -1.6


def _after(
    sighting: Sighting, told: list[Word], after: Word | None, places: frozenset[int]
) -> float:
    context = context_words()
    if after is None or not after.joined:
        return 0.0
    small = after.text.lower()
    if after.cased != "A":
        return -1.0 if small in ("said", "says", "told", "added", "testified") else 0.0
    if small in context.titles_of_works or small in context.clubs:
        return -3.5
    if small in context.bodies or small in context.person_titles:
        return 0.5
    if sighting.last + 1 in places or small in context.calendar:
        return 0.0
    return -2.2 if told[sighting.first].text in given_names() else -1.2


def weigh(found: list[Sighting], told: list[Word]) -> None:
    """Set each sighting's weight from its name, its neighbours and the rest of the text."""
    people, small = person_words(told), small_words(told)
    places = frozenset(_numbers(found))
    for sighting in found:
        sighting.weight = own_weight(sighting) + neighbour_weight(sighting, told, places, people)
        if sighting.is_abbreviation:
            sighting.weight += 3.0
        if sighting.first == sighting.last and sighting.name.lower() in small:
            sighting.weight -= 1.5


def _numbers(found: Iterable[Sighting]) -> Iterable[int]:
    for sighting in found:
        if own_weight(sighting) >= ENOUGH:
            yield from range(sighting.first, sighting.last + 1)
