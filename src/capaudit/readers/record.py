"""A record: front matter or structured data as raw values, with where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from capaudit.model.article import Flaw, Json, RecordEntry
from capaudit.model.text import Passage, PassageBuilder, Span

# A bomb of aliases grows past any bound; no honest front matter has this many values.
MOST_VALUES = 20_000
DEEPEST = 60
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SPACE = re.compile(r"\s+")
# What a value may be written with that is not itself: escapes, quotes, white space.
_SPECIAL = re.compile(r"[\\'\s]")
_DOUBLE_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)")


class Record:
    """Collects keys, values and flaws while a front matter is read; the last of two keys wins."""

    def __init__(self, most_values: int = MOST_VALUES) -> None:
        self.values: dict[str, Json] = {}
        self.entries: dict[str, RecordEntry] = {}
        self.flaws: list[Flaw] = []
        # Paths of JSON's numbers and words (`true`, `null`), which are no strings.
        self.bare: set[str] = set()
        # The path of the innermost object or list that it breaks off in, where it does.
        self.broken_at: str | None = None
        self._budget = most_values
        self._top: dict[str, str] | None = None
        self._levels: dict[str, dict[str, str]] | None = None

    def add(self, path: str, key: Span, value: Passage) -> None:
        """Note where a value stands."""
        self.entries[path] = RecordEntry(path, key, value)

    def note(self, name: str, key: Span, values: Sequence[Passage]) -> None:
        """Put values under a key at the top that is not there yet; several make a list."""
        if name in self.values or not values or not self.spend():
            return
        if len(values) == 1:
            self.values[name] = values[0].text
            self.add(name, key, values[0])
            return
        self.values[name] = [value.text for value in values]
        for at, value in enumerate(values):
            self.add(f"{name}[{at}]", key, value)

    def spend(self) -> bool:
        """Whether one more value may be read."""
        self._budget -= 1
        return self._budget >= 0

    @property
    def is_incomplete(self) -> bool:
        """Whether values were left out because there were too many."""
        return self._budget < 0

    def passage(self, path: str) -> Passage | None:
        """The value at a path; `None` where absent or empty."""
        entry = self.entries.get(path)
        return entry.value if entry is not None and entry.value.text.strip() else None

    def first(self, keys: tuple[str, ...]) -> tuple[str, Passage] | None:
        """The path and value of the first of these keys at the top that has text.

        A list stands for its first item, an object for its name.
        """
        top = self._names_at_top()
        for key in keys:
            written = top.get(key)
            if written is None:
                continue
            for tail in ("", "[0]", ".name", "[0].name"):
                value = self.passage(written + tail)
                if value is not None:
                    return written + tail, value
        return None

    def at_top(self, keys: tuple[str, ...]) -> list[str]:
        """Those of these keys that stand at the top, in the order given."""
        top = self._names_at_top()
        return [key for key in keys if key in top]

    def _names_at_top(self) -> dict[str, str]:
        """The keys at the top as written, by their normalised names."""
        if self._top is None:
            self._top = {normalised(key): key for key in reversed(self.values)}
        return self._top

    def level(self, prefix: str) -> dict[str, str]:
        """The paths of the scalars directly under a prefix (`images[0].`), by normalised name.

        The first item of a list of scalars stands for its key.
        """
        if self._levels is None:
            self._levels = {}
            for path in self.entries:
                head, dot, name = path.rpartition(".")
                if not name.endswith("]") or name.endswith("[0]"):
                    names = self._levels.setdefault(head + dot, {})
                    names.setdefault(normalised(name.removesuffix("[0]")), path)
        return self._levels.get(prefix, {})

    def items(self, key: str) -> Iterator[Passage]:
        """The values of a list at the top, or the single value of a scalar."""
        single = self.passage(key)
        if single is not None:
            yield single
        value = self.values.get(key)
        for index in range(len(value) if isinstance(value, list) else 0):
            for path in (f"{key}[{index}]", f"{key}[{index}].name"):
                passage = self.passage(path)
                if passage is not None:
                    yield passage
                    break


@lru_cache(4096)
def normalised(key: str) -> str:
    """A key as the tables have it: lower case, `_` for `-` and spaces."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def plain_value(raw: str) -> str | None:
    """A plain YAML scalar: empty, `~` and `null` are nothing, all else is its text."""
    return None if raw in _NULLS else raw


def aligned(raw: str, start: int, value: str) -> Passage:
    """The way back from a decoded scalar to its source, quotes, escapes and folds undone.

    Walks both at once: equal characters stand for each other, white space for white space, an
    escape for what it writes. Where that fails the value stands for the whole stretch.
    """
    if raw == value:
        return Passage.verbatim(value, start)
    at = raw.find(value) if "\n" not in value else -1
    if at >= 0:
        return Passage.verbatim(value, start + at)
    builder = _walk(raw, start, value)
    if builder is None:
        builder = PassageBuilder()
        builder.replace(value, start, len(raw))
    return builder.build()


def _walk(raw: str, start: int, value: str) -> PassageBuilder | None:
    builder = PassageBuilder()
    i = j = 0
    while j < len(value):
        length = _equal_length(raw, i, value, j)
        if length:
            builder.copy(value[j : j + length], start + i)
            i, j = i + length, j + length
            continue
        step = _step(raw, i, value, j)
        if step is None:
            return None
        taken, written = step
        builder.replace(value[j : j + written], start + i, taken)
        i, j = i + taken, j + written
    return builder


def _equal_length(raw: str, i: int, value: str, j: int) -> int:
    """How many characters from here are the same, up to an escape, quote or white space."""
    begin = i
    special = _SPECIAL.search(raw, i)
    stop = special.start() if special is not None else len(raw)
    if value.startswith(raw[i:stop], j):
        return stop - begin
    while i < stop and j < len(value) and raw[i] == value[j]:
        i, j = i + 1, j + 1
    return i - begin


def _step(raw: str, i: int, value: str, j: int) -> tuple[int, int] | None:
    """How much source and value one escape, quote or run of white space takes."""
    if i >= len(raw):
        return None
    if raw[i].isspace():
        space = _SPACE.match(raw, i)
        blank = _SPACE.match(value, j)
        taken = len(space[0]) if space else 0
        return (taken, len(blank[0])) if blank else (taken, 0)
    if raw[i] == "\\" and value[j] != "\\":
        escape = _DOUBLE_ESCAPE.match(raw, i)
        folded = escape is not None and "\n" in escape[0]
        return (len(escape[0]), 0 if folded else 1) if escape else None
    if raw.startswith(("''", "\\\\"), i) and value[j] == raw[i]:
        return 2, 1
    return (1, 1) if raw[i] == value[j] else None
