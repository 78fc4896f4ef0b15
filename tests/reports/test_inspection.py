from __future__ import annotations

import msgspec
import pytest

from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source, Standing
from capaudit.model.dates import PartialDate
from capaudit.model.image import FileState, ImageFile, ImageInspection, ImageReading
from capaudit.model.values import Place
from capaudit.reports.image_inspection import disagree, image_file_lines, image_file_record
from capaudit.reports.inspection import article_lines
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
    preferred = {Property.CREATOR: (XMP_CREATOR,)}
    inspection = ImageInspection(ImageReading(file, claims, ("IIM: changed",)), preferred)
    lines = "".join(f"{line}\n" for line in image_file_lines(inspection, Page()))
    assert_matches_snapshot(lines, "inspect-image.txt")
    assert image_file_record(inspection)["disagreements"] == ["creator"]


def lines_of(*claims: AnyClaim) -> list[str]:
    return list(image_file_lines(ImageInspection(ImageReading(FILE, claims)), Page()))[2:]


def test_the_values_of_a_list_stand_on_one_line_with_every_field_that_holds_them() -> None:
    fields = ((Source.IIM, "2:80 By-line"), (Source.XMP, "dc:creator"))
    claims = [said(name, source, field) for source, field in fields for name in ("Ana", "Bo")]
    assert [line.split() for line in lines_of(*claims)] == [
        ["creator", "Ana;", "Bo", "IIM", "2:80", "By-line;", "XMP", "dc:creator"]
    ]


def test_coordinates_are_named_by_the_place_they_lie_at() -> None:
    place = Place(name="2 km from Leeds", feature="coordinates", latitude=53.8, longitude=-1.5)
    claim = Claim(
        Property.LOCATION_CREATED, place, "53.8, -1.5", Origin(Source.GPS, "GPS:Position")
    )
    assert "53.8000, -1.5000 (2 km from Leeds)" in lines_of(claim)[0]


def test_a_date_that_is_no_evidence_says_so() -> None:
    claim = Claim(
        Property.DATE_CREATED,
        "0000:00:00 00:00:00",
        "0000:00:00 00:00:00",
        Origin(Source.EXIF, "Exif:DateTimeOriginal"),
        Standing.MENTIONED,
    )
    assert "0000:00:00 00:00:00 (no date)" in lines_of(claim)[0]


def test_a_long_value_is_shown_whole_with_its_fields_below() -> None:
    words = "word " * 60
    lines = lines_of(said(words, Source.XMP, "dc:creator"))
    assert " ".join(" ".join(lines[:-1]).split()) == f"creator {words.strip()}"
    assert lines[-1].strip() == "XMP dc:creator"


def test_unreadable_image_gives_its_reason() -> None:
    file = ImageFile(state=FileState.UNREADABLE, path="a.jpg", reason="file is empty")
    lines = list(image_file_lines(ImageInspection(ImageReading(file)), Page()))
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


@pytest.mark.parametrize(("last", "expected"), [("Zora Ali", False), ("Bo Dahl", True)])
def test_each_of_several_values_may_be_cut_short(last: str, expected: bool) -> None:
    claims = (
        said("Tomas Ekdal the Yo", Source.IIM, "2:80"),
        said("Zora Ali", Source.IIM, "2:80"),
        said("Tomas Ekdal the Younger", Source.XMP, "dc:creator"),
        said(last, Source.XMP, "dc:creator"),
    )
    assert disagree(claims) is expected


def test_two_values_of_one_field_do_not_disagree() -> None:
    both = (said("Ana", Source.XMP, "dc:creator"), said("Bo", Source.XMP, "dc:creator"))
    assert not disagree(both)


def test_hostile_metadata_is_made_visible() -> None:
    claim = msgspec.structs.replace(XMP_CREATOR, value="\x1b[2J", raw="\x1b[2J")
    file = msgspec.structs.replace(FILE, flaws=("\x1b",))
    lines = "\n".join(image_file_lines(ImageInspection(ImageReading(file, (claim,))), Page()))
    assert "\x1b" not in lines


def test_credentials_that_do_not_hold_are_told() -> None:
    file = msgspec.structs.replace(FILE, credentials_fault="the signature does not fit")
    inspection = ImageInspection(ImageReading(file))
    assert "invalid Content Credentials: the signature does not fit" in list(
        image_file_lines(inspection, Page())
    )
    assert image_file_record(inspection)["credentials_fault"] == "the signature does not fit"
