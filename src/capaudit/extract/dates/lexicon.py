"""The words a language dates with, compiled from the CLDR names and the language's own table.

Every word gets one symbol, a single character; the grammar is written over strings of symbols
(see `grammar.py`), so that one set of rules serves every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from capaudit.data.tables import read_table, text_of

MODIFIERS = {"last": -1, "this": 0, "next": 1}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}

# Lists of a language's table that give all their words one symbol. Where a word is in several,
# the later one holds; the grammar knows which symbols may stand in for which.
_LISTS = {
    "future_verb": "v",
    "counted": "C",
    "event_nouns": "T",
    "before_date": "p",
    "article": "t",
    "edge": "e",
    "of": "o",
    "and": "&",
    "month_word": "j",
    "day_word": "d",
    "before_name": "m",
    "one": "i",
    "names": "X",
}
# Sections whose keys are the names that their words get.
_NAMED = {"unit": "U", "reference": "P", "era": "E", "holiday": "H", "daypart": "q"}
_SIDES = {("ago", "after"): "A", ("ago", "before"): "B"}
_SIDES |= {("later", "after"): "f", ("later", "before"): "F"}
_SIDES |= {("fiscal", "before"): "c", ("fiscal", "after"): "b"}
_SIDES |= {("decade", "before"): "g", ("decade", "after"): "G"}
# How quarters are numbered where the language's table says nothing: Q3, 3Q.
_QUARTER_LETTERS = ("q",)


class Word(msgspec.Struct, frozen=True, gc=False):
    """A symbol with what it counts (`number`) or names (`name`)."""

    symbol: str
    number: int = 0
    name: str = ""
    is_ambiguous: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """A phrase of several words, the first two left out, and the one word it amounts to."""

    rest: tuple[str, ...]
    word: Word


Phrases = dict[str, dict[str, tuple[Phrase, ...]]]


class Lexicon(msgspec.Struct, frozen=True):
    """One language's words, phrases by their first word and their second, and settings.

    `vocabulary` is every word there is, those of phrases among them.
    """

    language: str
    words: dict[str, Word]
    vocabulary: frozenset[str]
    phrases: Phrases
    suffixes: dict[str, str]
    numeric_order: str
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    longest: int


@lru_cache(maxsize=64)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language code; a language without a table has the CLDR's names alone."""
    from capaudit.extract.dates.reading import split_words  # noqa: PLC0415 - each needs the other

    table = own_table(language)
    entries = dict(_entries(table, _cldr(language)))
    for text, number in _anchors(table):
        known = entries.get(text, Word("p"))
        entries[text] = msgspec.structs.replace(known, number=number)
    for text in strings_of(table, "before_day"):
        entries[text] = msgspec.structs.replace(entries.get(text, Word("p")), name="day")
    for text in strings_of(table, "after_day"):
        entries[text] = msgspec.structs.replace(entries.get(text, Word("p")), name="after day")
    for key, name in (("streets", "street"), ("before_age", "age")):
        for text in strings_of(table, key):
            entries.setdefault(text, Word("x", name=name))
    for name in ("until", "between"):
        for text in strings_of(table, name):
            entries[text] = Word("p", name=name)
    for text in strings_of(table, "to"):
        known = entries.get(text, Word("p"))
        entries[text] = msgspec.structs.replace(known, name=known.name or "to")
    ambiguous = frozenset(strings_of(table, "ambiguous"))
    words = {
        text: msgspec.structs.replace(word, is_ambiguous=True) if text in ambiguous else word
        for text, word in entries.items()
    }
    return Lexicon(
        language,
        {text: word for text, word in words.items() if " " not in text},
        frozenset(part for text in words for part in (text, *split_words(text))),
        _phrases(words),
        _suffixes(table),
        str(table.get("numeric_order", "dmy")),
        tuple(strings_of(table, "prefixes")),
        tuple(strings_of(table, "endings")),
        tuple(strings_of(table, "future_endings")),
        max(map(len, words), default=0),
    )


def own_table(language: str) -> dict[str, object]:
    """The language's own table as TOML reads it, empty where there is none."""
    try:
        return read_table(f"dates/{language}")
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=1)
def _all_cldr() -> dict[str, dict[str, list[list[str]]]]:
    names = text_of("built", "cldr_dates.json")
    return msgspec.json.decode(names, type=dict[str, dict[str, list[list[str]]]])


def _cldr(language: str) -> Mapping[str, list[list[str]]]:
    return _all_cldr().get(language, {})


def strings_of(table: Mapping[str, object], key: str) -> list[str]:
    """The strings of a list of a table, none where the list is missing."""
    value = table.get(key, ())
    return [str(each) for each in value] if isinstance(value, list) else []


def section_of(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    """A section of a table, empty where it is missing."""
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _entries(
    table: Mapping[str, object], cldr: Mapping[str, list[list[str]]]
) -> Iterator[tuple[str, Word]]:
    """Yield words, the weaker readings first."""
    yield from _plain_words(table)
    yield from _numbers(table)
    yield from _named_sections(table)
    # "Року" is a unit as well: after a number it closes the year, after a modifier it counts.
    for text in strings_of(table, "year_word"):
        yield text, Word("y")
    # Minggu is Sunday, and the week where it is counted.
    weeks = strings_of(section_of(table, "unit"), "week")
    for key, symbol in (("weekdays", "W"), ("months", "M")):
        names = [*cldr.get(key, ())]
        extra = [each.split() for each in strings_of(table, key)]
        for number, forms in enumerate(names):
            more = extra[number] if number < len(extra) else []
            for form in (*forms, *(each.replace("_", " ") for each in more)):
                if (
                    len(form) > 1 or form.isascii()
                ):  # 月 and 日 count in dates before they name days
                    is_week = symbol == "W" and form in weeks
                    number_of = number if symbol == "W" else number + 1
                    yield form, Word(symbol, number_of, "week" if is_week else "")
    for text in strings_of(table, "names"):
        yield text, Word("X")


def _anchors(table: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    for key, number in (("after", 1), ("before", -1)):
        for text in strings_of(section_of(table, "anchor"), key):
            yield text, number


def _plain_words(table: Mapping[str, object]) -> Iterator[tuple[str, Word]]:
    for key, symbol in _LISTS.items():
        for text in strings_of(table, key):
            yield text, Word(symbol)
    for (section, side), symbol in _SIDES.items():
        for text in strings_of(section_of(table, section), side):
            yield text, Word(symbol)


def _numbers(table: Mapping[str, object]) -> Iterator[tuple[str, Word]]:
    for key, symbol in (("cardinal", "N"), ("ordinal", "O")):
        for number, forms in enumerate(strings_of(section_of(table, "numbers"), key), 1):
            for form in forms.split():
                yield form.replace("_", " "), Word(symbol, number)
                if "-" in form:
                    yield form.replace("-", " "), Word(symbol, number)


def _named_sections(table: Mapping[str, object]) -> Iterator[tuple[str, Word]]:
    for name, number in (("coming", 1), ("passed", -1)):
        for text in strings_of(section_of(table, "modifier"), name):
            yield text, Word("L", number, name)
    ago = strings_of(section_of(table, "ago"), "after")
    for section, symbol, numbers in (("modifier", "L", MODIFIERS), ("season", "S", SEASONS)):
        for name, number in numbers.items():
            for text in strings_of(section_of(table, section), name):
                is_ago = symbol == "L" and text in ago
                yield text, Word(symbol, number, "ago" if is_ago else "")
    for section, symbol in _NAMED.items():
        for name in section_of(table, section):
            for text in strings_of(section_of(table, section), name):
                yield text, Word(symbol, name=name)
    for text in strings_of(section_of(table, "numbers"), "vague"):
        yield text, Word("N", 1, "vague")
    yield from _large_numbers(section_of(table, "numbers"))
    yield from _counted_sections(table)


def _large_numbers(numbers: Mapping[str, object]) -> Iterator[tuple[str, Word]]:
    """What years are spelled with: tens from forty on, hundreds, and the factors."""
    for count, forms in enumerate(strings_of(numbers, "tens"), 4):
        yield from ((form, Word("N", 10 * count)) for form in forms.split())
    for count, forms in enumerate(strings_of(numbers, "hundreds"), 1):
        yield from ((form, Word("N", 100 * count)) for form in forms.split())
    for key, factor in (("hundred", 100), ("thousand", 1000)):
        yield from ((form, Word("h", factor)) for form in strings_of(numbers, key))


def _counted_sections(table: Mapping[str, object]) -> Iterator[tuple[str, Word]]:
    for letter in (*_QUARTER_LETTERS, *strings_of(table, "quarter_letters")):
        for number in (1, 2, 3, 4):
            yield f"{letter}{number}", Word("Q", number)
    for name in section_of(table, "decade"):
        if name.isdigit():
            for text in strings_of(section_of(table, "decade"), name):
                yield text, Word("s", int(name))
    for section, symbol in (("shift", "R"), ("period", "V"), ("same", "z")):
        for name in section_of(table, section):
            unit, count, *part = name.split()
            # ±1: Hindi has one word for yesterday and tomorrow.
            is_either = count.startswith("±")
            for text in strings_of(section_of(table, section), name):
                sign = "r" if (section, unit) == ("shift", "year") else symbol
                yield text, Word(sign, int(count.lstrip("±")), " ".join((unit, *part)), is_either)


def _suffixes(table: Mapping[str, object]) -> dict[str, str]:
    keys = (("digit_suffixes", "O"), ("decade_suffixes", "s"), ("quarter_letters", "Q"))
    quarters = dict.fromkeys(_QUARTER_LETTERS, "Q")
    return quarters | {text: symbol for key, symbol in keys for text in strings_of(table, key)}


def _phrases(words: Mapping[str, Word]) -> Phrases:
    """Phrases by their first word and their second, the longest first."""
    from capaudit.extract.dates.reading import split_words  # noqa: PLC0415 - each needs the other

    found: Phrases = {}
    for text, word in words.items():
        first, *rest = split_words(text) or [""]
        if rest:
            by_second = found.setdefault(first, {})
            known = (*by_second.get(rest[0], ()), Phrase(tuple(rest[1:]), word))
            by_second[rest[0]] = tuple(sorted(known, key=lambda phrase: -len(phrase.rest)))
    return found
