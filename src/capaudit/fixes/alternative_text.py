"""ALT002: no alternative text rather than one that is a file name."""

from __future__ import annotations

import re

from capaudit.fixes.syntax import (
    Syntax,
    enclosing_shortcode,
    entry_at,
    record_syntax,
    text_syntax,
)
from capaudit.fixes.writing import edit
from capaudit.model.article import Article
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Edit, Finding, Fix
from capaudit.model.text import Span

# ` alt="` before a value, white space and comma included, and the quote behind it.
_BEFORE = re.compile(r"\s{0,80},?\s{1,80}[A-Za-z][\w-]{0,40}\s{0,9}[=:]\s{0,9}([\"'`])\s{0,9}\Z")
_REACH = 240
# What stands before an image that a link begins with: `[`, or `<a href="…">`.
_LINK = re.compile(r"(?:(?<!!)\[|<[aA]\s[^<>]{0,230}>)\s{0,9}\Z")
_IN_QUOTES = frozenset(
    (
        *(Syntax.SHORTCODE_DOUBLE, Syntax.SHORTCODE_SINGLE, Syntax.SHORTCODE_RAW),
        *(Syntax.ATTRIBUTE_DOUBLE, Syntax.ATTRIBUTE_SINGLE),
    )
)
_QUOTED_VALUES = frozenset(
    (Syntax.DOUBLE_QUOTED, Syntax.YAML_SINGLE, Syntax.TOML_LITERAL, Syntax.JSON_IN_HTML)
)


def alt_removed(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
    """Take the alternative text away.

    The attribute goes as a whole: `alt=""` would declare the picture a mere decoration. A picture
    alone in a link is left to a person: its alternative text is the link's name (WCAG 2.2, H30).
    """
    del finding
    alt = evidence.figure.alt_text
    where = alt.span if alt is not None else None
    if alt is None or where is None or _opens_link(whole.article.source.text, where):
        return None
    removal = _removal(whole.article, where)
    if removal is None:
        return None
    return Fix(f"the alternative text “{alt.text}” is removed", True, (removal,))


def _opens_link(text: str, where: Span) -> bool:
    """Whether the image whose alternative text stands here is the first thing in a link."""
    shortcode = enclosing_shortcode(text, where)
    low = max(0, where.start - _REACH)
    starts = (text.rfind("<", low, where.start), text.rfind("![", low, where.start))
    start = shortcode.start if shortcode is not None else max(starts)
    return start >= 0 and _LINK.search(text[max(0, start - _REACH) : start]) is not None


def _removal(article: Article, where: Span) -> Edit | None:
    entry = entry_at(article, where)
    if entry is not None:
        match record_syntax(article, entry):
            case Syntax.YAML_PLAIN:
                return edit(article, where, '""', "")
            case syntax if syntax in _QUOTED_VALUES:
                return edit(article, where, "", "")
        return None
    syntax = text_syntax(article, where)
    if syntax is Syntax.MARKDOWN:
        return edit(article, where, "", "")
    attribute = _attribute(article.source.text, where) if syntax in _IN_QUOTES else None
    return edit(article, attribute, "", "") if attribute is not None else None


def _attribute(text: str, where: Span) -> Span | None:
    """The whole of ` alt="…"` around a value; `None` for a parameter without a name."""
    before = text[max(0, where.start - _REACH) : where.start]
    found = _BEFORE.search(before)
    if found is None:
        return None
    closing = re.compile(rf"\s{{0,80}}{found[1]}").match(text, where.end)
    if closing is None:
        return None
    return Span(where.start - len(before) + found.start(), closing.end())
