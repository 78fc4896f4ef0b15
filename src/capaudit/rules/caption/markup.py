"""CAP006."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.data.credit_words import credit_words
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule

_LEFTOVERS = re.compile(
    r"\{\{[<%]?|[>%]?\}\}|\{%|%\}"  # shortcodes of Hugo, Jekyll and Nunjucks
    r"|\[/?(?:caption|gallery|embed|img)\b[^\]]{0,200}\]"  # shortcodes of WordPress
    r"|</?(?:p|br|em|strong|b|i|a|span|div|figcaption|figure|img)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_CLOSING = {"[": "]", "(": ")", "（": "）", "【": "】"}
_CLOSING_QUOTES = {"“": "”", "«": "»", "„": "“”"}
_LONGEST_CREDIT = 80


@rule("CAP006", "caption-markup-broken", Severity.WARNING)
def caption_markup_broken(evidence: Evidence) -> Iterator[Hit]:
    """The caption shows markup to its readers: a leftover tag or shortcode, an open bracket.

    A bracket or quote that opens at the end and never closes most often held the credit.

    Flagged:
        ![Ferry](ferry.jpg "The ferry leaves {{< pier >}} at dawn.")

    Flagged:
        ![Ferry](ferry.jpg "The ferry leaves the pier. (File")

    Flagged:
        ![Ferry](ferry.jpg "The ferry leaves the pier. “Photo: Jane Doe")

    Passes:
        ![Ferry](ferry.jpg "The ferry (left) leaves the pier.")

    Passes:
        ![Ferry](ferry.jpg "The ferry leaves the pier: “a great day”, says its captain.")
    """
    caption = evidence.figure.caption
    if caption is None:
        return
    leftover = _LEFTOVERS.search(caption.text)
    if leftover is not None:
        yield Hit(at=caption, message=f"the caption shows markup: “{leftover[0]}”")
    elif (opened := _never_closed(caption.text)) is not None:
        yield Hit(at=caption, message=f"the caption never closes a bracket: “{opened}”")


def _never_closed(text: str) -> str | None:
    """What follows the last opening bracket or quote, where nothing closes it and it is short."""
    return _open_bracket(text) or _open_quote(text)


def _open_quote(text: str) -> str | None:
    """The last quotation mark that opens before a credit and never closes: `“Photo: Jane Doe`."""
    start = max(text.rfind(mark) for mark in _CLOSING_QUOTES)
    if start < 1 or len(text) - start > _LONGEST_CREDIT:
        return None
    rest = text[start + 1 :]
    label = rest.partition(":")[0].casefold()
    is_closed = any(mark in rest for mark in _CLOSING_QUOTES[text[start]])
    is_credit = rest.startswith("©") or (":" in rest and label in credit_words().labels)
    return text[start:] if is_credit and not is_closed else None


def _open_bracket(text: str) -> str | None:
    start = max(text.rfind(mark) for mark in _CLOSING)
    if start < 0 or len(text) - start > _LONGEST_CREDIT or len(text) - start < 3:
        return None
    opening = text[start]
    is_closed = _CLOSING[opening] in text[start:]
    # `:(` and `a(b` are no brackets around words.
    is_bracket = start > 0 and (text[start - 1].isspace() or not opening.isascii())
    return None if is_closed or not is_bracket else text[start:]
