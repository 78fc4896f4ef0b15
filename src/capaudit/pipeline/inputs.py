"""Turns the paths of the command line into articles to audit, read one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from stat import S_ISREG

import msgspec

from capaudit.config import Config
from capaudit.errors import ReadError, UsageError
from capaudit.model.finding import Problem
from capaudit.pipeline.left_alone import Remainder
from capaudit.readers import HEAD, Skipped, find_articles, reader_of
from capaudit.readers.archives import is_archive

# So many files are audited before a survey of the whole site pays.
_FEW = 24
MAX_BYTES = 200 * 1024 * 1024


class Input(msgspec.Struct, frozen=True):
    """One file to audit: its path relative to the root, and its bytes or why there are none.

    Of a file whose format is read as a stream the content is its place on the disk. `folder` is the
    folder on the command line under which it was found, relative to the root; the root itself for
    a file named by itself. `archive` is the archive that holds it, if one does. `is_named` says
    that it is on the command line itself, and not merely in a folder there.
    """

    path: str
    folder: str
    content: bytes | Path | Problem
    archive: str | None = None
    is_named: bool = True


class Listed(msgspec.Struct, frozen=True):
    """A file to audit that nobody has opened yet: what an `Input` has, and its place on the disk.

    What cannot be found is a `Problem` in place of it. `stamp` is its size and time of change,
    where that was asked for.
    """

    path: str
    folder: str
    place: str | Problem
    is_named: bool = True
    stamp: tuple[int, int] = (0, 0)


class Asked(msgspec.Struct, frozen=True):
    """What a run was asked to audit, of the site at `root`.

    `stdin` is one more file: the path it belongs to and its bytes.
    """

    paths: Sequence[str]
    root: Path
    config: Config
    stdin: tuple[str, bytes] | None = None


class _Root:
    """The root of a run by both its names: as it is given, and with its links followed.

    Make one for each run: where the folders of files really lie is asked of the disk once.
    """

    def __init__(self, root: Path) -> None:
        self._given = os.fspath(root)
        self._real = os.path.realpath(root)
        self._real_folder = lru_cache(maxsize=64)(os.path.realpath)
        self._plain_folder = lru_cache(maxsize=64)(os.path.abspath)

    def plain(self, path: str) -> str:
        """A path from the top of the disk on, without `..`."""
        folder, name = os.path.split(path)
        if name in {"", os.curdir, os.pardir}:
            return os.path.abspath(path)
        return os.path.join(self._plain_folder(folder), name)

    def below(self, path: str) -> str | None:
        """A path relative to the root as it is given, whatever links lead elsewhere."""
        return _below(self.plain(path), self._given)

    def relative(self, path: str) -> str | None:
        """A path relative to the root, with `/`; `None` where it lies outside."""
        plain = self.plain(path)
        found = _below(plain, self._given)
        if found is not None:
            return found
        real = self._followed(path)
        others = (_below(real, self._given), _below(plain, self._real), _below(real, self._real))
        return next((one for one in others if one is not None), None)

    def holds(self, path: str) -> bool:
        """Whether a path, its links followed, ends below the root."""
        return _below(self._followed(path), self._real) is not None

    def _followed(self, path: str) -> str:
        """The path without links; those that lead round in a circle are left."""
        folder, name = os.path.split(self.plain(path))
        # What `..` leads to depends on the links before it.
        if ".." in path or not name or os.path.islink(path):
            return os.path.realpath(path)
        return os.path.join(self._real_folder(folder), name)


def _below(path: str, folder: str) -> str | None:
    """A path relative to a folder, with `/`; both are absolute and plain."""
    if path == folder:
        return "."
    start = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def any_path(path: str) -> bool:
    """Whether a path is wanted, where all are."""
    return True


def read_inputs(
    asked: Asked, remainder: Remainder, wanted: Callable[[str], bool] = any_path
) -> Iterator[Input]:
    """The file from stdin, then those at the given paths in sorted order, each once.

    What lies at the paths and is left alone goes into `remainder`. Only paths that are `wanted` are
    opened; what cannot be found is told in any case. Archives are not looked into.
    """
    if asked.stdin is not None:
        path, data = asked.stdin
        yield Input(relative(Path(path).absolute(), asked.root), ".", data)
    yield from open_inputs(list_inputs(asked, remainder, wanted), asked.root)


def open_inputs(listed: Iterable[Listed], root: Path) -> Iterator[Input]:
    """Files that were listed, with their bytes."""
    top = _Root(root)
    for one in listed:
        place = one.place
        content = place if isinstance(place, Problem) else _content(place, one.path, top)
        yield Input(one.path, one.folder, content, is_named=one.is_named)


def list_inputs(
    asked: Asked, remainder: Remainder, wanted: Callable[[str], bool] = any_path
) -> Iterator[Listed]:
    """The files at the given paths in sorted order, each once; none of them is opened."""
    root, top = asked.root, _Root(asked.root)
    seen: set[str] = set()
    for argument in asked.paths:
        if is_archive(Path(argument)):
            continue
        place = Path(argument).absolute()
        folder = relative(place, root) if place.is_dir() else "."
        named = str(place)
        for found in _found(argument, root, asked.config):
            if isinstance(found, Problem):
                yield Listed(found.path, folder, found)
                continue
            if isinstance(found, Skipped):
                _leave(found, top, remainder)
                continue
            path = _relative(found, top, root)
            if path not in seen and wanted(path):
                seen.add(path)
                is_named = top.plain(found) == named
                yield Listed(path, folder, found, is_named)


def has_many_files(asked: Asked) -> bool:
    """Whether a run will come upon more files than are worth looking up in a cache."""
    return sum(1 for _ in islice(_files(asked), _FEW + 1)) > _FEW


def count_files(asked: Asked) -> int:
    """How many files a run will come upon outside archives; none of them is read for that."""
    return sum(1 for _ in _files(asked))


def _files(asked: Asked) -> Iterator[str]:
    """The files of a run outside archives."""
    for path in asked.paths:
        if not is_archive(Path(path)):
            found = _found(path, asked.root, asked.config)
            yield from (one for one in found if isinstance(one, str))


def _leave(skipped: Skipped, top: _Root, remainder: Remainder) -> None:
    # As it is named: a link is left where it stands.
    shown = top.below(skipped.path) or top.plain(skipped.path).replace(os.sep, "/")
    if skipped.is_folder:
        remainder.add_folder(shown, skipped.why)
    else:
        remainder.add_file(shown, skipped.why)


def folders_of(paths: Sequence[str], root: Path) -> tuple[str, ...]:
    """The folders among the paths, relative to the root."""
    places = (Path(path).absolute() for path in paths)
    return tuple(relative(place, root) for place in places if place.is_dir())


def _found(argument: str, root: Path, config: Config) -> Iterator[str | Skipped | Problem]:
    """The articles one path means; a path that is not there costs the others nothing."""
    try:
        yield from find_articles((Path(argument),), config.exclude, root)
    except UsageError as error:
        # The problem names its path already.
        yield Problem(argument, error.message.removesuffix(f": {argument}"))


def relative(path: Path, root: Path) -> str:
    """A path relative to the root, with `/`; raises `UsageError` where it lies outside."""
    return _relative(os.fspath(path), _Root(root), root)


def _relative(path: str, top: _Root, root: Path) -> str:
    found = top.relative(path)
    if found is None:
        raise UsageError(f"{path} lies outside the root {root}", "give a wider --root")
    return found


def _content(path: str, shown: str, top: _Root) -> bytes | Path | Problem:
    if not top.holds(path):
        return Problem(shown, "is a link that leads out of the root")
    try:
        status = os.stat(path)
        # A pipe would wait for a writer, a device may never end.
        if not S_ISREG(status.st_mode):
            return Problem(shown, "is not a regular file")
        with open(path, "rb", buffering=0) as handle:
            head = handle.read(HEAD)
            if reader_of(shown, head).read_stream is not None:
                return Path(path)
            if status.st_size > MAX_BYTES:
                return Problem(shown, f"is larger than {MAX_BYTES // 2**20} MiB")
            rest = handle.read()
            return head + rest if rest else head
    except ReadError as error:
        return Problem(shown, str(error))
    except OSError as error:
        return Problem(shown, f"cannot be read: {error.strerror}")
