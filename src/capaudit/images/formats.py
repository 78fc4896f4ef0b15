"""Tell an image's format by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from capaudit.images.blocks import Blocks, ImageDamagedError
from capaudit.images.boxes import scan_boxes
from capaudit.images.file_bytes import FileBytes
from capaudit.images.gif import scan_gif
from capaudit.images.jpeg import scan_jpeg
from capaudit.images.png import SIGNATURE as PNG_SIGNATURE
from capaudit.images.png import scan_png
from capaudit.images.psd import SIGNATURE as PSD_SIGNATURE
from capaudit.images.psd import scan_psd
from capaudit.images.svg import is_svg, scan_svg
from capaudit.images.tiff import scan_tiff
from capaudit.images.webp import scan_webp
from capaudit.model.image import FileState

Scan = Callable[[FileBytes], Blocks]


class Kind(msgspec.Struct, frozen=True):
    """What a file begins as: a format with its scan, or why there is none."""

    state: FileState
    format: str | None = None
    scan: Scan | None = None
    reason: str | None = None


def _scan_bmp(file: FileBytes) -> Blocks:
    blocks = Blocks("bmp")
    header = file.at(14, 12)
    if len(header) < 12:
        raise ImageDamagedError(f"it is cut off after {file.size} bytes")
    width = int.from_bytes(header[4:8], "little", signed=True)
    height = int.from_bytes(header[8:12], "little", signed=True)
    blocks.set_size(abs(width), abs(height))
    return blocks


def _scan_nothing(name: str) -> Scan:
    """A scan for formats of which only the name is told."""
    return lambda _file: Blocks(name)


# First bytes, format and scan; the formats' own specifications name the signatures.
_SIGNATURES: tuple[tuple[bytes, str, Scan], ...] = (
    (b"\xff\xd8\xff", "jpeg", scan_jpeg),
    (PNG_SIGNATURE, "png", scan_png),
    (b"GIF87a", "gif", scan_gif),
    (b"GIF89a", "gif", scan_gif),
    (b"II*\0", "tiff", scan_tiff),
    (b"MM\0*", "tiff", scan_tiff),
    (b"II+\0", "tiff", _scan_nothing("tiff")),
    (b"MM\0+", "tiff", _scan_nothing("tiff")),
    (b"IIRO", "tiff", scan_tiff),
    (b"IIU\0", "tiff", scan_tiff),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl", scan_boxes),
    (b"\xff\x0a", "jxl", _scan_nothing("jxl")),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2", scan_boxes),
    (PSD_SIGNATURE, "psd", scan_psd),
    (b"\0\0\1\0", "ico", _scan_nothing("ico")),
    (b"BM", "bmp", _scan_bmp),
)
# Brands of ISO 23008-12 and AVIF 1.1, as the `ftyp` box gives them.
_BRANDS = {
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "heif"
    ),
}
# Repositories that keep large files elsewhere leave a note in their place.
_POINTERS = (
    (b"version https://git-lfs.github.com/spec/", "Git LFS"),
    (b"/annex/objects/", "git-annex"),
)
_HTML = re.compile(
    rb"\s{0,64}(?:<!--.{0,512}?-->\s{0,64})?<(?:!doctype\s{1,8}html|html|head|body)\b", re.I | re.S
)


def identify(head: bytes) -> Kind:
    """The format that the first bytes of a file show."""
    if not head:
        return Kind(FileState.UNREADABLE, reason="it is empty")
    for signature, name, scan in _SIGNATURES:
        if head.startswith(signature):
            return Kind(FileState.READ, name, scan)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind(FileState.READ, "webp", scan_webp)
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    return _by_text(head)


def _by_brand(head: bytes) -> Kind:
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(head[3], 64), 4))]
    for brand in brands:
        if brand in _BRANDS:
            return Kind(FileState.READ, _BRANDS[brand], scan_boxes)
    return Kind(FileState.UNREADABLE, reason="a video or audio file, not an image")


def _by_text(head: bytes) -> Kind:
    for mark, name in _POINTERS:
        if head.startswith(mark):
            reason = f"a {name} pointer: the image itself is not checked out"
            return Kind(FileState.UNVERIFIED, reason=reason)
    text = head[:4096].removeprefix(b"\xef\xbb\xbf")
    if is_svg(text):
        return Kind(FileState.READ, "svg", scan_svg)
    if _HTML.match(text):
        return Kind(FileState.UNREADABLE, reason="an HTML page, not an image")
    if not text.strip(b"\0"):
        return Kind(FileState.UNREADABLE, reason="nothing but zero bytes")
    return Kind(FileState.UNREADABLE, reason="no known image format")
