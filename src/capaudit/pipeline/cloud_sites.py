"""Audits articles that lie in an object store: their site is mirrored, and audited as any other."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.images.site import IMAGE_EXTENSIONS
from capaudit.model.finding import Problem, Report
from capaudit.pipeline.inputs import MAX_BYTES
from capaudit.readers import READERS
from capaudit.remote.cloud import MissingObjectError, Store, StoreError, is_cloud, open_store
from capaudit.remote.mirror import Mirror

if TYPE_CHECKING:
    from capaudit.pipeline import AuditRun


class Audit(Protocol):
    """The audit of articles on the disk."""

    def __call__(
        self, paths: Sequence[str], config: Config, *, mirror: Mirror | None = None
    ) -> AuditRun:
        """The run over the given paths."""


def audit_in_cloud(
    paths: Sequence[str], config: Config, stdin: tuple[str, bytes] | None, audit: Audit
) -> Report:
    """Audit the articles at URLs of one bucket; the root is the folder that holds all of them.

    The configuration is that of the folder one works in: a bucket brings none of its own. Raises
    `UsageError` for paths of several buckets or of a disk besides, and where the store cannot be
    had.
    """
    if stdin is not None or not all(map(is_cloud, paths)):
        raise UsageError(
            "paths in an object store and on the disk cannot be audited in one run",
            "give them in two runs",
        )
    store, places = _places(paths)
    top = _common_folder([_fixed_part(place, store) for place in places])
    below = [posixpath.relpath(place, top) for place in places]
    articles = frozenset(suffix for reader in READERS.values() for suffix in reader.suffixes)
    images = frozenset(f".{name}" for name in IMAGE_EXTENSIONS)
    with Mirror(store, top, images, articles) as mirror:
        try:
            problems = mirror.lay_out([_without_glob(one) for one in below], MAX_BYTES)
        except StoreError as error:
            raise UsageError(f"{mirror.url}: {error}") from error
        found = [str(mirror.folder / one) for one in below]
        report = audit(found, msgspec.structs.replace(config, root=mirror.folder), mirror=mirror)
        return _as_in_store(report.report, problems, mirror)


def _places(paths: Sequence[str]) -> tuple[Store, list[str]]:
    """The store that all paths are in, and the paths there."""
    opened = [open_store(path) for path in paths]
    buckets = {(store.scheme, path.split("/")[0]) for store, path in opened}
    if len(buckets) > 1:
        raise UsageError("paths of several buckets cannot be audited in one run", "give them apart")
    return opened[0][0], [path for _, path in opened]


def _fixed_part(place: str, store: Store) -> str:
    """The folder that a path lies in or is; raises `UsageError` where nothing is there."""
    if has_magic(place):
        return _without_glob(place) or place.split("/", maxsplit=1)[0]
    try:
        is_folder = store.size(place) is None
    except MissingObjectError:
        raise UsageError(f"no such file or folder: {store.url(place)}") from None
    except StoreError as error:
        raise UsageError(f"{store.url(place)}: {error}") from error
    return place if is_folder else posixpath.dirname(place)


def _without_glob(path: str) -> str:
    """The part of a path before its first pattern."""
    parts = path.split("/")
    fixed = next((at for at, part in enumerate(parts) if has_magic(part)), len(parts))
    return "/".join(parts[:fixed])


def _common_folder(folders: Sequence[str]) -> str:
    return posixpath.commonpath(folders)


def _as_in_store(report: Report, problems: Sequence[Problem], mirror: Mirror) -> Report:
    """The report with the store's names for what the mirror stood for."""
    own = [
        msgspec.structs.replace(one, path=_in_store(one.path, mirror)) for one in report.problems
    ]
    return msgspec.structs.replace(
        report,
        run=msgspec.structs.replace(report.run, root=mirror.url),
        problems=tuple(sorted((*own, *problems), key=lambda one: (one.path, one.reason))),
    )


def _in_store(path: str, mirror: Mirror) -> str:
    folder = Path(path)
    return (
        folder.relative_to(mirror.folder).as_posix()
        if folder.is_relative_to(mirror.folder)
        else path
    )
