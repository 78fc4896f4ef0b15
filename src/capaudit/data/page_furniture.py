"""What stands among the paragraphs of a story's page and is none of it: boxes and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTER = re.compile(r"[^a-z0-9\s]+")
_AROUND_LINE = " \t\n:：.…-–—|›»>▶•*·"


class _Table(msgspec.Struct, frozen=True):
    always: tuple[str, ...]
    names: tuple[str, ...]
    about: tuple[str, ...]
    pointers: tuple[str, ...]
    calls: tuple[str, ...]
    lines: frozenset[str]


@lru_cache(4096)
def names_box(name: str) -> bool:
    """Whether a class, id or the like names a box that is none of the story."""
    return _pattern("names").search(_words(name)) is not None


@lru_cache(4096)
def names_box_of_any_size(name: str) -> bool:
    """Whether it names one that is none of the story even where it holds most of the page."""
    return _pattern("always").search(_words(name)) is not None


def is_furniture_line(line: str) -> bool:
    """Whether a line by itself is furniture: `Advertisement`, `Share this:`."""
    words = line.strip(_AROUND_LINE)
    # To fold case makes no line shorter.
    return len(words) <= _longest_line() and words.casefold() in _table().lines


def pointer_of(line: str) -> str:
    """The words with which a line points to another story; empty where it does not."""
    found = _opening("pointers").match(line)
    return found[0] if found else ""


def opens_call(line: str) -> bool:
    """Whether a line asks for a subscription and the like."""
    return _opening("calls").match(line) is not None


def _words(name: str) -> str:
    """`c-readMore__list has-sidebar` as `c-read-more-list`: words by hyphens, names by spaces."""
    spelt = _NO_LETTER.sub("-", _CAMEL.sub("-", name).lower())
    return " ".join(one for one in spelt.split() if not _is_about(one))


def _is_about(name: str) -> bool:
    return not _table_about().isdisjoint(name.split("-"))


@lru_cache
def _table_about() -> frozenset[str]:
    return frozenset(_table().about)


@lru_cache
def _pattern(field: str) -> re.Pattern[str]:
    names: Iterable[str] = getattr(_table(), field)
    spelt = "|".join(re.escape(name).replace("\\ ", "-") for name in names)
    return re.compile(rf"(?<![a-z0-9])(?:{spelt})(?![a-z0-9])")


@lru_cache
def _opening(field: str) -> re.Pattern[str]:
    """Any of the phrases at the start of a line, the longest first."""
    phrases: Iterable[str] = sorted(getattr(_table(), field), key=len, reverse=True)
    spelt = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"\W*(?:{spelt})(?!\w)\W*", re.IGNORECASE)


@lru_cache
def _longest_line() -> int:
    return max(map(len, _table().lines))


@lru_cache
def _table() -> _Table:
    return load_table("page_furniture", _Table)
