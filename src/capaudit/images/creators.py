"""Tell the people and agencies in creator fields from what cameras and software put there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from capaudit.data.metadata_defaults import metadata_defaults
from capaudit.images.fields import FieldValue

# Exif 2.32, 4.6.5: several names in Artist are separated by semicolons; so does Windows.
_JOINED = frozenset({"Exif:Artist", "Exif:XPAuthor", "tiff:Artist"})
_DEVICE = ("Exif:Make", "Exif:Model", "Exif:Software")
# Long runs of digits and hexadecimals: keys of databases and user accounts.
_OPAQUE = re.compile(r"\{?[0-9A-Fa-f\-]{12,64}\}?|[\d\W_]+|[A-Za-z]{0,6}[_#\-]?\d{4,40}")
_LONGEST = 1000
_PYTHON_LIST = re.compile(r"\[u?['\"]([^'\"]{0,200})['\"]\]")


def creator_names(field: FieldValue, beside: Mapping[str, str]) -> Iterator[str]:
    """The names a field gives, each once; `beside` are the other fields of its block."""
    # No name is that long, and what is kept for later images must not fill the memory.
    text = field.text[:_LONGEST]
    names = _joined(text) if field.field in _JOINED else _single(text)
    devices = {beside[name].strip().casefold() for name in _DEVICE if name in beside}
    for name in names:
        if name.casefold() not in devices:
            yield name


# One photographer takes many pictures, and is named in every block of each.
@lru_cache(maxsize=1024)
def _joined(text: str) -> tuple[str, ...]:
    """The names in a field that may hold several, each once."""
    return tuple(dict.fromkeys(name for one in text.split(";") for name in _single(one)))


@lru_cache(maxsize=1024)
def _single(text: str) -> tuple[str, ...]:
    """The name in a field that holds one; none where it names nobody."""
    name = _unwrapped(text.replace("\0", "").strip())
    return () if not name or _names_nobody(name) else (name,)


def _unwrapped(text: str) -> str:
    """The text inside a list that was written out as a program shows it."""
    listed = _PYTHON_LIST.fullmatch(text)
    return listed[1].strip() if listed else text


def _names_nobody(name: str) -> bool:
    return metadata_defaults().not_creators.fit(name) or _OPAQUE.fullmatch(name) is not None
