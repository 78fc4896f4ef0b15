"""Tokens in the making: words joined to phrases, parted, and read as numbers where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from capaudit.extract.dates.lexicon import Phrases, Word
from capaudit.extract.dates.numerals import read_roman
from capaudit.extract.dates.spelled import read_spelled

_UNKNOWN = Word("x")
# Units that are counted in Roman numbers.
_IN_ROMAN = frozenset({"century", "quarter"})
_UNITS = re.compile("U")
_TWINS = re.compile(r"M/M|M\(M\)")


class Draft:
    """Four lists that grow together, as in `Tokens`; `lowered` is what phrases are found by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[Word] = []
        self.lowered: list[str] = []

    def add(self, start: int, end: int, word: Word, lowered: str) -> None:
        """Add a token behind all others."""
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.lowered.append(lowered)

    def joined(self, phrases: Phrases) -> str:
        """Make one word of what several amount to, and return the symbols of all."""
        self._join_phrases(phrases)
        symbols = self._symbols()
        if "V" in symbols:
            self._split_periods()
            symbols = self._symbols()
        if "M/M" in symbols or "M(M" in symbols:
            self._replace(self._twins(symbols))
            symbols = self._symbols()
        if "U" in symbols:
            self._read_romans(symbols)
            symbols = self._symbols()
        if spelled := list(read_spelled(symbols, self.words)):
            self._replace(spelled)
            symbols = self._symbols()
        return symbols

    def _symbols(self) -> str:
        return "".join([word.symbol for word in self.words])

    def _split_periods(self) -> None:
        """Part words that hold modifier and unit, 来月 and 지난주, into the two."""
        starts, ends, words = self.starts, self.ends, self.words
        self.starts, self.ends, self.words = [], [], []
        for start, end, word in zip(starts, ends, words, strict=True):
            if word.symbol == "V":
                self.add(start, start + 1, Word("L", word.number), "")
                self.add(start + 1, end, Word("U", name=word.name), "")
            else:
                self.add(start, end, word, "")

    def _twins(self, symbols: str) -> list[tuple[int, int, Word]]:
        """Months that are named twice: مارس/آذار, أكتوبر (تشرين الأول)."""
        return [
            (match.start(), match.end(), self.words[match.start()])
            for match in _TWINS.finditer(symbols)
            if self.words[match.start()].number == self.words[match.start() + 2].number
        ]

    def _read_romans(self, symbols: str) -> None:
        """Read the Roman numbers beside a century or a quarter: XIX век, siglo XIX, quý III."""
        for at in (match.start() for match in _UNITS.finditer(symbols)):
            if self.words[at].name not in _IN_ROMAN:
                continue
            for beside in (at - 1, at + 1, at + 2):
                if 0 <= beside < len(symbols) and symbols[beside] == "x":
                    number = read_roman(self.text[self.starts[beside] : self.ends[beside]])
                    if number:
                        self.words[beside] = Word("O", number)

    def _join_phrases(self, phrases: Phrases) -> None:
        """Replace phrases by one token each, from left to right, the longest first."""
        lowered = self.lowered
        joined: list[tuple[int, int, Word]] = []
        done, last = 0, len(lowered) - 1
        for at in [at for at, word in enumerate(lowered) if word in phrases]:
            if at < done or at == last:
                continue
            for phrase in phrases[lowered[at]].get(lowered[at + 1], ()):
                end = at + 2 + len(phrase.rest)
                if tuple(lowered[at + 2 : end]) == phrase.rest:
                    joined.append((at, end, phrase.word))
                    done = end
                    break
        if joined:
            self._replace(joined)

    def _replace(self, joined: Sequence[tuple[int, int, Word]]) -> None:
        starts, ends, words = self.starts, self.ends, self.words
        self.starts, self.ends, self.words = [], [], []
        done = 0
        for at, end, word in [*joined, (len(words), len(words), _UNKNOWN)]:
            self.starts += starts[done:at]
            self.ends += ends[done:at]
            self.words += words[done:at]
            if at < end:
                self.add(starts[at], ends[end - 1], word, "")
            done = end
