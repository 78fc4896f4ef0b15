"""Puts the articles of a run away: in memory while they are few, then in a file without a name.

What the audit cache has already stays there, and is only known by its number.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import overload

import msgspec

from capaudit.memory.stored_articles import StoredArticles
from capaudit.memory.temporary import putting_away
from capaudit.model.filed import Entry, Verdicts
from capaudit.model.finding import ArticleReport, Aspect, FiledArticles, VerdictKind

# Some hundred articles; more go to the disk, where they are gone with the process.
_IN_MEMORY = 16 * 1024 * 1024
_DECODER = msgspec.msgpack.Decoder(ArticleReport)


class _Place(msgspec.Struct, frozen=True, array_like=True):
    """Where an entry's report and, right behind it, its record lie.

    `whole` is an article that cannot be written, `stored` the number of one that the cache has.
    """

    start: int
    report: int
    record: int
    whole: ArticleReport | None = None
    stored: int | None = None


class RunIndex(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the articles of a run without reading them: their numbers in the cache."""

    numbers: tuple[int, ...]
    paths: tuple[str, ...]
    images: int
    verdicts: dict[Aspect, dict[VerdictKind, int]]


class Filing(FiledArticles):
    """The articles of one run as they come in; one may be put in another's place.

    `stored` reads those that are in the cache.
    """

    def __init__(self, stored: StoredArticles | None = None) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the report
        weakref.finalize(self, self._file.close)
        self._stored = stored
        self._end = 0
        self._places: list[_Place] = []
        # The numbers of those that took the place of their older selves.
        self.replaced: set[int] = set()
        self._paths: list[str] = []
        self._images = 0
        self._verdicts = {aspect: dict.fromkeys(VerdictKind, 0) for aspect in Aspect}

    @classmethod
    def of_run(cls, stored: StoredArticles, index: RunIndex) -> Filing:
        """The articles of an earlier run. Raises `MissingArticlesError` where some are gone."""
        stored.require_all(index.numbers)
        filing = cls(stored)
        filing._places = [_Place(0, 0, 0, stored=number) for number in index.numbers]
        filing._paths = list(index.paths)
        filing._images = index.images
        filing._verdicts = {aspect: dict(counts) for aspect, counts in index.verdicts.items()}
        return filing

    def index_of_run(self, numbers: Sequence[int]) -> RunIndex:
        """The articles as a later run finds them, given their numbers in the cache."""
        return RunIndex(tuple(numbers), tuple(self._paths), self._images, self.verdicts)

    def add(self, entry: Entry) -> int:
        """Put an article behind the others; the answer is its number."""
        self._places.append(self._written(entry))
        self._paths.append(entry.key[0])
        self._images += entry.images
        self._count(entry.verdicts, 1)
        return len(self._places) - 1

    def replace(self, number: int, old: Verdicts, new: Entry) -> None:
        """Put an article in the place of its older self; only verdicts differ, which were `old`."""
        self._places[number] = self._written(new)
        self.replaced.add(number)
        self._count(old, -1)
        self._count(new.verdicts, 1)

    def _count(self, verdicts: Verdicts, sign: int) -> None:
        for aspect, counts in verdicts.items():
            for verdict, count in counts.items():
                self._verdicts[aspect][verdict] += sign * count

    def _written(self, entry: Entry) -> _Place:
        if entry.stored is not None:
            return _Place(0, 0, 0, stored=entry.stored)
        whole = entry.report if isinstance(entry.report, ArticleReport) else None
        report = entry.report if isinstance(entry.report, bytes) else b""
        with putting_away():
            self._file.seek(self._end)
            self._file.write(report)
            self._file.write(entry.record)
        place = _Place(self._end, len(report), len(entry.record), whole)
        self._end += place.report + place.record
        return place

    def _read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)

    @property
    def paths(self) -> Sequence[str]:
        """The path of each."""
        return self._paths

    @property
    def images(self) -> int:
        """How many images all of them have."""
        return self._images

    @property
    def verdicts(self) -> dict[Aspect, dict[VerdictKind, int]]:
        """Number of images by aspect and verdict, zeros included."""
        return {aspect: dict(counts) for aspect, counts in self._verdicts.items()}

    def written(self, number: int) -> tuple[bytes, bytes]:
        """One as the JSON report has it, and as MessagePack; that is empty where it cannot be.

        Only for those that are not in the cache.
        """
        place = self._places[number]
        whole = self._read(place.start, place.report + place.record)
        return whole[place.report :], whole[: place.report]

    def records(self) -> Iterator[bytes]:
        """Each as the JSON report has it."""
        for place in self._places:
            if place.stored is not None and self._stored is not None:
                yield self._stored.record(place.stored)
            else:
                yield self._read(place.start + place.report, place.record)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[ArticleReport]:
        return (self._article(place) for place in self._places)

    @overload
    def __getitem__(self, number: int) -> ArticleReport: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[ArticleReport]: ...

    def __getitem__(self, number: int | slice) -> ArticleReport | Sequence[ArticleReport]:
        if isinstance(number, slice):
            return tuple(self._article(place) for place in self._places[number])
        return self._article(self._places[number])

    def _article(self, place: _Place) -> ArticleReport:
        if place.whole is not None:
            return place.whole
        if place.stored is not None and self._stored is not None:
            return self._stored.article(place.stored)
        return _DECODER.decode(self._read(place.start, place.report))
