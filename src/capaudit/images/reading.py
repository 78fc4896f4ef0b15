"""Read an image file: what it is, whether it is whole, and what its metadata claim."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from capaudit.images.blocks import Blocks, ImageDamagedError
from capaudit.images.credentials import read_credentials
from capaudit.images.credentials_validation import why_invalid
from capaudit.images.decoding import why_not_decodable
from capaudit.images.exif import exif_fields, read_exif
from capaudit.images.fields import BlockReading, source_of
from capaudit.images.file_bytes import FileBytes, MetadataTooLargeError
from capaudit.images.formats import identify
from capaudit.images.iim import read_iim, read_resources
from capaudit.images.properties import claims_of
from capaudit.images.sidecars import with_sidecars
from capaudit.model.claim import AnyClaim
from capaudit.model.image import FileState, ImageFile, ImageReading

# Windows alone opens files as text unless it is told.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def read_image(
    path: Path,
    relative: str,
    trust_list: str | None = None,
    beside: Collection[str] | None = None,
) -> ImageReading:
    """Read one file, which is opened once, and its sidecars; `relative` is its path in reports.

    `trust_list` are PEM certificates that signers of Content Credentials must lead back to.
    `beside` are the names of the files in its folder, where they are known already.

    Never raises for what the file holds or that it cannot be opened: the state and reason of
    `ImageReading.file` say so, `flaws` which block failed alone.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return _unreadable(relative, "it is no regular file")
        # Python's own file object costs as much again as opening and reading the file.
        descriptor = os.open(path, _FLAGS)
        try:
            file = FileBytes(descriptor, status.st_size)
            reading = _read(file, path, relative, trust_list)
        finally:
            os.close(descriptor)
        return with_sidecars(reading, path, beside)
    except OSError as error:
        return _unreadable(relative, error.strerror or str(error))


def _unreadable(relative: str, reason: str, size: int | None = None) -> ImageReading:
    return ImageReading(
        ImageFile(state=FileState.UNREADABLE, path=relative, byte_size=size, reason=reason)
    )


def _read(file: FileBytes, path: Path, relative: str, trust_list: str | None) -> ImageReading:
    kind = identify(file.head)
    size = file.size
    if kind.state is not FileState.READ or kind.scan is None:
        found = ImageFile(
            state=kind.state, path=relative, format=kind.format, byte_size=size, reason=kind.reason
        )
        return ImageReading(found)
    try:
        blocks = kind.scan(file)
    except ImageDamagedError as error:
        return _damaged(relative, kind.format, size, str(error))
    except MetadataTooLargeError as error:
        return _damaged(relative, kind.format, size, str(error))
    reason = why_not_decodable(path, blocks) if blocks.doubt else None
    if reason is not None:
        return _damaged(relative, kind.format, size, reason)
    readings = tuple(read_blocks(blocks))
    flaws, notes = list(blocks.flaws), list(blocks.notes)
    for reading in readings:
        flaws += reading.flaws
        notes += reading.notes
    found = ImageFile(
        state=FileState.READ,
        path=relative,
        format=blocks.format,
        width=blocks.width,
        height=blocks.height,
        byte_size=size,
        flaws=tuple(flaws),
        credentials_fault=why_invalid(path, trust_list) if blocks.credentials else None,
    )
    return ImageReading(found, _claims(readings), tuple(notes))


def _damaged(relative: str, format_name: str | None, size: int, reason: str) -> ImageReading:
    shown = {"jpeg": "JPEG", "webp": "WebP"}.get(format_name or "", (format_name or "").upper())
    return _unreadable(relative, f"damaged {shown}: {reason}", size)


def read_blocks(blocks: Blocks) -> Iterator[BlockReading]:
    """Read block by block, so that one that fails costs only itself."""
    if blocks.tags is not None:
        yield exif_fields(blocks.tags)
    for block in blocks.exif:
        yield read_exif(block)
    for resources in blocks.resources:
        yield read_resources(resources)
    for records in blocks.iim:
        yield read_iim(records)
    if blocks.xmp:
        # lxml is loaded only where a file has a packet.
        from capaudit.images.xmp import read_xmp  # noqa: PLC0415

        for packet in blocks.xmp:
            yield read_xmp(packet)
    for store in blocks.credentials:
        yield read_credentials(store)


def _claims(readings: Sequence[BlockReading]) -> tuple[AnyClaim, ...]:
    """Every claim once: a second packet often repeats the first."""
    claims: list[AnyClaim] = []
    for reading in readings:
        claims += claims_of(reading.fields)
    sources = [source_of(reading.fields[0].field) for reading in readings if reading.fields]
    return tuple(claims if len(sources) == len(set(sources)) else dict.fromkeys(claims))
