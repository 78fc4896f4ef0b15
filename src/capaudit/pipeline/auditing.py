"""Audits the articles of a run, each by itself, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.engines import Job
from capaudit.model.finding import Problem
from capaudit.pipeline.archives import Archive
from capaudit.pipeline.article import ArticleOutcome
from capaudit.pipeline.audit_input import audit_input
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.inputs import Input
from capaudit.pipeline.parcels import Packed, packed

Audit = Callable[[Input], Iterator[Packed]]

# Seconds of work for one article; ten megabytes of prose with one picture take forty.
MOST_SECONDS = 120.0


def audit_job(config: Config, desk: Desk, archives: Sequence[Archive]) -> Job[Input, Packed]:
    """The audit of inputs as an engine takes it; those of an archive have a desk of their own."""
    return Job(
        prepare=partial(_prepared, config, desk, archives),
        spoilt=_spoilt,
        weight=_weight,
        seconds=MOST_SECONDS,
    )


def _prepared(config: Config, desk: Desk, archives: Sequence[Archive]) -> Audit:
    desks = {
        one.folder: msgspec.structs.replace(
            make_desk(one.settings(config), one.root), remote=desk.remote
        )
        for one in archives
    }
    return partial(_audited, desk=desk, desks=desks, config=config)


def _audited(
    each: Input, *, desk: Desk, desks: Mapping[str, Desk], config: Config
) -> Iterator[Packed]:
    at = desks.get(each.archive or "", desk)
    return (packed(outcome) for outcome in audit_input(each, at, config))


def _spoilt(each: Input, reason: str) -> Packed:
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
