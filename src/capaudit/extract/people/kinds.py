"""What a word can be in a name, told by the word alone: known again wherever it is printed."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from capaudit.data.people import known_given_names, name_words, openers, titles
from capaudit.extract.places.inflection import base_forms
from capaudit.extract.places.tables import context_words, people_words, vocabulary

LONGEST_ACRONYM = 5
# l'allenatore
_APOSTROPHES = frozenset({"'", "’"})
# Texts have few words with capitals, each many times.
_WORDS_KEPT = 8192


class Kind(NamedTuple):
    """What a word is by itself, where it has a capital.

    `begins` and `goes_on` tell whether it may be the first or a later word of a name, `depends`
    that what stands beside it decides about the first: a single letter that may begin a sentence,
    an office, a body. `is_house` is an office's house, `is_body` also a club or a school;
    `bears_names` is what ends the names of streets, schools and clubs, which are named for people.
    `is_common` is a word of the language, or an abbreviation; `is_shouted` is in capitals alone.
    """

    begins: bool
    goes_on: bool
    depends: bool
    is_opener: bool
    is_office: bool
    is_house: bool
    is_body: bool
    is_particle: bool
    is_organisation: bool
    bears_names: bool
    is_common: bool
    is_shouted: bool


@lru_cache(_WORDS_KEPT)
def kind_of(text: str, language: str | None) -> Kind:
    """What a word of a language is by itself."""
    small = text.lower()
    context, people = context_words(), people_words()
    is_date = small in context.calendar or small in name_words().calendar["words"]
    opens = small in openers(language)
    is_house = small in context.bodies
    is_body = is_house or small in context.clubs
    is_office = _is_office(text, small, language)
    return Kind(
        begins=not (is_date or _is_acronym(text) or (opens and len(small) > 1)),
        goes_on=not (is_date or is_body or (opens and len(small) > 2)),
        depends=opens or is_body or is_office,
        is_opener=opens,
        is_office=is_office,
        is_house=is_house,
        is_body=is_body,
        is_particle=small in people.particles or text in people.particles,
        is_organisation=small in name_words().organisations["words"],
        bears_names=(
            small in people.bearers or small in context.way_ends or small in context.feature_ends
        ),
        is_common=small in vocabulary() or (text.isupper() and len(text) < 5),
        is_shouted=len(text) > 1 and text.isupper() and "." not in text,
    )


def _is_acronym(text: str) -> bool:
    """`NBP`, `МИД`: capitals alone, and more than an initial or two."""
    return 1 < len(text) <= LONGEST_ACRONYM and text.isupper() and text.isalpha()


def _is_office(text: str, small: str, language: str | None) -> bool:
    """Whether a word with a capital is an office; a single letter is rather an initial."""
    if len(small) == 1:
        return language in ("fr", "el") and small in titles(language)
    return title_of(text, language) is not None


@lru_cache(_WORDS_KEPT)
def title_of(text: str, language: str | None) -> str | None:
    """The title that a word is, in small letters and, as far as known, the nominative."""
    small, known = text.lower(), titles(language)
    if small in known:
        return small
    if small[1:2] in _APOSTROPHES and small[2:] in known:
        return small[2:]
    if small.isascii() or not "Ѐ" <= small[0] <= "ӿ":
        return None
    return next((form for form in base_forms(small, language) if form in known), None)


@lru_cache(_WORDS_KEPT)
def is_given_name(name: str, language: str | None) -> bool:
    """Whether a word is a known given name, in whatever case the language puts it."""
    known = known_given_names()
    if name in known:
        return True
    first, hyphen, _ = name.partition("-")
    if hyphen and first in known:
        return True
    if name.isascii() and language is None:
        return False
    return any(form in known for form in base_forms(name, language))
