"""Notes about the article itself or its author, which stand in italics as captions do."""

from __future__ import annotations

import re
from functools import cache

# How such notes open, by language.
_OPENINGS = {
    "en": (
        r"(?:this|the) (?:post|article|story|piece|essay|column|interview|talk|entry|report|blog"
        r"|series|event) (?:was|is|has|were|will|originally|first|appeared|appears)\b",
        r"(?:originally |first |cross-?)?(?:published|posted) (?:on|in|at|by|to)\b",
        r"originally appeared\b",
        r"(?:\w{3,10} \d{4} )?updated?\b[^.]{0,30}:",
        r"editor[’']?s[’']? note\b|correction\b|clarification\b|note:|guest (?:post|column) by\b",
        r"(?:additional |with )?reporting by\b|translated by\b",
        r"read (?:more|also|the full|our)\b|see also\b|check out\b|view the\b|don[’']t forget\b",
        r"you can (?:also |now )?(?:download|read|find|watch|listen|view)\b",
        r"subscribe\b|sign up\b|follow us\b|stay tuned\b|in a future (?:post|article)\b",
    ),
    "de": (
        r"dieser (?:beitrag|artikel|text)\b|zuerst erschienen\b|lesen sie\b",
        r"aktualisiert\b|anmerkung\b|hinweis:",
    ),
    "fr": (r"cet article\b|mise à jour\b|lire aussi\b|note de la rédaction\b",),
    "es": (r"este artículo\b|actualizad[oa]\b|nota del\b|lea también\b",),
}
_NAMES = r"(?:[A-Z][\w.’'-]{0,30}\s){1,4}"
_AUTHOR = re.compile(rf"\s*{_NAMES}(?:and {_NAMES})?(?:is|are|was|works|leads)\s")


@cache
def _note() -> re.Pattern[str]:
    openings = "|".join(one for many in _OPENINGS.values() for one in many)
    return re.compile(rf"\s*[\[(*]*(?:{openings})", re.IGNORECASE)


def is_about_article(text: str) -> bool:
    """Whether an emphasised line speaks of the article: `This post was first published on …`."""
    return _note().match(text) is not None


def is_about_author(text: str) -> bool:
    """Whether a line may be the word on the author that closes an article: `Jane Doe is a …`."""
    return _AUTHOR.match(text) is not None
