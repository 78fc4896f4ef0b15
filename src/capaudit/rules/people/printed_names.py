"""Stretches of a caption that are written as names are; a misspelt name is known as no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.model.text import Span
from capaudit.rules.names import name_parts

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-‐]){0,40}")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_NAME_WORDS = 4


class PrintedName(msgspec.Struct, frozen=True):
    """Words that follow one another with capitals, and where they stand in the caption."""

    text: str
    span: Span


def names_like(caption: str, name: str) -> Iterator[PrintedName]:
    """The stretches of a caption with as many capitalised words as a name, one shared with it."""
    parts = frozenset(name_parts(name))
    count = len(name.split())
    if not 2 <= count <= _LONGEST_NAME_WORDS:
        return
    words = [match for match in _WORD.finditer(caption) if match[0][0].isupper()]
    for first, last in zip(words, words[count - 1 :], strict=False):
        stretch = _POSSESSIVE.sub("", caption[first.start() : last.end()])
        if len(stretch.split(" ")) == count and parts.intersection(name_parts(stretch)):
            yield PrintedName(stretch, Span(first.start(), first.start() + len(stretch)))
