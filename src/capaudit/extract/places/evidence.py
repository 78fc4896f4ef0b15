"""How much speaks for it that words name a place: one weight a reason, summed.

The weights are plain numbers of one scale: `ENOUGH` is enough, each reason says in words why
it counts. Nothing is learnt; a reader can follow every decision.
"""

from __future__ import annotations

from collections.abc import Iterable

from capaudit.extract.places.namesakes import (
    SHORTEST,
    goes_on,
    is_age,
    is_given_name,
    person_words,
)
from capaudit.extract.places.patterns import DATELINE
from capaudit.extract.places.sighting import Sighting
from capaudit.extract.places.tables import context_words, given_names, vocabulary
from capaudit.extract.places.words import Word, capitals
from capaudit.extract.places.worth import own_weight

ENOUGH = 2.3
# Words that go on a longer name behind a hyphen (Stow-on-the-Wold), or a people's (African
# American)
_NAME_GOES_ON = frozenset(
    {"on", "upon", "sur", "le", "la", "by", "under", "in", "American", "Americans", "Indians"}
)
# Americans by where their forebears lived (African-American, Anglo-Americans)
_AMERICANS = frozenset({"American", "Americans"})
_DESCENTS = frozenset(
    {"African", "Afro", "Anglo", "Arab", "Asian", "Hispanic", "Latin", "Native", "Euro"}
)
# Around what somebody is called besides (Harald "Hal" Elgin)
_OPENS_NICKNAME, _ENDS_NICKNAME = (" “", ' "'), ("” ", '" ')
# Before a small word that is part of an address, a file's name, a compound.
_INSIDE_WORDS = frozenset({"-", "/"})
# What `the village` straight before a name, an age or a street and a comma before it add.
_APPOSED = _ADDRESS = 1.5
# What `in the town of`, `north of` before a name add.
_SAID = 2.2
# What a dash behind capitals adds, as datelines have it.
OPENING = 2.0
# Letters of an acronym that may be read as a town's name, and what that takes away.
SHORT, ACRONYM = 3, 5
_ACRONYM = -3.0
# What `United`, `Team`, `Native` before a name take away.
_JOINED = -7.0
# From this worth on a name is a country's, a state's or a county's: nobody else bears it.
SURELY_WHOLE = 3.5
# What it takes away that somebody of the text bears the name.
_BORNE = -5.0


def standing_alone(told: list[Word], capital: list[int], names: set[str]) -> frozenset[str]:
    """Those of some names that stand alone once: no capital touches them, and they open nothing."""
    found = set()
    for number in capital if names else ():
        word = told[number]
        if word.text not in names or word.opens_sentence or not 0 < number < len(told) - 1:
            continue
        before, after = told[number - 1], told[number + 1]
        if not (before.cased == "A" and word.gap == " ") and not (
            after.cased == "A" and after.gap == " "
        ):
            found.add(word.text)
    return frozenset(found)


def _following(told: list[Word], found: list[Sighting]) -> set[str]:
    """The capitals straight behind single names: family names, if those are given ones."""
    behind = (told[s.first + 1] for s in found if s.first == s.last and s.last + 1 < len(told))
    return {w.text for w in behind if w.cased == "A" and w.gap == " " and len(w.text) >= SHORTEST}


def _before_family_name(
    sighting: Sighting, told: list[Word], places: frozenset[int], alone: frozenset[str]
) -> float:
    """Whether a name is somebody's first: the text names that person by the next word alone."""
    after = sighting.last + 1
    if after >= len(told) or after in places:
        return 0.0
    word, context = told[after], context_words()
    if word.gap != " " or word.cased != "A" or word.text not in alone or sighting.is_demonym:
        return 0.0
    small = word.text.lower()
    known = small in context.bodies or small in context.calendar or small in vocabulary()
    return 0.0 if known else -2.0


def small_words(told: list[Word], names: set[str]) -> frozenset[str]:
    """Those of some words that a text writes small, parts of addresses and file names aside."""
    return frozenset(
        {
            word.text
            for word in told
            if word.text in names and word.cased == "a" and word.gap not in _INSIDE_WORDS
        }
    )


def neighbour_weight(
    sighting: Sighting, told: list[Word], places: frozenset[int], people: frozenset[str]
) -> float:
    """What the words beside a name say; `places` numbers the words of other sightings."""
    before = told[sighting.first - 1] if sighting.first else None
    after = told[sighting.last + 1] if sighting.last + 1 < len(told) else None
    weight = _before(sighting, told, before, places) + _after(sighting, told, after, places)
    weight += _within_name(sighting, before, after)
    if sighting.first == sighting.last and told[sighting.first].text in people:
        weight += _BORNE
    return weight


def _within_name(sighting: Sighting, before: Word | None, after: Word | None) -> float:
    """What both neighbours together say: a byline, a double family name, a saint's church."""
    if after is None:
        return 0.0
    led = before is not None and before.gap != "-"
    if sighting.name.startswith(("St. ", "St ", "Saint ")) and after.gap in ("'s ", "’s "):
        is_town = sighting.name.endswith("'s") and after.cased != "A"
        return 0.0 if is_town or sighting.container is not None else -3.0
    if before is None or after.cased != "A" or not led or sighting.container is not None:
        return 0.0
    if after.gap == " " and before.text in ("By", "BY"):
        return -4.0
    return -3.0 if after.gap == "-" and before.cased == "A" and not before.opens_sentence else 0.0


def _before(
    sighting: Sighting, told: list[Word], before: Word | None, places: frozenset[int]
) -> float:
    head = told[sighting.first]
    if before is None:
        return 0.0
    if not goes_on(before, head):
        return _apart_from(before, head, told[max(0, sighting.first - 2)])
    small = before.text.lower()
    if sighting.first > 1 and before.gap == " ":
        earlier = told[sighting.first - 2].text.lower()
        if small == "of" and earlier in context_words().locating:
            return _SAID
        if small == "the":
            small = earlier
    if small == "in" and sighting.is_demonym and _names_language(sighting, told):
        return -4.0
    if before.text in context_words().settlements:
        return _APPOSED
    if (led := _led_in(small)) is not None:
        return led
    if before.cased != "A" or small == "the":
        return 0.0
    return _behind_capital(sighting, before, places)


def _apart_from(before: Word, head: Word, earlier: Word) -> float:
    """What a word before a name says across a mark: a party, forebears, somebody's nickname."""
    if head.gap == "-":
        if before.text in ("R", "D", "I"):
            return 1.5
        return -5.0 if head.text in _AMERICANS and before.text in _DESCENTS else 0.0
    if before.gap in _OPENS_NICKNAME and head.gap in _ENDS_NICKNAME:
        return -4.0 if is_given_name(earlier.text) else 0.0
    return 0.0


def _names_language(sighting: Sighting, told: list[Word]) -> bool:
    """Whether nothing follows an adjective behind `in`: so a language is named (in Greek)."""
    after = told[sighting.last + 1] if sighting.last + 1 < len(told) else None
    return after is None or after.gap != " " or after.text in ("and", "or")


def _led_in(small: str) -> float | None:
    """What a word straight before a name says by itself, if anything."""
    context = context_words()
    if small in context.joiners:
        return _JOINED
    if small in context.where:
        return 1.7
    if small in context.toward or small in context.directions:
        return 0.8
    return None


def _behind_capital(sighting: Sighting, before: Word, places: frozenset[int]) -> float:
    """What a capital before a name says: a given name, a title, an initial, part of a name."""
    small = before.text.lower()
    if small in context_words().calendar:
        return 0.0
    if is_given_name(before.text) or small in context_words().person_titles:
        return -4.0
    if len(before.text) == 1 and before.text != "A":
        return -3.0
    if sighting.first - 1 in places and sighting.name in _NAME_GOES_ON:
        return -4.0
    if before.text == "A" or sighting.first - 1 in places or before.opens_sentence:
        return 0.0
    return -4.0 if sighting.name.lower() in context_words().firm_ends else -1.6


def _after(
    sighting: Sighting, told: list[Word], after: Word | None, places: frozenset[int]
) -> float:
    if after is not None and after.gap == "-":
        return -5.0 if after.text in _NAME_GOES_ON else 0.0
    if after is None or after.gap != " ":
        return 0.0
    small = after.text.lower()
    if after.cased != "A" or small in context_words().peoples:
        return -4.0 if small in context_words().kinds else _before_small(sighting, small)
    if sighting.is_pattern:
        return 0.0 if small in context_words().calendar else -1.5
    if sighting.is_demonym:
        mixed = after.text in _NAME_GOES_ON or ends_in(
            told, sighting.last + 1, context_words().body_names
        )
        return -4.0 if mixed else 0.0
    return _before_capital(sighting, small, told, places)


def _before_small(sighting: Sighting, small: str) -> float:
    """What a common word behind a name says: of whom or what the text speaks."""
    if small in context_words().peoples:
        return 0.0 if sighting.is_demonym or sighting.own >= SURELY_WHOLE else -5.0
    if small in context_words().local_nouns:
        return 1.3
    if small not in context_words().person_verbs:
        return 0.0
    return -3.0 if sighting.name in given_names() else -1.0


def _before_capital(
    sighting: Sighting, small: str, told: list[Word], places: frozenset[int]
) -> float:
    """What a capital behind a name says: a newspaper, a club, a body, a family name."""
    context = context_words()
    if small in context.titles_of_works or small in context.clubs:
        return -3.5
    if len(small) == 1:
        return -3.0
    if ends_in(told, sighting.last + 1, context.learned):
        return -2.5
    if small in context.bodies or small in context.person_titles:
        return 0.6
    if sighting.last + 1 in places or small in context.calendar:
        return 0.0
    return -2.2 if told[sighting.first].text in given_names() else -1.0


def ends_in(told: list[Word], first: int, nouns: frozenset[str]) -> bool:
    """Whether the capitals from a word on name an association, a contest, a university."""
    for word in told[first : first + 4]:
        if word.gap != " " or word.cased != "A":
            return False
        if word.text.lower() in nouns:
            return True
    return False


def weigh(text: str, found: list[Sighting], told: list[Word]) -> None:
    """Set each sighting's weight from its name, its neighbours and the rest of the text."""
    capital = capitals(told)
    small = small_words(told, {s.name.lower() for s in found if s.first == s.last})
    people = person_words(told, capital, found)
    alone = standing_alone(told, capital, _following(told, found))
    worth: dict[tuple[str, bool], float] = {}
    for sighting in found:
        key = (sighting.name, sighting.is_abbreviation)
        if key not in worth:
            worth[key] = own_weight(sighting)
        sighting.own = worth[key]
    places = frozenset(_numbers(found))
    ways = frozenset(s.end for s in found if s.is_pattern)
    for sighting in found:
        sighting.weight = sighting.own + neighbour_weight(sighting, told, places, people)
        if sighting.is_abbreviation:
            sighting.weight += 3.0 + _behind_number(text, sighting)
        is_shouted = sighting.name.isupper()
        if is_shouted:
            sighting.weight += _opening(text, sighting) + _as_acronym(sighting, told)
        if _in_address(text, sighting, told, ways):
            sighting.weight += _ADDRESS
        if sighting.first != sighting.last:
            continue
        sighting.weight += _before_family_name(sighting, told, places, alone)
        if not is_shouted and sighting.name.lower() in small and not sighting.is_demonym:
            sighting.weight -= 1.5


def _in_address(text: str, sighting: Sighting, told: list[Word], ways: frozenset[int]) -> bool:
    """Whether a name follows somebody's age or a street (Jane Doe, 41, Elgin; Mill Road, Elgin)."""
    comma = text.startswith(", ", sighting.start - 2)
    if comma and sighting.start - 2 in ways:
        return True
    number = sighting.first - 1
    if number > 0 and told[number].text == "of" and told[number].gap == ", ":
        number, comma = number - 1, True
    if number < 1 or not comma or told[number].gap != ", " or told[number - 1].cased != "A":
        return False
    return is_age(told[number].text)


def _opening(text: str, sighting: Sighting) -> float:
    """What capitals before a dash say: a report's dateline (`ELGIN --`, `ELGIN, Ill. (AP) —`)."""
    if len(sighting.name) < 4:
        return 0.0
    return OPENING if DATELINE.match(text, sighting.end) else 0.0


def _as_acronym(sighting: Sighting, told: list[Word]) -> float:
    """What a few capitals among small letters say: a body's letters, no town (NICE, NATO)."""
    name = sighting.name
    if not SHORT <= len(name) <= ACRONYM or not name.isalpha():
        return 0.0
    if sighting.is_abbreviation or any(c.feature != "city" for c in sighting.candidates):
        return 0.0
    if sighting.container is not None or told[sighting.first].opens_sentence:
        return 0.0
    beside = told[max(0, sighting.first - 1) : sighting.last + 2]
    shouted = sum(word.text.isupper() and len(word.text) > 1 for word in beside)
    return _ACRONYM if shouted == 1 else 0.0


def _behind_number(text: str, sighting: Sighting) -> float:
    """A number before B.C.: a year, no province."""
    return -6.0 if text[sighting.start - 2 : sighting.start - 1].isdigit() else 0.0


def _numbers(found: Iterable[Sighting]) -> Iterable[int]:
    for sighting in found:
        if sighting.own >= ENOUGH:
            yield from range(sighting.first, sighting.last + 1)
