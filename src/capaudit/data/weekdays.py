"""The names of the weekdays, for putting one in another's place."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table, text_of


class _Languages(msgspec.Struct, frozen=True):
    undeclined: tuple[str, ...]


class _Names(msgspec.Struct, frozen=True):
    weekdays: tuple[tuple[str, ...], ...]


def other_weekday(word: str, said: int, meant: int, language: str) -> str | None:
    """The name of another day (Monday 0) in the form and case of `word`, which names one.

    `None` where the language declines its weekdays or the word is no name of the day said.
    """
    if language not in load_table("weekdays", _Languages).undeclined:
        return None
    names = _names()[language].weekdays
    for pick in (max, min):
        if word.casefold() == pick(names[said], key=len):
            return _cased(pick(names[meant], key=len), word)
    return None


@lru_cache
def _names() -> dict[str, _Names]:
    source = text_of("built", "cldr_dates.json")
    return msgspec.json.decode(source, type=dict[str, _Names])


def _cased(name: str, like: str) -> str:
    if like.isupper():
        return name.upper()
    return name[:1].upper() + name[1:] if like[:1].isupper() else name
