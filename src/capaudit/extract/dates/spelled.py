"""Numbers spelled in several words: nineteen eighty-six, mil novecientos noventa y dos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaudit.extract.dates.lexicon import Word

# At least two number words, the last perhaps an ordinal, with hyphens and "and" between them.
RUNS = re.compile(r"[Nh](?:[-&]?[Nh]){0,6}[-&]?[NOh]")
_YEARS = range(1100, 2200)
_DAYS = range(1, 32)


def read_spelled(symbols: str, words: Sequence[Word]) -> Iterator[tuple[int, int, Word]]:
    """Yield runs of number words that amount to a year or a day, as first, end and one word."""
    for run in RUNS.finditer(symbols):
        first, end = run.span()
        number = _value([(word.symbol, word.number) for word in words[first:end]])
        if number is None:
            continue
        if number in _YEARS:
            yield first, end, Word("Y", number)
        elif number in _DAYS:
            yield first, end, Word("O" if symbols[end - 1] == "O" else "N", number)


def _value(parts: Sequence[tuple[str, int]]) -> int | None:
    """What a run of number words amounts to, `None` where they are several numbers."""
    total, current, is_joined = 0, 0, False
    for symbol, number in parts:
        if symbol in "-&":
            is_joined = symbol == "&"
            continue
        if symbol == "h" and number == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif symbol == "h":
            current = max(current, 1) * number
        elif current == 0 or current % 100 == 0 or (current % 10 == 0 and 0 < number < 10):
            current += number
        elif total + current >= 1000 and current % 100 < 10 and number % 10 == 0:
            current += number  # Arabic puts the ones before the tens
        elif 11 <= current <= 21 and total == 0 and not is_joined:
            current = 100 * current + number  # nineteen eighty: the years' own way of counting
        else:
            return None
        is_joined = False
    return total + current
