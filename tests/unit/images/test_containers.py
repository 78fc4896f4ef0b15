"""Where each format keeps its metadata blocks."""

import struct
import zlib
from pathlib import Path

import pytest

from capaudit.images import read_image
from capaudit.model.claim import Property
from capaudit.model.image import FileState, ImageReading
from support.exif_block import exif_block
from support.iim_block import iim_records, photoshop_block
from support.images import build_image, jpeg_segment, png_chunk, raw_profile
from support.xmp_packet import xmp_packet

CITY = {"photoshop:City": "Leeds"}
ARTIST = {"Exif:Artist": "Jane Doe"}
BY_LINE = {"2:80 By-line": "Jane Doe"}
PHOTOSHOP = b"Photoshop 3.0\0"
EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"


def read(tmp_path: Path, data: bytes) -> ImageReading:
    path = tmp_path / "image"
    path.write_bytes(data)
    return read_image(path, "image")


def creators(reading: ImageReading) -> list[str]:
    return [str(claim.value) for claim in reading.claims if claim.property is Property.CREATOR]


def with_segments(*segments: bytes) -> bytes:
    pixels = build_image("jpeg")
    return pixels[:2] + b"".join(segments) + pixels[2:]


def with_chunks(before: bytes = b"", behind: bytes = b"") -> bytes:
    pixels = build_image("png")
    return pixels[:33] + before + pixels[33:-12] + behind + pixels[-12:]


def test_exif_behind_many_kilobytes_of_other_segments_is_found(tmp_path: Path) -> None:
    profile = jpeg_segment(0xE2, b"ICC_PROFILE\0" + b"\0" * 65_000)
    exif = jpeg_segment(0xE1, b"Exif\0\0" + exif_block(ARTIST))
    assert creators(read(tmp_path, with_segments(profile, profile, exif))) == ["Jane Doe"]


def test_fill_bytes_between_segments_are_passed_over(tmp_path: Path) -> None:
    exif = jpeg_segment(0xE1, b"Exif\0\0" + exif_block(ARTIST))
    assert creators(read(tmp_path, with_segments(b"\xff" * 5000, exif))) == ["Jane Doe"]


def test_resources_split_over_segments_are_joined(tmp_path: Path) -> None:
    block = photoshop_block(iim_records(BY_LINE))
    parts = [jpeg_segment(0xED, PHOTOSHOP + part) for part in (block[:20], block[20:])]
    assert creators(read(tmp_path, with_segments(*parts))) == ["Jane Doe"]


def extension(guid: bytes, packet: bytes, offset: int, part: bytes) -> bytes:
    header = EXTENSION + guid + struct.pack(">II", len(packet), offset)
    return jpeg_segment(0xE1, header + part)


def main_packet(guid: bytes) -> bytes:
    note = b' xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="' + guid + b'">'
    packet = xmp_packet(CITY).replace(b'rdf:about=""', b'rdf:about=""' + note[:-1], 1)
    return jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)


def test_extended_xmp_is_joined_in_order_of_its_offsets(tmp_path: Path) -> None:
    guid, packet = b"A" * 32, xmp_packet({"dc:creator": "Jane Doe"})
    second = extension(guid, packet, 100, packet[100:])
    first = extension(guid, packet, 0, packet[:100])
    assert creators(read(tmp_path, with_segments(main_packet(guid), second, first))) == ["Jane Doe"]


def test_extended_xmp_of_another_packet_is_left_out(tmp_path: Path) -> None:
    packet = xmp_packet({"dc:creator": "Jane Doe"})
    stray = extension(b"B" * 32, packet, 0, packet)
    assert creators(read(tmp_path, with_segments(main_packet(b"A" * 32), stray))) == []


def test_a_missing_piece_of_extended_xmp_is_said(tmp_path: Path) -> None:
    guid, packet = b"A" * 32, xmp_packet({"dc:creator": "Jane Doe"})
    reading = read(
        tmp_path, with_segments(main_packet(guid), extension(guid, packet, 100, packet[100:]))
    )
    assert reading.flaws == ("extended XMP: bytes missing from 0 on",)


@pytest.mark.parametrize("place", ["before", "behind"])
def test_png_metadata_are_found_before_and_behind_the_pixels(tmp_path: Path, place: str) -> None:
    chunk = png_chunk(b"eXIf", exif_block(ARTIST))
    assert creators(read(tmp_path, with_chunks(**{place: chunk}))) == ["Jane Doe"]


def test_compressed_xmp_in_png_is_read(tmp_path: Path) -> None:
    packet = zlib.compress(xmp_packet({"dc:creator": "Jane Doe"}))
    chunk = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packet)
    assert creators(read(tmp_path, with_chunks(chunk))) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        (b"exif", b"Exif\0\0" + exif_block(ARTIST)),
        (b"exif", exif_block(ARTIST)),
        (b"APP1", b"Exif\0\0" + exif_block(ARTIST)),
        (b"iptc", photoshop_block(iim_records(BY_LINE))),
        (b"iptc", iim_records(BY_LINE)),
        (b"8bim", photoshop_block(iim_records(BY_LINE))),
        (b"xmp", xmp_packet({"dc:creator": "Jane Doe"})),
    ],
)
def test_raw_profiles_in_png_are_read(tmp_path: Path, kind: bytes, block: bytes) -> None:
    chunk = png_chunk(b"zTXt", raw_profile(kind, block))
    assert creators(read(tmp_path, with_chunks(chunk))) == ["Jane Doe"]


def test_a_text_that_inflates_without_end_is_refused(tmp_path: Path) -> None:
    bomb = zlib.compress(b"0" * 30_000_000)
    chunk = png_chunk(b"zTXt", b"Raw profile type exif\0\0" + bomb)
    reading = read(tmp_path, with_chunks(chunk))
    assert reading.file.state is FileState.READ
    assert reading.flaws == ("PNG text chunk Raw profile type exif: more than 4 MB of text",)


def box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload) + 8) + kind + payload


def heif(*, method: int) -> bytes:
    """A HEIF file of nothing but metadata items, in the file or in its `idat` box."""
    exif = struct.pack(">I", 6) + b"Exif\0\0" + exif_block(ARTIST)
    start = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    entry = box(b"infe", b"\2\0\0\0\0\1\0\0Exif\0")
    items = box(b"iinf", b"\0\0\0\0\0\1" + entry)
    sizes = box(b"ipco", box(b"ispe", b"\0" * 4 + struct.pack(">II", 400, 300)))
    properties = box(b"iprp", sizes)
    inside = box(b"idat", exif) if method else b""

    def meta(offset: int) -> bytes:
        extent = struct.pack(">HHHHII", 1, method, 0, 1, offset, len(exif))
        table = box(b"iloc", b"\1\0\0\0\x44\0" + struct.pack(">H", 1) + extent)
        return box(b"meta", b"\0\0\0\0" + items + table + properties + inside)

    offset = 0 if method else len(start) + len(meta(0)) + 8
    return start + meta(offset) + box(b"mdat", exif)


@pytest.mark.parametrize("method", [0, 1])
def test_exif_items_of_heif_are_read(tmp_path: Path, method: int) -> None:
    reading = read(tmp_path, heif(method=method))
    file = reading.file
    assert (file.format, file.width, file.height) == ("heif", 400, 300)
    assert creators(reading) == ["Jane Doe"]


def test_the_boxes_of_jpeg_xl_are_read(tmp_path: Path) -> None:
    start = b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    exif = box(b"Exif", b"\0\0\0\0" + exif_block(ARTIST))
    packet = box(b"xml ", xmp_packet({"dc:creator": "Max Muster"}))
    assert creators(read(tmp_path, start + exif + packet)) == ["Jane Doe", "Max Muster"]


def test_a_compressed_box_of_jpeg_xl_is_noted(tmp_path: Path) -> None:
    start = b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    reading = read(tmp_path, start + box(b"brob", b"xml " + b"\x8b\0\x80"))
    assert reading.notes == ("XMP: compressed with Brotli, not read",)


def test_the_boxes_of_jpeg_2000_are_read(tmp_path: Path) -> None:
    start = b"\0\0\0\x0cjP  \r\n\x87\n" + box(b"ftyp", b"jp2 \0\0\0\0jp2 ")
    header = box(b"jp2h", box(b"ihdr", struct.pack(">IIHBBBB", 30, 40, 3, 7, 7, 0, 0)))
    exif = box(b"uuid", b"JpgTiffExif->JP2" + exif_block(ARTIST))
    identity = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")
    iim = box(b"uuid", identity + iim_records({"2:80 By-line": "Max Muster"}))
    identity = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    packet = box(b"uuid", identity + xmp_packet({"dc:creator": "Jo Roe"}))
    reading = read(tmp_path, start + header + exif + iim + packet)
    assert (reading.file.format, reading.file.width, reading.file.height) == ("jp2", 40, 30)
    assert creators(reading) == ["Jane Doe", "Max Muster", "Jo Roe"]


def test_photoshop_documents_are_read(tmp_path: Path) -> None:
    resources = photoshop_block(iim_records(BY_LINE))
    header = b"8BPS\0\1" + b"\0" * 6 + struct.pack(">HIIHH", 3, 30, 40, 8, 3)
    data = header + struct.pack(">I", 0) + struct.pack(">I", len(resources)) + resources
    reading = read(tmp_path, data)
    assert (reading.file.width, reading.file.height) == (40, 30)
    assert creators(reading) == ["Jane Doe"]
