from __future__ import annotations

import msgspec
import pytest

from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.image import FileState, ImageFile, ImageReading
from capaudit.reports.inspection import (
    article_lines,
    disagree,
    image_file_lines,
    image_file_record,
)
from capaudit.reports.page import Page
from support.reports import ARTICLE, RECORDED_CREATOR, RECORDED_DATE
from support.snapshots import assert_matches_snapshot

FILE = ImageFile(
    state=FileState.READ, path="tokyo.jpg", format="jpeg", width=640, height=480, byte_size=51200
)


def said(value: str | PartialDate, source: Source, field: str) -> AnyClaim:
    return Claim(Property.CREATOR, value, str(value), Origin(source, field=field))


XMP_CREATOR = said("T. Ekdal", Source.XMP, "dc:creator")


def test_article_reads_as_in_the_snapshot() -> None:
    lines = "".join(f"{line}\n" for line in article_lines(ARTICLE, Page()))
    assert_matches_snapshot(lines, "inspect-article.txt")


def test_image_reads_as_in_the_snapshot() -> None:
    claims = (RECORDED_DATE, RECORDED_CREATOR, XMP_CREATOR)
    file = msgspec.structs.replace(FILE, flaws=("XMP packet: not well-formed",))
    reading = ImageReading(file, claims)
    lines = "".join(f"{line}\n" for line in image_file_lines(reading, Page()))
    assert_matches_snapshot(lines, "inspect-image.txt")
    assert image_file_record(reading)["disagreements"] == ["creator"]


def test_unreadable_image_gives_its_reason() -> None:
    file = ImageFile(state=FileState.UNREADABLE, path="a.jpg", reason="file is empty")
    lines = list(image_file_lines(ImageReading(file), Page()))
    assert lines == ["a.jpg: unreadable: file is empty", "no metadata"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tomas Ekdal", "TOMAS  EKDAL", False),
        ("A caption cut at", "A caption cut at some length", False),
        ("Tomas Ekdal", "Ines Oduya", True),
        (PartialDate(2020, 5), PartialDate(2020, 5, 6), False),
        (PartialDate(2020, 5, 7), PartialDate(2020, 5, 6), True),
    ],
)
def test_fields_disagree_where_they_say_different_things(
    one: str | PartialDate, other: str | PartialDate, expected: bool
) -> None:
    claims = (said(one, Source.IIM, "2:80"), said(other, Source.XMP, "dc:creator"))
    assert disagree(claims) is expected


def test_two_values_of_one_field_do_not_disagree() -> None:
    both = (said("Ana", Source.XMP, "dc:creator"), said("Bo", Source.XMP, "dc:creator"))
    assert not disagree(both)


def test_hostile_metadata_is_made_visible() -> None:
    claim = msgspec.structs.replace(XMP_CREATOR, value="\x1b[2J", raw="\x1b[2J")
    lines = "\n".join(image_file_lines(ImageReading(FILE, (claim,), ("\x1b",)), Page()))
    assert "\x1b" not in lines
