"""Folders of object stores that stand behind a prefix of image references (`image-roots`)."""

from __future__ import annotations

import posixpath
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

import msgspec

from capaudit.remote.cloud import MissingObjectError, Store, StoreError, is_cloud, open_store
from capaudit.remote.outcomes import Fetched, NotFetched, NotThere, StoreOutcome

_REST = re.compile(r"[?#]")


class Place(msgspec.Struct, frozen=True):
    """Where a reference leads in a store; `leads_outside` where it climbs out of its folder."""

    store: Store
    path: str
    leads_outside: bool = False

    @property
    def url(self) -> str:
        """The place as the configuration would name it."""
        return self.store.url(self.path)


class CloudRoots:
    """The configured folders in stores; a context that takes with it what was fetched.

    `roots` are all configured ones: the longest prefix that fits a reference decides, also where it
    leads to a folder on the disk. Raises `UsageError` where a store cannot be had.
    """

    def __init__(self, roots: Mapping[str, str], largest: int) -> None:
        self._prefixes = sorted(filter(None, roots), key=len, reverse=True)
        self._stores = {
            prefix: open_store(target) for prefix, target in roots.items() if is_cloud(target)
        }
        self._largest = largest
        self._outcomes: dict[str, StoreOutcome] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="capaudit-") if self._stores else None

    def __enter__(self) -> CloudRoots:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def is_any(self) -> bool:
        """Whether any folder lies in a store."""
        return bool(self._stores)

    def place_of(self, src: str) -> Place | None:
        """Where a reference leads in a store; `None` for one that no store stands behind."""
        reference = src.strip()
        prefix = next((one for one in self._prefixes if reference.startswith(one)), None)
        if prefix not in self._stores:
            return None
        store, folder = self._stores[prefix]
        rest = unquote(_REST.split(reference[len(prefix) :], maxsplit=1)[0]).lstrip("/")
        path = posixpath.normpath(posixpath.join(folder, rest))
        return Place(store, path, leads_outside=not path.startswith(f"{folder}/"))

    def fetch(self, place: Place) -> StoreOutcome:
        """The image at a place, each brought once in a run."""
        known = self._outcomes.get(place.url)
        if known is None:
            known = self._outcomes[place.url] = self._fetched(place)
        return known

    def _fetched(self, place: Place) -> StoreOutcome:
        assert self._folder is not None  # a place is in a store
        into = Path(self._folder.name) / f"{len(self._outcomes)}{posixpath.splitext(place.path)[1]}"
        try:
            into.write_bytes(place.store.read(place.path, self._largest))
        except MissingObjectError:
            return NotThere()
        except (StoreError, OSError, ValueError) as error:
            return NotFetched(f"the image in the store could not be read: {error}")
        return Fetched(into)
