"""Names of places that people of the text bear: whoever is once named in full is meant after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from capaudit.data.people import known_given_names, openers
from capaudit.extract.places.index import common_words
from capaudit.extract.places.sighting import Sighting
from capaudit.extract.places.tables import context_words, given_names, people_words
from capaudit.extract.places.words import Word

SHORTEST = 3
# The oldest that anybody named with an age is.
OLDEST = 110


def person_words(told: list[Word], capital: list[int], found: Sequence[Sighting]) -> frozenset[str]:
    """Single names that the text gives to a person more often than it puts them somewhere.

    To a person: behind a given name, a title, an initial, or before an age; and the given name of
    one whose family name is told so. A name with its state or country behind it is a place.
    """
    single = [s for s in found if s.first == s.last and len(s.name) >= SHORTEST]
    full = {
        (told[s.first - 1].text, s.name)
        for s in single
        if told[s.first - 1].cased == "A"
        and _is_family_name(told, s.first)
        and _may_be_borne(s, told[s.first - 1].text)
    }
    borne = Counter(name for _, name in full)
    borne.update(_first_names(told, capital, single))
    if not borne:
        return frozenset()
    # What only the words before it would make a place weighs less than a full name.
    known = (s for s in single if s.name in borne and not s.is_told)
    placed = Counter(s.name for s in known if _is_put_somewhere(s, told))
    sure = {s.name for s in single if s.container is not None}
    return frozenset(n for n, times in borne.items() if times > placed[n] and n not in sure)


def _may_be_borne(sighting: Sighting, given: str) -> bool:
    """Whether somebody may bear a name: a continent's nobody, a country's hardly anybody."""
    features = {c.feature for c in sighting.candidates}
    if "continent" in features:
        return False
    return "country" not in features or given in given_names()


def _first_names(told: list[Word], capital: list[int], single: Sequence[Sighting]) -> Iterator[str]:
    """Names before the family name of somebody whose relative the text names in full as well."""
    behind = [(s.name, told[s.first + 1]) for s in single if s.first + 1 < len(told)]
    pairs = [
        (name, word.text)
        for name, word in behind
        if word.cased == "A" and word.gap == " " and _may_be_family_name(word.text)
    ]
    following = {family: name for name, family in pairs}
    if not following:
        return
    families = {
        told[number].text
        for number in capital
        if told[number].text in following
        and told[number - 1].text != following[told[number].text]
        and _is_family_name(told, number)
    }
    yield from (name for name, family in pairs if family in families)


def _may_be_family_name(word: str) -> bool:
    """Whether a capital goes on a name and is no common word (Holmquist, not Zoo)."""
    small = word.lower()
    return (
        len(word) >= SHORTEST
        and not word.isupper()
        and small not in context_words().calendar
        and small not in people_words().bearers
        and small not in common_words()
    )


def _is_family_name(told: list[Word], number: int) -> bool:
    """Whether a name follows a given name, a title, an initial, or precedes its bearer's age."""
    word = told[number]
    if not number or word.cased != "A":
        return False
    before = told[number - 1]
    if before.cased != "A" or not goes_on(before, word):
        return False
    titles = context_words().person_titles
    if before.text.lower() in context_words().calendar:
        return False
    if is_given_name(before.text) or before.text.lower() in titles or is_initial(told, number - 1):
        return True
    if number > 1 and before.gap == " " and told[number - 2].text.lower() in titles:
        return True
    after = told[number + 1] if number + 1 < len(told) else None
    return after is not None and after.gap == ", " and is_age(after.text)


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, of the short list of common ones or the long one."""
    return word in given_names() or word in known_given_names()


def is_age(text: str) -> bool:
    """Whether a word is a number that a person's age may be."""
    return text.isdigit() and int(text[:4]) <= OLDEST


def _is_put_somewhere(sighting: Sighting, told: list[Word]) -> bool:
    """Whether the text puts something there: behind `in`, `near`, `outside`, or in its state.

    Nothing is put into a name whose own noun follows (in Lancaster hearing, in Bergen's case).
    """
    if sighting.container is not None:
        return True
    if not sighting.first or told[sighting.first].gap != " ":
        return False
    if sighting.last + 1 < len(told) and _is_owned_noun(told[sighting.last + 1]):
        return False
    return told[sighting.first - 1].text in context_words().where


def _is_owned_noun(after: Word) -> bool:
    """Whether a word behind a name is what belongs to its bearer."""
    if after.gap.startswith(("'", "’")):
        return True
    return after.gap == " " and after.cased == "a" and after.text not in openers("en")


def goes_on(before: Word, word: Word) -> bool:
    """Whether a word stands in one phrase with the one before it (Sen. Boone)."""
    return word.gap == " " or (word.gap == ". " and len(before.text) <= 4)


def is_initial(told: list[Word], number: int) -> bool:
    """Whether a word is the letter between a given and a family name (George W. Bush)."""
    if len(told[number].text) != 1 or number == 0 or told[number].gap != " ":
        return False
    before = told[number - 1]
    return before.cased == "A" and not before.text.isupper()
