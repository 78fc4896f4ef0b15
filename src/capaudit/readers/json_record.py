"""JSON with the position of every key and value: front matter, JSON-LD in pages, exchange files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder

from capaudit.model.article import Flaw, FlawKind, Json
from capaudit.model.text import Passage, PassageBuilder, Span
from capaudit.readers.record import DEEPEST, MOST_VALUES, Record

_SPACE = re.compile(r"[ \t\r\n]*")
_SPACES = frozenset(" \t\r\n")
_BARE = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null")
# A story of five hundred paragraphs, each with its own metadata, has half of this.
MOST_VALUES_OF_ITEM = 100_000
# RFC 8259, 7; a character beyond the first plane is written as two escapes.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
# Numbers stay text: none is too long to be one.
_DECODER = JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)


class JsonSyntaxError(ValueError):
    """Text that is no JSON, where it stops being so, and the value that was read up to there."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at
        self.partial: Json = None
        # Path of the innermost value that it stands in.
        self.path: str | None = None


def read_json(
    text: str, start: int, end: int, most_values: int = MOST_VALUES
) -> tuple[Record, int]:
    """Read one JSON object; the record and the offset behind it, `end` where it is broken.

    Of a broken one the record holds what stands before the place where it breaks off.
    """
    record = Record(most_values)
    return record, _fill(record, _Reader(text, record), start, end)


def read_item(text: str, start: int) -> tuple[Record, int]:
    """Read one of the objects that a file of many holds, as `read_json`.

    Where the file breaks off inside a string, what there is of the string counts as well.
    """
    record = Record(MOST_VALUES_OF_ITEM)
    return record, _fill(record, _ItemReader(text, record), start, len(text))


def _fill(record: Record, reader: _Reader, start: int, end: int) -> int:
    after = end
    try:
        value, after = reader.value(reader.skip(start), "", Span(start, start), 0)
    except JsonSyntaxError as error:
        at = min(error.at, end)
        message = f"the JSON does not parse: {error}"
        record.flaws.append(Flaw(FlawKind.FRONT_MATTER, message, Span(at, min(at + 1, end))))
        record.broken_at = error.path or ""
        value = error.partial
    if isinstance(value, dict):
        record.values = value
    elif isinstance(value, list):
        record.values = {"@graph": value}
    return after


def members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The keys of the object at an offset, each with the offset of its value.

    A value is gone past only when the next key is asked for. Raises `JsonSyntaxError` at the place
    where the object is broken.
    """
    at = skip_space(text, at + 1)
    while text[at : at + 1] != "}":
        name, after = _string(text, at)
        start = skip_space(text, _expect(text, skip_space(text, after), ":"))
        yield name, start
        at = _next(text, start, "}")


def elements(text: str, at: int) -> Iterator[int]:
    """The offsets of the elements of the list at an offset, as `members`."""
    at = skip_space(text, at + 1)
    while text[at : at + 1] != "]":
        yield at
        at = _next(text, at, "]")


def rows(text: str, at: int) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of the list at an offset with where they begin, numbers as they are written.

    Far quicker than `read_item`, for tables that are only looked up in.
    """
    for start in elements(text, at):
        try:
            value, _ = _DECODER.raw_decode(text, start)
        except (JSONDecodeError, RecursionError):
            continue
        if isinstance(value, dict):
            yield start, value


def decoded_at(text: str, start: int) -> str:
    """The string at an offset; empty where there is none."""
    try:
        return _string(text, start)[0]
    except JsonSyntaxError:
        return ""


def value_end(text: str, start: int) -> int:
    """The offset behind the value at an offset; raises `JsonSyntaxError` where it is broken."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except JSONDecodeError as error:
        raise JsonSyntaxError(error.msg, error.pos) from error
    except RecursionError as error:
        raise JsonSyntaxError("too deep", start) from error


def _next(text: str, start: int, closing: str) -> int:
    """The offset of what follows a value in its object or list, the closing mark included."""
    at = skip_space(text, value_end(text, start))
    if text[at : at + 1] == closing:
        return at
    return skip_space(text, _expect(text, at, ","))


class _Reader:
    """Reads values by descent, no deeper than `DEEPEST`."""

    def __init__(self, text: str, record: Record) -> None:
        self._text = text
        self._record = record

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
        values: dict[str, Json] = {}
        try:
            return values, self._members(values, skip_space(self._text, at), path, depth)
        except JsonSyntaxError as error:
            error.partial = values
            error.path = path if error.path is None else error.path
            raise

    def _members(self, values: dict[str, Json], at: int, path: str, depth: int) -> int:
        """Fill an object from its first key on; the offset behind it."""
        text = self._text
        if text[at : at + 1] == "}":
            return at + 1
        while True:
            name, after = _string(text, at)
            key = Span(at + 1, after - 1)
            inner = f"{path}.{name}" if path else name
            if name in values:
                message = f"the key {name!r} stands twice; the last one counts"
                self._record.flaws.append(Flaw(FlawKind.FRONT_MATTER, message, key))
            at = skip_space(text, _expect(text, skip_space(text, after), ":"))
            try:
                values[name], at = self.value(at, inner, key, depth + 1)
            except JsonSyntaxError as error:
                if error.partial is not None:
                    values[name] = error.partial
                raise
            at = skip_space(text, at)
            if text[at : at + 1] == "}":
                return at + 1
            at = skip_space(text, _expect(text, at, ","))

    def _sequence(self, at: int, path: str, key: Span, depth: int) -> tuple[Json, int]:
        values: list[Json] = []
        try:
            return values, self._elements(values, skip_space(self._text, at), path, key, depth)
        except JsonSyntaxError as error:
            if error.partial is not None:
                values.append(error.partial)
            error.partial = values
            error.path = path if error.path is None else error.path
            raise

    def _elements(self, values: list[Json], at: int, path: str, key: Span, depth: int) -> int:
        """Fill a list from its first element on; the offset behind it."""
        text = self._text
        if text[at : at + 1] == "]":
            return at + 1
        while True:
            item, at = self.value(at, f"{path or '@graph'}[{len(values)}]", key, depth + 1)
            values.append(item)
            at = skip_space(text, at)
            if text[at : at + 1] == "]":
                return at + 1
            at = skip_space(text, _expect(text, at, ","))

    def _scalar(self, at: int, path: str, key: Span) -> tuple[Json, int]:
        if self._text[at : at + 1] == '"':
            return self._text_value(at, path, key)
        bare = _BARE.match(self._text, at)
        if bare is None:
            raise JsonSyntaxError("a value is missing", at)
        self._record.bare.add(path)
        if bare[0] == "null":
            self._record.add(path, key, Passage(""))
            return None, bare.end()
        self._record.add(path, key, Passage.verbatim(bare[0], at))
        return bare[0], bare.end()

    def _text_value(self, at: int, path: str, key: Span) -> tuple[str, int]:
        try:
            text, after = _string(self._text, at)
        except JsonSyntaxError as error:
            self._broken_string(at, path, key, error)
            raise
        self._record.add(path, key, decoded_string(self._text[at + 1 : after - 1], at + 1))
        # A key that stands twice may have had a number first.
        self._record.bare.discard(path)
        return text, after

    def _broken_string(self, at: int, path: str, key: Span, error: JsonSyntaxError) -> None:
        """Take note of a string that does not end; in a front matter the article follows it."""

    def skip(self, at: int) -> int:
        """The offset of the next character that is no white space."""
        return skip_space(self._text, at)


class _ItemReader(_Reader):
    """Reads a file that is JSON to its end: a string that breaks off there is one all the same."""

    def _broken_string(self, at: int, path: str, key: Span, error: JsonSyntaxError) -> None:
        end = len(self._text) if error.at == at else error.at
        passage = decoded_string(self._text[at + 1 : end].rstrip("\\"), at + 1)
        self._record.add(path, key, passage)
        error.partial = passage.text


def decoded_string(raw: str, start: int) -> Passage:
    """What stands between the quotes of a string, its escapes undone, with the way back."""
    if "\\" not in raw:
        return Passage.verbatim(raw, start)
    builder = PassageBuilder()
    position = 0
    for escape in _ESCAPE.finditer(raw):
        builder.copy(raw[position : escape.start()], start + position)
        builder.replace(_unescaped(escape[0]), start + escape.start(), len(escape[0]))
        position = escape.end()
    builder.copy(raw[position:], start + position)
    return builder.build_whole()


def _unescaped(escape: str) -> str:
    """The character that one escape, or a pair of them, writes."""
    if len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if len(escape) == 6:
        code = int(escape[2:], 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
    return _SHORT.get(escape[1], escape[1])


def _string(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] != '"':
        raise JsonSyntaxError("a string in double quotes is missing", at)
    try:
        value, after = _DECODER.raw_decode(text, at)
    except JSONDecodeError as error:
        raise JsonSyntaxError(error.msg, error.pos) from error
    # Half of a pair is no character: no report could print it.
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value), after


def skip_space(text: str, at: int) -> int:
    """The offset of the next character that is no white space."""
    if text[at : at + 1] not in _SPACES:
        return at
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _expect(text: str, at: int, mark: str) -> int:
    if text[at : at + 1] != mark:
        raise JsonSyntaxError(f"{mark!r} is missing", at)
    return at + 1
