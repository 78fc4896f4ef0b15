"""Cuts the files of a run into chunks, each named by what is in it, and audits one of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from capaudit import __version__
from capaudit.config import Config
from capaudit.engines import Job, deadline_of_thread, worked
from capaudit.errors import UsageError
from capaudit.memory.part_rows import Row
from capaudit.memory.parts import PartFolder
from capaudit.model.finding import Problem
from capaudit.pipeline.auditing import audit_job, spoilt
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.inputs import Input, Listed, open_inputs
from capaudit.pipeline.parcels import Parcel, Sent, stored, uncounted
from capaudit.pipeline.remote_images import remote_images

# A few seconds of work: what a worker loses when it dies, and enough for the scheduler's part to
# be nothing beside it.
_MOST_FILES = 64
_MOST_BYTES = 1024 * 1024


class Chunk(msgspec.Struct, frozen=True):
    """Files in a row that one worker audits; its part goes by `name`."""

    name: str
    files: tuple[Listed, ...]


class Errand(msgspec.Struct, frozen=True):
    """What every worker is told: how to audit, and where the parts go.

    `key` names all that a finding may hang on beside the files: configuration, day, version.
    """

    config: Config
    root: Path
    day: date
    key: str
    folder: PartFolder
    version: str = __version__


def cut(files: Iterable[Listed], errand: Errand) -> Iterator[Chunk]:
    """The files in chunks of about the same size."""
    waiting: list[Listed] = []
    weight = 0
    for one in files:
        stamp = _stamp(one)
        waiting.append(msgspec.structs.replace(one, stamp=stamp))
        weight += stamp[0]
        if weight >= _MOST_BYTES or len(waiting) == _MOST_FILES:
            yield _chunk(waiting, errand)
            waiting, weight = [], 0
    if waiting:
        yield _chunk(waiting, errand)


def halves(chunk: Chunk, errand: Errand) -> tuple[Chunk, ...]:
    """A chunk as two; none where it is one file."""
    middle = len(chunk.files) // 2
    if middle == 0:
        return ()
    return _chunk(chunk.files[:middle], errand), _chunk(chunk.files[middle:], errand)


def run_chunk(chunk: Chunk, errand: Errand) -> None:
    """Audit the files of a chunk and write its part.

    Raises `UsageError` on a machine that has another version, or not the same folders.
    """
    _require_the_same(errand)
    # Nothing in an audit is made for threads: a worker with several does one chunk at a time.
    with _Prepared.lock:
        job = _job(errand)
        errand.folder.write(chunk.name, _rows(chunk, errand, job))


def spoil(chunk: Chunk, reason: str, errand: Errand) -> None:
    """Write the part of a chunk of one file that cannot be audited."""
    (file,) = chunk.files
    parcel = stored(spoilt(Input(file.path, file.folder, b""), reason))
    row = Row(0, file.path, file.folder, file.is_named, parcel)
    errand.folder.write(chunk.name, (row,))


def join(chunk: Chunk, parts: Sequence[Chunk], errand: Errand) -> None:
    """Make the part of a chunk of those of its halves."""
    errand.folder.write(chunk.name, _joined(parts, errand.folder))
    for one in parts:
        errand.folder.remove(one.name)


def _joined(parts: Sequence[Chunk], folder: PartFolder) -> Iterator[Row]:
    before = 0
    for one in parts:
        for row in folder.read(one.name):
            yield msgspec.structs.replace(row, number=row.number + before)
        before += len(one.files)


class _Prepared:
    """What a worker process has made ready, for the errand of a key."""

    lock = threading.Lock()
    stack = ExitStack()
    key: str | None = None
    job: Job[Input, Sent]


def _job(errand: Errand) -> Job[Input, Sent]:
    if _Prepared.key != errand.key:
        _Prepared.stack.close()
        desk = make_desk(errand.config, errand.root)
        # Past midnight the day of the audit is still the one it began on.
        house = msgspec.structs.replace(desk.house, today=errand.day)
        # Pictures in a store are brought by each worker, for as long as it lives.
        remote = _Prepared.stack.enter_context(remote_images(errand.config))
        desk = msgspec.structs.replace(desk, house=house, remote=remote)
        job = audit_job(errand.config, desk, ())
        work = job.prepare()
        _Prepared.job = msgspec.structs.replace(job, prepare=lambda: work)
        _Prepared.key = errand.key
    return _Prepared.job


def _rows(chunk: Chunk, errand: Errand, job: Job[Input, Sent]) -> Iterator[Row]:
    work = job.prepare()
    for number, each in enumerate(open_inputs(chunk.files, errand.root)):
        for one in map(uncounted, worked(work, each, job, deadline_of_thread)):
            if isinstance(one, bytes | Parcel):
                yield Row(number, each.path, each.folder, each.is_named, stored(one))


def _require_the_same(errand: Errand) -> None:
    if errand.version != __version__:
        raise UsageError(
            f"a worker has version {__version__}, the run {errand.version}",
            "install the same version on all machines",
        )
    for folder in (errand.root, errand.folder.path):
        if not folder.is_dir():
            raise UsageError(
                f"a worker does not find {folder}",
                "all machines need the site and the parts under the same path",
            )


def _chunk(files: Sequence[Listed], errand: Errand) -> Chunk:
    digest = sha256(errand.key.encode())
    for one in files:
        what = (os.fsencode(one.path), os.fsencode(one.folder), one.is_named, one.stamp)
        digest.update(msgspec.msgpack.encode(what))
    return Chunk(digest.hexdigest()[:32], tuple(files))


def _stamp(one: Listed) -> tuple[int, int]:
    """Size and time of change of a file; of one that cannot be asked there is nothing to tell."""
    if isinstance(one.place, Problem):
        return (0, 0)
    try:
        status = os.stat(one.place)
    except OSError:
        return (0, 0)
    return status.st_size, status.st_mtime_ns
