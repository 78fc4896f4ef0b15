"""Placeholders: what templates and editors leave where words are still due."""

from __future__ import annotations

import re
from functools import lru_cache

from capaudit.data.tables import load_table

# Punctuation that may surround a placeholder: brackets, quotes, colons, dots, dashes, signs.
_EDGES = " \t\r\n\u00a0.,:;!?…-–—_*#|/\\()[]{}<>\"'“”„‘’«»©®™="
_FILL = re.compile(r"\b(?:Xx{3,40}|[Xx]{5,40})\b")
# TK stands alone, in capitals, in brackets or at an end of the text; TK Maxx is a shop.
_TK_MARK = re.compile(r"^\s*TK\s*[:,.]|[(\[]\s*TK\s*[)\]]")


def is_placeholder_caption(text: str) -> bool:
    """Whether a caption or alternative text is one that nobody wrote yet."""
    return _bare(text) in _whole("caption") or _holds_placeholder(text)


def is_placeholder_credit(text: str) -> bool:
    """Whether a credit names nobody: nothing but its label, its sign, or filler."""
    bare = _bare(text)
    return not bare or bare in _whole("credit") or _holds_placeholder(text)


def _holds_placeholder(text: str) -> bool:
    folded = " ".join(text.casefold().split())
    # Of these each needs a few letters that hardly any text has, which are quickly looked for.
    if "xxxx" in folded and _FILL.search(text):
        return True
    if "TK" in text and _TK_MARK.search(text):
        return True
    for phrase in _within():
        if phrase in folded:
            return _phrases().search(folded) is not None
    return False


def _bare(text: str) -> str:
    """The text as the table spells it: one space, no case, no punctuation around it."""
    return " ".join(text.casefold().split()).strip(_EDGES)


@lru_cache
def _whole(kind: str) -> frozenset[str]:
    table = load_table("placeholders", dict[str, dict[str, tuple[str, ...]]])
    return frozenset(_bare(words) for words in table["whole"][kind])


@lru_cache
def _within() -> tuple[str, ...]:
    table = load_table("placeholders", dict[str, dict[str, tuple[str, ...]]])
    return table["within"]["phrases"]


@lru_cache
def _phrases() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in _within())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
