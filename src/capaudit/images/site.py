"""Where the files of a site lie, each folder read once in a run.

A reference that leads nowhere is looked for in dozens of places; asking the disk each time would
cost more than everything else that is done with it.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import msgspec

from capaudit.images.served_folders import IMAGE_FOLDERS, mirroring_folders, serving_folders

IMAGE_EXTENSIONS = frozenset(
    (
        *("jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "svg"),
        *("tif", "tiff", "bmp", "ico", "avif", "heic", "heif", "jp2", "jxl"),
    )
)
ARTICLE_EXTENSIONS = frozenset(
    (
        *("md", "markdown", "mdown", "mkd", "mdx", "html", "htm", "xhtml", "rst", "rest"),
        *("adoc", "asciidoc", "asc"),
    )
)
# So many folders below one are looked into for images: images/2025/03/flood.jpg.
_DEEPEST = 3


class Folder(msgspec.Struct, frozen=True):
    """What a folder holds. One that a link leads to out of the root is not looked into.

    `links` are the names that are links, whatever they lead to.
    """

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    leads_outside: bool = False

    def count(self, extensions: frozenset[str]) -> int:
        """How many of the files have one of these extensions."""
        return sum(extension(name) in extensions for name in self.files)


class Bases(msgspec.Struct, frozen=True):
    """The folders that references of the articles in one folder may be meant from.

    Each exists, is relative to the root and ends in `/` (the root itself is empty).
    """

    serving: tuple[str, ...]
    mirroring: tuple[str, ...]
    images: tuple[str, ...]


class Site:
    """Where the files of a site lie, as they lay when each folder was first asked for.

    `root` is the absolute folder that nothing is read outside of. `roots` maps a URL prefix
    (`/gc6/`) to the folder, relative to the root, that is served there. Make one for each run.

    `asked` are the questions put to it, `opened` the files found there that were read, since they
    were last emptied: what was found rests on these.
    """

    __slots__ = (
        *("_bases", "_folders", "_image_places", "_real_root", "_spellings"),
        *("asked", "opened", "root", "roots"),
    )

    def __init__(self, root: Path, roots: Mapping[str, str] = MappingProxyType({})) -> None:
        self.root = root
        self.roots = dict(roots)
        self._real_root = os.path.realpath(root)
        self._folders: dict[str, Folder] = {}
        self._spellings: dict[str, Mapping[str, str]] = {}
        self._bases: dict[str, Bases] = {}
        self._image_places: dict[str, bool] = {}
        self.asked: set[str] = set()
        self.opened: set[str] = set()

    def folder(self, path: str) -> Folder | None:
        """What a folder (relative to the root, empty for it) holds; `None` where there is none.

        That it is there is noted as asked, and not what it holds: `count` and `has_file` tell that.
        """
        self.asked.add(f"folder {path}")
        return self._folder(path)

    def count(self, path: str, extensions: frozenset[str]) -> int:
        """How many files of a folder have one of these extensions; 0 where there is none."""
        self.asked.add(f"holding {path}")
        folder = self._folder(path)
        return folder.count(extensions) if folder is not None else 0

    def has_file(self, path: str) -> bool:
        """Whether a regular file lies at a path relative to the root, spelt exactly so."""
        self.asked.add(f"file {path}")
        return self._has_file(path)

    def holds_inside(self, path: str) -> bool:
        """Whether a path, its links followed, ends below the root."""
        above, _, name = path.rpartition("/")
        folder = self._folders.get(above)
        # Only folders inside the root are listed, and a file in one that is no link is inside too.
        if folder is not None and name in folder.files and name not in folder.links:
            return True
        return self._is_inside(f"{self.root}/{path}")

    def spelt_on_disk(self, path: str) -> str | None:
        """The path of an existing file that differs from this one in capitals at most."""
        self.asked.add(f"spelling {path}")
        return self._spelt_on_disk(path)

    def bases(self, article: PurePosixPath) -> Bases:
        """The folders there are that references of an article may be meant from."""
        folder = posixpath.dirname(str(article))
        self.asked.add(f"bases {folder}")
        return self._bases_of(folder)

    def is_image_place(self, path: str) -> bool:
        """Whether a folder or one not far below it holds images."""
        self.asked.add(f"images {path}")
        return self._is_image_place(path)

    def answer(self, question: str) -> str:
        """What one of the `asked` is answered now: the same answer as long as nothing changed."""
        kind, _, path = question.partition(" ")
        match kind:
            case "folder":
                folder = self._folder(path)
                return "" if folder is None else f"there {folder.leads_outside}"
            case "holding":
                folder = self._folder(path) or Folder()
                counts = (folder.count(IMAGE_EXTENSIONS), folder.count(ARTICLE_EXTENSIONS))
                return f"{min(counts[0], 1)} {min(counts[1], 2)}"
            case "file":
                return str(self._has_file(path) and (self.holds_inside(path) or "outside"))
            case "spelling":
                return self._spelt_on_disk(path) or ""
            case "bases":
                return repr(self._bases_of(path))
            case _:
                return str(self._is_image_place(path))

    def _folder(self, path: str) -> Folder | None:
        if path in self._folders:
            return self._folders[path]
        current = self._listed("")
        reached = ""
        for part in path.split("/") if path not in {"", "."} else ():
            if part not in current.folders:
                return current if current.leads_outside else None
            reached = f"{reached}/{part}" if reached else part
            current = self._listed(reached)
        return current

    def _has_file(self, path: str) -> bool:
        above, _, name = path.rpartition("/")
        folder = self._folder(above)
        if folder is None:
            return False
        # Behind a link out of the root the file is only asked for, so that the way can be refused.
        return (
            os.path.isfile(f"{self.root}/{path}") if folder.leads_outside else name in folder.files
        )

    def _spelt_on_disk(self, path: str) -> str | None:
        current, reached = self._listed(""), ""
        *above, name = path.split("/")
        for part in above:
            spelt = part if part in current.folders else self._spelling(part, reached)
            if spelt not in current.folders:
                return None
            reached = f"{reached}/{spelt}" if reached else spelt
            current = self._listed(reached)
        spelt = self._spelling(name, reached)
        if spelt not in current.files:
            return None
        return f"{reached}/{spelt}" if reached else spelt

    def _spelling(self, name: str, folder: str) -> str:
        """How a listed folder spells a name, capitals aside; empty where it has none like it."""
        known = self._spellings.get(folder)
        if known is None:
            listed = self._listed(folder)
            names = sorted((*listed.files, *listed.folders))
            known = self._spellings[folder] = {one.lower(): one for one in names}
        return known.get(name.lower(), "")

    def _is_image_place(self, path: str) -> bool:
        known = self._image_places.get(path)
        if known is None:
            known = self._image_places[path] = self._holds_images(path, 0)
        return known

    def _holds_images(self, path: str, depth: int) -> bool:
        folder = self._folder(path)
        if folder is None:
            return False
        if any(extension(name) in IMAGE_EXTENSIONS for name in folder.files):
            return True
        below = (f"{path}/{name}" if path else name for name in sorted(folder.folders))
        return depth < _DEEPEST and any(self._holds_images(one, depth + 1) for one in below)

    def _bases_of(self, folder: str) -> Bases:
        known = self._bases.get(folder)
        if known is None:
            # Any article of the folder: only where it lies counts.
            article = PurePosixPath(folder, "article")
            serving = self._existing(serving_folders(article))
            images = (f"{base}{one}/" for base in serving for one in IMAGE_FOLDERS)
            known = self._bases[folder] = Bases(
                serving, self._existing(mirroring_folders(article)), self._existing(images)
            )
        return known

    def _existing(self, folders: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in dict.fromkeys(folders) if self._folder(one.rstrip("/")))

    def _listed(self, path: str) -> Folder:
        """What a folder holds whose own place was looked up in the folder above it."""
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = self._read(path)
        return known

    def _read(self, path: str) -> Folder:
        whole, (above, _, name) = f"{self.root}/{path}", path.rpartition("/")
        if path and name in self._folders[above].links and not self._is_inside(whole):
            return Folder(leads_outside=True)
        return _read(whole)

    def _is_inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self._real_root.rstrip("/") + "/")


def _read(path: str) -> Folder:
    """What a folder holds; one that may not be read holds nothing."""
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                is_link = entry.is_symlink()
                if is_link:
                    links.append(entry.name)
                if os.path.isdir(entry) if is_link else entry.is_dir():
                    folders.append(entry.name)
                elif os.path.isfile(entry) if is_link else entry.is_file():
                    files.append(entry.name)
    except OSError:
        return Folder()
    return Folder(frozenset(files), frozenset(folders), frozenset(links))


def extension(name: str) -> str:
    """A file name's extension in lower case, without the dot; one hidden by a dot has none."""
    stem, _, found = name.rpartition(".")
    return found.lower() if "/" not in found and stem.rpartition("/")[2].strip(".") else ""
