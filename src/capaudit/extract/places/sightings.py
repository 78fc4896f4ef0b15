"""Where in a text a name of the index stands: what a place may be, before it is weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from capaudit.extract.places.index import ALTERNATE, DEMONYM, Candidate, place_index, plain
from capaudit.extract.places.inflection import base_forms
from capaudit.extract.places.patterns import (
    built_name,
    region_with_noun,
    rivers_again,
    told_again,
    told_name,
)
from capaudit.extract.places.roads import (
    counties_listed,
    county_road,
    road_by_number,
    state_road,
    ways_listed,
)
from capaudit.extract.places.sighting import Sighting, candidates
from capaudit.extract.places.tables import context_words, small_adjectives, state_abbreviations
from capaudit.extract.places.words import LONGEST_NAME, Word

MOST_WORDS = 6
CODE_LENGTH = 2
# A name without capital letters to tell it is taken for a place from this size.
CASELESS_FROM = 100_000
_LINKS = frozenset(
    {"of", "the", "de", "la", "del", "and", "upon", "on", "sur", "al", "el", "am", "an", "der",
     "du", "des", "di", "do", "da", "dos", "das", "und", "les", "le", "los", "las", "e", "y",
     "i", "à", "en", "by", "aux", "ob", "na", "nad", "на"}
)  # fmt: skip
# Common nouns that end a name (Washington state, the Palestinian territories).
_SMALL_ENDS = frozenset(
    {"state", "territories", "область", "области", "областью", "області", "областю"}
)
_SMALL_PARTS = _LINKS | _SMALL_ENDS
# A possessive 's, by itself and before the next word of a name (King's Lynn).
_OWNS = ("'s", "’s", "'S", "’S")
_OWNED = frozenset({"'s ", "’s "})
_SHORT_SIDES = frozenset({"N", "S", "E", "W"})
_ABBREVIATED = {"St.": "Saint", "St": "Saint", "Ft.": "Fort", "Mt.": "Mount"}
_ABBREVIATED_HEADS = tuple(f"{short} " for short in _ABBREVIATED)


@lru_cache(maxsize=1)
def _abbreviation_pattern() -> re.Pattern[str]:
    names = sorted(state_abbreviations(), key=lambda name: (name[0], -len(name)))
    heads = {head: list(same) for head, same in groupby(names, key=lambda name: name[0])}
    # A plain set of first letters is sought fast; behind one, only the names that begin with it.
    ends = "|".join(
        f"(?<={head})(?:{'|'.join(re.escape(name[1:]) for name in same)})"
        for head, same in heads.items()
    )
    return re.compile(rf"[{''.join(heads)}](?<![\w.].)(?:{ends})(?!\w)")


@lru_cache(maxsize=1)
def _abbreviated_regions() -> dict[str, tuple[Candidate, ...]]:
    index = place_index()
    return {
        short: tuple(filter(None, (index.region_candidate(*place.split(".")),)))
        for short, place in state_abbreviations().items()
    }


def abbreviations(text: str, language: str | None) -> dict[int, tuple[int, tuple[Candidate, ...]]]:
    """Start to end and meaning of each state abbreviation that stands as one.

    `N.Y.` always does, in English `Ill.` before a small word (an Ill. crew) or alone in brackets;
    `Miss.` and `IN` elsewhere only behind a comma or a party's letter.
    """
    found = {}
    for match in _abbreviation_pattern().finditer(text):
        start, end = match.span()
        short = match.group()
        if (
            (short.count(".") > 1 and short[1] in ".")
            or _follows_name(text, start)
            or (language == "en" and short[-1] == "." and _stands_in_text(text, start, end))
        ):
            found[start] = (end, _abbreviated_regions()[short])
    return found


def _stands_in_text(text: str, start: int, end: int) -> bool:
    """Whether a shortened word stands before a small one, or between brackets."""
    if text[start - 1 : start] == "(":
        return text[end : end + 1] == ")"
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _follows_name(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start]
    return before.endswith((", ", ",\u00a0", ",\n")) or before[-2:] in ("R-", "D-", "I-")


def sightings(text: str, told: list[Word], language: str | None) -> list[Sighting]:
    """Every longest name of the index in a text, in order, none overlapping another."""
    short = abbreviations(text, language)
    listed = {**counties_listed(text, told), **ways_listed(text, told)}
    found: list[Sighting] = []
    behind = 0  # the first word behind the last sighting
    heads = [n for n, word in enumerate(told) if word.cased != "a" or word.start in short]
    for number in heads:
        if number < behind:
            continue
        word = told[number]
        if word.start in short:
            end, meant = short[word.start]
            road = state_road(text, told, number) if language == "en" else None
            found.append(road or _abbreviated(text, told, number, end, meant))
            behind = found[-1].last + 1
        elif word.cased == "-" and _is_unspaced(word.text[0]):
            found.extend(_unspaced(word, number))
        elif number in listed:
            found.append(listed[number])
            behind = listed[number].last + 1
        else:
            sighting = _name_from(text, told, number, language)
            if sighting is not None:
                found.append(sighting)
                behind = sighting.last + 1
    rivers = rivers_again(told, found)
    if rivers:
        alone = {s.first for s in rivers}
        found = [s for s in found if s.first not in alone]
    further = [
        *rivers,
        *told_again(text, told, [*found, *rivers]),
        *_adjectives(told, found, language),
    ]
    return sorted([*found, *further], key=lambda s: s.start) if further else found


def _abbreviated(
    text: str, told: list[Word], first: int, end: int, meant: tuple[Candidate, ...]
) -> Sighting:
    """A state's abbreviation, which may be several words (W. Va.)."""
    last, start = first, told[first].start
    while last + 1 < len(told) and told[last + 1].start < end:
        last += 1
    return Sighting(start, end, text[start:end], meant, first, last, is_abbreviation=True)


def _adjectives(told: list[Word], found: list[Sighting], language: str | None) -> list[Sighting]:
    """The adjectives of countries in a language that writes them small (die russische Armee)."""
    forms = small_adjectives(language)
    if not forms:
        return []
    taken = {number for s in found for number in range(s.first, s.last + 1)}
    return [
        Sighting(word.start, word.end, word.text, meant, number, number)
        for number, word in enumerate(told)
        if word.text.lower() in forms
        and number not in taken
        and (meant := _adjective_of(forms[word.text.lower()]))
    ]


@lru_cache(maxsize=128)
def _adjective_of(place: str) -> tuple[Candidate, ...]:
    """What an adjective of a country, or of a place by its name, means."""
    index = place_index()
    number = index.country_place(place) if len(place) == CODE_LENGTH else None
    numbers = [number] if number is not None else [c.number for c in candidates(place)[:1]]
    return tuple(index.candidate(number, DEMONYM) for number in numbers)


def _name_from(text: str, told: list[Word], first: int, language: str | None) -> Sighting | None:
    """The name that begins at a word: the index's longest, or a longer one told by its build."""
    head = told[first]
    is_known = _is_known(head.text, language, head.cased)
    sighting = _longest(text, told, first, language) if is_known else None
    if first + 1 < len(told):
        after = told[first + 1]
        # Only a capital, a number or `of` behind a word that is no name makes it begin one.
        is_plain = after.cased == "a" and after.text != "of" and not after.text[0].isdigit()
        if sighting is not None or not is_plain:
            sighting = _beside_next(text, told, first, language, sighting)
    if sighting is None and language == "en":
        return told_name(text, told, first)
    return sighting


def _beside_next(
    text: str, told: list[Word], first: int, language: str | None, sighting: Sighting | None
) -> Sighting | None:
    """The name that begins at a word as the next word tells it: a longer one, a road's, its own."""
    after = told[first + 1]
    is_single = sighting is None or sighting.first == sighting.last
    if after.cased == "A":
        if is_single and _may_lead(told[first].text):
            road = county_road(text, told, first)
            sighting = road or _side_of_town(text, told, first, language) or sighting
    elif is_single and after.text == "of":
        sighting = _of_place(text, told, first, language) or sighting
    elif language == "en" and after.text[0].isdigit():
        sighting = state_road(text, told, first) or sighting
    if sighting is not None:
        sighting = road_by_number(text, told, region_with_noun(text, told, sighting))
    if after.cased == "A":
        pattern = built_name(text, told, first)
        if pattern is not None and (sighting is None or pattern.end > sighting.end):
            return pattern
    return sighting


@lru_cache(maxsize=8192)
def _may_lead(head: str) -> bool:
    """Whether a word may begin a numbered road or tell the side of a town."""
    context, small = context_words(), head.lower()
    roads = {name.partition(" ")[0] for name in context.numbered_roads}
    return head in _SHORT_SIDES or small in context.sides or small in roads


@lru_cache(maxsize=32768)
def _is_known(head: str, language: str | None, cased: str) -> bool:
    """Whether a word is a name of the index or may begin one: half of a text's capitals do not."""
    name = head.replace("’", "'")
    if len(head) > LONGEST_NAME:
        return False
    is_whole = bool(_meanings(name, language, cased))
    return is_whole or _begins_longer(head) or _begins_longer(f"{head}'s")


def _longest(text: str, told: list[Word], first: int, language: str | None) -> Sighting | None:
    """The longest name that begins at a word."""
    head = told[first]
    if _goes_on(told, first):
        for last, end in _name_ends(text, told, first):
            if end - head.start > LONGEST_NAME:
                continue
            name, meant = _meanings_in_print(text[head.start : end], language, head.cased)
            if not meant or (_is_city_body(told, last) and all(c.use == ALTERNATE for c in meant)):
                continue
            return Sighting(head.start, end, name, meant, first, last)
    if len(head.text) > LONGEST_NAME:
        return None
    name = head.text.replace("’", "'")
    meant = _meanings(name, language, head.cased)
    return Sighting(head.start, head.end, name, meant, first, first) if meant else None


def _of_place(text: str, told: list[Word], first: int, language: str | None) -> Sighting | None:
    """The port, bay or gulf of a place (the Port of Lyon): it lies there."""
    head = told[first]
    if first + 2 >= len(told) or not head.text.istitle():
        return None
    if head.text.lower() not in context_words().heads or told[first + 1].gap != " ":
        return None
    inner = _longest(text, told, first + 2, language)
    if inner is None or inner.is_demonym:
        return None
    name = plain(text[head.start : inner.end])
    return Sighting(head.start, inner.end, name, inner.candidates, first, inner.last)


def _side_of_town(text: str, told: list[Word], first: int, language: str | None) -> Sighting | None:
    """The part of a town that is called by its side (East Oxford, W. Columbia): it lies there."""
    head, inner = told[first], told[first + 1]
    is_short = head.text in _SHORT_SIDES and inner.gap == ". "
    is_whole = head.text.lower() in context_words().sides and inner.gap == " "
    if not (is_short or is_whole) or not head.text.istitle():
        return None
    town = _longest(text, told, first + 1, language)
    if town is None or town.is_demonym or inner.text.lower() in context_words().way_ends:
        return None
    if max(town.candidates, key=lambda c: c.people).feature not in ("city", "county"):
        return None
    return Sighting(head.start, town.end, town.name, town.candidates, first, town.last)


def _goes_on(told: list[Word], first: int) -> bool:
    """Whether a name of several words may begin at a word."""
    if first + 1 == len(told) or len(told[first].text) > LONGEST_NAME:
        return False
    after = told[first + 1]
    if after.cased == "a" and after.text not in _SMALL_PARTS:
        return False
    if after.joined:
        return _begins_longer(told[first].text)
    return after.gap in _OWNED and _begins_longer(f"{told[first].text}'s")


@lru_cache(maxsize=32768)
def _begins_longer(word: str) -> bool:
    """Whether the index holds a name of several words that begins with a word, however cased."""
    begins = place_index().begins_longer
    head = plain(word)
    if not head.isascii() and any(map(begins, base_forms(head, None))):
        return True
    if head in _ABBREVIATED or f"{head}." in _ABBREVIATED or "\u0600" <= word[0] <= "\u06ff":
        return True
    return begins(head) or (head.isupper() and begins(head.title()))


def _is_city_body(told: list[Word], last: int) -> bool:
    """Whether `City` opens the name of a body behind a place (Norwich City Council)."""
    if told[last].text != "City":
        return False
    after = told[last + 1] if last + 1 < len(told) else None
    return after is None or (after.gap == " " and after.cased == "A")


def _name_ends(text: str, told: list[Word], first: int) -> Iterator[tuple[int, int]]:
    """The words a name of several may end with, farthest first, and where it then ends.

    A possessive 's belongs to some names (St. John's) and to none of most.
    """
    last = first
    limit = min(len(told) - 1, first + MOST_WORDS - 1)
    while last < limit:
        word = told[last + 1]
        joined = word.joined or word.gap in _OWNED
        if not joined or (word.cased == "a" and word.text not in _SMALL_PARTS):
            break
        last += 1
    while last > first:
        if told[last].cased != "a" or told[last].text in _SMALL_ENDS:
            end = told[last].end
            if text.startswith(_OWNS, end):
                yield last, end + len(_OWNS[0])
            yield last, end
        last -= 1


@lru_cache(maxsize=32768)
def _meanings_in_print(
    words: str, language: str | None, cased: str
) -> tuple[str, tuple[Candidate, ...]]:
    """Several printed words as the index writes them, and what they mean."""
    name = plain(words)
    return name, _meanings(name, language, cased)


@lru_cache(maxsize=32768)
def _meanings(name: str, language: str | None, cased: str) -> tuple[Candidate, ...]:
    found = candidates(name)
    if found:
        return found if cased == "A" else _well_known(found)
    if name.isupper() and len(name) > 3:
        return candidates(name.title().replace(" Of ", " of ").replace("'S", "'s"))
    if name.startswith(_ABBREVIATED_HEADS):
        head, _, rest = name.partition(" ")
        return candidates(f"{_ABBREVIATED[head]} {rest}")
    if language == "en":
        return ()
    for base in base_forms(name, language):
        found = candidates(base)
        if found:
            return _well_known(found)
    return ()


def _well_known(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(c for c in found if c.people >= CASELESS_FROM or c.feature != "city")


def _is_unspaced(letter: str) -> bool:
    """Whether a letter is Thai, kana or Han, which are written without spaces.

    A pattern of so many letters takes longer to compile than all else at start-up.
    """
    return (
        "\u0e00" <= letter <= "\u0e7f"
        or "\u3040" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
    )


def _unspaced(word: Word, number: int) -> Iterator[Sighting]:
    """The places in a run of a script that puts no spaces between words."""
    at = 0
    while at < len(word.text):
        names = place_index().prefixes(word.text[at : at + 16])
        for name in reversed(names):
            meant = _well_known(candidates(name)) if len(name) > 1 else ()
            if meant:
                start = word.start + at
                yield Sighting(start, start + len(name), name, meant, number, number)
                at += len(name) - 1
                break
        at += 1
