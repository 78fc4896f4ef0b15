"""The block of keys at the head of an article: found, told apart by its fence, read."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from capaudit.model.article import Flaw, FlawKind
from capaudit.model.text import Span
from capaudit.readers.record import Record

_YAML = re.compile(r"\s{0,20}---[ \t]*\r?\n")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_TOML = re.compile(r"\s{0,20}\+\+\+[ \t]*\r?\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_JSON = re.compile(r"\s{0,20}\{\s{0,40}[\"}]")
_KEY_LINE = re.compile(r"(?:[A-Za-z_][\w .-]{0,60}[ \t]*[:=](?:[ \t].*)?|[ \t]+.*|- .*|#.*)\r?\n?")


Reader = Callable[[str, int, int], Record]


class FrontMatter(msgspec.Struct, frozen=True):
    """What stands at the head of an article, and where the article proper begins."""

    record: Record
    body_start: int


def read_front_matter(text: str) -> FrontMatter:
    """Read YAML between `---`, TOML between `+++` or a JSON object; an empty record without any."""
    if (opening := _YAML.match(text)) is not None:
        return _fenced(text, opening.end(), _YAML_END, _read_yaml)
    if (opening := _TOML.match(text)) is not None:
        return _fenced(text, opening.end(), _TOML_END, _read_toml)
    if (opening := _JSON.match(text)) is not None:
        from capaudit.readers.json_record import read_json  # noqa: PLC0415  see _read_yaml

        record, after = read_json(text, opening.start(), len(text))
        return FrontMatter(record, after)
    return FrontMatter(Record(), 0)


def _read_yaml(text: str, start: int, end: int) -> Record:
    """Read YAML; its parser takes 12 ms to import, which other articles need not wait for."""
    from capaudit.readers.yaml_record import read_yaml  # noqa: PLC0415

    return read_yaml(text, start, end)


def _read_toml(text: str, start: int, end: int) -> Record:
    from capaudit.readers.toml_record import read_toml  # noqa: PLC0415

    return read_toml(text, start, end)


def _fenced(
    text: str,
    start: int,
    closing: re.Pattern[str],
    read: Reader,
) -> FrontMatter:
    end = closing.search(text, start)
    if end is not None and (start == end.start() or _looks_like_keys(text, start)):
        after = end.end()
        return FrontMatter(read(text, start, end.start()), after)
    if not _looks_like_keys(text, start):
        # A line of hyphens at the top may be a rule of an article without front matter.
        return FrontMatter(Record(), 0)
    stop = _end_of_keys(text, start)
    record = read(text, start, stop)
    message = "the front matter never ends: its closing line is missing"
    record.flaws.insert(0, Flaw(FlawKind.FRONT_MATTER, message, Span(0, start)))
    return FrontMatter(record, stop)


def _looks_like_keys(text: str, start: int) -> bool:
    """Whether the first line that is not blank is a key."""
    position = start
    while position < len(text):
        end = text.find("\n", position) + 1 or len(text)
        line = text[position:end]
        if line.strip():
            return _KEY_LINE.fullmatch(line) is not None or line.lstrip()[0] in "{[\"'"
        position = end
    return False


def _end_of_keys(text: str, start: int) -> int:
    """Where the lines stop that could belong to a front matter that never ends."""
    position = start
    while position < len(text):
        end = text.find("\n", position) + 1 or len(text)
        if _KEY_LINE.fullmatch(text[position:end]) is None:
            return position
        position = end
    return position
