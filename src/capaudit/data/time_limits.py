"""Words that bind the use of a picture to a date."""

from __future__ import annotations

import re
from functools import lru_cache

from capaudit.data.tables import load_table

_PhrasesByLanguage = dict[str, tuple[str, ...]]


def limiting_phrases() -> dict[str, dict[str, re.Pattern[str]]]:
    """For `release_date` and `expiration_date`, a pattern of the phrases of each language."""
    return _patterns()


@lru_cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    table = load_table("time_limits", dict[str, _PhrasesByLanguage])
    return {
        limit: {language: _pattern(phrases) for language, phrases in by_language.items()}
        for limit, by_language in table.items()
    }


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases, in either case and with any blanks between its words."""
    written = (r"\s{1,3}".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)
