"""A way through JSON of any shape: what is not there, or of another type, is empty."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.article import Json, RecordEntry
from capaudit.model.text import Passage
from capaudit.readers.record import Record


class View(msgspec.Struct, frozen=True):
    """One value of a record, and the path of keys that leads to it.

    Keys are found whatever their case: ninjs 3 writes `versionCreated`, ninjs 2 `versioncreated`.
    """

    record: Record
    value: Json
    path: str = ""

    @classmethod
    def of(cls, record: Record) -> View:
        """The record as a whole."""
        return cls(record, record.values)

    def __getitem__(self, key: str) -> View:
        """What lies under a key; of nothing nothing."""
        if isinstance(self.value, dict):
            written = self._written(self.value, key)
            if written is not None:
                path = f"{self.path}.{written}" if self.path else written
                return View(self.record, self.value[written], path)
        return View(self.record, None, self.path)

    @staticmethod
    def _written(values: dict[str, Json], key: str) -> str | None:
        if key in values:
            return key
        lower = key.lower()
        return next((one for one in values if one.lower() == lower), None)

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def names(self) -> tuple[str, ...]:
        """The keys of an object, as written."""
        return tuple(self.value) if isinstance(self.value, dict) else ()

    def is_object(self) -> bool:
        """Whether there are keys below."""
        return isinstance(self.value, dict)

    def each(self) -> Iterator[View]:
        """The items of a list, or the values of an object; other values by themselves."""
        match self.value:
            case list() as items:
                for index, item in enumerate(items):
                    yield View(self.record, item, f"{self.path}[{index}]")
            case dict() as values:
                for key in values:
                    yield self[key]

    def breaks_off(self) -> bool:
        """Whether the file ends inside the value: what it lacks may have stood behind the end."""
        at = self.record.broken_at
        if at is None:
            return False
        return not self.path or at == self.path or at.startswith((f"{self.path}.", f"{self.path}["))

    def nth(self, index: int) -> View:
        """One item of a list, counted from 0; of none nothing."""
        if isinstance(self.value, list) and 0 <= index < len(self.value):
            return View(self.record, self.value[index], f"{self.path}[{index}]")
        return View(self.record, None, self.path)

    def passage(self, *keys: str) -> Passage | None:
        """The text under the first of these keys that has any; without keys that of the value."""
        views = (self[key] for key in keys) if keys else iter((self,))
        return next((found for one in views if (found := one._own_passage()) is not None), None)

    def _own_passage(self) -> Passage | None:
        if not isinstance(self.value, str) or self.path in self.record.bare:
            return None
        return self.record.passage(self.path)

    def entry(self) -> RecordEntry | None:
        """Where the value stands with its key; `None` where it is no text."""
        passage = self._own_passage()
        known = self.record.entries.get(self.path)
        return RecordEntry(self.path, known.key_span, passage) if passage and known else None

    def text(self, *keys: str) -> str:
        """The same as words, empty where there are none."""
        found = self.passage(*keys)
        return found.text.strip() if found is not None else ""

    def scalar(self, key: str) -> str:
        """A text or a number as it is written: an identifier may be either."""
        inner = self[key]
        return inner.value.strip() if isinstance(inner.value, str) else ""

    def number(self, key: str) -> int | None:
        """A whole number, written as a number or a text."""
        words = self.scalar(key)
        return int(words) if words.isascii() and words.isdigit() and len(words) <= 12 else None
