"""Which articles the given paths mean: files as they are, folders walked, globs expanded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from glob import glob, has_magic
from pathlib import Path

from capaudit.errors import UsageError

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


def find_articles(
    paths: Sequence[Path], exclude: Sequence[str], *, suffixes: frozenset[str], root: Path
) -> Iterator[Path]:
    """Every article file the paths mean, in sorted order by folder, none twice.

    Files are taken whatever their suffix; folders are walked for the given suffixes (lower case,
    with dot). What is hidden, `node_modules`, links that leave the root and what an `exclude` glob
    (relative to the root) matches are left out. Raises `UsageError` for a path that is not there.
    """
    seen: set[Path] = set()
    for given in paths:
        for path in _expanded(given):
            for found in _articles_under(path, exclude, suffixes, root):
                if found not in seen:
                    seen.add(found)
                    yield found


def _expanded(given: Path) -> list[Path]:
    if os.path.lexists(given):
        return [given]
    if has_magic(str(given)):
        matches = [Path(match) for match in sorted(glob(str(given), recursive=True))]
        if matches:
            return matches
        raise UsageError(f"nothing matches {given}", "quote globs if the shell expands them")
    raise UsageError(f"no such file or folder: {given}")


def _articles_under(
    path: Path, exclude: Sequence[str], suffixes: frozenset[str], root: Path
) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    boundary = os.path.realpath(root)
    for folder, names, files in os.walk(path):
        here = Path(folder)
        names[:] = sorted(one for one in names if is_walked(here / one, exclude, root))
        for name in sorted(one for one in files if not one.startswith(".")):
            file = here / name
            if file.suffix.lower() not in suffixes or _is_excluded(file, exclude, root):
                continue
            # Not Path.resolve(): before Python 3.13 it fails on links that lead round in a circle.
            if not file.is_symlink() or Path(os.path.realpath(file)).is_relative_to(boundary):
                yield file


def is_walked(folder: Path, exclude: Sequence[str], root: Path) -> bool:
    """Whether a folder is looked into at all: neither hidden nor a program's own nor excluded."""
    if folder.name.startswith(".") or folder.name in _SKIPPED_FOLDERS:
        return False
    return not _is_excluded(folder, exclude, root)


def _is_excluded(path: Path, exclude: Sequence[str], root: Path) -> bool:
    if not exclude:
        return False
    try:
        relative = path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        relative = path.as_posix()
    return any(_matches(relative, pattern) for pattern in exclude)


def _matches(relative: str, pattern: str) -> bool:
    """Whether a glob matches a path, one of its folders, or its name alone."""
    pattern = pattern.strip("/")
    if "/" not in pattern:
        return any(fnmatch(part, pattern) for part in relative.split("/"))
    parts = relative.split("/")
    heads = ("/".join(parts[: count + 1]) for count in range(len(parts)))
    return any(
        fnmatch(head, pattern) or fnmatch(head, pattern.removesuffix("/**")) for head in heads
    )
