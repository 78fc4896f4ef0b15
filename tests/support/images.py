"""Tiny real images with metadata written by hand, for tests and samples.

Fields are named as the audit itself names them (`2:80 By-line`, `photoshop:DateCreated`,
`Exif:DateTimeOriginal`), so that a rule's example reads like its report. Exif, IIM and XMP are
written here from their standards, independently of the code that reads them; Pillow makes only
the pixels. Several values of one field are separated by `; `.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from random import Random

from PIL import Image

from support.credentials_block import CREDENTIALS_FIELDS, manifest_store
from support.exif_block import exif_block, tiff_image
from support.iim_block import iim_records, photoshop_block
from support.xmp_packet import XMP_FIELDS, xmp_packet

DEFAULT_SIZE = (320, 240)
_PILLOW_NAMES = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "tiff": "TIFF"}


def build_image(
    format: str = "jpeg",
    size: tuple[int, int] = DEFAULT_SIZE,
    colour: str = "steelblue",
    fields: Mapping[str, str] | None = None,
) -> bytes:
    """Write a one-colour image of a format (jpeg png webp tiff gif) with metadata embedded.

    Raises ValueError for a field it does not know, or that the format has no place for.
    """
    if format == "tiff":
        exif, iim, xmp = _blocks(fields or {})
        return tiff_image(Image.new("RGB", size, colour), exif, iim_records(iim), _packet(xmp))
    return embed_metadata(format, size, _pixels(format, size, colour), fields or {})


def build_scene(
    name: str, format: str = "jpeg", size: tuple[int, int] = DEFAULT_SIZE, quality: int = 90
) -> bytes:
    """Paint a scene with light and shade, the same for the same name in any size and quality."""
    random = Random(name)
    scene = Image.new("L", (48, 36))
    scene.putdata([random.randrange(256) for _ in range(48 * 36)])
    # Blurred on a large scale, as landscapes are.
    scene = scene.resize((12, 9), Image.Resampling.BOX).resize(
        (1200, 900), Image.Resampling.BICUBIC
    )
    stream = io.BytesIO()
    options = {"quality": quality} if format in {"jpeg", "webp"} else {}
    scene.convert("RGB").resize(size).save(stream, _PILLOW_NAMES[format], **options)
    return stream.getvalue()


def embed_metadata(
    format: str, size: tuple[int, int], pixels: bytes, fields: Mapping[str, str]
) -> bytes:
    """Add metadata to the bytes of a jpeg, png, webp or gif image that carries none.

    Raises ValueError for a field it does not know, or that the format has no place for.
    """
    credentials = {field: fields[field] for field in CREDENTIALS_FIELDS & fields.keys()}
    exif, iim, xmp = _blocks({f: value for f, value in fields.items() if f not in credentials})
    match format:
        case "jpeg":
            return _with_credentials(_jpeg(pixels, exif, iim, xmp), credentials)
        case _ if credentials:
            raise ValueError(f"Content Credentials are not written into {format} images")
        case "png":
            return _png(pixels, exif, iim, xmp)
        case "webp" if not iim:
            return _webp(pixels, size, exif, xmp)
        case "gif" if not iim and not exif:
            return _gif(pixels, xmp)
    raise ValueError(f"a {format} image holds none of {sorted({*iim, *exif})}")


def _blocks(fields: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Sort fields by the block that holds them: Exif with GPS, IIM, XMP."""
    exif: dict[str, str] = {}
    iim: dict[str, str] = {}
    xmp: dict[str, str] = {}
    for field, value in fields.items():
        if field.startswith(("Exif:", "GPS:")):
            exif[field] = value
        elif field.startswith(("1:", "2:")):
            iim[field] = value
        elif field in XMP_FIELDS:
            xmp[field] = value
        else:
            raise ValueError(f"no metadata field is called {field!r}")
    return exif, iim, xmp


@lru_cache(maxsize=64)
def _pixels(format: str, size: tuple[int, int], colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, _PILLOW_NAMES[format])
    return buffer.getvalue()


def _packet(xmp: Mapping[str, str]) -> bytes:
    return xmp_packet(xmp) if xmp else b""


def jpeg_segment(marker: int, payload: bytes) -> bytes:
    """One JPEG segment: marker, length, payload."""
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _jpeg(
    pixels: bytes, exif: Mapping[str, str], iim: Mapping[str, str], xmp: Mapping[str, str]
) -> bytes:
    """Insert APP1 Exif, APP1 XMP and APP13 before Pillow's own segments."""
    segments = b""
    if exif:
        segments += jpeg_segment(0xE1, b"Exif\0\0" + exif_block(exif))
    if xmp:
        segments += jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp_packet(xmp))
    if iim:
        segments += jpeg_segment(0xED, b"Photoshop 3.0\0" + photoshop_block(iim_records(iim)))
    return pixels[:2] + segments + pixels[2:]


def _with_credentials(image: bytes, fields: Mapping[str, str]) -> bytes:
    """Put JUMBF boxes first, in as many APP11 segments as they need (ISO 19566-5, D.2)."""
    boxes = manifest_store(fields) if fields else b""
    room = 65_000
    pieces = [boxes[start : start + room] for start in range(8, len(boxes), room)]
    segments = [
        jpeg_segment(0xEB, b"JP\0\1" + struct.pack(">I", number) + boxes[:8] + piece)
        for number, piece in enumerate(pieces, 1)
    ]
    return image[:2] + b"".join(segments) + image[2:]


def png_chunk(kind: bytes, payload: bytes) -> bytes:
    """One PNG chunk: length, type, payload, CRC."""
    checksum = zlib.crc32(kind + payload)
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", checksum)


def _png(
    pixels: bytes, exif: Mapping[str, str], iim: Mapping[str, str], xmp: Mapping[str, str]
) -> bytes:
    """Insert eXIf, iTXt XMP and ImageMagick's raw IPTC profile after the IHDR chunk."""
    chunks = b""
    if exif:
        chunks += png_chunk(b"eXIf", exif_block(exif))
    if xmp:
        chunks += png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp_packet(xmp))
    if iim:
        chunks += png_chunk(b"zTXt", raw_profile(b"iptc", photoshop_block(iim_records(iim))))
    after_header = 8 + 25
    return pixels[:after_header] + chunks + pixels[after_header:]


def raw_profile(kind: bytes, block: bytes) -> bytes:
    """The payload of a zTXt chunk as ImageMagick writes a metadata block: hexadecimal text."""
    text = b"\n%s\n%8d\n%s\n" % (kind, len(block), block.hex().encode())
    return b"Raw profile type " + kind + b"\0\0" + zlib.compress(text)


def _webp(
    pixels: bytes, size: tuple[int, int], exif: Mapping[str, str], xmp: Mapping[str, str]
) -> bytes:
    """Turn a simple WebP file into an extended one (VP8X) with EXIF and XMP chunks at its end."""
    if not exif and not xmp:
        return pixels
    flags = (0x08 if exif else 0) | (0x04 if xmp else 0)
    canvas = b"".join((side - 1).to_bytes(3, "little") for side in size)
    chunks = riff_chunk(b"VP8X", struct.pack("<I", flags) + canvas) + pixels[12:]
    if exif:
        chunks += riff_chunk(b"EXIF", exif_block(exif))
    if xmp:
        chunks += riff_chunk(b"XMP ", xmp_packet(xmp))
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def riff_chunk(kind: bytes, payload: bytes) -> bytes:
    """One RIFF chunk, padded to an even length."""
    return kind + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)


def _gif(pixels: bytes, xmp: Mapping[str, str]) -> bytes:
    """Put an XMP application extension before the trailer (XMP part 3, 1.1.2)."""
    if not xmp:
        return pixels
    magic = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    extension = b"\x21\xff\x0bXMP DataXMP" + xmp_packet(xmp) + magic
    return b"GIF89a" + pixels[6:-1] + extension + pixels[-1:]
