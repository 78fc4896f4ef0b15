"""When an article says it was published or changed: all candidates, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_tz

import msgspec

from capaudit.model.article import DateStatement, Figure
from capaudit.model.claim import Source
from capaudit.model.dates import PartialDate, parse_date
from capaudit.model.text import Passage, Span
from capaudit.readers.record import Record
from capaudit.readers.vocabulary import MODIFIED_KEYS, PUBLISHED_KEYS

_FILE_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
# `email.utils` splits at every space.
_LONGEST_DATE = 100
_DAY = 24 * 3600
# What WordPress writes for a draft, which has no date yet.
_NO_YEAR = "-0001"
_FOLDERS = re.compile(r"(?:^|/)((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|-|$)")


def dates_of_record(record: Record, keys: tuple[str, ...], source: Source) -> list[DateStatement]:
    """The dates a record states under the given keys, in the order of the keys."""
    found: list[DateStatement] = []
    for key in record.at_top(keys):
        stated = record.first((key,))
        if stated is not None and any(one.isdigit() for one in stated[1].text):
            path, passage = stated
            found.append(statement(passage, source, path))
    return found


def published_in(record: Record) -> list[DateStatement]:
    """Publication dates of a front matter."""
    return dates_of_record(record, PUBLISHED_KEYS, Source.FRONT_MATTER)


def modified_in(record: Record) -> list[DateStatement]:
    """Modification dates of a front matter."""
    return dates_of_record(record, MODIFIED_KEYS, Source.FRONT_MATTER)


def statement(passage: Passage, source: Source, field: str | None = None) -> DateStatement:
    """A stated date; its value is set where the words are ISO 8601."""
    return DateStatement(passage=passage, source=source, field=field, value=_iso(passage.text))


def internet_date(passage: Passage, field: str) -> DateStatement:
    """A date as feeds state it: RFC 822 (`Thu, 24 Aug 2017 17:46:58 +0200`) or ISO 8601."""
    given = statement(passage, Source.STRUCTURED_DATA, field)
    if given.value is not None:
        return given
    return msgspec.structs.replace(given, value=_rfc822(passage.text))


def _rfc822(text: str) -> PartialDate | None:
    """https://www.rfc-editor.org/rfc/rfc5322#section-3.3, and its older zone names."""
    is_stated = len(text) <= _LONGEST_DATE and _NO_YEAR not in text
    parts = parsedate_tz(text) if is_stated else None
    if parts is None:
        return None
    year, month, day, hour, minute, second, *_, offset = parts
    if hour > 23 or minute > 59 or second > 60 or abs(offset or 0) >= _DAY:
        value = PartialDate(year, month, day)
    else:
        time = f"{hour:02}:{minute:02}:{second:02}"
        value = PartialDate(year, month, day, time, None if offset is None else offset // 60)
    return value if year > 0 and value.exists else None


def _iso(text: str) -> PartialDate | None:
    value = parse_date(text)
    return value if value is not None and value.year is not None else None


def date_of_path(path: str) -> list[DateStatement]:
    """A date in the file name (`2019-08-02-flood.md`) or folders (`2019/08/02/flood.md`)."""
    found = _FILE_NAME.search(path.rpartition("/")[2]) or _FOLDERS.search(path)
    if found is None:
        return []
    return [
        DateStatement(
            passage=Passage(found[0].strip("/")),
            source=Source.PATH,
            field="file name",
            value=_date(found),
        )
    ]


def _date(found: re.Match[str]) -> PartialDate:
    return PartialDate(int(found[1]), int(found[2]), int(found[3]))


def dates_of_image_paths(figures: tuple[Figure, ...]) -> Iterator[DateStatement]:
    """The latest date folder of the images, from which publication is only inferred."""
    dated = [
        (found[1], found[2].zfill(2), found[3].zfill(2), index, found)
        for index, figure in enumerate(figures)
        if (found := _FOLDERS.search(figure.src)) is not None
    ]
    if not dated:
        return
    *_, index, found = max(dated, key=lambda one: one[:3])
    figure, words = figures[index], found[0].strip("/")
    at = figure.src.find(words)
    passage = Passage(words)
    if figure.src_span is not None and len(figure.src_span) == len(figure.src):
        passage = Passage.verbatim(words, figure.src_span.start + at)
    value = _date(found)
    yield DateStatement(
        passage=passage,
        source=Source.PATH,
        field="image path",
        value=PartialDate(value.year, value.month, value.day, inferred=("year", "month", "day")),
        inferred=True,
    )


def part(passage: Passage, start: int, end: int) -> Passage:
    """A piece of a passage."""
    return passage.cut(Span(start, end))
