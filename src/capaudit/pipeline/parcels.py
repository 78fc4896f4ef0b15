"""What is left of an article once it is audited: small enough to send, to keep and to store."""

from __future__ import annotations

import msgspec

from capaudit.memory.any_names import packed as packed_record
from capaudit.memory.any_names import unpacked
from capaudit.model.filed import Entry, verdicts_of
from capaudit.model.finding import ArticleReport, Finding, Problem
from capaudit.model.house import Habit
from capaudit.model.left_alone import LeftOut
from capaudit.model.trace import Trace
from capaudit.pipeline.article import ArticleOutcome
from capaudit.pipeline.traces import traces_of
from capaudit.reports.json_report import compact_json
from capaudit.reports.records import article_record
from capaudit.timings import Timings, running_clock


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """The outcome of one article; `entry` is the article itself, put away, if it could be read.

    `uses` are those of its images, packed, and `traces` what each of them is found by.
    """

    entry: Entry | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    habit: Habit = Habit()
    traces: tuple[Trace, ...] = ()
    uses: bytes = b""
    site: str = "."
    suppressed: tuple[Finding, ...] = ()
    left_out: LeftOut | None = None


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What the audit of one file rests on beside the file: told behind its outcomes.

    `answers` are what the site was asked, with what it answered; `files` the images and sidecars,
    with size, times and a hash of their content. `is_sure` is false where one was changed so lately
    that it may not be what was audited.
    """

    answers: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, int, int, int, bytes], ...]
    is_sure: bool


class Kept(msgspec.Struct, frozen=True):
    """Stands for the outcomes of a file that the audit cache has under a number."""

    number: int


# Names that are no UTF-8 cannot be written: a parcel with one stays as it is.
Packed = bytes | Parcel


class Counted(msgspec.Struct, frozen=True):
    """What another process sends, with what its clock counted since the one before.

    Only for the way from there to here: what is stored is the parcel alone.
    """

    parcel: Packed | Seen
    timings: Timings


# What an engine hands back of a file.
Sent = Packed | Seen | Kept | Counted

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Parcel)


def packed(outcome: ArticleOutcome) -> Packed:
    """An outcome as it is sent between processes and stored."""
    entry = entry_of(outcome.article) if outcome.article is not None else None
    parcel = Parcel(
        entry,
        outcome.findings,
        outcome.problems,
        outcome.habit,
        traces_of(outcome.uses),
        packed_record(outcome.uses) if outcome.uses else b"",
        outcome.site,
        outcome.suppressed,
        outcome.left_out,
    )
    try:
        return _ENCODER.encode(parcel)
    except UnicodeEncodeError:
        return parcel


def uncounted(one: Sent) -> Packed | Seen | Kept:
    """What was sent itself; what it was counted with is added up here."""
    if not isinstance(one, Counted):
        return one
    clock = running_clock()
    if clock is not None:
        clock.include(one.timings)
    return one.parcel


def unpack(one: Packed) -> Parcel:
    """The parcel again."""
    return _DECODER.decode(one) if isinstance(one, bytes) else one


def stored(one: Packed) -> bytes:
    """A parcel in bytes whatever names are in it."""
    return one if isinstance(one, bytes) else packed_record(one)


def restored(data: bytes) -> Parcel:
    """The parcel that was stored."""
    return unpacked(data, Parcel)


def entry_of(article: ArticleReport) -> Entry:
    """An article as it is put away."""
    return Entry(
        article.key,
        len(article.images),
        verdicts_of(article),
        _written(article),
        compact_json(article_record(article)),
    )


def _written(article: ArticleReport) -> bytes | ArticleReport:
    try:
        return _ENCODER.encode(article)
    except UnicodeEncodeError:
        return article
