"""Read the Exif tags that speak about a picture (CIPA DC-008-2023).

exifread gets a small structure rebuilt from a few bounded tags, never the block itself: a maker
note's count, or a directory of thousands of pointers, would hold it up for minutes.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping

from capaudit.images.fields import BlockReading, FieldValue, decoded
from capaudit.images.file_bytes import BlockBytes
from capaudit.images.gps import read_position
from capaudit.images.tiff_tags import Directory, Tag, TiffError, TiffTags, read_tags
from capaudit.model.claim import Source

_ASCII, _UTF8, _SHORT = 2, 129, 3
_TEXT_KINDS = frozenset({1, _ASCII, 7, _UTF8})
# Text of IFD0 and the Exif directory, tables 4 and 7; XP… are Microsoft's, in UTF-16.
_TEXTS = {
    0x010E: "Exif:ImageDescription",
    0x010F: "Exif:Make",
    0x0110: "Exif:Model",
    0x0131: "Exif:Software",
    0x013B: "Exif:Artist",
    0x8298: "Exif:Copyright",
    0x9C9B: "Exif:XPTitle",
    0x9C9C: "Exif:XPComment",
    0x9C9D: "Exif:XPAuthor",
    0x9C9E: "Exif:XPKeywords",
    0xA436: "Exif:ImageTitle",
    0xA437: "Exif:Photographer",
}
# Copyright holds two texts: the photographer's and the editor's.
_PARTS = {0x8298: 2}
_WIDE = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E})
_USER_COMMENT = 0x9286
# The eight bytes before a comment say its charset (CIPA DC-008-2023, 4.6.5.2).
_CHARSETS = {b"ASCII": None, b"UNICODE": "utf-16", b"JIS": "iso2022_jp", b"": None}
# What exifread is asked for.
_ORIENTATION, _ORIENTATION_FIELD = 0x0112, "Exif:Orientation"
_CLOCK_FIELDS = {
    0x9003: "Exif:DateTimeOriginal",
    0x9004: "Exif:DateTimeDigitized",
    0x9011: "Exif:OffsetTimeOriginal",
    0x9012: "Exif:OffsetTimeDigitized",
    0x9291: "Exif:SubSecTimeOriginal",
}
_CLOCK_CAP = 32
_MARKS = {"<": b"II", ">": b"MM"}
WANTED = frozenset((*_TEXTS, *_CLOCK_FIELDS, _ORIENTATION, _USER_COMMENT))


def read_exif(block: bytes) -> BlockReading:
    """The fields of a TIFF structure; a flaw where it is none."""
    try:
        tags = read_tags(BlockBytes(block), WANTED)
    except TiffError as error:
        return BlockReading(flaws=(f"Exif: {error}",))
    return exif_fields(tags)


def exif_fields(tags: TiffTags) -> BlockReading:
    """The fields of tags that were read already."""
    position = read_position(tags)
    fields = (
        *_texts(tags.root),
        *_texts(tags.photo),
        *_comment(tags),
        *_clock(tags),
        *position.fields,
    )
    return BlockReading(fields, position.flaws)


def _texts(directory: Directory) -> Iterator[FieldValue]:
    for number, tag in directory.items():
        field = _TEXTS.get(number)
        if field is not None and tag.kind in _TEXT_KINDS:
            text = _wide_text(tag.raw) if number in _WIDE else _text(tag.raw, _PARTS.get(number, 1))
            if text:
                yield FieldValue(Source.EXIF, field, text)


def _text(raw: bytes, parts_held: int) -> str:
    """Text up to its NUL, or as many texts as the tag may hold."""
    if parts_held == 1:
        return decoded(raw.partition(b"\0")[0]).strip()
    parts = (decoded(part).strip() for part in raw.split(b"\0", parts_held)[:parts_held])
    return "; ".join(part for part in parts if part)


def _wide_text(raw: bytes) -> str:
    return raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").split("\0", 1)[0].strip()


def _comment(tags: TiffTags) -> Iterator[FieldValue]:
    """The user's comment, whose charset stands before it; cameras fill it with blanks or NULs."""
    tag = tags.photo.get(_USER_COMMENT)
    if tag is None or len(tag.raw) <= 8:
        return
    charset = _CHARSETS.get(tag.raw[:8].rstrip(b"\0 "), "utf-8")
    if charset == "utf-16":
        charset = "utf-16-le" if tags.order == "<" else "utf-16-be"
    rest = tag.raw[8:]
    text = decoded(rest) if charset is None else rest.decode(charset, "replace")
    text = text.split("\0", 1)[0].strip("\ufeff \r\n\t")
    if text and (text.isprintable() or "\n" in text):
        yield FieldValue(Source.EXIF, "Exif:UserComment", text)


def _clock(tags: TiffTags) -> Iterator[FieldValue]:
    """Dates, their time zones and the orientation, as exifread reads them.

    Most pictures are digitised when they are taken: a text that several tags hold is read once.
    """
    texts = {
        number: text
        for number in _CLOCK_FIELDS
        if (text := _clock_text(tags.photo.get(number) or tags.root.get(number)))
    }
    first = {text: number for number, text in reversed(texts.items())}
    orientation = _orientation(tags.order, tags.root.get(_ORIENTATION))
    if not texts and not orientation:
        return
    # Only images with such tags pay for loading exifread.
    from exifread import process_file  # noqa: PLC0415

    small = _small_tiff(tags.order, orientation, first)
    found = process_file(io.BytesIO(small), details=False, extract_thumbnail=False)
    read = {tag.tag: tag.values for tag in found.values()}
    if read.get(_ORIENTATION):
        yield FieldValue(Source.EXIF, _ORIENTATION_FIELD, str(read[_ORIENTATION][0]))
    for number, text in texts.items():
        value = str(read.get(first[text], "")).strip("\0 ")
        if value:
            yield FieldValue(Source.EXIF, _CLOCK_FIELDS[number], value)


def _small_tiff(order: str, entries: bytes, texts: Mapping[bytes, int]) -> bytes:
    """One directory of the wanted tags, with nothing in it that could mislead a reader.

    Tags of the Exif directory stand in it too: some writers put them into the first one anyway,
    and exifread reads a tag alike in both.
    """
    values = b""
    start = 8 + 2 + len(entries) + 12 * len(texts) + 4
    for text, number in texts.items():
        length = len(text)
        if length <= 4:
            entries += struct.pack(f"{order}HHI4s", number, _ASCII, length, text)
        else:
            entries += struct.pack(f"{order}HHII", number, _ASCII, length, start + len(values))
            values += text
    header = struct.pack(f"{order}HIH", 42, 8, len(entries) // 12)
    return b"".join((_MARKS[order], header, entries, b"\0\0\0\0", values))


def _orientation(order: str, tag: Tag | None) -> bytes:
    if tag is None or tag.kind != _SHORT or tag.length != 1:
        return b""
    return struct.pack(f"{order}HHI4s", _ORIENTATION, _SHORT, 1, tag.raw[:2])


def _clock_text(tag: Tag | None) -> bytes:
    """The value as plain ASCII with its NUL; empty where it is no text or has none."""
    if tag is None or tag.kind not in _TEXT_KINDS:
        return b""
    text = tag.raw.partition(b"\0")[0][:_CLOCK_CAP]
    return text + b"\0" if text.isascii() and text.strip() else b""
