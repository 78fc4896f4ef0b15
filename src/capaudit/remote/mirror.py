"""A site in an object store as a folder on the disk, for as long as a run lasts.

What is read of every site (articles that are asked for, templates, records, sidecars) is there from
the beginning. Of an image there is the name, which tells where references lead; its bytes are
brought when it is to be read.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from capaudit.model.finding import Problem
from capaudit.remote.cloud import Entry, Store, StoreError

# Templates, records, sidecars: a larger file is none of them.
_LARGEST_BESIDE = 8 * 1024 * 1024
# So many bytes are asked for at once, and so many objects.
_BATCH_BYTES = 32 * 1024 * 1024
_BATCH_OBJECTS = 64
# What most file systems take for a name.
_LONGEST_NAME = 255


class Mirror:
    """The folder and what is to be brought into it; a context that takes the folder with it.

    `path` is the site's top in the store. `on_demand` are the suffixes of images, `articles` those
    of articles, in lower case with the dot.
    """

    def __init__(
        self, store: Store, path: str, on_demand: frozenset[str], articles: frozenset[str]
    ) -> None:
        self._store = store
        self._path = path
        self._on_demand = on_demand
        self._articles = articles
        self._waiting: dict[str, str] = {}
        self._made = tempfile.TemporaryDirectory(prefix="capaudit-")
        self.folder = Path(self._made.name).resolve()

    def __enter__(self) -> Mirror:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._made.cleanup()

    @property
    def url(self) -> str:
        """The site's top as it was named."""
        return self._store.url(self._path)

    def lay_out(self, wanted: Iterable[str], largest: int) -> tuple[Problem, ...]:
        """Fill the folder; `wanted` are the articles and folders asked for, below the top.

        Gives the objects that could not be brought. Raises `StoreError` where the site cannot be
        listed.
        """
        tops = tuple(wanted)
        entries = [one for one in self._store.objects(self._path) if _is_usable(one.name)]
        problems: list[Problem] = []
        plain: list[Entry] = []
        for entry in entries:
            suffix = posixpath.splitext(entry.name)[1].lower()
            if suffix in self._on_demand:
                self._place(entry.name)
            elif suffix in self._articles:
                if not any(_is_under(entry.name, top) for top in tops):
                    continue
                if entry.size > largest:
                    reason = f"is larger than {largest // (1024 * 1024)} MiB"
                    problems.append(Problem(entry.name, reason))
                else:
                    plain.append(entry)
            elif entry.size <= _LARGEST_BESIDE:
                plain.append(entry)
        problems += self._bring_all(plain)
        return tuple(problems)

    def bring(self, path: Path, largest: int) -> str | None:
        """Bring the bytes of an image; why it cannot be had, `None` where it is there."""
        if not path.is_relative_to(self.folder):
            return None
        name = path.relative_to(self.folder).as_posix()
        source = self._waiting.get(name)
        if source is None:
            return None
        try:
            path.write_bytes(self._store.read(source, largest))
        except StoreError as error:
            return str(error)
        del self._waiting[name]
        return None

    def _place(self, name: str) -> None:
        """An empty file in an image's place."""
        if self._write(name, b""):
            self._waiting[name] = f"{self._path}/{name}"

    def _bring_all(self, entries: list[Entry]) -> Iterator[Problem]:
        for batch in _batches(entries):
            sources = {f"{self._path}/{entry.name}": entry.name for entry in batch}
            for source, content in self._store.read_all(tuple(sources)):
                if isinstance(content, StoreError):
                    yield Problem(sources[source], f"cannot be read: {content}")
                else:
                    self._write(sources[source], content)

    def _write(self, name: str, content: bytes) -> bool:
        """Write a file; false where the disk cannot have it: `a` beside `a/b`, an odd name."""
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "xb") as file:
                file.write(content)
        except (OSError, ValueError):
            return False
        return True


def _is_usable(name: str) -> bool:
    """Whether an object's name can be a path below a folder; keys may be anything."""
    parts = name.split("/")
    return (
        "\0" not in name
        and "\\" not in name
        and all(
            part not in {"", ".", ".."} and len(part.encode()) <= _LONGEST_NAME for part in parts
        )
    )


def _is_under(name: str, top: str) -> bool:
    return top in {"", "."} or name == top or name.startswith(f"{top}/")


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries in groups that fit into memory together."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        if batch and (size + entry.size > _BATCH_BYTES or len(batch) == _BATCH_OBJECTS):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += entry.size
    if batch:
        yield batch
