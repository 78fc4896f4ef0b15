"""JSON with the position of every key and value: front matter, and JSON-LD in pages."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder

from capaudit.model.article import Flaw, FlawKind, Json
from capaudit.model.text import Passage, Span
from capaudit.readers.record import DEEPEST, MOST_VALUES, Record, aligned

_SPACE = re.compile(r"[ \t\r\n]*")
_BARE = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null")


_DECODER = JSONDecoder(strict=False)


class JsonSyntaxError(ValueError):
    """Text that is no JSON, and where it stops being so."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def read_json(
    text: str, start: int, end: int, most_values: int = MOST_VALUES
) -> tuple[Record, int]:
    """Read one JSON object; the record and the offset behind it, `end` where it is broken."""
    record = Record(most_values)
    reader = _Reader(text, record)
    try:
        value, after = reader.value(reader.skip(start), "", Span(start, start), 0)
    except JsonSyntaxError as error:
        at = min(error.at, end)
        message = f"the JSON does not parse: {error}"
        record.flaws.append(Flaw(FlawKind.FRONT_MATTER, message, Span(at, min(at + 1, end))))
        record.values.update(reader.top)
        return record, end
    if isinstance(value, dict):
        record.values = value
    elif isinstance(value, list):
        record.values = {"@graph": value}
    return record, after


class _Reader:
    """Reads values by descent, no deeper than `DEEPEST`."""

    def __init__(self, text: str, record: Record) -> None:
        self._text = text
        self._record = record
        self.top: dict[str, Json] = {}

    def value(self, at: int, path: str, key: Span, depth: int) -> tuple[Json, int]:
        """Read the value at an offset; the value and the offset behind it."""
        if depth > DEEPEST or not self._record.spend():
            raise JsonSyntaxError("too deep or too long", at)
        opening = self._text[at : at + 1]
        if opening == "{":
            return self._mapping(at + 1, path, depth)
        if opening == "[":
            return self._sequence(at + 1, path, key, depth)
        return self._scalar(at, path, key)

    def _mapping(self, at: int, path: str, depth: int) -> tuple[Json, int]:
        values: dict[str, Json] = {} if depth else self.top
        at = self.skip(at)
        if self._text[at : at + 1] == "}":
            return values, at + 1
        while True:
            name, after = self._string(at)
            span = Span(at + 1, after - 1)
            if name in values:
                message = f"the key {name!r} stands twice; the last one counts"
                self._record.flaws.append(Flaw(FlawKind.FRONT_MATTER, message, span))
            at = self.skip(self._expect(self.skip(after), ":"))
            inner = f"{path}.{name}" if path else name
            values[name], at = self.value(at, inner, span, depth + 1)
            at = self.skip(at)
            if self._text[at : at + 1] == "}":
                return values, at + 1
            at = self.skip(self._expect(at, ","))

    def _sequence(self, at: int, path: str, key: Span, depth: int) -> tuple[Json, int]:
        values: list[Json] = []
        at = self.skip(at)
        if self._text[at : at + 1] == "]":
            return values, at + 1
        while True:
            item, at = self.value(at, f"{path or '@graph'}[{len(values)}]", key, depth + 1)
            values.append(item)
            at = self.skip(at)
            if self._text[at : at + 1] == "]":
                return values, at + 1
            at = self.skip(self._expect(at, ","))

    def _scalar(self, at: int, path: str, key: Span) -> tuple[Json, int]:
        if self._text[at : at + 1] == '"':
            text, after = self._string(at)
            raw = self._text[at + 1 : after - 1]
            self._record.add(path, key, aligned(raw, at + 1, text))
            return text, after
        bare = _BARE.match(self._text, at)
        if bare is None:
            raise JsonSyntaxError("a value is missing", at)
        if bare[0] == "null":
            self._record.add(path, key, Passage(""))
            return None, bare.end()
        self._record.add(path, key, Passage.verbatim(bare[0], at))
        return bare[0], bare.end()

    def _string(self, at: int) -> tuple[str, int]:
        if self._text[at : at + 1] != '"':
            raise JsonSyntaxError("a string in double quotes is missing", at)
        try:
            text, after = _DECODER.raw_decode(self._text, at)
        except JSONDecodeError as error:
            raise JsonSyntaxError(error.msg, error.pos) from error
        return text, after

    def skip(self, at: int) -> int:
        """The offset of the next character that is no white space."""
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def _expect(self, at: int, mark: str) -> int:
        if self._text[at : at + 1] != mark:
            raise JsonSyntaxError(f"{mark!r} is missing", at)
        return at + 1
