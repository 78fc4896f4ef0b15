"""The characters of a credit: widths, invisible marks, markup and links taken away."""

from __future__ import annotations

import re
from html import unescape

# Full-width forms stand one to one for ASCII (Unicode block FF00–FFEF).
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BRACKETS = {ord("【"): "[", ord("】"): "]", ord("［"): "[", ord("］"): "]", ord("\xa0"): " "}
_INVISIBLE = [0xAD, 0x61C, 0xFE0F, 0xFEFF, 0x2060, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_INVISIBLE += range(0x2066, 0x206A)
_NARROW = _WIDE | _BRACKETS
_BLANKED = _NARROW | dict.fromkeys(_INVISIBLE, " ")
_CLEANED = _NARROW | dict.fromkeys(_INVISIBLE, "")
# Accented letters are no reason to go through a text letter by letter.
_TO_CHANGE = re.compile(f"[{re.escape(''.join(map(chr, _BLANKED)))}]")
_MARKED = re.compile(r"[<&*_`]|\]\(|://|^credit", re.IGNORECASE)
_BRACKET = re.compile(r"[()\[\]]")
_TAG = re.compile(r"<[^<>]{0,500}>")
_MARKDOWN_LINK = re.compile(
    r"\[([^\[\]]{0,200})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,500}(?:\s+\"[^\"]{0,200}\"\s*)?\)"
)
_URL = re.compile(
    r"\(?https?://(?!creativecommons\.org|www\.creative)([^\s/()]{1,200})[^\s()]{0,500}\)?"
)
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`")
_CREDIT_TWICE = re.compile(r"(?i:credit)(?:\.{3}|…|[\s:]{0,3}(?=(?i:credit))|(?=[A-ZÀ-Þ][a-zà-ÿ]))")


def narrow(text: str) -> str:
    """The text with narrow letters and blanks for invisible marks; every offset stays."""
    if text.isascii() or _TO_CHANGE.search(text) is None:
        return text
    return text.translate(_BLANKED)


def clean(text: str) -> str:
    """The words of a credit as a reader sees them: no markup, one space between."""
    if not text.isascii() and _TO_CHANGE.search(text) is not None:
        text = text.translate(_CLEANED)
    if _MARKED.search(text) is None:
        return _unwrap(" ".join(text.split()))
    for step in (_strip_tags, _strip_links, _strip_emphasis, _strip_credit_twice):
        text = step(text)
    return _unwrap(" ".join(text.split()))


def _unwrap(text: str) -> str:
    """The text out of one pair of brackets that holds all of it."""
    if text[:1] + text[-1:] in ("()", "[]") and not _BRACKET.search(text, 1, len(text) - 1):
        return text[1:-1].strip()
    # Getty prints the agency's own credit before its own: "(Photo by X / AFP) (Photo by X/AFP …)".
    if text[:1] == "(" and text[-1:] == ")" and ") (" in text:
        return text[text.rindex("(") + 1 : -1].strip()
    return text


def _strip_tags(text: str) -> str:
    text = _TAG.sub(" ", text) if "<" in text else text
    return unescape(text) if "&" in text else text


def _strip_links(text: str) -> str:
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    if "://" in text:
        bare = _URL.sub(" ", text)
        # A link alone still says whose site it is.
        text = bare if any(map(str.isalpha, bare)) else _URL.sub(r"\1", text)
    return text


def _strip_emphasis(text: str) -> str:
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text or "`" in text else text


def _strip_credit_twice(text: str) -> str:
    """A page that prints its label in the text and again by style copies as `Credit Credit`."""
    return _CREDIT_TWICE.sub("", text, count=2) if text[:6].lower() == "credit" else text
