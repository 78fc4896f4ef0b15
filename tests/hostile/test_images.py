"""Image files made to crash, hang or exhaust a reader: each gives values or a reason, quickly."""

import random
import struct
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from capaudit.images import read_image
from capaudit.images.exif import read_exif
from capaudit.images.fields import FieldValue
from capaudit.images.iim import read_iim
from capaudit.images.properties import claims_of
from capaudit.images.xmp import read_xmp
from capaudit.model.image import FileState, ImageReading
from support.exif_block import exif_block
from support.images import build_image, jpeg_segment, png_chunk
from support.xmp_packet import xmp_packet

EXIF = {
    "Exif:Artist": "Jane Doe",
    "Exif:DateTimeOriginal": "2019:02:11 10:00:00",
    "Exif:Orientation": "1",
    "GPS:Latitude": "53.8",
    "GPS:Longitude": "-1.55",
}
IIM = {"2:80 By-line": "Jane Doe", "2:55 Date Created": "20190211", "2:90 City": "Leeds"}
XMP = {"dc:creator": "Jane Doe", "Iptc4xmpExt:LocationShown.City": "York"}
FIELDS = {
    "jpeg": EXIF | IIM | XMP,
    "png": EXIF | IIM | XMP,
    "tiff": EXIF | IIM | XMP,
    "webp": EXIF | XMP,
    "gif": XMP,
}
SMALL = (24, 16)
# Far above the processor time that any of these takes, far below a hang.
SECONDS = 2.0


@contextmanager
def no_hang(seconds: float = SECONDS) -> Iterator[None]:
    """Fails where the block uses more processor time: what others use of it does not count."""
    started = time.process_time()
    yield
    used = time.process_time() - started
    assert used < seconds, f"{used:.2f} s"


def read(path: Path, data: bytes) -> ImageReading:
    path.write_bytes(data)
    with no_hang():
        reading = read_image(path, path.name)
    assert reading.file.state in (FileState.READ, FileState.UNREADABLE, FileState.UNVERIFIED)
    assert reading.file.state is FileState.READ or reading.file.reason
    return reading


@pytest.mark.parametrize("format", FIELDS)
def test_a_file_may_be_cut_anywhere(tmp_path: Path, format: str) -> None:
    whole = build_image(format, SMALL, fields=FIELDS[format])
    for length in range(0, len(whole), 7):
        read(tmp_path / "a", whole[:length])


@pytest.mark.parametrize("format", FIELDS)
def test_any_bytes_may_be_wrong(tmp_path: Path, format: str) -> None:
    whole = build_image(format, SMALL, fields=FIELDS[format])
    chance = random.Random(format)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.choice((0, 0xFF, chance.randrange(256)))
        read(tmp_path / "a", bytes(data))


@pytest.mark.parametrize("format", FIELDS)
def test_lengths_and_offsets_may_be_extreme(tmp_path: Path, format: str) -> None:
    whole = build_image(format, SMALL, fields=FIELDS[format])
    for position in range(0, min(len(whole), 2400), 8):
        for extreme in (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x08\0\0\0"):
            read(tmp_path / "a", whole[:position] + extreme + whole[position + 4 :])


def test_any_bytes_are_a_metadata_block() -> None:
    chance = random.Random(7)
    for _ in range(300):
        block = chance.randbytes(chance.randrange(300))
        read_exif(b"II*\0\x08\0\0\0" + block)
        read_iim(b"\x1c\x02" + block)
        read_xmp(b"<rdf:RDF>" + block)


def test_declared_pixels_are_not_decoded(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    png = b"\x89PNG\r\n\x1a\n" + chunks + png_chunk(b"IEND", b"")
    file = read(tmp_path / "a.png", png).file
    assert (file.state, file.width, file.height) == (FileState.READ, 60_000, 60_000)
    jpeg = build_image("jpeg", SMALL)
    frame = jpeg.index(b"\xff\xc0")
    big = jpeg[: frame + 5] + struct.pack(">HH", 60_000, 60_000) + jpeg[frame + 9 : -2]
    assert read(tmp_path / "a.jpg", big).file.reason == "damaged JPEG: its end is missing"


def test_a_frame_larger_than_its_screen(tmp_path: Path) -> None:
    gif = build_image("gif", SMALL)
    frame = gif.index(b"\x2c\0\0\0\0")
    for side in (14_000, 60_000):
        sides = struct.pack("<HH", side, side)
        file = read(tmp_path / "a.gif", gif[: frame + 5] + sides + gif[frame + 9 : -1]).file
        assert file.reason == "damaged GIF: its end is missing"


def test_twenty_megabytes_of_fill_bytes(tmp_path: Path) -> None:
    file = read(tmp_path / "a.jpg", b"\xff\xd8" + b"\xff" * 20_000_000).file
    assert file.reason == "damaged JPEG: it is filled with 0xFF instead of segments"


def test_a_thousand_exif_segments(tmp_path: Path) -> None:
    segment = jpeg_segment(0xE1, b"Exif\0\0" + exif_block(EXIF))
    pixels = build_image("jpeg", SMALL)
    assert read(tmp_path / "a.jpg", pixels[:2] + segment * 1000 + pixels[2:]).claims


def test_more_metadata_than_are_read(tmp_path: Path) -> None:
    segment = jpeg_segment(0xE1, b"Exif\0\0" + b"\0" * 65_000)
    pixels = build_image("jpeg", SMALL)
    file = read(tmp_path / "a.jpg", pixels[:2] + segment * 300 + pixels[2:]).file
    assert file.reason == "damaged JPEG: more than 16 MB of metadata"


def test_a_hundred_thousand_chunks(tmp_path: Path) -> None:
    pixels = build_image("png", SMALL)
    chunks = png_chunk(b"tEXt", b"a\0b") * 100_000
    file = read(tmp_path / "a.png", pixels[:33] + chunks + pixels[33:]).file
    assert file.reason == "damaged PNG: it has more than 20000 chunks"


def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
    """A little-endian structure of one directory; values are pointers."""
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + b"\0" * 60_000


@pytest.mark.parametrize(
    "entries",
    [
        # Thousands of fractions a tag, of pointers to one directory, of texts to the end.
        [(0x9000 + number % 256, 5, 999, 8) for number in range(5000)],
        [(0x8769, 4, 1, 8)] * 2500,
        [(0x010E, 2, 0xFFFFFFFF, 8)] * 4000,
        [(0x927C, 7, 0xFFFFFFFF, 8), (0x013B, 2, 60_000, 8)],
        [(0x8825, 4, 1, 8), (2, 5, 0xFFFFFFFF, 8), (1, 2, 2, 78)],
    ],
)
def test_crafted_directories(entries: list[tuple[int, int, int, int]]) -> None:
    with no_hang():
        read_exif(directory(entries))


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    types = (
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>',
        f'<!DOCTYPE x [<!ENTITY l11 SYSTEM "file://{secret}">]>',
    )
    packet = xmp_packet({"photoshop:City": "HERE"}).replace(b"HERE", b"&l11;")
    for document_type in types:
        reading = read_xmp(document_type.encode() + packet)
        assert (reading.fields, len(reading.flaws)) == ((), 1)
        hidden = document_type.encode("utf-16") + packet.decode().encode("utf-16-le")
        assert read_xmp(hidden).fields == ()


def test_deeply_nested_structures() -> None:
    item = '<photoshop:City rdf:parseType="Resource">'
    nested = (item * 5000 + "</photoshop:City>" * 5000).encode()
    packet = xmp_packet({"photoshop:City": "HERE"}).replace(b"HERE", nested)
    assert read_xmp(packet).fields == ()


def test_a_packet_of_very_many_items() -> None:
    packet = xmp_packet({"dc:subject": "; ".join(["flood"] * 10_000)})
    assert len(read_xmp(packet).fields) == 500
    packet = xmp_packet({"dc:subject": "; ".join(["flood"] * 100_000)})
    with no_hang():
        assert read_xmp(packet).flaws == ("XMP packet: more than 40,000 tags and attributes",)


def packet_of(inside: str) -> bytes:
    """A packet that says City = Leeds, with one more description."""
    packet = xmp_packet({"photoshop:City": "Leeds"})
    return packet.replace(b"</rdf:RDF>", inside.encode() + b"</rdf:RDF>")


def test_an_element_of_very_many_attributes() -> None:
    many = " ".join(f'x:a{number}="1"' for number in range(30_000))
    city = 'xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:State="England"'
    with no_hang():
        reading = read_xmp(packet_of(f'<rdf:Description xmlns:x="x" {many} {city}/>'))
    assert [one.text for one in reading.fields] == ["Leeds", "England"]


def test_four_megabytes_of_control_characters() -> None:
    packet = xmp_packet({"photoshop:City": "HERE"}).replace(b"HERE", b"Leeds" + b"\1" * 4_000_000)
    with no_hang():
        assert [one.text for one in read_xmp(packet).fields] == ["Leeds"]


def test_megabytes_of_text_beside_a_png_picture(tmp_path: Path) -> None:
    pixels = build_image("png", SMALL, fields=XMP)
    chunks = png_chunk(b"tEXt", b"workflow\0" + b"a" * 1_000_000) * 100
    reading = read(tmp_path / "a.png", pixels[:33] + chunks + pixels[33:])
    assert reading.file.state is FileState.READ
    assert reading.claims


def test_a_thousand_tables_of_items(tmp_path: Path) -> None:
    def box(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside) + 8) + kind + inside

    items = box(b"iinf", b"\0" * 6 + box(b"infe", b"\0" * 4) * 2000)
    data = box(b"ftyp", b"heic\0\0\0\0heic") + box(b"meta", b"\0" * 4 + items) * 1900
    with no_hang(0.5):
        read(tmp_path / "a.heic", data)


def test_long_values_are_not_kept_for_later_images() -> None:
    tracemalloc.start()
    for number in range(40):
        long = f"{number:08}" + "x" * 1_000_000
        fields = ("dc:creator", "tiff:Artist", "photoshop:DateCreated")
        claims_of([FieldValue(field, long) for field in fields])
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 4_000_000
