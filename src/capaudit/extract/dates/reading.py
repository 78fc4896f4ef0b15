"""Characters to tokens: words known and unknown, figures, signs, and what is glued together.

Every token is bounded by the characters it holds, so the time is proportional to the length
whatever the input.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from capaudit.extract.dates.drafts import Draft
from capaudit.extract.dates.lexicon import Lexicon, Word
from capaudit.extract.dates.numerals import read_numeral
from capaudit.extract.dates.numeric import could_be_pair

# Vowel signs are no letters to `re`: Devanagari, Arabic points, the zero-width joiners.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200c\u200d"
# Beyond this character lie the scripts that the lexicon cuts into words: Chinese, Japanese,
# Korean. Told apart here, for a class of that size would take a pattern longer to compile than a
# caption to read.
_BEFORE_DENSE = "\u3004"
_CURRENCIES = "$€£¥₽₴₹₺₩"
_TOKEN = rf"""
    [^\S\n\r]*(?:
      (?P<ascii>[A-Za-z]+)(?![\w{_MARKS}])
    | (?P<line>[\n\r]\s*)
    | (?P<iso>\d{{4}}-\d\d-\d\d
        (?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{{1,9}})?(?:Z|[+-]\d\d:?\d\d)?)?)(?!\d|-\d)
    | (?P<numeric>
        (?:\d{{4}}(?P<sep>[./-])\d{{1,2}}(?P=sep)\d{{1,2}}
        |\d{{4}}\.\s\d{{1,2}}\.\s\d{{1,2}}
        |\d{{1,2}}(?P<sep2>[./-])\d{{1,2}}(?P=sep2)\d{{2,4}})(?![\d/-]|\.\d))
    | (?P<pair>(?<![-/.])(?:\d{{1,2}}/\d{{1,2}}(?![\d/%-]|\.\d)
        |\d{{4}}\s?[/.-]\s?\d{{1,2}}(?![\d/%-]|[.,]\d)|\d{{1,2}}\s?[/.-]\s?\d{{4}}(?![\d/%-]|[.,]\d)
        |\d{{1,2}}\.\s?\d{{1,2}}\.(?![\d%])))
    | (?P<clock>\d{{1,2}}[:.]\d\d(?::\d\d)?(?=\s?[aApP]\.?[mM])|\d{{1,2}}:\d\d(?::\d\d)?)(?![\d:])
    | (?P<money>[{_CURRENCIES}]\s?\d[\d.,]*)
    | (?P<amount>\d+(?:[.,]\d+)+(?!\w)|\d+\s?[%°‰])
    | (?P<short>['’]\d\d(?:s)?(?!\w))
    | (?P<digits>\d+)(?P<glued>[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*
        |[-'’](?:[^\W\d_][{_MARKS}]{{0,2}}){{1,10}}(?![\w{_MARKS}-])|)
    | (?P<word>[^\W\d_]+(?:[{_MARKS}]+[^\W_]*)*(?:(?<=[A-Za-z\u0400-\u04ff])\d+)?)
    | (?P<other>\S)
    | \Z
    )"""
# Past a space a token goes on behind figures and what may join them to others, and behind a sign
# of money.
_CLOSED = re.compile(rf"\D*[^\s\d{_CURRENCIES}]|.*[^\s\d/.{_CURRENCIES}-]", re.DOTALL)
_MONEY = re.compile(rf"[\s{_CURRENCIES}]")
_GOES_ON = frozenset("/.-%°‰")
_HALVES_OF_DAY = frozenset("aApP")
# The group that spans a token where another one inside it is the last to match.
_GROUP = {"glued": "digits"}
_LAST_DAY = 31
# What may part figures from their suffix: 24-го, 80'lerde.
_APART = "-'’"
_PAIR_PART = re.compile(r"\d+|\S")
_SPLIT = re.compile(rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*|\d+|\S")
_PUNCTUATION = {each: each for each in ",./()"}
_PUNCTUATION |= dict.fromkeys("-–—−‐‑~～〜", "-")
_PUNCTUATION |= {"،": ",", "、": ",", "（": "(", "）": ")", "，": ",", "[": "(", "]": ")"}
_SIGNS = {each: Word(symbol) for each, symbol in _PUNCTUATION.items()}
_SIGN = Word(";")
_UNKNOWN, _NUMBER = Word("x"), Word("n")
LINE = Word("|")
_DIGITS = tuple(Word("D" if 1 <= number <= 31 else "n", number) for number in range(100))


@cache
def _token_pattern() -> re.Pattern[str]:
    """Compiled for the first text: that takes longer than importing this module."""
    return re.compile(_TOKEN, re.VERBOSE)


def split_words(text: str) -> list[str]:
    """The tokens of a phrase of a table, in lower case."""
    return _SPLIT.findall(text.lower())


def ends_closed(chunk: str) -> bool:
    """Whether no token of what stands between two spaces goes on behind the second."""
    return _CLOSED.fullmatch(chunk) is not None


def goes_on(chunk: str, behind: str) -> bool:
    """Whether a token of a chunk that ends in figures may go on past the space behind it.

    10:30 p.m.; 24. 5. 2024; 2016 / 11; 5 %. `behind` is the space and the character that follows.
    """
    if _MONEY.match(chunk[-1]):
        return True
    follows = behind[1:]
    is_time = follows in _HALVES_OF_DAY and (":" in chunk or "." in chunk)
    return is_time or follows in _GOES_ON or follows.isdigit() or follows.isspace()


class Reader(Draft):
    """Collects tokens from the characters of a text, stretch by stretch."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        super().__init__(text)
        self.lexicon = lexicon
        self.is_glued = bool(lexicon.prefixes or lexicon.endings)

    def read(self, start: int, end: int) -> int:
        """Read tokens from `start` on until one ends at `end` or behind it; where it ends."""
        at = start
        for match in _token_pattern().finditer(self.text, start):
            kind, at = match.lastgroup, match.end()
            if kind == "other":
                raw = match[kind]
                self.add(at - 1, at, self._punctuation(raw), raw)
            elif kind is not None:
                self._special(kind, match)
            if at >= end:
                break
        return at

    def _word(self, start: int, end: int, raw: str) -> None:
        # Turkish writes a dot on its capital I, and Unicode keeps it apart in small letters.
        lowered = raw.lower().replace("i\u0307", "i")
        word = self.lexicon.words.get(lowered)
        if _is_dense(lowered):
            self._mixed(start, raw)
        elif word is None and self.is_glued:
            self._glued(start, end, lowered)
        elif word is not None or lowered[-1] > "9" or not self._fiscal(start, lowered):
            self.add(start, end, word or _UNKNOWN, lowered)

    def _fiscal(self, start: int, lowered: str) -> bool:
        """FY24 and FY2024: the words of a fiscal year right before its figures."""
        letters = lowered.rstrip("0123456789")
        word, figures = self.lexicon.words.get(letters), lowered[len(letters) :]
        if word is None or word.symbol != "c" or len(figures) not in (2, 4):
            return False
        self.add(start, start + len(letters), word, letters)
        year = int(figures) + (2000 if len(figures) == 2 else 0)
        self.add(start + len(letters), start + len(lowered), Word("Y", year), figures)
        return True

    def _glued(self, start: int, end: int, lowered: str) -> None:
        """A word with what is glued to it; "and" is a word of its own but in numbers: وأبريل."""
        known = self.lexicon.words
        for prefix in self.lexicon.prefixes:
            rest = lowered[len(prefix) :] if lowered.startswith(prefix) else ""
            word = known.get(rest)
            if word is None:
                continue
            head = known.get(prefix)
            if head is not None and head.symbol == "&" and word.symbol not in "NOh":
                self.add(start, start + len(prefix), head, prefix)
                self.add(start + len(prefix), end, word, rest)
            else:
                self.add(start, end, word, lowered)
            return
        self.add(start, end, self._inflected(lowered), lowered)

    def _inflected(self, lowered: str) -> Word:
        """Kazakh and Turkish glue cases to the names of months, weekdays and seasons."""
        for ending in self.lexicon.endings:
            if lowered.endswith(ending):
                word = self.lexicon.words.get(lowered[: -len(ending)])
                if word is not None and word.symbol in "MWS" and not word.is_ambiguous:
                    return word
        return _UNKNOWN

    def _punctuation(self, character: str) -> Word:
        return self.lexicon.words.get(character) or _SIGNS.get(character, _SIGN)

    def _special(self, kind: str, match: re.Match[str]) -> None:
        start, end = match.span(_GROUP.get(kind, kind))
        raw = self.text[start:end]
        match kind:
            case "ascii" | "word":
                self._word(start, end, raw)
            case "line":
                self.add(start, start + 1, LINE, "\n")
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
            case "amount" if raw == "1°" and "°" in self.lexicon.suffixes:
                self.add(start, end, Word("O", 1), raw)
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
        whole = end + len(glued)
        if (counted := self._with_suffix(digits, glued.lower())) is not None:
            self.add(start, whole, counted, digits + glued)
        elif glued[0] in _APART:
            self.add(start, end, _number(digits), digits)
            self.add(end, end + 1, self._punctuation(glued[0]), glued[0])
            self._mixed(end + 1, glued[1:])
        elif (word := self.lexicon.words.get(glued.lower())) is not None and word.symbol in "yMjdU":
            self.add(start, end, _number(digits), digits)
            self.add(end, whole, word, glued.lower())
        else:
            self.add(start, whole, _UNKNOWN, digits + glued)

    def _with_suffix(self, digits: str, glued: str) -> Word | None:
        """The number that a suffix makes of figures: 24th, 24-го, 1980s, 80'lerde, 3Q."""
        apart = glued[0] in _APART
        suffix = self.lexicon.suffixes.get(glued[1:] if apart else glued)
        number = int(digits) if len(digits) <= 4 else 0
        if suffix == "O" and number <= _LAST_DAY:
            return Word("O", number)
        if suffix == "s" and len(digits) in (2, 4) and digits.endswith("0"):
            return Word("s", number)
        if suffix == "Q" and not apart and digits in ("1", "2", "3", "4"):
            return Word("Q", number)
        return None

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
