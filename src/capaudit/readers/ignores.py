"""Requests in the text not to report something: `<!-- capaudit: ignore CRD001: reason -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaudit.model.article import Ignore
from capaudit.model.text import SourceText, Span
from capaudit.readers.record import Record

_CLOSED = (
    r"(?:<!--|\{/\*|\{#|\{%-?\s{0,5}comment\s{0,5}-?%\}|%%)",
    r"(?:-->|\*/\}|#\}|\{%-?\s{0,5}endcomment\s{0,5}-?%\}|%%)",
)
_ASKED = r"\s{0,20}capaudit:\s{0,20}ignore\b(?P<request>[^\n]{0,900}?)\s{0,20}"
_COMMENT = re.compile(_CLOSED[0] + _ASKED + _CLOSED[1])
# Comments that end with their line, by format.
_LINE_COMMENTS = {
    "restructuredtext": re.compile(rf"^[ \t]{{0,200}}\.\.{_ASKED}$", re.MULTILINE),
    "asciidoc": re.compile(rf"^//(?!/){_ASKED}$", re.MULTILINE),
}
# `CRD001, DAT006: reason`
_SEPARATOR = r"(?:[ \t]{0,5},[ \t]{0,5}|[ \t]{1,5})"
_REQUEST = re.compile(
    rf"\s{{0,20}}(?P<codes>[A-Z]{{3}}\d{{0,3}}(?:{_SEPARATOR}[A-Z]{{3}}\d{{0,3}}){{0,60}})"
    r"\s{0,5}(?::\s{0,20}(?P<reason>.*))?",
    re.DOTALL,
)
_CODE = re.compile(r"[A-Z]{3}\d{0,3}")
# The second where a record has no objects: `:capaudit-ignore: CRD001`.
_KEYS = ("capaudit.ignore", "capaudit-ignore")
# How far beside a comment its line is looked at: enough for any indent.
_AROUND = 200


def find_ignores(
    source: SourceText, record: Record, format: str, code: Sequence[Span] = ()
) -> tuple[Ignore, ...]:
    """The ignores of the comments in order, then those of the front matter.

    A comment inside one of the blocks of `code` only shows how ignores are written. A request
    that names no code is kept: whoever wrote it must hear that it does nothing.
    """
    comments = _COMMENT, _LINE_COMMENTS.get(format)
    found = [
        one for form in comments if form is not None for one in _in_comments(source, form, code)
    ]
    return (*sorted(found, key=lambda one: one.span), *_in_record(record))


def _in_comments(
    source: SourceText, form: re.Pattern[str], code: Sequence[Span]
) -> Iterator[Ignore]:
    if "capaudit" not in source.text:
        return
    for found in form.finditer(source.text):
        span = Span(found.start(), found.end())
        if not any(block.covers(span) for block in code):
            codes, reason = _read(found["request"])
            yield Ignore(codes, reason, span, _line_meant(source, span))


def _read(request: str) -> tuple[tuple[str, ...], str | None]:
    """The codes and the reason of a request."""
    found = _REQUEST.fullmatch(request)
    if found is None:
        return (), None
    return tuple(_CODE.findall(found["codes"])), (found["reason"] or "").strip() or None


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
    """What a front matter asks for counts for the whole article.

    `capaudit: {ignore: [CRD001]}`, or with reasons `["CRD001: scanned print"]` or
    `{CRD001: scanned print}`; `:capaudit-ignore: CRD001` where a record has no objects.
    """
    for path, entry in record.entries.items():
        if not path.startswith(_KEYS):
            continue
        key = next(key for key in _KEYS if path.startswith(key))
        if path[len(key) : len(key) + 1] not in {"", "[", "."}:
            continue
        tail = path[len(key) :]
        where = entry.value.span or entry.key_span
        if tail.startswith("."):
            codes, reason = _read(f"{tail[1:]}: {entry.value.text}")
            where = entry.key_span
        else:
            codes, reason = _read(entry.value.text)
        yield Ignore(codes, reason, where, None)
