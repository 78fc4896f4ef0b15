"""Audits an archive on many machines, part by part, and reports on the parts there are.

Workers read the articles themselves and write parts; here they are only listed, and what the parts
hold goes the way of every run: articles are compared with one another, habits are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from capaudit.config import Config, find_root
from capaudit.config.stored import stored_config
from capaudit.engines import Tasks
from capaudit.engines.cluster import ClusterLostError, require_cluster, run_on_cluster
from capaudit.errors import UsageError
from capaudit.memory.part_rows import DamagedError
from capaudit.memory.parts import PartFolder, PartForm
from capaudit.memory.parts_parquet import require_parquet
from capaudit.model.finding import Report
from capaudit.model.left_alone import LeftAlone
from capaudit.pipeline import Outcomes, audit_run
from capaudit.pipeline.chunks import Chunk, Errand, cut, halves, join, run_chunk, spoil
from capaudit.pipeline.inputs import Asked, Input, list_inputs
from capaudit.pipeline.left_alone import Remainder
from capaudit.pipeline.manifest import (
    ListedPart,
    Manifest,
    key_of,
    part_folder,
    read_manifest,
    write_manifest,
)
from capaudit.pipeline.parcels import restored
from capaudit.pipeline.recollection import Retrospect
from capaudit.pipeline.watch import Watch
from capaudit.readers.archives import is_archive
from capaudit.remote.cloud import is_cloud


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is spread: the scheduler's address, or so many workers of its own.

    `parts` is the folder that the parts are kept in, `form` what they are written as; `None` leaves
    it to the folder.
    """

    scheduler: str | None = None
    workers: int = 1
    parts: Path | None = None
    form: PartForm | None = None


def audit_spread(
    paths: Sequence[str], config: Config, spread: Spread, watch: Watch | None = None
) -> Report:
    """Audit articles on a cluster; a run that was broken off goes on where it stopped.

    Raises `UsageError` for what only one machine can do, for a folder that holds the parts of
    another run, and where the cluster is not to be had or goes away.
    """
    require_cluster()
    _refuse(paths, config, spread)
    if spread.parts is not None:
        return _audit_into(spread.parts.absolute(), paths, config, spread, watch)
    with TemporaryDirectory(prefix="capaudit-parts-") as folder:
        return _audit_into(Path(folder), paths, config, spread, watch)


def report_parts(folder: Path) -> Report:
    """The report on the parts in a folder; a notice tells what is not audited yet.

    Raises `UsageError` for a folder without parts, or with those of another version.
    """
    folder = folder.absolute()
    manifest = _manifest_of(folder)
    parts = part_folder(folder, manifest)
    missing = tuple(one for one in manifest.parts if not parts.is_whole(one.name))
    there = [one.name for one in manifest.parts if one not in frozenset(missing)]
    # Whoever reports audits nothing: of that nothing is to be remembered.
    report = audit_run(
        manifest.paths,
        manifest.settings,
        memory=Retrospect,
        source=partial(_stored, manifest, parts, there),
    ).report
    run = msgspec.structs.replace(
        report.run,
        date=manifest.day.isoformat(),
        interrupted=report.run.interrupted or bool(missing),
    )
    notices = (*report.notices, *_notice_of_missing(missing, len(manifest.parts)))
    return msgspec.structs.replace(report, run=run, notices=notices)


def settings_of(folder: Path) -> Config:
    """The configuration of the run whose parts a folder holds."""
    return _manifest_of(folder.absolute()).settings


def _manifest_of(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest is None:
        raise UsageError(
            f"{folder} holds no parts", "capaudit check --engine dask --parts DIR writes them"
        )
    return manifest


def _refuse(paths: Sequence[str], config: Config, spread: Spread) -> None:
    """Raise `UsageError` for what cannot be spread."""
    if spread.scheduler is not None and spread.parts is None:
        raise UsageError(
            "machines of a cluster need a folder that all of them share for what they find",
            "--parts DIR",
        )
    if config.fetch_images:
        raise UsageError(
            "--fetch-images keeps count of what is fetched on one machine",
            "leave out --engine dask, or --fetch-images",
        )
    for path in paths:
        if is_cloud(path) or is_archive(Path(path)):
            raise UsageError(
                f"{path}: workers of a cluster read from folders that all of them share",
                "unpack or copy it there, or leave out --engine dask",
            )


def _audit_into(
    folder: Path, paths: Sequence[str], config: Config, spread: Spread, watch: Watch | None
) -> Report:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made: {error.strerror}") from error
    places = tuple(str(Path(path).absolute()) for path in paths)
    root = config.root or find_root(config, paths)
    before = read_manifest(folder)
    manifest = _begun(before, places, config, root, spread.form)
    if manifest.form == "parquet":
        require_parquet()
    source = partial(_spread_out, manifest=manifest, folder=folder, spread=spread)
    report = audit_run(paths, config, source=source, watch=watch).report
    run = msgspec.structs.replace(report.run, date=manifest.day.isoformat())
    return msgspec.structs.replace(
        report, run=run, notices=(*report.notices, *_notice_of_day(manifest))
    )


def _begun(
    before: Manifest | None,
    paths: tuple[str, ...],
    config: Config,
    root: Path,
    form: PartForm | None,
) -> Manifest:
    """The manifest of a run that begins, or goes on: then it has the day on which it began."""
    day = config.date or (before.day if before is not None else date.today())
    _require_text((str(root), *paths))
    key = key_of(config, root, day)
    if before is not None and (before.key != key or before.paths != paths):
        raise UsageError(
            f"the folder holds parts of a run over {', '.join(before.paths)} with settings or a "
            f"day ({before.day}) that are others than now",
            "take another --parts folder, or remove this one",
        )
    if before is not None and form not in (None, before.form):
        raise UsageError(f"the folder holds parts in {before.form}", "take another --parts folder")
    return Manifest(
        key=key,
        day=day,
        started_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        root=str(root),
        paths=paths,
        form=form or (before.form if before is not None else "jsonl"),
        config=msgspec.Raw(stored_config(msgspec.structs.replace(config, root=root))),
    )


def _require_text(paths: Iterable[str]) -> None:
    for path in paths:
        if _shown(path) != path:
            raise UsageError(f"{path}: the name is no UTF-8", "name the folder that it lies in")


def _spread_out(
    asked: Asked, remainder: Remainder, *, manifest: Manifest, folder: Path, spread: Spread
) -> Outcomes:
    """What the cluster finds, in order, each part as soon as those before it are there."""
    parts = part_folder(folder, manifest)
    errand = Errand(asked.config, asked.root, manifest.day, manifest.key, parts)
    chunks = list(cut(list_inputs(asked, remainder), errand))
    listed = tuple(_listed(one) for one in chunks)
    left_alone = tuple(_as_text(one) for one in remainder.groups)
    write_manifest(folder, msgspec.structs.replace(manifest, parts=listed, left_alone=left_alone))
    done = 0
    try:
        for chunk in run_on_cluster(chunks, _tasks(errand), spread.scheduler, spread.workers):
            yield from _read(parts, chunk.name)
            done += 1
    except ClusterLostError as error:
        raise UsageError(
            f"the scheduler has gone; of {len(chunks)} parts at least {done} are done",
            "the same command goes on where it stopped",
        ) from error
    except OSError as error:
        raise UsageError(
            f"a part cannot be written to {folder}: {error.strerror or error}",
            "the same command goes on where it stopped",
        ) from error
    parts.sweep(one.name for one in chunks)


def _tasks(errand: Errand) -> Tasks[Chunk]:
    return Tasks(
        run=partial(run_chunk, errand=errand),
        is_done=lambda chunk: errand.folder.is_whole(chunk.name),
        halves=partial(halves, errand=errand),
        join=partial(join, errand=errand),
        spoil=partial(spoil, errand=errand),
    )


def _stored(
    manifest: Manifest, parts: PartFolder, names: Iterable[str], asked: Asked, remainder: Remainder
) -> Outcomes:
    """What the parts hold that are there."""
    del asked
    remainder.include(manifest.left_alone)
    for name in names:
        yield from _read(parts, name)


def _read(parts: PartFolder, name: str) -> Outcomes:
    """What a part holds, input by input."""
    try:
        for _, several in groupby(parts.read(name), attrgetter("number")):
            rows = list(several)
            each = Input(rows[0].path, rows[0].folder, b"", is_named=rows[0].is_named)
            yield each, [restored(row.parcel) for row in rows]
    except (DamagedError, OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"a part cannot be read: {error}",
            f"remove {parts.file_of(name)} and give the command of the run again",
        ) from error


def _listed(chunk: Chunk) -> ListedPart:
    first, last = (_shown(chunk.files[at].path) for at in (0, -1))
    return ListedPart(chunk.name, len(chunk.files), first, last)


def _as_text(group: LeftAlone) -> LeftAlone:
    """A group whose names can be written down: not every file's is UTF-8."""
    paths = tuple(_shown(one) for one in group.paths)
    return msgspec.structs.replace(group, kind=_shown(group.kind), paths=paths)


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _notice_of_day(manifest: Manifest) -> Iterator[str]:
    if manifest.day != date.today() and manifest.settings.date is None:
        yield f"goes on with a run that began on {manifest.day}, which is its day of audit"


def _notice_of_missing(missing: Sequence[ListedPart], parts: int) -> Iterator[str]:
    if missing:
        files = sum(one.files for one in missing)
        yield (
            f"{len(missing)} of {parts} parts are missing: {files} files from {missing[0].first} "
            f"to {missing[-1].last} are not audited, nor compared with the others"
        )
