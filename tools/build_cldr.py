"""Writes the month and weekday names of the Unicode CLDR, as babel ships them, to one JSON file.

Names come in their format and stand-alone forms (which differ by case in many languages), wide
and abbreviated. Run by the build, so that no date library is needed at run time.
Source: Unicode CLDR (https://cldr.unicode.org), Unicode License v3, through babel.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

LANGUAGES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi"),
    *("hr", "hu", "id", "it", "ja", "kk", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru"),
    *("sk", "sl", "sr", "sv", "tr", "uk", "vi", "zh"),
)
FILE_NAME = "cldr_dates.json"
CONTEXTS = ("format", "stand-alone")
WIDTHS = ("wide", "abbreviated")


def build(target: Path) -> None:
    """Write `cldr_dates.json` into the folder `target`.

    The file maps a language to `months` (12 lists of names, January first) and `weekdays`
    (7 lists, Monday first), all in lower case without closing dots.
    """
    tables = {language: _names(Locale.parse(language)) for language in LANGUAGES}
    target.mkdir(parents=True, exist_ok=True)
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, indent=0)
    (target / FILE_NAME).write_text(text + "\n", encoding="utf-8")


def _names(locale: Locale) -> dict[str, list[list[str]]]:
    return {
        "months": [_forms(locale.months, number) for number in range(1, 13)],
        "weekdays": [_forms(locale.days, number) for number in range(7)],
    }


def _forms(table: object, number: int) -> list[str]:
    # 3月 is a number and a word, which the grammar joins itself.
    forms = {
        str(table[context][width][number]).lower().rstrip(".")  # type: ignore[index]
        for context in CONTEXTS
        for width in WIDTHS
    }
    return sorted(form for form in forms if not form[0].isdigit())


if __name__ == "__main__":
    build(Path(__file__).parents[1] / "src" / "capaudit" / "data" / "built")
