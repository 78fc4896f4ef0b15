"""Where in a text a name of the index stands: what a place may be, before it is weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from capaudit.extract.places.index import ALTERNATE, DEMONYM, Candidate, place_index, plain
from capaudit.extract.places.inflection import base_forms
from capaudit.extract.places.tables import context_words, state_abbreviations
from capaudit.extract.places.words import LONGEST_NAME, Word

MOST_WORDS = 6
# An alternative name of fewer inhabitants is a homonym more often than the place.
ALTERNATE_FROM = 50_000
# Beside a notable official bearer of a name, an alternative one must be this much larger.
NOTABLE, OUTSHINES = 30_000, 400
# A name without capital letters to tell it is taken for a place from this size.
CASELESS_FROM = 100_000
_LINKS = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "del",
        "and",
        "upon",
        "on",
        "sur",
        "al",
        "el",
        "am",
        "an",
        "der",
        "du",
        "des",
        "di",
        "do",
        "da",
        "dos",
        "das",
        "und",
        "les",
        "le",
        "los",
        "las",
        "e",
        "y",
        "i",
        "à",
        "en",
        "by",
        "aux",
        "ob",
        "der",
        "na",
        "nad",
    ]
)
# Common nouns that end a name (Washington state, the Palestinian territories).
_SMALL_ENDS = frozenset({"state", "territories"})
_SMALL_PARTS = _LINKS | _SMALL_ENDS
_GENERIC = frozenset({"interstate", "state", "county", "farm", "private", "national"})
_COUNTIES = frozenset({"counties", "Counties"})
_DETERMINERS = frozenset(
    {"The", "A", "An", "This", "That", "Our", "My", "Your", "His", "Her", "Their", "Each", "Every",
     "In", "At", "On", "From", "To", "And", "But", "For", "When", "With", "Near", "No", "One",
     "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}
)  # fmt: skip
# Ends of ways that a full stop may follow as part of the name.
_SHORT_ENDS = frozenset({"st", "ave", "rd", "blvd", "dr", "ln"})
_ABBREVIATED = {"St.": "Saint", "St": "Saint", "Ft.": "Fort", "Mt.": "Mount"}
_ABBREVIATED_HEADS = tuple(f"{short} " for short in _ABBREVIATED)


@dataclass(slots=True)
class Sighting:
    """Words that may name a place, and which.

    `first` and `last` number the words. `container` is the region or country named after it,
    `container_name` the region's printed name; `weight` grows with the evidence that a place is
    meant.
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
    chosen: Candidate | None = None
    contradicted: Candidate | None = None

    @property
    def is_demonym(self) -> bool:
        """Whether the words are made from a place's name."""
        return bool(self.candidates) and self.candidates[0].use == DEMONYM


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


def abbreviations(text: str) -> dict[int, tuple[int, tuple[Candidate, ...]]]:
    """Start to end and meaning of each state abbreviation that stands as one.

    `N.Y.` always does; `Miss.` and `IN` only behind a comma, a bracket, or a party's letter.
    """
    found = {}
    for match in _abbreviation_pattern().finditer(text):
        start, end = match.span()
        short = match.group()
        if (short.count(".") > 1 and short[1] in ".") or _follows_name(text, start):
            found[start] = (end, _abbreviated_regions()[short])
    return found


def _follows_name(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start]
    return before.endswith((", ", ",\u00a0", ",\n")) or before[-2:] in ("R-", "D-", "I-")


def sightings(text: str, told: list[Word], language: str | None) -> list[Sighting]:
    """Every longest name of the index in a text, in order, none overlapping another."""
    short, counties = abbreviations(text), counties_listed(told)
    found: list[Sighting] = []
    behind = 0  # the first word behind the last sighting
    for number, word in enumerate(told):
        if number < behind or (word.cased == "a" and word.start not in short):
            continue
        if word.start in short:
            end, meant = short[word.start]
            last = number
            while last + 1 < len(told) and told[last + 1].start < end:
                last += 1
            found.append(
                Sighting(word.start, end, text[word.start : end], meant, number, last,
                         is_abbreviation=True)
            )  # fmt: skip
            behind = last + 1
        elif word.cased == "-" and _is_unspaced(word.text[0]):
            found.extend(_unspaced(word, number))
        elif number in counties and (county := _county(told, number)) is not None:
            found.append(county)
        else:
            sighting = _longest(text, told, number, language)
            pattern = _pattern(text, told, number)
            if pattern is not None and (sighting is None or pattern.end > sighting.end):
                sighting = pattern
            if sighting is not None:
                found.append(sighting)
                behind = sighting.last + 1
    return found


def _longest(text: str, told: list[Word], first: int, language: str | None) -> Sighting | None:
    """The longest name that begins at a word."""
    head = told[first]
    if _goes_on(told, first):
        for last in _name_ends(told, first):
            end = told[last].end
            if end - head.start > LONGEST_NAME:
                continue
            name = plain(text[head.start : end])
            meant = _meanings(name, language, head.cased)
            if _is_city_body(told, last) and all(c.use == ALTERNATE for c in meant):
                continue
            if meant:
                return Sighting(head.start, end, name, meant, first, last)
    if len(head.text) > LONGEST_NAME:
        return None
    name = head.text.replace("’", "'")
    meant = _meanings(name, language, head.cased)
    return Sighting(head.start, head.end, name, meant, first, first) if meant else None


def _goes_on(told: list[Word], first: int) -> bool:
    """Whether a name of several words may begin at a word."""
    if first + 1 == len(told):
        return False
    after = told[first + 1]
    if not after.joined or (after.cased == "a" and after.text not in _SMALL_PARTS):
        return False
    return _begins_longer(told[first].text)


@lru_cache(maxsize=32768)
def _begins_longer(word: str) -> bool:
    """Whether the index holds a name of several words that begins with a word, however cased."""
    begins = place_index().begins_longer
    head = plain(word)
    if head in _ABBREVIATED or f"{head}." in _ABBREVIATED or "\u0600" <= word[0] <= "\u06ff":
        return True
    return begins(head) or (head.isupper() and begins(head.title()))


def _county(told: list[Word], number: int) -> Sighting | None:
    """The county of a name in a list of counties."""
    word = told[number]
    meant = candidates(f"{word.text} County") or candidates(f"{word.text} Parish")
    return (
        Sighting(word.start, word.end, f"{word.text} County", meant, number, number)
        if meant
        else None
    )


def counties_listed(told: list[Word]) -> frozenset[int]:
    """The numbers of the words that a list names as counties (Clarke, Oconee and Hall counties)."""
    found: set[int] = set()
    for number in [n for n, word in enumerate(told) if word.text in _COUNTIES]:
        listed = number if told[number].gap == " " else 0
        while listed and (told[listed - 1].cased == "A" or told[listed - 1].text == "and"):
            listed -= 1
            if told[listed].cased == "A":
                found.add(listed)
            if told[listed].gap not in (" ", ", "):
                break
    return frozenset(found)


def _is_city_body(told: list[Word], last: int) -> bool:
    """Whether `City` opens the name of a body behind a place (Norwich City Council)."""
    if told[last].text != "City":
        return False
    after = told[last + 1] if last + 1 < len(told) else None
    return after is None or (after.gap == " " and after.cased == "A")


def _pattern(text: str, told: list[Word], first: int) -> Sighting | None:
    """A street, a water, a height, a county by the build of its name (Tanner Creek, Lake Orr)."""
    if first + 1 == len(told) or told[first + 1].cased != "A":
        return None
    context = context_words()
    head = told[first].text.lower()
    if told[first].text in _DETERMINERS or head in _GENERIC or head in context.calendar:
        return None
    if head in context.feature_ends:
        return None
    found: tuple[int, int] | None = None
    for last in range(first + 1, min(len(told), first + 5)):
        word = told[last]
        if word.cased != "A" or not (word.gap == " " or _is_abbreviated(told, last, first)):
            break
        small = word.text.lower()
        if found is not None and found[0] == last - 1 and small in context.way_ends:
            break
        if small in context.way_ends or small in context.feature_ends:
            dotted = small in _SHORT_ENDS and text[word.end : word.end + 1] == "."
            found = last, word.end + dotted
        elif last == first + 1 and head in context.feature_starts:
            found = last, word.end
    if found is None:
        return None
    start, (last, end) = told[first].start, found
    return Sighting(start, end, text[start:end], (), first, last, is_pattern=True)


def _is_abbreviated(told: list[Word], last: int, first: int) -> bool:
    """Whether the full stop before a word shortens the word before it (N. Main St., Mt. Ida)."""
    return told[last].gap == ". " and last == first + 1 and len(told[first].text) <= 2


def _name_ends(told: list[Word], first: int) -> Iterator[int]:
    """The words a name of several may end with, farthest first."""
    last = first
    limit = min(len(told) - 1, first + MOST_WORDS - 1)
    while last < limit:
        word = told[last + 1]
        if not word.joined or (word.cased == "a" and word.text not in _SMALL_PARTS):
            break
        last += 1
    while last > first:
        if told[last].cased != "a" or told[last].text in _SMALL_ENDS:
            yield last
        last -= 1


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
