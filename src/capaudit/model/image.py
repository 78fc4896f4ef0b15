"""What is known of the file behind a figure."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from capaudit.model.claim import AnyClaim, Property


class FileState(StrEnum):
    """Whether the file behind a reference could be looked at."""

    READ = "read"
    # No such file after resolving as the site does.
    MISSING = "missing"
    # Remote, or under a folder that no root holds: nothing can be said.
    UNVERIFIED = "unverified"
    OUTSIDE_ROOT = "outside_root"
    # Corrupt, truncated, empty, or no image at all.
    UNREADABLE = "unreadable"


class ImageFile(msgspec.Struct, frozen=True, kw_only=True):
    """The image file behind a reference.

    `path` is relative to the root, with `/`; for a missing file the place where it was looked
    for first. `format` is what the bytes are (`jpeg png webp gif tiff svg avif heif …`), whatever
    the name says. Pixels are stored ones, before orientation. `reason` says why a file could not
    be read; `flaws` name blocks of a readable one that could not (`XMP packet: not well-formed …`);
    `credentials_fault` says why its Content Credentials do not hold, where that was looked at.
    `found_as` is the end of the path as the disk spells it, where the reference spells it with
    other capitals. `url` is where the file lies, or would, if that is not on a disk; `path` is then
    no path under the root.
    """

    state: FileState
    path: str | None = None
    format: str | None = None
    width: int | None = None
    height: int | None = None
    byte_size: int | None = None
    reason: str | None = None
    found_as: str | None = None
    url: str | None = None
    flaws: tuple[str, ...] = ()
    credentials_fault: str | None = None


class ImageReading(msgspec.Struct, frozen=True):
    """An image file with what its metadata claim, in the order the blocks stand.

    Values are text, dates and coordinates; words are not interpreted yet. A date that cannot be
    true (all zeros, a clock never set) is merely mentioned. `flaws` are those of the file; `notes`
    say what else a block shows of itself (`IIM: changed since …`).
    """

    file: ImageFile
    claims: tuple[AnyClaim, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def flaws(self) -> tuple[str, ...]:
        """Blocks that could not be read."""
        return self.file.flaws


class ImageInspection(msgspec.Struct, frozen=True):
    """An image file's reading as people are shown it.

    Coordinates are named by the nearest town. `preferred` gives, for each property that several
    fields state, the claims of the one to prefer.
    """

    reading: ImageReading
    preferred: dict[Property, tuple[AnyClaim, ...]] = {}
