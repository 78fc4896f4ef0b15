"""Read the XMP sidecars that editing programs write beside images."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from capaudit.images.blocks import TEXT_CAP
from capaudit.images.properties import claims_of
from capaudit.model.claim import AnyClaim, Claim, Origin, Source
from capaudit.model.image import FileState, ImageReading

# photo.xmp as Adobe's programs name it, photo.jpg.xmp as darktable and digiKam do.
_SUFFIXES = (".xmp", ".XMP")


def with_sidecars(
    reading: ImageReading, path: Path, beside: Collection[str] | None = None
) -> ImageReading:
    """The reading of an image with what the sidecars of its file say.

    `beside` are the names of the files in its folder, where they are known already. Their claims
    carry the sidecar's path; one that cannot be read is a flaw that names it.
    """
    if reading.file.state is not FileState.READ or reading.file.path is None:
        return reading
    for sidecar in _sidecars_of(path, beside):
        shown = str(Path(reading.file.path).with_name(sidecar.name).as_posix())
        reading = _with(reading, sidecar, shown)
    return reading


def sidecar_names(path: str) -> tuple[str, ...]:
    """What the sidecars of an image at a path may be named."""
    return tuple(stem + suffix for stem in _stems(path) for suffix in _SUFFIXES)


def _stems(path: str) -> tuple[str, str]:
    return (os.path.splitext(path)[0], path)


def _sidecars_of(path: Path, beside: Collection[str] | None) -> Iterator[Path]:
    """Sidecars that are there; names that differ only in case may be one file."""
    folder, name = os.path.split(path)
    for stem in _stems(name):
        for suffix in _SUFFIXES:
            named = stem + suffix
            if (beside is None or named in beside) and _is_plain_file(os.path.join(folder, named)):
                yield Path(folder, named)
                break


def _is_plain_file(path: str) -> bool:
    """Whether a file lies there; a link might lead out of the site.

    Most images have none, and to be told so costs less than an error.
    """
    if not os.access(path, os.F_OK):
        return False
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _with(reading: ImageReading, sidecar: Path, shown: str) -> ImageReading:
    from capaudit.images.xmp import read_xmp  # noqa: PLC0415

    try:
        with open(sidecar, "rb", buffering=0) as handle:
            packet = handle.read(TEXT_CAP)
    except OSError as error:
        return _flawed(reading, (f"{error.strerror or error}",), shown)
    block = read_xmp(packet)
    claims = (_of_sidecar(claim, shown) for claim in claims_of(block.fields))
    reading = msgspec.structs.replace(reading, claims=(*reading.claims, *claims))
    return _flawed(reading, block.flaws, shown) if block.flaws else reading


def _of_sidecar(claim: AnyClaim, path: str) -> AnyClaim:
    origin = Origin(Source.SIDECAR, claim.origin.field, path=path)
    return Claim(claim.property, claim.value, claim.raw, origin, claim.standing)


def _flawed(reading: ImageReading, flaws: tuple[str, ...], path: str) -> ImageReading:
    named = (*reading.file.flaws, *(f"{path}: {flaw}" for flaw in flaws))
    return msgspec.structs.replace(reading, file=msgspec.structs.replace(reading.file, flaws=named))
