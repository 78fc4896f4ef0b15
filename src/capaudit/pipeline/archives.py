"""Audits the archive of a site's build as the site it is: unpacked for the time of the run.

Its files go by the archive's path and their own, `build.zip!/news/flood.html`. Nothing in it can
lead out of it, neither to the disk nor to another archive of the run.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.errors import ReadError
from capaudit.model.finding import Problem
from capaudit.model.left_alone import LeftOut
from capaudit.pipeline.inputs import Asked, Input, read_inputs, relative
from capaudit.pipeline.left_alone import Remainder
from capaudit.readers.archives import is_archive, unpack

# What stands between the path of an archive and that of a file in it.
INSIDE = "!/"


class Archive(msgspec.Struct, frozen=True):
    """An unpacked archive: its files lie at `root` under `folder`, `build.zip!`.

    `problem` tells why nothing of it could be unpacked.
    """

    folder: str
    root: Path
    left_out: tuple[tuple[str, LeftOut], ...] = ()
    problem: Problem | None = None

    @property
    def top(self) -> Path:
        """The folder on the disk that is the archive's top."""
        return self.root / self.folder

    def settings(self, config: Config) -> Config:
        """The configuration as it counts inside: what names a folder names one of the archive.

        An image root that the archive has no folder for stands for one of the sources.
        """
        roots = {prefix: f"{self.folder}/{to}" for prefix, to in config.image_roots.items()}
        return msgspec.structs.replace(
            config,
            root=self.root,
            image_roots={prefix: to for prefix, to in roots.items() if (self.root / to).is_dir()},
            image_records=tuple(f"{self.folder}/{one}" for one in config.image_records),
        )


class Places(msgspec.Struct, frozen=True):
    """Where the files of a run lie on the disk, those of archives too."""

    root: Path
    archives: Mapping[str, Path] = {}

    def on_disk(self, path: str) -> Path:
        """The place of a path of the report, whether or not there is anything."""
        archive = self._archive_of(path)
        return (self.root if archive is None else self.archives[archive]) / path

    def is_there(self, path: str) -> bool:
        """Whether an article is where a report of this or an earlier run has it.

        What an archive held that this run did not open is there as long as the archive is.
        """
        archive, inside, _ = path.partition(INSIDE)
        if inside and self._archive_of(path) is None and (self.root / archive).is_file():
            return True
        return self.on_disk(path).exists()

    def _archive_of(self, path: str) -> str | None:
        return next((one for one in self.archives if path.startswith(f"{one}/")), None)


@contextmanager
def unpacked(paths: Sequence[str], root: Path) -> Iterator[tuple[Archive, ...]]:
    """The archives among the paths, unpacked until the run is over.

    Raises `UsageError` for one that lies outside the root.
    """
    with ExitStack() as stack:
        archives = (Path(path).absolute() for path in paths if is_archive(Path(path)))
        named = dict.fromkeys(relative(one, root) for one in archives)
        yield tuple(_unpacked(path, root, stack) for path in named)


def inputs_of(archive: Archive, config: Config, remainder: Remainder) -> Iterator[Input]:
    """The files to audit in an archive, found as in a folder that is its own root."""
    if archive.problem is not None:
        yield Input(archive.problem.path, ".", archive.problem)
        return
    inner = remainder.inside(archive.folder)
    for name, why in archive.left_out:
        inner.add_file(name, why)
    for each in read_inputs(Asked((str(archive.top),), archive.top, config), inner):
        yield _shown_inside(archive.folder, each)


def _shown_inside(folder: str, each: Input) -> Input:
    path, content = f"{folder}/{each.path}", each.content
    if isinstance(content, Problem):
        content = msgspec.structs.replace(content, path=path)
    return Input(path, folder, content, archive=folder, is_named=False)


def _unpacked(path: str, root: Path, stack: ExitStack) -> Archive:
    folder = f"{path}!"
    if not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root)):
        return Archive(folder, root, problem=Problem(path, "is a link that leads out of the root"))
    temporary = tempfile.TemporaryDirectory(prefix="capaudit-", ignore_cleanup_errors=True)
    # A link in the way to the place of temporary files would look like one out of the archive.
    place = Path(stack.enter_context(temporary)).resolve()
    try:
        (place / folder).mkdir(parents=True)
        return Archive(folder, place, unpack(root / path, place / folder))
    except ReadError as error:
        return Archive(folder, place, problem=Problem(path, str(error)))
    except OSError as error:
        return Archive(
            folder, place, problem=Problem(path, f"cannot be unpacked: {error.strerror}")
        )
