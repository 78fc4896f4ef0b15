"""Audits the articles of a run, each by itself, in one process or in several."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.engines import Job
from capaudit.images import Site
from capaudit.model.finding import Problem
from capaudit.pipeline.archives import Archive
from capaudit.pipeline.article import ArticleOutcome
from capaudit.pipeline.audit_input import audit_input
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.inputs import Input
from capaudit.pipeline.parcels import Counted, Packed, Seen, Sent, packed
from capaudit.timings import Clock, running_clock, start

Audit = Callable[[Input], Iterator[Packed | Seen]]
CountedAudit = Callable[[Input], Iterator[Packed | Seen | Counted]]
# What the audit of a file rests on; the time is when the first of all began, in nanoseconds.
Look = Callable[[Site, int], Seen]

# Seconds of work for one article; ten megabytes of prose with one picture take forty.
MOST_SECONDS = 120.0


def audit_job(
    config: Config, desk: Desk, archives: Sequence[Archive], look: Look | None = None
) -> Job[Input, Sent]:
    """The audit of inputs as an engine takes it; those of an archive have a desk of their own.

    With a `look` what each file's audit rests on is told behind its outcomes. In a run that is
    timed every process but this one sends what its own clock counts.
    """
    prepare = partial(_prepared, config, _OwnDesk(config, desk), archives, look)
    is_timed = running_clock() is not None
    return Job(
        prepare=partial(_timed, prepare, os.getpid()) if is_timed else prepare,
        spoilt=spoilt,
        weight=_weight,
        seconds=MOST_SECONDS,
    )


class _OwnDesk:
    """A desk of this process, which holds what was read so far: another one lays out its own."""

    def __init__(self, config: Config, desk: Desk) -> None:
        self.desk = desk
        self._config = config

    def __reduce__(self) -> tuple[object, ...]:
        return _laid_out, (self._config, self.desk.site.root)


def _laid_out(config: Config, root: Path) -> _OwnDesk:
    return _OwnDesk(config, make_desk(config, root))


def _prepared(
    config: Config, own: _OwnDesk, archives: Sequence[Archive], look: Look | None
) -> Audit:
    desk = own.desk
    desks = {
        one.folder: msgspec.structs.replace(
            make_desk(one.settings(config), one.root), remote=desk.remote
        )
        for one in archives
    }
    audit = partial(_audited, desk=desk, desks=desks, config=config)
    if look is None:
        return audit
    # A record is read once and holds for all articles: of what changed since then nothing is sure.
    seen = partial(look, desk.site, time.time_ns())
    return partial(_looked_at, audit=audit, site=desk.site, seen=seen)


def _timed(prepare: Callable[[], Audit], home: int) -> CountedAudit:
    """The audit, with a clock of its own where it is not done in the process that is `home`."""
    audit = prepare()
    if os.getpid() == home:
        return audit
    clock = Clock()
    start(clock)
    return partial(_counted, audit=audit, clock=clock)


def _counted(each: Input, *, audit: Audit, clock: Clock) -> Iterator[Counted]:
    for parcel in audit(each):
        yield Counted(parcel, clock.take())


def _audited(
    each: Input, *, desk: Desk, desks: Mapping[str, Desk], config: Config
) -> Iterator[Packed]:
    at = desks.get(each.archive or "", desk)
    return (packed(outcome) for outcome in audit_input(each, at, config))


def _looked_at(
    each: Input,
    *,
    audit: Callable[[Input], Iterator[Packed]],
    site: Site,
    seen: Callable[[], Seen],
) -> Iterator[Packed | Seen]:
    """The outcomes of a file, and behind them what they rest on, for files that are kept."""
    site.asked.clear()
    site.opened.clear()
    yield from audit(each)
    if isinstance(each.content, bytes) and each.archive is None:
        yield seen()


def spoilt(each: Input, reason: str) -> Packed:
    """The outcome of an input that could not be audited."""
    return packed(ArticleOutcome(problems=(Problem(each.path, reason),)))


def _weight(each: Input) -> int | None:
    """The bytes of a file; a file that is read as a stream may hold any number of articles."""
    match each.content:
        case bytes() as data:
            return len(data)
        case Path():
            return None
        case Problem():
            return 1
