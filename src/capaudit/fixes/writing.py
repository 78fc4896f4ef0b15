"""Writes words into an article: escaped for the syntax around them, or not at all."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

from capaudit.fixes.places import text_span, unbroken
from capaudit.fixes.syntax import Syntax, entry_at, record_syntax, text_syntax
from capaudit.model.article import Article, RecordEntry
from capaudit.model.finding import Edit, Fix
from capaudit.model.text import Passage, Span

# Template languages, kramdown and JSX read these wherever they stand; no credit has any.
_BRACES = frozenset("{}")
# Readers show words without such markup, wherever it stands.
_MARKUP = re.compile(r"<[/a-zA-Z]|\]\(")
_MARKDOWN_MARKS = re.compile(r"[<>*_`\\~|\[\]]|&(?=[#A-Za-z])")
_BALANCED = re.compile(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\](:]*)*")
# https://yaml.org/spec/1.2.2/#733-plain-style: what a plain scalar may begin with and hold; texts
# that other readers take for numbers, dates or truth values are quoted too.
_PLAIN_SAFE = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`=~])(?!.*(?:: | #|[,\[\]{}]))\S(?:.*[^\s:])?")
_TYPED = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|[-+.\d][-+.:\d_eTZ ]*")


def rewrite(article: Article, passage: Passage, span: Span, text: str) -> Edit | None:
    """Put other words in the place of a part of a passage.

    `None` where they cannot be written there for sure: markup stands between, the encoding lacks
    a letter, or the syntax around has no escape for them.
    """
    where = unbroken(passage, span)
    if where is None or not is_writable(article, text):
        return None
    entry = entry_at(article, where)
    if entry is not None:
        return _in_record(article, entry, where, text)
    escaped = escape(text, text_syntax(article, where))
    return None if escaped is None else edit(article, where, escaped, text)


def edit(article: Article, where: Span, written: str, meaning: str) -> Edit:
    """An edit of words that are escaped already."""
    return Edit(where, article.source.range(where), written, meaning)


def fix_of(description: str, *edits: Edit | None) -> Fix | None:
    """A safe fix made of these edits; `None` where one of them cannot be written."""
    made = tuple(one for one in edits if one is not None)
    return Fix(description, True, made) if made and len(made) == len(edits) else None


def escape(text: str, syntax: Syntax) -> str | None:
    """The words as they are to be written inside some syntax; `None` where it cannot hold them."""
    return _ESCAPES[syntax](text)


def is_writable(article: Article, text: str) -> bool:
    """Whether words can be written into an article at all, whatever stands around them."""
    if not _BRACES.isdisjoint(text) or _MARKUP.search(text):
        return False
    try:
        text.encode(article.encoding)
    except UnicodeEncodeError:
        return False
    return all(one.isprintable() or unicodedata.category(one) == "Zs" for one in text)


def _in_record(article: Article, entry: RecordEntry, where: Span, text: str) -> Edit | None:
    """A value of the front matter with other words in it; its quotes change where they must."""
    syntax, inside = record_syntax(article, entry), text_span(entry.value, where)
    value, whole = entry.value.text, entry.value.span
    if inside is None or whole is None:
        return None
    new = value[: inside.start] + text + value[inside.end :]
    if syntax is Syntax.YAML_PLAIN and not is_plain_scalar(new):
        return edit(article, whole, f'"{_double_quoted(new)}"', new)
    if syntax is Syntax.TOML_LITERAL and "'" in text:
        quoted = Span(whole.start - 1, whole.end + 1)
        if article.source.text[quoted.start : quoted.end] != f"'{value}'":
            return None
        return edit(article, quoted, f'"{_double_quoted(new)}"', new)
    escaped = escape(text, syntax)
    return None if escaped is None else edit(article, where, escaped, text)


def is_plain_scalar(value: str) -> bool:
    """Whether YAML reads a value without quotes as this very text."""
    return _PLAIN_SAFE.fullmatch(value) is not None and _TYPED.fullmatch(value) is None


def _double_quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _reference(match: re.Match[str]) -> str:
    """A character reference: it means the same in Markdown, in its titles and in HTML blocks."""
    named = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
    return named.get(match[0], f"&#{ord(match[0])};")


def _markdown(text: str) -> str:
    """Brackets in pairs need no escape, and credits stand in them."""
    in_pairs = _BALANCED.fullmatch(text) is not None
    return _MARKDOWN_MARKS.sub(
        lambda match: match[0] if in_pairs and match[0] in "[]" else _reference(match), text
    )


def _title(quotes: str) -> Callable[[str], str]:
    marks = re.compile(rf"[\\{quotes}]|&(?=[#A-Za-z])")
    return lambda text: marks.sub(_reference, text)


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _backslashed(quote: str) -> Callable[[str], str]:
    return lambda text: text.replace("\\", "\\\\").replace(quote, f"\\{quote}")


_ESCAPES: dict[Syntax, Callable[[str], str | None]] = {
    Syntax.YAML_PLAIN: lambda text: text,
    Syntax.YAML_BLOCK: lambda text: text,
    Syntax.YAML_SINGLE: lambda text: text.replace("'", "''"),
    Syntax.TOML_LITERAL: lambda text: None if "'" in text else text,
    Syntax.DOUBLE_QUOTED: _double_quoted,
    Syntax.JSON_IN_HTML: lambda text: _double_quoted(text).replace("<", "\\u003c"),
    Syntax.SHORTCODE_DOUBLE: _backslashed('"'),
    Syntax.SHORTCODE_SINGLE: _backslashed("'"),
    Syntax.SHORTCODE_RAW: lambda text: None if "`" in text or "\\" in text else text,
    Syntax.ATTRIBUTE_DOUBLE: lambda text: _html(text).replace('"', "&quot;"),
    Syntax.ATTRIBUTE_SINGLE: lambda text: _html(text).replace("'", "&#39;"),
    Syntax.TITLE_DOUBLE: _title('"'),
    Syntax.TITLE_SINGLE: _title("'"),
    Syntax.TITLE_BRACKETS: _title("()"),
    Syntax.MARKDOWN: _markdown,
    Syntax.HTML: _html,
    Syntax.BARE: lambda text: text if re.fullmatch(r"[A-Za-z0-9._-]+", text) else None,
}
