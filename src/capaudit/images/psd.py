"""Scan a Photoshop document for pixels and metadata (Photoshop File Formats Specification)."""

from __future__ import annotations

from capaudit.images.blocks import TEXT_CAP, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes
from capaudit.images.iim import resources_in

SIGNATURE = b"8BPS\0\1"
_HEADER = 26
_EXIF_RESOURCE, _XMP_RESOURCE = 0x0422, 0x0424


def scan_psd(file: FileBytes) -> Blocks:
    """Find the image resources behind the colour table.

    Raises ImageDamagedError where they are cut off.
    """
    header = file.at(0, _HEADER + 4)
    blocks = Blocks("psd")
    if len(header) < _HEADER + 4:
        raise ImageDamagedError(f"it is cut off after {file.size} bytes")
    blocks.set_size(int.from_bytes(header[18:22], "big"), int.from_bytes(header[14:18], "big"))
    start = _HEADER + 4 + int.from_bytes(header[_HEADER:], "big")
    length = int.from_bytes(file.at(start, 4), "big")
    if start + 4 + length > file.size:
        raise ImageDamagedError(f"it is cut off after {file.size} bytes")
    resources = file.at(start + 4, min(length, TEXT_CAP))
    blocks.resources.append(resources)
    for identity, data in resources_in(resources):
        if identity == _EXIF_RESOURCE:
            blocks.add_exif(data)
        elif identity == _XMP_RESOURCE:
            blocks.add_xmp(data)
    return blocks
