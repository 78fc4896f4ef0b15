"""What agencies ask of those who use a picture, read from instructions and usage terms as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

import msgspec

from capaudit.data.tables import load_table
from capaudit.model.claim import Claim, Property
from capaudit.model.evidence import Evidence

# Longer texts are licences of stock houses, not instructions.
_LONGEST = 2_000
_DAYS = re.compile(
    r"\b(?P<days>\d{1,3}|FOURTEEN|THIRTY|SEVEN|TEN)[ -]DAYS?(?= (?:OF|FROM|AFTER|USE|ONLY|PERIOD)\b"
    r"|[.;,]|$)",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:ONLY|USE|USED|VALID|WITHIN|FOR|LICEN[CS]E|EXPIRES?)\b", re.IGNORECASE)
_OUT = re.compile(r"\b(?P<countries>[A-Z][A-Z ,/&.]{1,60}?) OUT\b")
# A list of countries ends with its sentence.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.\s")
_NUMBERS = {"seven": 7, "ten": 10, "fourteen": 14, "thirty": 30}


class Kind(StrEnum):
    """What is asked; the values are the words of messages."""

    NO_ARCHIVE = "no archive"
    EDITORIAL_ONLY = "editorial use only"
    LIMITED_DAYS = "use for some days only"
    COUNTRY_OUT = "not for use in a country"


class Restriction(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asked, in the words that ask it.

    `days` is how long the picture may be used from its transmission; `countries` are the ISO
    3166-1 alpha-2 codes of the countries where it may not be.
    """

    kind: Kind
    words: str
    days: int | None = None
    countries: tuple[str, ...] = ()


class RestrictionTable(msgspec.Struct, frozen=True):
    """What instructions ask and how, countries as they name them, marks of advertising.

    `languages` are those of one country.
    """

    phrases: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    advertising: tuple[str, ...]


@lru_cache
def restriction_table() -> RestrictionTable:
    """The table `restrictions.toml`."""
    return load_table("restrictions", RestrictionTable)


def instructions(evidence: Evidence) -> tuple[Claim[str], ...]:
    """Where a file may ask something of those who use it: instructions, then usage terms."""
    return tuple(
        claim
        for prop in (Property.INSTRUCTIONS, Property.USAGE_TERMS)
        for claim in evidence.of(prop, str).embedded
    )


def read_restrictions(text: str) -> tuple[Restriction, ...]:
    """What instructions or usage terms ask; release and expiry dates are claims of their own."""
    text = " ".join(text[:_LONGEST].split())
    return tuple(_read(text))


def _read(text: str) -> Iterator[Restriction]:
    if found := phrase_in("no_archive").search(text):
        yield Restriction(kind=Kind.NO_ARCHIVE, words=found[0])
    if found := phrase_in("editorial_only").search(text):
        yield Restriction(kind=Kind.EDITORIAL_ONLY, words=found[0])
    if (found := _DAYS.search(text)) and _LIMITS.search(text):
        days = _NUMBERS.get(found["days"].casefold())
        yield Restriction(kind=Kind.LIMITED_DAYS, words=found[0], days=days or int(found["days"]))
    for found in _OUT.finditer(text):
        listed = _SENTENCE.split(found["countries"])[-1]
        if countries := tuple(_countries(listed)):
            words = f"{listed.strip()} OUT"
            yield Restriction(kind=Kind.COUNTRY_OUT, words=words, countries=countries)
    for found in phrase_in("not_in").finditer(text):
        if country := _country_at(text[found.end() :]):
            name, code = country
            words = f"{found[0]} {name}"
            yield Restriction(kind=Kind.COUNTRY_OUT, words=words, countries=(code,))


@cache
def phrase_in(kind: str) -> re.Pattern[str]:
    """Any of the phrases of a kind, hyphens for blanks included, as whole words."""
    phrases = sorted(restriction_table().phrases[kind], key=len, reverse=True)
    written = "|".join(re.escape(phrase).replace(r"\ ", "[ -]") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)


def _country_at(text: str) -> tuple[str, str] | None:
    """The country that the text begins with, as written, and its code."""
    words = text.split(maxsplit=3)[:3]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).strip(" .,;:")
        if code := _spellings().get(name.casefold().removeprefix("the ")):
            return name, code
    return None


def _countries(names: str) -> Iterator[str]:
    """The countries that stand at the end of a list: `NO SALES; RUSSIA AND JAPAN OUT`."""
    spellings = _spellings()
    for part in re.split(r"[,/&]| AND ", names):
        words = part.split()
        tails = (" ".join(words[start:]).casefold().strip(".") for start in range(len(words)))
        code = next((spellings[tail] for tail in tails if tail in spellings), None)
        if code is not None:
            yield code


@lru_cache
def _spellings() -> dict[str, str]:
    table = restriction_table().countries
    return {spelling: code for code, spellings in table.items() for spelling in spellings}
