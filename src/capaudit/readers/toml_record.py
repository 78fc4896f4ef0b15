"""TOML front matter: tomllib decides what it says, a scan of the lines where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import msgspec

from capaudit.model.article import Flaw, FlawKind, Json
from capaudit.model.text import Passage, Span
from capaudit.readers.record import DEEPEST, Record, aligned

_TABLE = re.compile(r"[ \t]*(\[\[?)[ \t]*([^\]\n]{1,200}?)[ \t]*\]\]?[ \t]*(?:#.*)?$")
_PAIR = re.compile(r"[ \t]*([A-Za-z0-9_.\"' -]{1,120}?)[ \t]*=[ \t]*(.*)$")
_LINE_OF_ERROR = re.compile(r"at line (\d+), column (\d+)")
_STRING = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'")

# What arrays and inline tables are made of; comments, `=` and white space lie between.
_TOKEN = re.compile(
    r"(?:#[^\n]{0,2000}|[\s=])*+"
    r"(\"\"\"|'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[\[\]{},]|[^\s\[\]{},=#\"']+)"
)
# Behind so much of a list its values are no longer placed.
_LONGEST_LIST = 50_000


def read_toml(text: str, start: int, end: int) -> Record:
    """Read the TOML between two offsets; broken TOML gives a flaw and what can be saved."""
    record = Record()
    block = text[start:end]
    places = _Places(block, start)
    try:
        parsed = tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        record.flaws.append(_flaw(str(error), block, start))
        _salvage(record, places.found)
        return record
    for key, value in parsed.items():
        record.values[key] = _read(record, value, key, places, 0)
    return record


class _Found:
    """Where a key and its value stand, and the value's source up to the end of the line."""

    def __init__(self, key: Span, raw: str, start: int) -> None:
        self.key = key
        self.raw = raw
        self.start = start


class _Container(msgspec.Struct):
    """An array or inline table whose members are being read."""

    path: str
    is_table: bool
    index: int = 0
    key: str | None = None

    @property
    def member(self) -> str:
        """The path of the member that comes next."""
        return f"{self.path}.{self.key}" if self.is_table else f"{self.path}[{self.index}]"


class _Places:
    """Where keys and values stand, by their paths."""

    def __init__(self, block: str, start: int) -> None:
        self._block = block
        self._start = start
        self.found = _scan(block, start)

    def open(self, path: str) -> None:
        """Look into the array or inline table at a path, which is known to be closed."""
        whole = self.found.get(path)
        if whole is not None and whole.raw[:1] in {"[", "{"}:
            begin = whole.start - self._start
            for member, text, at in _members(self._block, begin, path):
                self.found.setdefault(member, _Found(whole.key, text, self._start + at))


def _members(block: str, begin: int, path: str) -> Iterator[tuple[str, str, int]]:
    """The values inside an array or inline table: path, source and offset of each."""
    within: list[_Container] = []
    for token in _TOKEN.finditer(block, begin, min(len(block), begin + _LONGEST_LIST)):
        text = token[1]
        if text in {"[", "{"}:
            within.append(_Container(within[-1].member if within else path, text == "{"))
        elif text in {"]", "}"}:
            within.pop()
            if not within:
                return
        elif text == ",":
            within[-1].index += 1
            within[-1].key = None
        elif within[-1].is_table and within[-1].key is None:
            within[-1].key = _unquoted(text)
        else:
            yield within[-1].member, text, token.start(1)


def _scan(block: str, start: int) -> dict[str, _Found]:
    places: dict[str, _Found] = {}
    counts: dict[str, int] = {}
    prefix = ""
    offset = 0
    for line in block.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        table = _TABLE.match(bare)
        pair = None if table else _PAIR.match(bare)
        if table is not None:
            name = _unquoted(table[2])
            if table[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                name = f"{name}[{counts[name]}]"
            prefix = f"{name}."
        elif pair is not None:
            key = Span(start + offset + pair.start(1), start + offset + pair.end(1))
            begin = offset + pair.start(2)
            raw = _value_source(block, begin, offset + len(bare))
            places[prefix + _unquoted(pair[1])] = _Found(key, raw, start + begin)
        offset += len(line)
    return places


def _unquoted(key: str) -> str:
    return key.replace('"', "").replace("'", "").strip()


def _value_source(block: str, begin: int, line_end: int) -> str:
    """The source of a value without its comment; a multi-line string to its closing quotes."""
    string = _STRING.match(block, begin)
    if string is None:
        return block[begin:line_end].partition(" #")[0].rstrip()
    if len(string[0]) == 3 and string[0] in {'"""', "'''"}:
        found = block.find(string[0], begin + 3)
        return block[begin : found + 3] if found >= 0 else block[begin:line_end]
    return string[0]


def _read(record: Record, value: object, path: str, places: _Places, depth: int) -> Json:
    if depth > DEEPEST or not record.spend():
        return None
    if isinstance(value, dict | list):
        places.open(path)
    match value:
        case dict():
            return {
                str(key): _read(record, one, f"{path}.{key}", places, depth + 1)
                for key, one in value.items()
            }
        case list():
            return [
                _read(record, one, f"{path}[{index}]", places, depth + 1)
                for index, one in enumerate(value)
            ]
    return _read_scalar(record, value, path, places)


def _read_scalar(record: Record, value: object, path: str, places: _Places) -> str:
    found = places.found.get(path)
    if not isinstance(value, str):
        # Numbers, dates and booleans stay as they are written.
        text = found.raw if found is not None else str(value)
        if found is not None:
            record.add(path, found.key, Passage.verbatim(text, found.start))
        return text
    if found is None:
        record.add(path, Span(0, 0), Passage(value))
        return value
    quote = 3 if found.raw[:3] in {'"""', "'''"} else 1
    inner = found.raw[quote : len(found.raw) - quote]
    record.add(path, found.key, aligned(inner, found.start + quote, value.strip("\n")))
    return value


def _salvage(record: Record, places: dict[str, _Found]) -> None:
    for path, found in places.items():
        if "." in path:
            continue
        text = found.raw.strip("\"'")
        lead = len(found.raw) - len(found.raw.lstrip("\"'"))
        record.values[path] = text or None
        record.add(path, found.key, Passage.verbatim(text, found.start + lead))


def _flaw(message: str, block: str, start: int) -> Flaw:
    found = _LINE_OF_ERROR.search(message)
    at = len(block)
    if found is not None:
        lines = block.splitlines(keepends=True)
        at = sum(len(line) for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    at = max(0, min(at, len(block)))
    text = f"the TOML front matter does not parse: {message}"
    return Flaw(FlawKind.FRONT_MATTER, text, Span(start + at, start + min(at + 1, len(block))))
