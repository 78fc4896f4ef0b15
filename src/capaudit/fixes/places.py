"""The way from places in an article's source to the passages read from them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from capaudit.model.article import Figure
from capaudit.model.finding import Edit
from capaudit.model.text import Passage, Run, Span

# The texts of a figure, by the names of their fields.
TEXTS = ("caption", "label", "alt_text", "credit_line", "title")


def rewritten(passage: Passage, edits: Sequence[Edit]) -> str:
    """What a passage says once the edits are made; those elsewhere leave it as it is.

    The edits are in order and do not overlap.
    """
    text, whole = passage.text, passage.span
    if whole is None:
        return text
    first = bisect_left(edits, whole.start, key=lambda edit: edit.span.end)
    last = bisect_right(edits, whole.end, key=lambda edit: edit.span.start)
    for edit in reversed(edits[first:last]):
        if len(edit.span) and edit.span.covers(whole):
            return edit.meaning
        if whole.covers(edit.span):
            inside = text_span(passage, edit.span)
            if inside is not None:
                text = text[: inside.start] + edit.meaning + text[inside.end :]
    return text


def text_span(passage: Passage, where: Span) -> Span | None:
    """Where a stretch of the source stands in a passage; `None` where it is no part of it."""
    start = _text_offset(passage, where.start, at_end=len(where) == 0)
    end = start if len(where) == 0 else _text_offset(passage, where.end, at_end=True)
    return None if start is None or end is None or end < start else Span(start, end)


def _text_offset(passage: Passage, offset: int, *, at_end: bool) -> int | None:
    """Where an offset of the source stands in the text; at a seam the run before it, or behind."""
    runs = passage.runs
    behind = bisect_right(runs, offset, key=lambda run: run.source_start)
    before = bisect_left(runs, offset, key=lambda run: run.source_start)
    order = (before - 1, behind - 1) if at_end else (behind - 1, before - 1)
    run = next((runs[at] for at in order if at >= 0 and _touches(runs[at], offset)), None)
    if run is None:
        return None
    inside = offset - run.source_start
    if run.text_length == run.source_length:
        return run.text_start + inside
    # What was decoded as a whole (`&amp;`) has no places inside.
    ends = {0: 0, run.source_length: run.text_length}
    return run.text_start + ends[inside] if inside in ends else None


def _touches(run: Run, offset: int) -> bool:
    return run.source_start <= offset <= run.source_start + run.source_length


def unbroken(passage: Passage, span: Span) -> Span | None:
    """The stretch of source of a part of a passage, if no markup stands inside it."""
    part = passage.cut(span) if len(span) else None
    if part is None:
        return passage.locate(span)
    ends = [(run.source_start, run.source_start + run.source_length) for run in part.runs]
    joined = all(end == start for (_, end), (start, _) in pairwise(ends))
    covered = sum(run.text_length for run in part.runs) == len(part.text)
    return part.span if ends and joined and covered else None


def texts_of(figure: Figure) -> Iterator[tuple[str, Passage]]:
    """The texts of a figure, each with the name of its field."""
    for name in TEXTS:
        passage: Passage | None = getattr(figure, name)
        if passage is not None:
            yield name, passage


def passage_at(figure: Figure, where: Span) -> tuple[Passage, Span] | None:
    """The text of a figure that holds a stretch of the source, and where in it that stands."""
    for _, passage in texts_of(figure):
        whole = passage.span
        inside = text_span(passage, where) if whole and whole.covers(where) else None
        if inside is not None:
            return passage, inside
    return None
