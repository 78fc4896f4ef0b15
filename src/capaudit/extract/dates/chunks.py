"""A text cut at its spaces: what stands between two of them is read once and remembered.

A few thousand words, with their signs, make up most of all texts, and most others are no words of
dates. What is left is read by its characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, repeat

import msgspec

from capaudit.extract.dates.lexicon import Lexicon, Word
from capaudit.extract.dates.reading import LINE, Reader, ends_closed, goes_on

_LINE_BREAK = re.compile(r"[\n\r]\s*")
# Longer chunks come but once, or are sentences in a script without spaces.
_LONGEST = 32
# How many chunks are remembered for a language, some 7 MB of them.
_MOST = 32_768


# The last letter of the Latin, Greek and Cyrillic scripts, where letters alone make one word.
_LAST_PLAIN = "\u052f"


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """The tokens of what stands between two spaces, as parallel tuples; `starts` from its own."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[Word, ...]
    lowered: tuple[str, ...]


_EMPTY = Chunk((), (), (), ())
_UNREAD = Chunk((), (), (), ())


class Memory(msgspec.Struct, frozen=True):
    """What was read with a language's lexicon.

    `closed` chunks are read alike wherever they stand, `open` ones (figures) only where the next
    chunk does not go on with them. `dull` ones are of a word that no date has, by their size and
    the sign behind it.
    """

    closed: dict[str, Chunk]
    open: dict[str, Chunk]
    dull: dict[tuple[int, str], Chunk]


@lru_cache(maxsize=16)
def _memory(_language: str) -> Memory:
    return Memory({}, {}, {})


class Cutter:
    """Cuts a text at its spaces: chunks, and the offset that those of each count from."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.memory = _memory(lexicon.language)
        # Where the last token ends that was read by its characters: perhaps in a later chunk.
        self.done = 0

    def cut(self) -> tuple[list[int], list[Chunk]]:
        """The chunks in order with their origins; whole lists at a time, for texts are long."""
        raws = self.text.split(" ")
        found = list(map(self.memory.closed.get, raws, repeat(_UNREAD)))
        origins = list(accumulate([len(raw) + 1 for raw in raws], initial=0))
        for first in [at for at, chunk in enumerate(found) if chunk is _UNREAD]:
            if found[first] is _UNREAD:
                self._read_on(first, raws, origins, found)
        return origins, found

    def _read_on(
        self, first: int, raws: Sequence[str], origins: Sequence[int], found: list[Chunk]
    ) -> None:
        """Read a chunk and those that its last token, which may hold a space, reaches into."""
        found[first] = self._read(origins[first], raws[first])
        for at in range(first + 1, len(found)):
            if self.done <= origins[at]:
                break
            found[at] = self._read(origins[at], raws[at])

    def _read(self, start: int, raw: str) -> Chunk:
        end = start + len(raw)
        if not raw or end <= self.done:
            return _EMPTY
        if start < self.done or len(raw) > _LONGEST:
            return self._read_characters(start, end)
        line = _LINE_BREAK.search(raw)
        if line is not None:
            return self._read_lines(start, raw, line.start(), line.end())
        chunk = self._dull(raw)
        if chunk is not None:
            return self._kept(raw, chunk, self.memory.closed)
        if ends_closed(raw):
            return self._remembered(raw, self.memory.closed)
        if goes_on(raw, self.text[end : end + 2]):
            return self._read_characters(start, end)
        return self._remembered(raw, self.memory.open)

    def _read_lines(self, start: int, raw: str, first: int, last: int) -> Chunk:
        """A chunk with the end of a line in it: two chunks with a token between them."""
        before, behind, closed = raw[:first], raw[last:], self.memory.closed
        head = closed.get(before)
        if last == len(raw) or not (head or ends_closed(before)):
            return self._read_characters(start, start + len(raw))
        head = head or self._remembered(before, closed)
        # Most ends of lines stand between words that have been read before.
        tail = closed.get(behind) or self._read(start + last, behind)
        return Chunk(
            (*head.starts, first, *[last + each for each in tail.starts]),
            (*head.ends, first + 1, *[last + each for each in tail.ends]),
            (*head.words, LINE, *tail.words),
            (*head.lowered, "\n", *tail.lowered),
        )

    def _read_characters(self, start: int, end: int) -> Chunk:
        reader = Reader(self.text, self.lexicon)
        self.done = reader.read(max(start, self.done), end)
        return _chunk(reader, start)

    def _remembered(self, raw: str, known: dict[str, Chunk]) -> Chunk:
        chunk = known.get(raw)
        if chunk is None:
            chunk = self._kept(raw, self._dull(raw) or self._alone(raw), known)
        return chunk

    def _kept(self, raw: str, chunk: Chunk, known: dict[str, Chunk]) -> Chunk:
        if len(known) >= _MOST:
            known.clear()
        known[raw] = chunk
        return chunk

    def _dull(self, raw: str) -> Chunk | None:
        """The chunk of a word that no date has, with a comma or full stop behind it."""
        sign = raw[-1] if raw[-1] in ",." else ""
        word = raw[:-1] if sign else raw
        lexicon = self.lexicon
        if lexicon.prefixes or lexicon.endings or not word.isalpha() or max(word) > _LAST_PLAIN:
            return None
        if word.lower().replace("i\u0307", "i") in lexicon.vocabulary:
            return None
        known = self.memory.dull.get((len(word), sign))
        if known is None:
            alone = self._alone(raw)
            known = msgspec.structs.replace(alone, lowered=("", *alone.lowered[1:]))
            self.memory.dull[len(word), sign] = known
        return known

    def _alone(self, raw: str) -> Chunk:
        reader = Reader(raw, self.lexicon)
        reader.read(0, len(raw))
        return _chunk(reader, 0)


def _chunk(reader: Reader, origin: int) -> Chunk:
    return Chunk(
        tuple([each - origin for each in reader.starts]),
        tuple([each - origin for each in reader.ends]),
        tuple(reader.words),
        tuple(reader.lowered),
    )
