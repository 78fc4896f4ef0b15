"""Requests in the text not to report something: `<!-- capaudit: ignore CRD001: reason -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.article import Ignore
from capaudit.model.text import SourceText, Span
from capaudit.readers.record import Record

_CLOSED = (
    r"(?:<!--|\{/\*|\{#|\{%-?\s{0,5}comment\s{0,5}-?%\}|%%)",
    r"(?:-->|\*/\}|#\}|\{%-?\s{0,5}endcomment\s{0,5}-?%\}|%%)",
)
_REQUEST = (
    r"\s{0,20}capaudit:\s{0,20}ignore[ \t]{1,20}"
    r"(?P<codes>[A-Z]{3}\d{0,3}(?:[ \t]{0,5},?[ \t]{1,5}[A-Z]{3}\d{0,3}|,[A-Z]{3}\d{0,3}){0,60})"
    r"(?:\s{0,5}:\s{0,5}(?P<reason>[^\n]{0,500}?))?\s{0,20}"
)
_COMMENT = re.compile(_CLOSED[0] + _REQUEST + _CLOSED[1])
# Comments that end with their line, by format.
_LINE_COMMENTS = {
    "restructuredtext": re.compile(rf"^[ \t]{{0,200}}\.\.{_REQUEST}$", re.MULTILINE),
    "asciidoc": re.compile(rf"^//(?!/){_REQUEST}$", re.MULTILINE),
}
# How far beside a comment its line is looked at: enough for any indent.
_AROUND = 200
_CODES = re.compile(r"[A-Z]{3}\d{0,3}")


def find_ignores(source: SourceText, record: Record, format: str) -> tuple[Ignore, ...]:
    """The ignores of the comments in order, then those of the front matter."""
    comments = _COMMENT, _LINE_COMMENTS.get(format)
    found = [one for form in comments if form is not None for one in _in_comments(source, form)]
    return (*sorted(found, key=lambda one: one.span), *_in_record(record))


def _in_comments(source: SourceText, form: re.Pattern[str]) -> Iterator[Ignore]:
    if "capaudit" not in source.text:
        return
    for found in form.finditer(source.text):
        span = Span(found.start(), found.end())
        codes = tuple(_CODES.findall(found["codes"]))
        reason = (found["reason"] or "").strip() or None
        yield Ignore(codes, reason, span, _line_meant(source, span))


def _line_meant(source: SourceText, span: Span) -> int:
    """The comment's own line where it holds more than the comment, else the next one with text."""
    first, _ = source.position(span.start)
    last, _ = source.position(span.end)
    before = source.text[max(source.line_start(first), span.start - _AROUND) : span.start]
    after = source.text[span.end : span.end + _AROUND].partition("\n")[0]
    if before.strip():
        return first
    if after.strip():
        return last
    line = last + 1
    while (
        source.line_start(line) < len(source.text)
        and line < last + 50
        and not source.line(line).strip()
    ):
        line += 1
    return line


def _in_record(record: Record) -> Iterator[Ignore]:
    """`capaudit: {ignore: [CRD001]}` counts for the whole article.

    So does `:capaudit-ignore: CRD001`, where a record has no objects.
    """
    for path, entry in record.entries.items():
        if path.startswith(("capaudit.ignore", "capaudit-ignore")):
            codes = tuple(_CODES.findall(entry.value.text))
            if codes:
                yield Ignore(codes, None, entry.value.span or entry.key_span, None)
