"""Tells what syntax stands around a place in an article: which quotes, which markup."""

from __future__ import annotations

import re
from enum import StrEnum

from capaudit.model.article import Article, RecordEntry
from capaudit.model.text import Span


class Syntax(StrEnum):
    """Where words can stand in an article; each needs an escape of its own."""

    YAML_PLAIN = "plain YAML scalar"
    YAML_BLOCK = "YAML block scalar"
    YAML_SINGLE = "YAML in single quotes"
    TOML_LITERAL = "TOML literal string"
    # YAML in double quotes, TOML basic strings and JSON share their escapes.
    DOUBLE_QUOTED = "string in double quotes"
    JSON_IN_HTML = "JSON inside a page"
    SHORTCODE_DOUBLE = "shortcode parameter in double quotes"
    SHORTCODE_SINGLE = "shortcode parameter in single quotes"
    SHORTCODE_RAW = "shortcode parameter in backticks"
    ATTRIBUTE_DOUBLE = "attribute in double quotes"
    ATTRIBUTE_SINGLE = "attribute in single quotes"
    TITLE_DOUBLE = "title of a Markdown image in double quotes"
    TITLE_SINGLE = "title of a Markdown image in single quotes"
    TITLE_BRACKETS = "title of a Markdown image in brackets"
    MARKDOWN = "Markdown text"
    HTML = "HTML text"
    # Nothing can be written there for sure.
    BARE = "value without quotes"


# Shortcodes and tags are looked for no farther than this before a place.
_REACH = 8_000
_TAGS_TRIED = 8
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,3}[ \t]*(?:#[^\n]*)?\r?\n[ \t\r\n]*\Z")
_SHORTCODE_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|`([^`]*)`", re.DOTALL)
_SHORTCODE_QUOTES = (Syntax.SHORTCODE_DOUBLE, Syntax.SHORTCODE_SINGLE, Syntax.SHORTCODE_RAW)
_TAG = re.compile(r"<[A-Za-z][\w:.-]{0,60}(?=[\s/>])(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>")
_TITLE = re.compile(r"\]\(\s{0,40}(?:<[^<>\n]{0,2000}>|[^\s<]{1,2000})\s{1,40}([\"'(])")
_TITLES = {'"': Syntax.TITLE_DOUBLE, "'": Syntax.TITLE_SINGLE, "(": Syntax.TITLE_BRACKETS}
_ATTRIBUTE = re.compile(r"=\s{0,20}(?:\"([^\"]*)\"|'([^']*)')")


def entry_at(article: Article, where: Span) -> RecordEntry | None:
    """The value of the front matter or structured data that holds a place."""
    for entry in article.entries:
        whole = entry.value.span
        if whole is not None and whole.covers(where):
            return entry
    return None


def record_syntax(article: Article, entry: RecordEntry) -> Syntax:
    """How a value of the record is written."""
    text, value = article.source.text, entry.value.span
    gap = text[entry.key_span.end : value.start] if value is not None else ""
    quote = gap.rstrip()[-1:]
    opening = text.lstrip()[:1]
    if article.format == "html":
        return Syntax.JSON_IN_HTML if quote == '"' else Syntax.BARE
    if quote == '"':
        return Syntax.DOUBLE_QUOTED
    if opening == "+":
        return Syntax.TOML_LITERAL if quote == "'" else Syntax.BARE
    if opening == "{":
        return Syntax.BARE
    if quote == "'":
        return Syntax.YAML_SINGLE
    return Syntax.YAML_BLOCK if _BLOCK_HEADER.search(gap) else Syntax.YAML_PLAIN


def text_syntax(article: Article, where: Span) -> Syntax:
    """What stands around a place outside the record."""
    text = article.source.text
    shortcode = enclosing_shortcode(text, where)
    if shortcode is not None:
        return _quotes(text, shortcode, where, _SHORTCODE_STRING, _SHORTCODE_QUOTES)
    tag = _enclosing_tag(text, where)
    if tag is not None:
        kinds = (Syntax.ATTRIBUTE_DOUBLE, Syntax.ATTRIBUTE_SINGLE)
        return _quotes(text, tag, where, _ATTRIBUTE, kinds)
    if article.format == "html":
        return Syntax.HTML
    return _title_syntax(article, where) or Syntax.MARKDOWN


def enclosing_shortcode(text: str, where: Span) -> Span | None:
    """The shortcode or template tag around a place."""
    low = max(0, where.start - _REACH)
    start = max(text.rfind("{{", low, where.start), text.rfind("{%", low, where.start))
    if start < 0:
        return None
    end = text.find("}}" if text[start + 1] == "{" else "%}", start + 2, start + _REACH)
    return Span(start, end + 2) if end >= where.end else None


def _enclosing_tag(text: str, where: Span) -> Span | None:
    low, start = max(0, where.start - _REACH), where.start
    for _ in range(_TAGS_TRIED):
        start = text.rfind("<", low, start)
        if start < 0:
            return None
        tag = _TAG.match(text, start, start + 2 * _REACH)
        if tag is not None:
            return Span(*tag.span()) if tag.end() >= where.end else None
    return None


def _quotes(
    text: str, around: Span, where: Span, strings: re.Pattern[str], kinds: tuple[Syntax, ...]
) -> Syntax:
    """Which kind of string of a tag holds a place."""
    for found in strings.finditer(text, around.start, around.end):
        group = found.lastindex or 1
        if Span(*found.span(group)).covers(where):
            return kinds[group - 1]
    return Syntax.BARE


def _title_syntax(article: Article, where: Span) -> Syntax | None:
    """The quotes of a Markdown image's title, where a place lies in one: `![…](a.jpg "here")`."""
    text = article.source.text
    for figure in article.figures:
        if figure.span.covers(where) and text.startswith("![", figure.span.start):
            behind = text.rfind("](", figure.span.start, where.start)
            opening = _TITLE.match(text, behind, where.start) if behind >= 0 else None
            return _TITLES.get(opening[1], Syntax.BARE) if opening is not None else None
    return None
