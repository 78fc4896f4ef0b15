"""Text and the way back to where it stands in the source.

Offsets count code points, never bytes. Lines and columns count from 1; an end is exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

import msgspec

_LINE_END = re.compile(r"\r\n|\r|\n")
_TEXT_START = attrgetter("text_start")


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A half-open range of code-point offsets, `start <= end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Range(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A range of a source as editors show it: lines and columns from 1, end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class SourceText:
    """The decoded text of one input, which turns offsets into lines and columns.

    Of an input too large to be held whole it is one stretch, which begins at a line and column of
    it; offsets count from where the stretch begins.
    """

    __slots__ = ("_first_column", "_first_line", "_found_starts", "text")

    def __init__(self, text: str, *, first_line: int = 1, first_column: int = 1) -> None:
        self.text = text
        self._first_line = first_line
        self._first_column = first_column
        self._found_starts: list[int] | None = None

    @property
    def _starts(self) -> list[int]:
        """Where the lines begin, looked for once somebody asks: most articles have no finding."""
        if self._found_starts is None:
            self._found_starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._found_starts

    def range(self, span: Span) -> Range:
        """Where a span stands, in lines and columns."""
        starts = self._starts
        behind = bisect_right(starts, span.start)
        line_end = starts[behind] if behind < len(starts) else len(self.text)
        # Few words are printed over two lines: one look-up tells where they begin and end.
        if 0 <= span.start <= span.end < line_end:
            line, column = self._on_line(behind - 1, span.start)
            return Range(line, column, line, column + span.end - span.start)
        line, column = self.position(span.start)
        end_line, end_column = self.position(span.end)
        return Range(line, column, end_line, end_column)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; an offset past the end stands behind the last character."""
        offset = max(0, min(offset, len(self.text)))
        return self._on_line(bisect_right(self._starts, offset) - 1, offset)

    def _on_line(self, index: int, offset: int) -> tuple[int, int]:
        """Line and column of an offset on the line of that index in this text."""
        column = offset - self._starts[index] + (1 if index else self._first_column)
        return index + self._first_line, column

    def line(self, number: int) -> str:
        """One line without its line end; empty where there is no such line."""
        start, end = self._line_bounds(number)
        return self.text[start:end].rstrip("\r\n")

    def line_around(self, number: int, column: int, reach: int) -> tuple[str, int]:
        """What of a line lies within `reach` characters of a column, and the column it begins at.

        A line can be megabytes long: whoever keeps many of them keeps them so.
        """
        start, end = self._line_bounds(number)
        begins = self._first_column if number == self._first_line else 1
        middle = min(start + max(column - begins, 0), end)
        first, last = max(start, middle - reach), min(end, middle + reach)
        return self.text[first:last].rstrip("\r\n"), first - start + begins

    def line_start(self, number: int) -> int:
        """Offset of the first character of a line (from 1)."""
        number -= self._first_line - 1
        return self._starts[max(0, min(number, len(self._starts)) - 1)]

    def _line_bounds(self, number: int) -> tuple[int, int]:
        """Offsets of a line with its line end; an empty range where there is no such line."""
        number -= self._first_line - 1
        if not 1 <= number <= len(self._starts):
            return 0, 0
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self._starts[number - 1], end


class Run(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A stretch of a passage and the stretch of the source it was read from.

    Where both lengths are equal each character has its own place; otherwise the stretch was
    decoded as a whole (`&amp;` → `&`) and stands for all of its source. Runs are ordered as they
    stand in the text.
    """

    text_start: int
    text_length: int
    source_start: int
    source_length: int


class OtherFile(msgspec.Struct, frozen=True):
    """A file beside the article that a passage stands in: its path and its text."""

    path: str
    source: SourceText


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A piece of text as a reader of the page sees it: no markup, entities decoded.

    `runs` lead back to the source, in the order of the text; a passage that stands nowhere in an
    article's source (a file's metadata) has none. `file` is set where they lead into another file,
    which the site prints the passage from.
    """

    text: str
    runs: tuple[Run, ...] = ()
    file: OtherFile | None = None

    @classmethod
    def verbatim(cls, text: str, start: int) -> Passage:
        """A passage that stands letter for letter at an offset of the source."""
        return cls(text, (Run(0, len(text), start, len(text)),) if text else ())

    @property
    def span(self) -> Span | None:
        """Where the whole passage stands in the source."""
        return self.locate(Span(0, len(self.text)))

    def locate(self, span: Span) -> Span | None:
        """Where a span of this text stands in the article's source; `None` without a way back."""
        return self._located(span) if self.file is None else None

    def range_in_file(self, span: Span) -> Range | None:
        """Where a span of this text stands in the other file that holds it."""
        place = self._located(span) if self.file is not None else None
        return self.file.source.range(place) if self.file is not None and place else None

    def _located(self, span: Span) -> Span | None:
        if not self.runs:
            return None
        first = self._run_at(span.start)
        length = first.text_length
        into = span.start - first.text_start
        # Most words stand letter for letter in one run.
        if length == first.source_length and 0 <= into <= span.end - first.text_start <= length:
            start = first.source_start + into
            return Span(start, start + span.end - span.start)
        start = _source_offset(first, span.start, at_end=False)
        if span.start == span.end:
            return Span(start, start)
        is_within = span.end <= first.text_start + first.text_length
        last = first if is_within else self._run_at(span.end - 1)
        return Span(start, max(start, _source_offset(last, span.end, at_end=True)))

    def cut(self, span: Span) -> Passage:
        """The part of the passage inside a span of its text, with its own way back."""
        return Passage(self.text[span.start : span.end], tuple(self._clips(span)), self.file)

    def traced(self, outer: Passage) -> Passage:
        """This passage of another passage's text, led back to where that one stands.

        HTML in a JSON string is read by itself: what is found there leads into the string, and
        through the string's own runs into the file.
        """
        runs = tuple(piece for run in self.runs for piece in outer._traced(run))
        return Passage(self.text, runs, outer.file)

    def _traced(self, run: Run) -> Iterator[Run]:
        """A run that leads into this text, as runs that lead into its source."""
        span = Span(run.source_start, run.source_start + run.source_length)
        if run.text_length != run.source_length:
            place = self._located(span)
            if place is not None:
                yield Run(run.text_start, run.text_length, place.start, len(place))
            return
        for own in self._clips(span):
            start = run.text_start + own.text_start
            yield Run(start, own.text_length, own.source_start, own.source_length)

    def _clips(self, span: Span) -> Iterator[Run]:
        """The runs inside a span of the text, as they are counted from its start."""
        for index in range(self._run_index(span.start), len(self.runs)):
            run = self.runs[index]
            if run.text_start >= span.end:
                break
            if _touches(run, span):
                yield _clipped(run, span)

    def stripped(self) -> Passage:
        """The passage without white space at its ends."""
        text = self.text
        if not text or not (text[0].isspace() or text[-1].isspace()):
            return self
        start = len(text) - len(text.lstrip())
        return self.cut(Span(start, max(start, len(text.rstrip()))))

    def _run_at(self, offset: int) -> Run:
        runs = self.runs
        return runs[0] if len(runs) == 1 else runs[self._run_index(offset)]

    def _run_index(self, offset: int) -> int:
        return max(0, bisect_right(self.runs, offset, key=_TEXT_START) - 1)


def _source_offset(run: Run, offset: int, *, at_end: bool) -> int:
    """Source offset of a text offset that falls in (or just behind) a run."""
    if run.text_length != run.source_length:
        return run.source_start + (run.source_length if at_end else 0)
    return run.source_start + max(0, min(offset - run.text_start, run.text_length))


def _touches(run: Run, span: Span) -> bool:
    return run.text_start < span.end and span.start < run.text_start + run.text_length


def _clipped(run: Run, span: Span) -> Run:
    start = max(run.text_start, span.start)
    end = min(run.text_start + run.text_length, span.end)
    skipped = start - run.text_start if run.text_length == run.source_length else 0
    length = end - start
    source_length = length if run.text_length == run.source_length else run.source_length
    return Run(start - span.start, length, run.source_start + skipped, source_length)


class PassageBuilder:
    """Collects a passage piece by piece while a reader walks the source."""

    __slots__ = ("_length", "_pieces", "_runs")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def copy(self, text: str, source_start: int) -> None:
        """Append text that stands letter for letter in the source."""
        if text:
            length = len(text)
            self._runs.append(Run(self._length, length, source_start, length))
            self._pieces.append(text)
            self._length += length

    def replace(self, text: str, source_start: int, source_length: int) -> None:
        """Append text that was decoded from a stretch of the source."""
        if text:
            self._runs.append(Run(self._length, len(text), source_start, source_length))
        self.insert(text)

    def insert(self, text: str) -> None:
        """Append text that stands nowhere in the source (a line break between paragraphs)."""
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def ends_with_space(self) -> bool:
        """Whether nothing is collected yet or the last character is white space."""
        return not self._pieces or self._pieces[-1][-1].isspace()

    def build(self) -> Passage:
        """The passage, without white space at its ends."""
        return self.build_whole().stripped()

    def build_whole(self) -> Passage:
        """The passage as it was collected."""
        return Passage("".join(self._pieces), tuple(self._runs))
