"""Text as a string of symbols, one a token: what the grammar reads.

One pass over the text; every token is bounded by the characters it holds, so the time is
proportional to the length whatever the input.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, pairwise

import msgspec

from capaudit.extract.dates.lexicon import Lexicon, Phrases, Word
from capaudit.extract.dates.numerals import read_numeral
from capaudit.extract.dates.numeric import could_be_pair
from capaudit.extract.dates.spelled import read_spelled

# Vowel signs are no letters to `re`: Devanagari, Arabic points, the zero-width joiners.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200c\u200d"
# Beyond this character lie the scripts that the lexicon cuts into words: Chinese, Japanese,
# Korean. Told apart here, for a class of that size would take a pattern longer to compile than a
# caption to read.
_BEFORE_DENSE = "\u3004"
_TOKEN = rf"""
    [^\S\n\r]*(?:
      (?P<ascii>[A-Za-z]+)(?![\w{_MARKS}])
    | (?P<line>[\n\r]\s*)
    | (?P<iso>\d{{4}}-\d\d-\d\d
        (?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{{1,9}})?(?:Z|[+-]\d\d:?\d\d)?)?)(?!\d|-\d)
    | (?P<numeric>
        (?:\d{{4}}(?P<sep>[./-])\d{{1,2}}(?P=sep)\d{{1,2}}
        |\d{{1,2}}(?P<sep2>[./-])\d{{1,2}}(?P=sep2)\d{{2,4}})(?![\d/-]|\.\d))
    | (?P<pair>(?<![-/.])(?:\d{{1,2}}/\d{{1,2}}(?![\d/%-]|\.\d)
        |\d{{4}}\s?[/.-]\s?\d{{1,2}}(?![\d/%-]|[.,]\d)|\d{{1,2}}\s?[/.-]\s?\d{{4}}(?![\d/%-]|[.,]\d)
        |\d{{1,2}}\.\s?\d{{1,2}}\.(?![\d%])))
    | (?P<clock>\d{{1,2}}[:.]\d\d(?::\d\d)?(?=\s?[aApP]\.?[mM])|\d{{1,2}}:\d\d(?::\d\d)?)(?![\d:])
    | (?P<money>[$€£¥₽₴₹₺₩]\s?\d[\d.,]*)
    | (?P<amount>\d+(?:[.,]\d+)+(?!\w)|\d+\s?[%°‰])
    | (?P<short>['’]\d\d(?:s)?(?!\w))
    | (?P<digits>\d+)(?P<glued>[^\W\d_]*)
    | (?P<word>[^\W\d_]+(?:[{_MARKS}]+[^\W_]*)*(?:(?<=[A-Za-z\u0400-\u04ff])\d+)?)
    | (?P<other>\S)
    | \Z
    )"""
# The group that spans a token where another one inside it is the last to match.
_GROUP = {"glued": "digits"}
_PAIR_PART = re.compile(r"\d+|\S")
_SPLIT = re.compile(rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*|\d+|\S")
_PUNCTUATION = {each: each for each in ",./()"}
_PUNCTUATION |= dict.fromkeys("-–—−‐‑~～〜", "-")
_PUNCTUATION |= {"،": ",", "、": ",", "（": "(", "）": ")", "，": ",", "[": "(", "]": ")"}
_SIGNS = {each: Word(symbol) for each, symbol in _PUNCTUATION.items()}
_SIGN = Word(";")
_UNKNOWN, _LINE, _NUMBER = Word("x"), Word("|"), Word("n")
_DIGITS = tuple(Word("D" if 1 <= number <= 31 else "n", number) for number in range(100))


class Tokens(msgspec.Struct, frozen=True):
    """Parallel lists: token `i` is `text[starts[i]:ends[i]]`, `words[i]` and `symbols[i]`.

    `order` is how the language writes day, month and year: `dmy`, `mdy` or `ymd`.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[Word]
    symbols: str
    order: str


@cache
def _token_pattern() -> re.Pattern[str]:
    """Compiled for the first text: that takes longer than importing this module."""
    return re.compile(_TOKEN, re.VERBOSE)


def split_words(text: str) -> list[str]:
    """The tokens of a phrase of a table, in lower case."""
    return _SPLIT.findall(text.lower())


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Split a text into words known and unknown to the lexicon, numbers and punctuation."""
    return _Tokenizer(text, lexicon).run()


class _Tokenizer:
    """Collects tokens; a class because four lists grow together."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[Word] = []
        self.lowered: list[str] = []

    def run(self) -> Tokens:
        known, is_glued = self.lexicon.words.get, bool(self.lexicon.prefixes)
        keep_start, keep_end = self.starts.append, self.ends.append
        keep_word, keep_lowered = self.words.append, self.lowered.append
        for match in _token_pattern().finditer(self.text):
            kind = match.lastgroup
            if kind in ("ascii", "word"):
                start, end = match.span(kind)
                lowered = match[kind].lower()
                if kind == "word" and _is_dense(lowered):
                    self._mixed(start, match[kind])
                    continue
                keep_start(start)
                keep_end(end)
                keep_word(known(lowered) or (self._inflected(lowered) if is_glued else _UNKNOWN))
                keep_lowered(lowered)
            elif kind == "other":
                raw, end = match[kind], match.end()
                keep_start(end - 1)
                keep_end(end)
                keep_word(known(raw) or _SIGNS.get(raw, _SIGN))
                keep_lowered(raw)
            elif kind is not None:
                self._special(kind, match)
        self._join_phrases(self.lexicon.phrases)
        symbols = "".join([word.symbol for word in self.words])
        if "V" in symbols:
            self._split_periods()
            symbols = "".join([word.symbol for word in self.words])
        if spelled := list(read_spelled(symbols, self.words)):
            self.lowered = [""] * len(self.words)
            self._rebuild(spelled)
            symbols = "".join([word.symbol for word in self.words])
        order = self.lexicon.numeric_order
        return Tokens(self.text, self.starts, self.ends, self.words, symbols, order)

    def add(self, start: int, end: int, word: Word, lowered: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.lowered.append(lowered)

    def _inflected(self, lowered: str) -> Word:
        """Arabic glues "and", "in" and "to" to the word that follows."""
        for prefix in self.lexicon.prefixes:
            if lowered.startswith(prefix):
                word = self.lexicon.words.get(lowered[len(prefix) :])
                if word is not None:
                    return word
        return _UNKNOWN

    def _punctuation(self, character: str) -> Word:
        return self.lexicon.words.get(character) or _SIGNS.get(character, _SIGN)

    def _special(self, kind: str, match: re.Match[str]) -> None:
        start, end = match.span(_GROUP.get(kind, kind))
        raw = self.text[start:end]
        match kind:
            case "line":
                self.add(start, start + 1, _LINE, "\n")
            case "glued":
                self._digits(start, match["digits"], match["glued"])
            case "iso":
                self.add(start, end, Word("I", name=raw), raw)
            case "pair":
                self._pair(start, end, raw)
            case "numeric":
                self.add(start, end, Word("#", name=raw), raw)
            case "clock":
                self.add(start, end, Word("K", name=raw), raw)
            case "short":
                number = int(raw[1:3])
                decade = raw.endswith("s")
                year = 1900 + number if number > 30 else 2000 + number
                short = Word("Y", year, is_ambiguous=True)
                self.add(start, end, Word("s", number) if decade else short, raw)
            case _:
                self.add(start, end, _UNKNOWN, raw)

    def _pair(self, start: int, end: int, raw: str) -> None:
        """4/22, 22.4. and 2016-11: one token where it can be a date, else its parts."""
        if raw[0] in "0123456789" and could_be_pair(raw):
            self.add(start, end, Word("%", name=raw), raw)
            return
        if "." in raw and raw[-1].isdigit() and " " not in raw:
            self.add(start, end, _UNKNOWN, raw)
            return
        for part in _PAIR_PART.finditer(raw):
            first, last = start + part.start(), start + part.end()
            word = _number(part[0]) if part[0].isdigit() else self._punctuation(part[0])
            self.add(first, last, word, part[0])

    def _digits(self, start: int, digits: str, glued: str) -> None:
        end = start + len(digits)
        if not glued:
            self.add(start, end, _number(digits), digits)
            return
        if glued[0] > _BEFORE_DENSE:
            self.add(start, end, _number(digits), digits)
            self._mixed(end, glued)
            return
        suffix = self.lexicon.suffixes.get(glued.lower())
        whole = end + len(glued)
        if suffix == "O" and len(digits) <= 2:
            self.add(start, whole, Word("O", int(digits)), digits + glued)
        elif suffix == "s" and len(digits) in (2, 4) and digits.endswith("0"):
            self.add(start, whole, Word("s", int(digits)), digits + glued)
        elif (word := self.lexicon.words.get(glued.lower())) is not None and word.symbol in "yMjdU":
            self.add(start, end, _number(digits), digits)
            self.add(end, whole, word, glued.lower())
        else:
            self.add(start, whole, _UNKNOWN, digits + glued)

    def _mixed(self, start: int, text: str) -> None:
        """Words in one of those scripts, and in others between them: NHK会長."""
        for is_dense, characters in groupby(text, key=_is_dense):
            run = "".join(characters)
            if is_dense:
                self._run_of_script(start, run)
            else:
                self.add(start, start + len(run), self._known(run.lower()), run.lower())
            start += len(run)

    def _known(self, lowered: str) -> Word:
        return self.lexicon.words.get(lowered) or self._inflected(lowered)

    def _run_of_script(self, start: int, run: str) -> None:
        """Cut a run written without spaces, the longest known word first."""
        at = 0
        while at < len(run):
            size, word = self._longest(run, at)
            self.add(start + at, start + at + size, word, run[at : at + size])
            at += size
            weekday = self._weekday_in(run, at) if word.symbol == "V" else None
            if weekday is not None:
                self.add(start + at, start + at + 1, weekday, run[at])
                at += 1

    def _weekday_in(self, run: str, at: int) -> Word | None:
        """The weekday that the end of "next week" makes with what follows: 下周 and 一."""
        for first in (at - 1, at - 2):
            word = self.lexicon.words.get(run[first : at + 1])
            if at < len(run) and word is not None and word.symbol == "W":
                return word
        return None

    def _longest(self, run: str, at: int) -> tuple[int, Word]:
        known = self.lexicon.words
        for size in range(min(self.lexicon.longest, len(run) - at), 0, -1):
            word = known.get(run[at : at + size])
            if word is not None and not (word.symbol in "NO" and size == 1):
                return size, word
        size, number = read_numeral(run, at)
        if size:
            return size, number
        return 1, known.get(run[at]) or _UNKNOWN

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

    def _join_phrases(self, phrases: Phrases) -> None:
        """Replace phrases by one token each, from left to right, the longest first."""
        lowered = self.lowered
        joined: list[tuple[int, int, Word]] = []
        done = 0
        for at, (word, follows) in enumerate(pairwise(lowered)):
            seconds = phrases.get(word)
            if seconds is None or follows not in seconds or at < done:
                continue
            for phrase in seconds[follows]:
                end = at + 2 + len(phrase.rest)
                if tuple(lowered[at + 2 : end]) == phrase.rest:
                    joined.append((at, end, phrase.word))
                    done = end
                    break
        if joined:
            self._rebuild(joined)

    def _rebuild(self, joined: list[tuple[int, int, Word]]) -> None:
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


def _is_dense(text: str) -> bool:
    """Whether a word begins or ends in Chinese, Japanese or Korean."""
    return text[-1] > _BEFORE_DENSE or text[0] > _BEFORE_DENSE


def _number(digits: str) -> Word:
    size = len(digits)
    if size <= 2:
        return _DIGITS[int(digits)]
    if size == 4:
        year = int(digits)
        return Word("Y", year) if 1000 <= year <= 2199 else _NUMBER
    return Word("n", int(digits)) if size == 3 else _NUMBER
