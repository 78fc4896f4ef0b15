"""Roads and counties told by a number or in a list: what no single name of the index shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from capaudit.extract.places.patterns import LONGEST_BUILT
from capaudit.extract.places.sighting import Sighting, candidates
from capaudit.extract.places.tables import context_words, state_abbreviations
from capaudit.extract.places.words import Word

# So many streets or counties share one plural.
LONGEST_LIST = 20
# The longest first word of a state's abbreviation (Calif.).
LONGEST_HEAD = 5
_COUNTIES = frozenset({"counties", "Counties"})
_WAYS = frozenset(
    {"streets", "Streets", "avenues", "Avenues", "roads", "Roads", "rivers", "Rivers", "lakes"}
)


def county_road(text: str, told: list[Word], first: int) -> Sighting | None:
    """A local road that its kind and a number name (County Road 42).

    A highway's or a route's number names none: it runs through the whole country.
    """
    number = first + 2
    if number >= len(told) or not told[number].text[0].isdigit():
        return None
    if told[number].gap != " " or told[first + 1].gap != " ":
        return None
    if f"{told[first].text} {told[first + 1].text}".lower() not in context_words().numbered_roads:
        return None
    start, end = told[first].start, told[number].end
    return Sighting(start, end, text[start:end], (), first, number, is_pattern=True)


def state_road(text: str, told: list[Word], first: int) -> Sighting | None:
    """A road that a state's abbreviation and a number name in running text (on W.Va. 61).

    Behind a comma the state is a town's, and five digits are a post code.
    """
    head = told[first]
    if head.gap != " " or len(head.text) > LONGEST_HEAD or not first:
        return None
    if told[first - 1].cased != "a" or text[head.end : head.end + 1] not in (" ", "."):
        return None
    match = _state_road_pattern().match(text, head.start)
    if match is None:
        return None
    last = first
    while told[last].end < match.end():
        last += 1
    start, end = match.span()
    return Sighting(start, end, match.group(), (), first, last, is_pattern=True)


@lru_cache(maxsize=1)
def _state_road_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(state_abbreviations(), key=len, reverse=True)))
    return re.compile(rf"(?:{names}) [0-9]{{1,3}}(?![\w-]|[.,][0-9])")


def road_by_number(text: str, told: list[Word], country: Sighting) -> Sighting:
    """A road that a country's letters and a number behind a hyphen name (US-14)."""
    last = country.last + 1
    if last >= len(told) or told[last].gap != "-" or not told[last].text.isdigit():
        return country
    if country.first != country.last or all(c.feature != "country" for c in country.candidates):
        return country
    end = told[last].end
    name = text[country.start : end]
    return Sighting(country.start, end, name, (), country.first, last, is_pattern=True)


def counties_listed(text: str, told: list[Word]) -> dict[int, Sighting]:
    """The counties of a list by their first words (Rice, Nobles and Cook counties)."""
    found = {}
    for first, last in _listed(text, told, _COUNTIES):
        name = " ".join(word.text for word in told[first : last + 1])
        meant = candidates(f"{name} County") or candidates(f"{name} Parish")
        if meant:
            start, end = told[first].start, told[last].end
            found[first] = Sighting(start, end, f"{name} County", meant, first, last)
    return found


def ways_listed(text: str, told: list[Word]) -> dict[int, Sighting]:
    """The streets of a list by their first words (the corner of Lake and Holm streets)."""
    return {
        first: Sighting(
            told[first].start, told[last].end, told[first].text, (), first, last, is_pattern=True
        )
        for first, last in _listed(text, told, _WAYS)
    }


def _listed(text: str, told: list[Word], nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First and last word of each name in a list that ends in a plural of what they name."""
    if not any(noun in text for noun in nouns):  # far faster than to look at every word
        return
    for number in [n for n, word in enumerate(told) if word.text in nouns]:
        last = number - 1 if told[number].gap == " " else -1
        names: list[tuple[int, int]] = []
        while last >= 0 and told[last].cased == "A" and len(names) < LONGEST_LIST:
            first, farthest = last, last - LONGEST_BUILT + 1
            while first > max(0, farthest) and _follows_capital(told, first):
                first -= 1
            names.append((first, last))
            last = first - 1
            if told[first].gap == " " and last >= 0 and told[last].text in ("and", "or"):
                last -= 1
            elif told[first].gap != ", ":
                break
        if len(names) > 1:
            yield from names


def _follows_capital(told: list[Word], number: int) -> bool:
    return told[number].gap == " " and told[number - 1].cased == "A"
