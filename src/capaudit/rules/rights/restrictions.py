"""What agencies ask of those who use a picture, read from instructions and usage terms as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table

# Longer texts are licences of stock houses, not instructions.
_LONGEST = 2_000
_NO_ARCHIVE = re.compile(r"\bNO[ -]ARCHIV(?:E|ES|ING|AL USE)?\b|\bNOT? FOR ARCHIV", re.IGNORECASE)
_EDITORIAL = re.compile(r"\b(?:FOR )?EDITORIAL USE ONLY\b|\bNO (?:COMMERCIAL|ADVERTISING)\b", re.I)
_DAYS = re.compile(
    r"\b(?P<days>\d{1,3}|FOURTEEN|THIRTY|SEVEN|TEN)[ -]DAYS?(?= (?:OF|FROM|AFTER|USE|ONLY|PERIOD)\b"
    r"|[.;,]|$)",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:ONLY|USE|USED|VALID|WITHIN|FOR|LICEN[CS]E|EXPIRES?)\b", re.IGNORECASE)
_OUT = re.compile(r"\b(?P<countries>[A-Z][A-Z ,/&.]{1,60}?) OUT\b")
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
    """Countries as instructions name them, the languages of one country, marks of advertising."""

    countries: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    advertising: tuple[str, ...]


@lru_cache
def restriction_table() -> RestrictionTable:
    """The table `restrictions.toml`."""
    return load_table("restrictions", RestrictionTable)


def read_restrictions(text: str) -> tuple[Restriction, ...]:
    """What instructions or usage terms ask; release and expiry dates are claims of their own."""
    text = " ".join(text[:_LONGEST].split())
    return tuple(_read(text))


def _read(text: str) -> Iterator[Restriction]:
    if found := _NO_ARCHIVE.search(text):
        yield Restriction(kind=Kind.NO_ARCHIVE, words=found[0])
    if found := _EDITORIAL.search(text):
        yield Restriction(kind=Kind.EDITORIAL_ONLY, words=found[0])
    if (found := _DAYS.search(text)) and _LIMITS.search(text):
        days = _NUMBERS.get(found["days"].casefold())
        yield Restriction(kind=Kind.LIMITED_DAYS, words=found[0], days=days or int(found["days"]))
    for found in _OUT.finditer(text):
        countries = tuple(_countries(found["countries"]))
        if countries:
            words = found[0].strip()
            yield Restriction(kind=Kind.COUNTRY_OUT, words=words, countries=countries)


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
