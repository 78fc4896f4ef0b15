"""What whole image files claim, and how damaged ones are told."""

from pathlib import Path

import pytest

from capaudit.images import read_image
from capaudit.model.claim import Property, Source
from capaudit.model.image import FileState, ImageReading
from capaudit.model.values import PersonName, Place
from support.images import build_image

EXIF = {
    "Exif:Artist": "Jane Doe",
    "Exif:ImageDescription": "Flood in Leeds",
    "Exif:DateTimeOriginal": "2019:02:11 10:00:00",
    "Exif:OffsetTimeOriginal": "+01:00",
    "GPS:Latitude": "53.8",
    "GPS:Longitude": "-1.55",
}
IIM = {
    "2:80 By-line": "Jane Doe",
    "2:110 Credit": "AFP",
    "2:55 Date Created": "20190211",
    "2:60 Time Created": "100000+0100",
    "2:90 City": "Leeds",
    "2:100 Country/Primary Location Code": "GBR",
    "2:120 Caption/Abstract": "Flood in Leeds – Überschwemmung",
}
XMP = {
    "dc:creator": "Jane Doe; Max Muster",
    "dc:description": "Flood in Leeds",
    "photoshop:DateCreated": "2019-02-11",
    "photoshop:City": "Leeds",
    "photoshop:Country": "United Kingdom",
    "Iptc4xmpExt:PersonInImage": "A. Person; B. Person",
    "Iptc4xmpExt:LocationShown.City": "York",
    "Iptc4xmpExt:LocationShown.CountryCode": "GB",
    "Iptc4xmpExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}
HOLDING = {
    "jpeg": EXIF | IIM | XMP,
    "png": EXIF | IIM | XMP,
    "tiff": EXIF | IIM | XMP,
    "webp": EXIF | XMP,
    "gif": XMP,
}


def read(tmp_path: Path, data: bytes, name: str = "a.jpg") -> ImageReading:
    path = tmp_path / name
    path.write_bytes(data)
    return read_image(path, name)


def said(reading: ImageReading, prop: Property, source: Source) -> list[str]:
    claims = (c for c in reading.claims if c.property is prop and c.origin.source is source)
    return [str(claim.value) for claim in claims]


@pytest.mark.parametrize("format", HOLDING)
def test_every_format_tells_its_pixels(tmp_path: Path, format: str) -> None:
    file = read(tmp_path, build_image(format, (31, 17), fields=HOLDING[format])).file
    assert (file.state, file.format, file.width, file.height) == (FileState.READ, format, 31, 17)


@pytest.mark.parametrize("format", ["jpeg", "png", "tiff", "webp"])
def test_exif_is_read(tmp_path: Path, format: str) -> None:
    reading = read(tmp_path, build_image(format, fields=HOLDING[format]))
    assert said(reading, Property.CREATOR, Source.EXIF) == ["Jane Doe"]
    assert said(reading, Property.DESCRIPTION, Source.EXIF) == ["Flood in Leeds"]
    date = next(c for c in reading.claims if c.origin.field == "Exif:DateTimeOriginal")
    assert date.value.edtf == "2019-02-11T10:00:00+01:00"
    position = next(c for c in reading.claims if c.origin.source is Source.GPS)
    assert isinstance(position.value, Place)
    assert position.property is Property.LOCATION_CREATED
    assert position.value.feature == "coordinates"
    assert (position.value.latitude, position.value.longitude) == (53.8, -1.55)


@pytest.mark.parametrize("format", ["jpeg", "png", "tiff"])
def test_iim_is_read(tmp_path: Path, format: str) -> None:
    reading = read(tmp_path, build_image(format, fields=HOLDING[format]))
    assert said(reading, Property.CREATOR, Source.IIM) == ["Jane Doe"]
    assert said(reading, Property.CREDIT_LINE, Source.IIM) == ["AFP"]
    assert said(reading, Property.DESCRIPTION, Source.IIM) == ["Flood in Leeds – Überschwemmung"]
    date = next(c for c in reading.claims if c.origin.field == "2:55 Date Created")
    assert (date.value.edtf, date.raw) == ("2019-02-11T10:00:00+01:00", "20190211 100000+0100")
    place = next(c for c in reading.claims if c.origin.field == "2:90 City").value
    assert (place.name, place.feature, place.country_code) == ("Leeds", "city", "GB")


@pytest.mark.parametrize("format", HOLDING)
def test_xmp_is_read(tmp_path: Path, format: str) -> None:
    reading = read(tmp_path, build_image(format, fields=HOLDING[format]))
    assert said(reading, Property.CREATOR, Source.XMP) == ["Jane Doe", "Max Muster"]
    assert said(reading, Property.DATE_CREATED, Source.XMP) == ["11 February 2019"]
    people = [c.value for c in reading.claims if c.property is Property.PERSON_SHOWN]
    assert people == [PersonName(name="A. Person"), PersonName(name="B. Person")]
    shown = next(c for c in reading.claims if c.property is Property.LOCATION_SHOWN)
    assert shown.origin.field == "Iptc4xmpExt:LocationShown.City"
    assert (shown.value.name, shown.value.country_code) == ("York", "GB")
    created = next(c for c in reading.claims if c.origin.field == "photoshop:City")
    assert created.property is Property.LOCATION_CREATED
    assert created.value.country == "United Kingdom"


@pytest.mark.parametrize("format", HOLDING)
def test_an_image_without_metadata_claims_nothing(tmp_path: Path, format: str) -> None:
    reading = read(tmp_path, build_image(format))
    assert (reading.file.state, reading.claims, reading.flaws) == (FileState.READ, (), ())


def test_broken_xmp_does_not_cost_the_iim(tmp_path: Path) -> None:
    whole = build_image(fields=IIM | XMP)
    reading = read(tmp_path, whole.replace(b"</dc:creator>", b"</dc:creatur>"))
    assert said(reading, Property.CREATOR, Source.IIM) == ["Jane Doe"]
    assert said(reading, Property.CREATOR, Source.XMP) == []
    assert [flaw.split(":")[0] for flaw in reading.flaws] == ["XMP packet"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\0" * 500, "nothing but zero bytes"),
        (b"<!DOCTYPE html>\n<html><body>404</body></html>", "an HTML page, not an image"),
        (b"\n <HTML lang=en>", "an HTML page, not an image"),
        (b"just some words", "no known image format"),
        (b"\xff\xd8\xff\xe0" + b"\x12\x99" * 300, "damaged JPEG: the segment at byte 2 is cut off"),
        (b"\x89PNG\r\n\x1a\n" + b"\x12\x99" * 300, "damaged PNG: no chunk begins at byte 8"),
        (b"GIF89a\1", "damaged GIF: it is cut off after 7 bytes"),
        (b"II*\0\xff\xff\xff\xff", "damaged TIFF: its directory is missing or cut off"),
        (b"RIFF\4\0\0\0WEBP", "damaged WebP: it has no picture chunk"),
    ],
)
def test_what_is_no_image_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    file = read(tmp_path, data).file
    assert (file.state, file.reason) == (FileState.UNREADABLE, reason)


@pytest.mark.parametrize("format", HOLDING)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_off_file_is_unreadable(tmp_path: Path, format: str, share: float) -> None:
    whole = build_image(format)
    file = read(tmp_path, whole[: int(len(whole) * share)]).file
    assert file.state is FileState.UNREADABLE


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "gif"])
def test_bytes_behind_the_image_do_no_harm(tmp_path: Path, format: str) -> None:
    assert read(tmp_path, build_image(format) + b"\n" * 40).file.state is FileState.READ


def test_a_pointer_of_git_lfs_is_unverified(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    file = read(tmp_path, pointer).file
    assert file.state is FileState.UNVERIFIED
    assert "Git LFS" in (file.reason or "")


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    file = read_image(tmp_path / "none.jpg", "none.jpg").file
    assert (file.state, file.reason) == (FileState.UNREADABLE, "No such file or directory")


def test_svg_tells_its_view_box(tmp_path: Path) -> None:
    drawing = b'<?xml version="1.0"?><svg xmlns="x" width="100%" viewBox="0 0 120 80"/>'
    file = read(tmp_path, drawing).file
    assert (file.format, file.width, file.height) == ("svg", 120, 80)
