"""Stretches of a caption that are written as names are; a misspelt name is known as no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from capaudit.model.text import Span
from capaudit.rules.names import name_parts

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-‐]){0,40}")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_NAME_WORDS = 4
# No caption is longer; what stands behind is a page that lost its markup.
_LONGEST_CAPTION = 5_000


class PrintedName(msgspec.Struct, frozen=True):
    """A name as printed, where it stands in the caption, and what its bearer is called there."""

    text: str
    span: Span
    roles: tuple[str, ...] = ()

    def is_like(self, name: str) -> bool:
        """Whether the name has a word of another, or is a family name alone with an office."""
        parts = name_parts(self.text)
        if len(parts) == 1 or len(name_parts(name)) == 1:
            return bool(self.roles)
        return not set(parts).isdisjoint(name_parts(name))


class CapitalisedWords(msgspec.Struct, frozen=True):
    """A caption's words with capitals, in order, ready to be compared with many names."""

    caption: str
    spans: tuple[tuple[int, int], ...]
    parts: frozenset[str]

    @classmethod
    def of(cls, caption: str) -> CapitalisedWords:
        """The capitalised words of a caption."""
        caption = caption[:_LONGEST_CAPTION]
        found = [m.span() for m in _WORD.finditer(caption) if caption[m.start()].isupper()]
        parts: set[str] = set()
        for start, end in found:
            parts.update(name_parts(caption[start:end]))
        return cls(caption, tuple(found), frozenset(parts))

    def stretches_like(self, name: str) -> Iterator[PrintedName]:
        """The stretches with as many words as a name and one of them its own."""
        parts, count = name_parts(name), len(name.split())
        if not 2 <= count <= _LONGEST_NAME_WORDS or self.parts.isdisjoint(parts):
            return
        for (start, _), (_, end) in zip(self.spans, self.spans[count - 1 :], strict=False):
            stretch = self.caption[start:end]
            if stretch.count(" ") == count - 1:
                text = _POSSESSIVE.sub("", stretch)
                if _share_a_part(text, parts):
                    yield PrintedName(text, Span(start, start + len(text)))


def _share_a_part(stretch: str, parts: Sequence[str]) -> bool:
    return not set(parts).isdisjoint(name_parts(stretch))
