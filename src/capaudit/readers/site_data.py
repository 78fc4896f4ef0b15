"""Values of a site's data files, which its pages take by name (`site.data.photos.flood.caption`).

https://jekyllrb.com/docs/datafiles/, https://www.11ty.dev/docs/data-global/
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from capaudit.model.text import OtherFile, Passage
from capaudit.readers.image_record import ImageRecordFile, read_image_record

_FOLDERS = ("_data", "src/_data", "data")
_SUFFIXES = ("yml", "yaml", "json")
_PREFIXES = ("site.data.", "site.Data.")
_LARGEST = 4 * 1024 * 1024
# A data file may lie in a folder of its own: `_data/photos/floods.yml`.
_DEEPEST = 3
_PART = re.compile(r"[A-Za-z_][\w-]*")


class SiteData:
    """Finds and reads the data files of sites below a root. Make one for each run."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        self._file = lru_cache(maxsize=64)(self._read)

    def value(self, name: str, article_path: str) -> Passage | None:
        """The value of a name on the site of an article, with its place in the data file."""
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        for path, below in _places(name, article_path):
            found = self._file(path)
            value = found.passage(below) if found is not None else None
            if found is not None and value is not None:
                file = OtherFile(path, found.source)
                return msgspec.structs.replace(value.stripped(), file=file)
        return None

    def _read(self, path: str) -> ImageRecordFile | None:
        """A data file; `None` where there is none, or none that can be read."""
        whole = self._root / path
        inside = os.path.realpath(whole).startswith(self._real_root.rstrip("/") + "/")
        try:
            if not inside or not whole.is_file() or whole.stat().st_size > _LARGEST:
                return None
            return read_image_record(whole.read_bytes(), path)
        except OSError:
            return None


def _places(name: str, article_path: str) -> Iterator[tuple[str, str]]:
    """The files a name may mean, each with the keys below, the nearest site first."""
    parts = name.split(".")
    depth = min(_DEEPEST, len(parts) - 1)
    if not all(_PART.fullmatch(one) for one in parts[:depth]):
        return
    for folder in PurePosixPath(article_path).parents:
        above = "" if str(folder) == "." else f"{folder}/"
        for base in _FOLDERS:
            for count in range(1, depth + 1):
                stem = f"{above}{base}/{'/'.join(parts[:count])}"
                yield from ((f"{stem}.{one}", ".".join(parts[count:])) for one in _SUFFIXES)
