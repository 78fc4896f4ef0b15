"""Which articles the given paths mean: files as they are, folders walked, globs expanded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from glob import glob, has_magic
from pathlib import Path

import msgspec

from capaudit.errors import UsageError
from capaudit.model.left_alone import LeftOut
from capaudit.readers.git_ignores import GitIgnores

# Folders of other software, in which no articles are looked for.
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


class Skipped(msgspec.Struct, frozen=True):
    """A file, or a folder with all that is in it, that a walk leaves alone, and why."""

    path: str
    why: LeftOut
    is_folder: bool = False


class Search(msgspec.Struct, frozen=True):
    """What a walk looks for: nothing outside `root`, nothing that an `exclude` glob matches.

    `may_be_article` judges by the name alone, `is_article` by the content too where that decides.
    """

    root: Path
    exclude: Sequence[str]
    may_be_article: Callable[[str], bool]
    is_article: Callable[[str], bool]


class _Entry(msgspec.Struct, frozen=True):
    """What lies in a folder, or was matched: by its path, and as the disk has it."""

    path: str
    name: str
    is_folder: bool
    is_link: bool


def find_articles(paths: Sequence[Path], search: Search) -> Iterator[str | Skipped]:
    """Every article file the paths mean, in sorted order by folder, none twice.

    Files are taken whatever they are. Folders are walked, and globs expanded, for articles: what is
    hidden, `node_modules`, what git ignores, links that leave the root and what an `exclude` glob
    (relative to the root) matches are left out, which is told. Raises `UsageError` for a path that
    is not there.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _meant(given, search):
            path = found.path if isinstance(found, Skipped) else found
            if path not in seen:
                seen.add(path)
                yield found


def _meant(given: Path, search: Search) -> Iterator[str | Skipped]:
    if os.path.lexists(given):
        yield from _walk(str(given), search) if given.is_dir() else (str(given),)
    elif has_magic(str(given)):
        yield from _matching(given, search)
    else:
        raise UsageError(f"no such file or folder: {given}")


def _matching(pattern: Path, search: Search) -> Iterator[str | Skipped]:
    """What a glob matches: it names no file, so what is no article is left alone.

    A folder is walked once, though `**` matches every folder in it too.
    """
    matches = [Path(match) for match in sorted(glob(str(pattern), recursive=True))]
    if not matches:
        raise UsageError(f"nothing matches {pattern}", "quote globs if the shell expands them")
    ignores = GitIgnores(search.root, search.root)
    walked: set[Path] = set()
    for match in matches:
        if not walked.isdisjoint(match.parents):
            continue
        if SKIPPED_FOLDERS.intersection(match.parts).difference(pattern.parts):
            continue
        if match.is_dir():
            walked.add(match)
            yield from _walk(str(match), search)
        else:
            entry = _Entry(str(match), match.name, False, match.is_symlink())
            yield _judged(entry, search, ignores)


def _walk(top: str, search: Search) -> Iterator[str | Skipped]:
    """The files below a folder; plain strings, since a site may have a hundred thousand."""
    # Not Path.resolve(): before Python 3.13 it fails on links that lead round in a circle.
    ignores = GitIgnores(Path(os.path.abspath(top)), search.root)
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        here = ignores if ignores.any_in(_absolute(folder)) else None
        entries = _entries(folder)
        entered = []
        for entry in (one for one in entries if one.is_folder):
            why = _why_not_entered(entry, search, here)
            if why is None:
                entered.append(entry.path)
            else:
                yield Skipped(entry.path, why, is_folder=True)
        for entry in (one for one in entries if not one.is_folder):
            yield _judged(entry, search, here)
        waiting += reversed(entered)


def _entries(folder: str) -> list[_Entry]:
    """What is in a folder, by name; nothing of one that is closed."""
    # As they are named under the current folder.
    start = "" if folder == "." else os.path.join(folder, "")
    try:
        with os.scandir(folder) as found:
            entries = [
                _Entry(start + one.name, one.name, _is_folder(one), one.is_symlink())
                for one in found
            ]
    except OSError:
        return []
    return sorted(entries, key=lambda entry: entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def is_walked(folder: Path, ignores: GitIgnores) -> bool:
    """Whether a folder is looked into: neither hidden nor a program's own nor ignored by git."""
    if folder.name.startswith(".") or folder.name in SKIPPED_FOLDERS:
        return False
    return not ignores.ignores_folder(_absolute(folder))


def _why_not_entered(folder: _Entry, search: Search, ignores: GitIgnores | None) -> LeftOut | None:
    """Why a folder is left alone; without `ignores` git ignores nothing there."""
    if folder.name.startswith("."):
        return LeftOut.HIDDEN
    if folder.name in SKIPPED_FOLDERS:
        return LeftOut.DEPENDENCIES
    if _is_excluded(folder.path, search):
        return LeftOut.EXCLUDED
    if folder.is_link:
        return LeftOut.LINK
    ignored = ignores is not None and ignores.ignores_folder(_absolute(folder.path))
    return LeftOut.IGNORED if ignored else None


def _judged(file: _Entry, search: Search, ignores: GitIgnores | None) -> str | Skipped:
    why = _why_not_taken(file, search, ignores)
    return file.path if why is None else Skipped(file.path, why)


def _why_not_taken(file: _Entry, search: Search, ignores: GitIgnores | None) -> LeftOut | None:
    """Why a file is left alone; the content of those that are is never looked at."""
    if file.name.startswith("."):
        return LeftOut.HIDDEN
    if not search.may_be_article(file.name):
        return LeftOut.UNKNOWN
    if _is_excluded(file.path, search):
        return LeftOut.EXCLUDED
    if ignores is not None and ignores.ignores_file(_absolute(file.path)):
        return LeftOut.IGNORED
    if file.is_link and _leaves(file.path, search.root):
        return LeftOut.OUTSIDE
    return None if search.is_article(file.path) else LeftOut.UNKNOWN


def _leaves(link: str, root: Path) -> bool:
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root))


def _absolute(path: str | Path) -> Path:
    return Path(os.path.abspath(path))


def _is_excluded(path: str, search: Search) -> bool:
    if not search.exclude:
        return False
    try:
        relative = Path(path).absolute().relative_to(search.root.absolute()).as_posix()
    except ValueError:
        relative = Path(path).as_posix()
    return any(_matches(relative, pattern) for pattern in search.exclude)


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
