"""What git leaves out of a repository: the `.gitignore` files of a tree, nested and negated.

https://git-scm.com/docs/gitignore. Only files inside the root count: what one person excludes for
all repositories (`core.excludesFile`), or in `.git/info/exclude`, would make two machines audit
different articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NAME = ".gitignore"
# No file that people write is larger, and no pattern of theirs has more stars; each of them costs
# a comparison as many steps again as the path is long.
_MAX_BYTES = 1024 * 1024
_MOST_STARS = 8


class GitIgnores:
    """Answers for the files and folders of one walk; each `.gitignore` is read once.

    `top` is the folder that the walk begins at. Where the files above it ignore `top` itself,
    whoever named it wants it all the same: then they do not count.
    """

    def __init__(self, top: Path, root: Path) -> None:
        self._known: dict[Path, GitIgnoreSpec | None] = {}
        self._above: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...]] = {}
        self._last = root if top.is_relative_to(root) else top
        if top != self._last and self._is_below_ignored(top):
            self._last = top

    def ignores_file(self, path: Path) -> bool:
        """Whether a file is ignored, given that no folder above it is."""
        return self._ignores(path, "")

    def ignores_folder(self, path: Path) -> bool:
        """Whether a folder is, with everything in it."""
        return self._ignores(path, "/")

    def any_in(self, folder: Path) -> bool:
        """Whether there are patterns at all that could ignore what lies in a folder."""
        return bool(self._specs_in(folder))

    def _is_below_ignored(self, folder: Path) -> bool:
        above = [one for one in (folder, *folder.parents) if one.is_relative_to(self._last)]
        return any(self.ignores_folder(one) for one in above if one != self._last)

    def _ignores(self, path: Path, end: str) -> bool:
        """The last fitting pattern decides, of the nearest file that has one."""
        for folder, spec in self._specs_in(path.parent):
            include = spec.check_file(path.relative_to(folder).as_posix() + end).include
            if include is not None:
                return include
        return False

    def _specs_in(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """The files that count for what lies in a folder, with theirs, the nearest first."""
        known = self._above.get(folder)
        if known is None:
            folders = (one for one in (folder, *folder.parents) if one.is_relative_to(self._last))
            specs = ((folder, self._spec(folder)) for folder in folders)
            known = tuple((folder, spec) for folder, spec in specs if spec is not None)
            self._above[folder] = known
        return known

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._known:
            self._known[folder] = _read(folder / _NAME)
        return self._known[folder]


def _read(path: Path) -> GitIgnoreSpec | None:
    """The patterns of a file; git follows no link to one."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as handle:
            text = handle.read(_MAX_BYTES).decode("utf-8-sig", "surrogateescape")
    except OSError:
        return None
    return _compiled(line for line in text.splitlines() if line.count("*") <= _MOST_STARS)


def _compiled(lines: Iterable[str]) -> GitIgnoreSpec:
    """The patterns without those that are none, which git passes over as well."""
    # Most walks meet no such file and need not wait for the import.
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    sound = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            continue
        sound.append(line)
    return GitIgnoreSpec.from_lines(sound)
