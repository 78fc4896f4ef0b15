"""Names of places that people of the text bear: whoever is once named in full is meant after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from capaudit.data.people import known_given_names, openers
from capaudit.extract.places.index import common_words
from capaudit.extract.places.sighting import Sighting
from capaudit.extract.places.tables import context_words, given_names, people_words
from capaudit.extract.places.words import Word

SHORTEST = 3
# The oldest that anybody named with an age is.
OLDEST = 110


def person_words(told: list[Word], found: Sequence[Sighting]) -> frozenset[str]:
    """Single names that the text gives to a person more often than it puts them somewhere.

    To a person: behind a given name, a title, an initial, or before an age; and the given name of
    one whose family name is told so. A name with its state or country behind it is a place.
    """
    single = [s for s in found if s.first == s.last and len(s.name) >= SHORTEST]
    full = {(told[s.first - 1].text, s.name) for s in single if _is_family_name(told, s.first)}
    borne = Counter(name for _, name in full)
    borne.update(_first_names(told, single))
    # What only the words before it would make a place weighs less than a full name.
    known = (s for s in single if not s.is_told)
    placed = Counter(s.name for s in known if _is_put_somewhere(s, told))
    sure = {s.name for s in single if s.container is not None}
    return frozenset(n for n, times in borne.items() if times > placed[n] and n not in sure)


def _first_names(told: list[Word], single: Sequence[Sighting]) -> list[str]:
    """Names before the family name of somebody whose relative the text names in full as well."""
    pairs = [(s.name, told[s.first + 1]) for s in single if s.first + 1 < len(told)]
    pairs = [pair for pair in pairs if _may_be_family_name(pair[1])]
    following = {word.text: name for name, word in pairs}
    if not following:
        return []
    families = {
        word.text
        for number, word in enumerate(told)
        if word.text in following
        and number
        and told[number - 1].text != following[word.text]
        and _is_family_name(told, number)
    }
    return [name for name, word in pairs if word.text in families]


def _may_be_family_name(word: Word) -> bool:
    """Whether a word goes on a name and is no common one (Georgia Holmquist, not Seattle Zoo)."""
    small = word.text.lower()
    return (
        word.gap == " "
        and word.cased == "A"
        and len(word.text) >= SHORTEST
        and not word.text.isupper()
        and small not in common_words()
        and small not in context_words().calendar
        and small not in people_words().bearers
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
