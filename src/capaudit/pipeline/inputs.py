"""Turns the paths of the command line into articles to audit, read one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from stat import S_ISREG

import msgspec

from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.model.finding import Problem
from capaudit.readers import find_articles

MAX_BYTES = 200 * 1024 * 1024


class Input(msgspec.Struct, frozen=True):
    """One article to audit: its path relative to the root, and its bytes or why there are none.

    `folder` is the folder on the command line under which it was found, relative to the root;
    the root itself for an article named by itself.
    """

    path: str
    folder: str
    content: bytes | Problem


def _any_path(path: str) -> bool:
    return True


def read_inputs(
    paths: Sequence[str],
    root: Path,
    config: Config,
    stdin: tuple[str, bytes] | None,
    wanted: Callable[[str], bool] = _any_path,
) -> Iterator[Input]:
    """The articles at the given paths in sorted order, each once, behind the one from stdin.

    Only paths that are `wanted` are opened. What cannot be found is told in any case.
    """
    if stdin is not None:
        path, data = stdin
        yield Input(relative(Path(path).absolute(), root), ".", data)
    seen: set[str] = set()
    for argument in paths:
        place = Path(argument).absolute()
        folder = relative(place, root) if place.is_dir() else "."
        for found in _found(argument, root, config):
            if isinstance(found, Problem):
                yield Input(found.path, folder, found)
                continue
            path = relative(found, root)
            if path not in seen and wanted(path):
                seen.add(path)
                yield Input(path, folder, _content(found, path, root))


def folders_of(paths: Sequence[str], root: Path) -> tuple[str, ...]:
    """The folders among the paths, relative to the root."""
    places = (Path(path).absolute() for path in paths)
    return tuple(relative(place, root) for place in places if place.is_dir())


def _found(argument: str, root: Path, config: Config) -> Iterator[Path | Problem]:
    """The articles one path means; a path that is not there costs the others nothing."""
    try:
        yield from find_articles((Path(argument),), config.exclude, root)
    except UsageError as error:
        # The problem names its path already.
        yield Problem(argument, error.message.removesuffix(f": {argument}"))


def relative(path: Path, root: Path) -> str:
    """A path relative to the root, with `/`; raises `UsageError` where it lies outside."""
    for base in (root, _real(root)):
        for candidate in (Path(os.path.abspath(path)), _real(path)):
            if candidate.is_relative_to(base):
                return candidate.relative_to(base).as_posix()
    raise UsageError(f"{path} lies outside the root {root}", "give a wider --root")


def _real(path: Path) -> Path:
    """The path without links; unlike `Path.resolve` it takes links that lead round in a circle."""
    return Path(os.path.realpath(path))


def _content(path: Path, shown: str, root: Path) -> bytes | Problem:
    if not _real(path).is_relative_to(_real(root)):
        return Problem(shown, "is a link that leads out of the root")
    try:
        status = path.stat()
        # A pipe would wait for a writer, a device may never end.
        if not S_ISREG(status.st_mode):
            return Problem(shown, "is not a regular file")
        if status.st_size > MAX_BYTES:
            return Problem(shown, f"is larger than {MAX_BYTES // 2**20} MiB")
        return path.read_bytes()
    except OSError as error:
        return Problem(shown, f"cannot be read: {error.strerror}")
