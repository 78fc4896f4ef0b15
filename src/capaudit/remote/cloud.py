"""Sites and images in object stores: `s3://bucket/site`, `gs://bucket/media`.

Access is the store's own matter: credentials are those its tools use on this machine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Protocol, TypeVar, cast

import msgspec

from capaudit.errors import UsageError

# The stores that are read; fsspec knows far more, plain web servers among them, which nothing here
# would keep from leading into a private network. `memory` is fsspec's own, for trials.
SCHEMES = ("s3", "gs", "memory")
_URL = re.compile(rf"(?:{'|'.join(SCHEMES)})://", re.IGNORECASE)
# More objects are no site that somebody meant to audit as a whole.
_MOST_OBJECTS = 200_000
Answer = TypeVar("Answer")


class StoreError(Exception):
    """What a store could not give; the message is a clause that says why."""


class MissingObjectError(StoreError):
    """There is no such object."""


class TooLargeError(StoreError):
    """The object is larger than what is read."""


class Entry(msgspec.Struct, frozen=True):
    """An object: its name relative to the folder that was listed, and its size in bytes."""

    name: str
    size: int


class FileSystem(Protocol):
    """What is used of fsspec's file systems (`fsspec.AbstractFileSystem`)."""

    def info(self, path: str) -> dict[str, object]:
        """What is known of an object or folder: name, size, type."""

    def find(self, path: str, *, detail: bool) -> dict[str, dict[str, object]]:
        """Every object below a folder."""

    def cat(self, path: list[str], *, on_error: str) -> dict[str, bytes | Exception]:
        """Several objects at once."""

    def cat_file(self, path: str, start: int | None, end: int | None) -> bytes:
        """One object, or a part of it."""


def is_cloud(path: str) -> bool:
    """Whether a path names a place in an object store."""
    return _URL.match(path) is not None


class Store:
    """One store by its scheme; paths in it are `bucket/folder/name`."""

    def __init__(self, scheme: str, files: FileSystem) -> None:
        self.scheme = scheme
        self._files = files

    def url(self, path: str) -> str:
        """The path with its scheme."""
        return f"{self.scheme}://{path}"

    def size(self, path: str) -> int | None:
        """The size of an object in bytes, `None` for a folder; raises `StoreError`."""
        found = self._asked(lambda: self._files.info(path))
        return None if found.get("type") == "directory" else _size(found)

    def objects(self, folder: str) -> Iterator[Entry]:
        """Every object below a folder, in order of names; raises `StoreError`."""
        found = self._asked(lambda: self._files.find(folder, detail=True))
        if len(found) > _MOST_OBJECTS:
            raise StoreError(f"holds more than {_MOST_OBJECTS} objects; name a part of it")
        prefix = f"{folder.strip('/')}/"
        for path, entry in sorted(found.items()):
            name = path.lstrip("/").removeprefix(prefix)
            if entry.get("type") != "directory" and name:
                yield Entry(name, _size(entry))

    def read(self, path: str, largest: int) -> bytes:
        """A whole object; raises `StoreError`, also where it is larger than may be."""
        size = self.size(path)
        if size is None:
            raise MissingObjectError("it is a folder")
        if size > largest:
            raise TooLargeError(f"it is larger than {largest // (1024 * 1024)} MiB")
        return self._asked(lambda: self._files.cat_file(path, None, None))

    def read_all(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes | StoreError]]:
        """Several objects, asked for at once where the store can do that."""
        # fsspec takes `[`, `*` and `?` in a list of paths for patterns.
        plain = [path for path in paths if not set(path) & set("[]*?")]
        found = self._asked(lambda: self._files.cat(plain, on_error="return")) if plain else {}
        by_path = {path.lstrip("/"): content for path, content in found.items()}
        for path in paths:
            content = by_path.get(path)
            if isinstance(content, bytes):
                yield path, content
            elif isinstance(content, Exception):
                yield path, StoreError(_reason(content))
            else:
                yield path, self._one(path)

    def _one(self, path: str) -> bytes | StoreError:
        try:
            return self._asked(lambda: self._files.cat_file(path, None, None))
        except StoreError as error:
            return error

    @staticmethod
    def _asked(ask: Callable[[], Answer]) -> Answer:
        """What the store answers; raises `StoreError` for whatever it fails with.

        Each store has errors of its own, few of them are the system's.
        """
        try:
            return ask()
        except FileNotFoundError as error:
            raise MissingObjectError("there is no such object") from error
        except Exception as error:
            raise StoreError(_reason(error)) from error


def open_store(url: str) -> tuple[Store, str]:
    """The store a URL names, and the path in it; raises `UsageError` where it cannot be had."""
    scheme, _, path = url.partition("://")
    scheme = scheme.lower()
    path = posixpath.normpath(path.strip("/"))
    if path in {".", ".."} or path.startswith("../"):
        raise UsageError(f"{url}: names no bucket", f"{scheme}://bucket/folder")
    try:
        files = cast(FileSystem, import_module("fsspec").filesystem(scheme))
    except ImportError as error:
        hint = "pip install 'capaudit[cloud]'"
        raise UsageError(
            f"{url}: reading it needs what comes with the extra cloud", hint
        ) from error
    except Exception as error:  # an account that is set up wrongly, in the store's own words
        raise UsageError(f"{url}: {_reason(error)}") from error
    return Store(scheme, files), path


def _size(entry: Mapping[str, object]) -> int:
    size = entry.get("size")
    return size if isinstance(size, int) else 0


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return f"the store answers: {said}"
