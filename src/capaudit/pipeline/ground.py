"""What lies below the root of a site: names, sizes and times, asked of the disk once a run.

From it a run tells whether anything it rests on has changed since an earlier one.
"""

from __future__ import annotations

import os
import posixpath
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from capaudit.images.contents import content_of
from capaudit.readers.discover import SKIPPED_FOLDERS
from capaudit.readers.site_kinds import SITE_KINDS

# What data, records, settings and templates of a site are written in.
_SITE_FILES = (
    *(".yml", ".yaml", ".toml", ".json", ".js", ".mjs", ".cjs", ".ts", ".njk", ".liquid"),
    *(".astro", ".gitignore"),
)
# Settings whose names may end in anything.
_SITE_NAMES = ("eleventy.config.",)
# Pages, which are templates where they lie below one of these folders.
_PAGES = (".html", ".htm")
_TEMPLATES = frozenset(
    part
    for kind in SITE_KINDS
    for pattern in (*kind.templates, *kind.other_pages)
    for part in pattern.split("/")[:-1] or (pattern,)
    if "*" not in part
)
# The folders that a generator is known by.
_MARKERS = frozenset(posixpath.basename(one) for kind in SITE_KINDS for one in kind.markers)
# Of larger ones the time tells whether they changed.
_MOST_BYTES = 1024 * 1024
# More files below a root than these are no site's: looking at all of them would not pay.
_MOST_FILES = 1_000_000
# Nanoseconds. A file changed so shortly before it is read may be changed again within the same
# tick of the disk's clock: https://git-scm.com/docs/racy-git
TICK = 2_000_000_000

# Size in bytes, time of the last change in nanoseconds, and time of the last change of name, place
# or rights: ExifTool and others write a file and give it back its old time.
Stamp = tuple[int, int, int]


class Ground(msgspec.Struct, frozen=True):
    """All files and folders below a root, by their paths relative to it, but for `.git`."""

    root: str
    began: int
    files: dict[str, Stamp]
    folders: list[str]
    # Where links to folders lead, relative to the root.
    linked: list[str]

    def stamp(self, path: str) -> Stamp | None:
        """The size and time of a file; `None` where there is none."""
        known = self.files.get(path)
        return known if known is not None else stamp_of(f"{self.root}/{path}")

    def has_settled(self) -> bool:
        """Whether no file was changed so lately that it might change again unnoticed."""
        newest = max((changed for _, changed, _ in self.files.values()), default=0)
        return newest < self.began - TICK

    def leads_outside(self) -> bool:
        """Whether a link leads to a folder outside, of which nothing here tells what it holds."""
        return any(one.startswith("..") for one in self.linked)

    def digest(self) -> bytes:
        """A hash of all of it: the same as long as nothing is changed, added or taken away."""
        return _hash((sorted(self.files.items()), sorted(self.folders)))

    def digest_of_site(self) -> bytes:
        """A hash of what any article may rest on: settings, data, records and templates."""
        folders = (sorted(filter(_is_marker, self.folders)), sorted(self.linked))
        return _hash((list(self._site_files()), folders))

    def _site_files(self) -> Iterator[tuple[str, bytes]]:
        for path, stamp in sorted(self.files.items()):
            if _is_site_file(path) or (self.linked and self._is_linked_page(path)):
                is_small = stamp[0] <= _MOST_BYTES
                content = content_of(Path(self.root, path)) if is_small else None
                yield path, content or _hash(stamp)

    def _is_linked_page(self, path: str) -> bool:
        """Whether a page lies where a link leads, and so may be a template under another name."""
        is_page = path.lower().endswith(_PAGES)
        return is_page and any(one == "." or path.startswith(f"{one}/") for one in self.linked)


def survey(root: Path, left_out: Path) -> Ground | None:
    """Everything below a root but one folder; `None` where that is too much."""
    files: dict[str, Stamp] = {}
    folders: list[str] = []
    linked: list[str] = []
    ground = Ground(str(root), time.time_ns(), files, folders, linked)
    real_root = os.path.realpath(root)
    outside = os.path.abspath(left_out)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path = folder + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name != ".git" and entry.path != outside:
                            folders.append(path)
                            waiting.append(f"{path}/")
                    else:
                        files[path] = _stamp_of_entry(entry)
                        if entry.is_symlink() and os.path.isdir(entry):
                            linked.append(os.path.relpath(os.path.realpath(entry), real_root))
        except OSError:
            # What cannot be listed an audit cannot see either.
            continue
        if len(files) > _MOST_FILES:
            return None
    return ground


def _stamp_of_entry(entry: os.DirEntry[str]) -> Stamp:
    """The stamp of what an entry leads to; of a link that leads nowhere its own."""
    try:
        status = entry.stat()
    except OSError:
        status = entry.stat(follow_symlinks=False)
    return _stamp(status)


def stamp_of(path: str) -> Stamp | None:
    """The size and time of a file on the disk; `None` where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return _stamp(status)


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _is_site_file(path: str) -> bool:
    *above, name = path.split("/")
    if not SKIPPED_FOLDERS.isdisjoint(above):
        return False
    # Articles may name files of other software, but nothing else is taken from those.
    lower = name.lower()
    is_page = lower.endswith(_PAGES) and not _TEMPLATES.isdisjoint(above)
    return is_page or lower.endswith(_SITE_FILES) or lower.startswith(_SITE_NAMES)


def _is_marker(folder: str) -> bool:
    return posixpath.basename(folder) in _MARKERS


def _hash(value: object) -> bytes:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).digest()
