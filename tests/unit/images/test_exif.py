"""Exif tags as cameras and programs write them."""

import struct
from io import BytesIO

import pytest
from exifread import process_file

from capaudit.images.exif import clock_value, read_exif
from capaudit.images.tiff_tags import Tag
from support.exif_block import exif_block


def texts(block: bytes) -> dict[str, str]:
    return {field.field: field.text for field in read_exif(block).fields}


def directory(*entries: tuple[int, int, int, bytes]) -> bytes:
    """A structure of one big-endian directory with values of up to four bytes."""
    table = b"".join(struct.pack(">HHI4s", *entry) for entry in entries)
    return b"MM\0*" + struct.pack(">IH", 8, len(entries)) + table + b"\0\0\0\0"


def test_dates_and_orientation_come_through_exifread() -> None:
    fields = {
        "Exif:DateTimeOriginal": "2025:03:05 10:00:00",
        "Exif:DateTimeDigitized": "2025:03:06 11:00:00",
        "Exif:OffsetTimeOriginal": "+01:00",
        "Exif:Orientation": "6",
    }
    assert texts(exif_block(fields)) == fields


@pytest.mark.parametrize(
    "text",
    [
        "2025:03:05 10:00:00",
        "2025-03-05T10:00:00",
        " 2025:3:5 ",
        "0000:00:00 00:00:00",
        "+01:00",
        "Z",
    ],
)
def test_a_plain_date_reads_as_exifread_reads_it(text: str) -> None:
    tag = Tag(2, len(text) + 1, text.encode() + b"\0")
    block = BytesIO(exif_block({"Exif:DateTimeOriginal": text}))
    value = process_file(block)["EXIF DateTimeOriginal"]
    assert clock_value(tag) == str(value.values).strip("\0 ") == text.strip()


def test_text_is_read_in_the_charset_it_is_in() -> None:
    block = exif_block({"Exif:Artist": "Zoë Doe"})
    assert texts(block) == {"Exif:Artist": "Zoë Doe"}
    windows = exif_block({"Exif:Artist": "Zo# Doe"}).replace(b"#", b"\xeb")
    assert texts(windows) == {"Exif:Artist": "Zoë Doe"}


def test_windows_fields_are_utf16() -> None:
    assert texts(exif_block({"Exif:XPAuthor": "Jürgen"})) == {"Exif:XPAuthor": "Jürgen"}


def test_copyright_holds_photographer_and_editor() -> None:
    block = exif_block({"Exif:Copyright": "Jane Doe\0The Gazette"})
    assert texts(block) == {"Exif:Copyright": "Jane Doe; The Gazette"}


def test_utf8_text_of_exif_3_is_read() -> None:
    assert texts(directory((0x013B, 129, 4, "Zoë".encode()))) == {"Exif:Artist": "Zoë"}


def with_comment(order: str, raw: bytes) -> bytes:
    """A structure with a user's comment, in either order of bytes."""
    mark = b"II" if order == "<" else b"MM"
    pointer = struct.pack(f"{order}HIHHHIII", 42, 8, 1, 0x8769, 4, 1, 26, 0)
    comment = struct.pack(f"{order}HHHIII", 1, 0x9286, 7, len(raw), 44, 0)
    return mark + pointer + comment + raw


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Fähre am Steg", "\ufeffFerry at the pier", "東京の渡し船"])
def test_a_wide_comment_may_have_either_order_of_bytes(order: str, charset: str, text: str) -> None:
    block = with_comment(order, b"UNICODE\0" + text.encode(charset))
    assert texts(block) == {"Exif:UserComment": text.strip("\ufeff")}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"ASCII\0\0\0Ferry at the pier\0\0", "Ferry at the pier"),
        (b"Unicode\0" + "Ferry at the pier".encode("utf-16-le"), "Ferry at the pier"),
        (b"\0" * 8 + b"Ferry at the pier   ", "Ferry at the pier"),
        (b"JIS\0\0\0\0\0" + "渡し船".encode("iso2022_jp"), "渡し船"),
        (b"Ferry at the pier", "Ferry at the pier"),
    ],
)
def test_a_comment_is_read_in_the_charset_that_stands_before_it(raw: bytes, text: str) -> None:
    assert texts(with_comment("<", raw)) == {"Exif:UserComment": text}


@pytest.mark.parametrize("raw", [b"ASCII\0\0\0" + b" " * 40, b"\0" * 60, b"UNICODE\0" + b"\0" * 9])
def test_a_comment_of_blanks_is_none(raw: bytes) -> None:
    assert texts(with_comment("<", raw)) == {}


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("53.8", "-1.55", "53.8, -1.55"),
        ("-33.865143", "151.2099", "-33.865143, 151.2099"),
        ("0", "10.5", "0.0, 10.5"),
    ],
)
def test_positions_are_signed_degrees(latitude: str, longitude: str, position: str) -> None:
    block = exif_block({"GPS:Latitude": latitude, "GPS:Longitude": longitude})
    assert texts(block) == {"GPS:Position": position}


def test_hemispheres_may_be_in_lower_case() -> None:
    block = exif_block({"GPS:Latitude": "-33.5", "GPS:Longitude": "10.5"})
    lower = block.replace(b"S\0\0\0", b"s\0\0\0").replace(b"E\0\0\0", b"e\0\0\0")
    assert texts(lower) == {"GPS:Position": "-33.5, 10.5"}


@pytest.mark.parametrize(("latitude", "longitude"), [("0", "0"), ("91", "10"), ("10", "181")])
def test_no_place_on_earth_is_no_position(latitude: str, longitude: str) -> None:
    reading = read_exif(exif_block({"GPS:Latitude": latitude, "GPS:Longitude": longitude}))
    assert (reading.fields, reading.flaws) == ((), ("GPS: no usable position",))


def test_a_position_without_hemisphere_or_over_zero_is_none() -> None:
    block = exif_block({"GPS:Latitude": "53.5", "GPS:Longitude": "1.5"})
    assert texts(block.replace(b"N\0\0\0", b"\0\0\0\0")) == {}
    assert texts(block.replace(struct.pack("<II", 53, 1), struct.pack("<II", 0, 0))) == {}
    assert texts(exif_block({"GPS:Latitude": "53.5"})) == {}


@pytest.mark.parametrize(
    ("degrees", "position"),
    [((53, 1), None), ((538, 10), "53.8, -1.55")],
)
def test_a_position_without_minutes_is_none(degrees: tuple[int, int], position: str | None) -> None:
    block = exif_block({"GPS:Latitude": "53.8", "GPS:Longitude": "-1.55"})
    whole = struct.pack("<6I", 53, 1, 48, 1, 0, 10_000)
    assert whole in block
    block = block.replace(whole, struct.pack("<6I", *degrees, 0, 0, 0, 0))
    assert texts(block).get("GPS:Position") == position


@pytest.mark.parametrize("block", [b"", b"II", b"II*\0", b"XX*\0\0\0\0\x08", b"\xff" * 100])
def test_no_tiff_structure_is_a_flaw(block: bytes) -> None:
    assert read_exif(block).flaws == ("Exif: no TIFF header",)


def test_pointers_into_the_directory_itself_end() -> None:
    loop = directory((0x8769, 4, 1, struct.pack(">I", 8)), (0x8825, 4, 1, struct.pack(">I", 8)))
    assert texts(loop) == {}


def test_counts_beyond_the_block_are_cut() -> None:
    block = directory((0x010E, 2, 0xFFFFFFFF, struct.pack(">I", 8)))
    assert len(texts(block).get("Exif:ImageDescription", "")) < len(block)


def test_each_of_several_clock_fields_keeps_its_own_text() -> None:
    block = exif_block(
        {
            "Exif:DateTimeOriginal": "2019:02:11 10:00:00",
            "Exif:DateTimeDigitized": "2020:05:06 07:08:09",
            "Exif:OffsetTimeOriginal": "+01:00",
            "Exif:OffsetTimeDigitized": "-05:00",
        }
    )
    assert texts(block) == {
        "Exif:DateTimeOriginal": "2019:02:11 10:00:00",
        "Exif:DateTimeDigitized": "2020:05:06 07:08:09",
        "Exif:OffsetTimeOriginal": "+01:00",
        "Exif:OffsetTimeDigitized": "-05:00",
    }
