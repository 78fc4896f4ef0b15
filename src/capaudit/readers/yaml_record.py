"""YAML front matter: the composed nodes, because they keep positions and raw scalars.

`12:30` stays text (YAML 1.1 reads 750), `no` stays text (YAML 1.1 reads false).
"""

from __future__ import annotations

import re

import yaml

from capaudit.model.article import Flaw, FlawKind, Json
from capaudit.model.text import Passage, Span
from capaudit.readers.record import DEEPEST, MOST_VALUES, Record, aligned, plain_value

_KEY_LINE = re.compile(
    r"^([ \t]{0,40}(?:- )?[ \t]{0,8})([A-Za-z_][\w .-]{0,60}?)[ \t]{0,8}:(?:[ \t]+(.*))?$"
)
_BRACKET = re.compile(r"[\[\]{}]")
_DEEPEST_BRACKETS = 200
_DEEPEST_INDICATORS = 200
_INDICATORS = re.compile(rf"(?:[-?] ){{{_DEEPEST_INDICATORS}}}")
_BLOCK_HEADER = re.compile(r"[|>][^\n]*\n")


class _Untyped:
    """Does not tell the type of a scalar: its text is all that is read, and telling is slow."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """The tag of a node."""
        return ""

    def descend_resolver(self, parent: object, index: object) -> None:
        """Takes note of nothing."""

    def ascend_resolver(self) -> None:
        """Takes note of nothing."""


_LOADER = type("_Loader", (_Untyped, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), {})


def read_yaml(text: str, start: int, end: int, most_values: int = MOST_VALUES) -> Record:
    """Read the YAML between two offsets; broken YAML gives a flaw and what can be saved."""
    record = Record(most_values)
    block = text[start:end]
    try:
        node = _composed(block)
    except yaml.YAMLError as error:
        record.flaws.append(_flaw(error, block, start))
        return _salvaged(record, block, start)
    if isinstance(node, yaml.MappingNode):
        _Reader(record, text, start).mapping(node, "", record.values, 0)
    elif node is not None:
        message = "the front matter is no mapping of keys to values"
        record.flaws.append(Flaw(FlawKind.FRONT_MATTER, message, Span(start, end)))
    return record


def _composed(block: str) -> yaml.Node | None:
    if _nests_too_deep(block):
        raise yaml.YAMLError("nested too deep")
    # Characters that YAML forbids outright would cost the whole block: they become spaces.
    printable = yaml.reader.Reader.NON_PRINTABLE.sub(" ", block)
    node: yaml.Node | None = yaml.compose(printable, Loader=_LOADER)
    return node


def _nests_too_deep(block: str) -> bool:
    """Whether composing the block could exhaust the stack of the C parser, which recurses."""
    many = block.count("- ") + block.count("? ") >= _DEEPEST_INDICATORS
    if many and _INDICATORS.search(block):
        return True
    if block.count("[") + block.count("{") <= _DEEPEST_BRACKETS:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(block):
        depth = max(0, depth + (1 if bracket[0] in "[{" else -1))
        if depth > _DEEPEST_BRACKETS:
            return True
    return False


def _salvaged(record: Record, block: str, start: int) -> Record:
    """What can be read of broken YAML: with tabs as spaces, else key by key."""
    if "\t" in block:
        try:
            node = _composed(block.replace("\t", " "))
        except yaml.YAMLError:
            node = None  # Broken in more than its tabs, which the flaw already says.
        if isinstance(node, yaml.MappingNode):
            _Reader(record, " " * start + block, start).mapping(node, "", record.values, 0)
            return record
    _salvage_lines(record, block, start)
    return record


def _salvage_lines(record: Record, block: str, start: int) -> None:
    """Take `key: value` at the margin, line by line."""
    offset = start
    for line in block.splitlines(keepends=True):
        found = _KEY_LINE.match(line.rstrip("\r\n"))
        if found is not None and not found[1].strip(" \t") and not found[1]:
            key, value = found[2], found[3] or ""
            passage = _unquoted(value, offset + max(0, found.start(3)))
            record.values[key] = passage.text or None
            record.add(key, Span(offset + found.start(2), offset + found.end(2)), passage)
        offset += len(line)


def _unquoted(value: str, start: int) -> Passage:
    stripped = value.strip()
    lead = len(value) - len(value.lstrip())
    if len(stripped) >= 2 and stripped[0] == stripped[-1] and stripped[0] in "\"'":
        return Passage.verbatim(stripped[1:-1], start + lead + 1)
    return Passage.verbatim(stripped, start + lead)


def _flaw(error: yaml.YAMLError, block: str, start: int) -> Flaw:
    """Say what is wrong, and where; a tab is named because editors do not show it."""
    mark = getattr(error, "problem_mark", None)
    at = min(mark.index if mark is not None else 0, len(block))
    problem = getattr(error, "problem", None) or str(error) or "not readable"
    if block[at : at + 1] == "\t" or "'\\t'" in problem:
        problem = "a tab where YAML allows only spaces"
    message = f"the YAML front matter does not parse: {problem}"
    return Flaw(FlawKind.FRONT_MATTER, message, Span(start + at, start + min(at + 1, len(block))))


class _Reader:
    """Turns nodes into values and notes where they stand in the source."""

    def __init__(self, record: Record, text: str, start: int) -> None:
        self._record = record
        self._text = text
        self._start = start

    def mapping(
        self, node: yaml.MappingNode, prefix: str, into: dict[str, Json], depth: int
    ) -> None:
        """Read the keys of a mapping; of a key that stands twice the last value counts."""
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            name, span = key_node.value, self._span(key_node)
            if name in into:
                message = f"the key {name!r} stands twice in the front matter; the last one counts"
                self._record.flaws.append(Flaw(FlawKind.FRONT_MATTER, message, span))
            into[name] = self._value(value_node, f"{prefix}{name}", span, depth)

    def _value(self, node: yaml.Node, path: str, key: Span, depth: int) -> Json:
        if depth > DEEPEST or not self._record.spend():
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path, key)
        match node:
            case yaml.MappingNode():
                values: dict[str, Json] = {}
                self.mapping(node, f"{path}.", values, depth + 1)
                return values
            case yaml.SequenceNode():
                return [
                    self._value(item, f"{path}[{index}]", key, depth + 1)
                    for index, item in enumerate(node.value)
                ]
        return None

    def _scalar(self, node: yaml.ScalarNode, path: str, key: Span) -> str | None:
        value: str = node.value
        start, end = self._start + node.start_mark.index, self._start + node.end_mark.index
        raw = self._text[start:end]
        if not node.style:
            kept = plain_value(value)
            passage = aligned(raw, start, value) if kept else Passage("")
            self._record.add(path, key, passage)
            return kept
        # Past the opening quote, or past the line of the block's indicator.
        header = _BLOCK_HEADER.match(raw) if node.style in {"|", ">"} else None
        inner = header.end() if header else 1
        stop = len(raw) if header else len(raw) - 1
        self._record.add(path, key, aligned(raw[inner:stop], start + inner, value.rstrip("\n")))
        return value

    def _span(self, node: yaml.Node) -> Span:
        return Span(self._start + node.start_mark.index, self._start + node.end_mark.index)
