"""File names: whether a text is one, or was made from one."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import basename
from urllib.parse import unquote

import msgspec

from capaudit.data.tables import load_table

_LONGEST_NAME = 200
_SEPARATORS = re.compile(r"[-_.+~\s]+")
# What site generators append to a name: `-1024x768`, `_370_237`, `@2x`, `-scaled`, `-min`.
_SIZE_MARK = re.compile(r"(?:[-_]\d{2,5}[x_]\d{2,5}|@\dx|[-_](?:scaled|min|thumb|large|small))$")


class _Table(msgspec.Struct, frozen=True):
    patterns: tuple[str, ...]
    extensions: frozenset[str]


def stem_of(src: str) -> str:
    """The file name behind a reference, without folders, query and known extension."""
    name = basename(
        unquote(src.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]).replace("\\", "/")
    )
    stem, dot, extension = name.rpartition(".")
    return stem if dot and extension.casefold() in _table().extensions else name


def is_file_name(text: str, src: str) -> bool:
    """Whether a text is a file name as it stands: with an extension, by a camera, or that of `src`.

    A hyphenated word (`covid-19`) is none by itself, even where the file is called the same.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_NAME:
        return False
    if _has_extension(text) or _given_by_a_device().fullmatch(text) is not None:
        return True
    return _is_no_word(text) and text in _names_of(src)


def spells_file_name(text: str, src: str) -> bool:
    """Whether a text is the file name of `src` with its separators read as spaces, all small."""
    text = text.strip()
    if not text or text != text.lower() or text == text.upper():
        return False
    return _spaced(text) in {_spaced(name) for name in _names_of(src)}


@lru_cache(maxsize=256)
def _names_of(src: str) -> tuple[str, str]:
    stem = stem_of(src)
    return stem, _SIZE_MARK.sub("", stem)


def _is_no_word(text: str) -> bool:
    if any(character.isspace() for character in text):
        return False
    return "_" in text or text.count("-") > 1 or sum(one.isdigit() for one in text) > 4


def _has_extension(text: str) -> bool:
    name, dot, extension = text.rpartition(".")
    if not dot or extension.casefold() not in _table().extensions or not name:
        return False
    # "Saved as a .png" and "the file cover.jpg" are sentences about files.
    return not any(character.isspace() for character in name) or _is_spaced_name(name)


def _is_spaced_name(name: str) -> bool:
    return _given_by_a_device().fullmatch(name) is not None


def _spaced(text: str) -> str:
    return _SEPARATORS.sub(" ", text.casefold()).strip()


@lru_cache
def _table() -> _Table:
    return load_table("file_names", _Table)


@lru_cache
def _given_by_a_device() -> re.Pattern[str]:
    return re.compile("|".join(_table().patterns), re.IGNORECASE)
