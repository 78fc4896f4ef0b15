"""What lies among the articles and is not audited, and why."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class LeftOut(StrEnum):
    """Why a file is not audited although it lies where articles were looked for."""

    UNKNOWN = "in no format of articles"
    NO_ARTICLE = "without an article or picture"
    EXCLUDED = "excluded by the configuration"
    IGNORED = "ignored by git"
    HIDDEN = "hidden"
    DEPENDENCIES = "of other software"
    LINK = "a link to a folder"
    OUTSIDE = "a link out of the root"
    LEAVES_ARCHIVE = "named to leave the archive"
    NO_FILE = "no file in the archive"
    TOO_LARGE = "too large to unpack"
    UNWRITABLE = "named as no file can be"


class LeftAlone(msgspec.Struct, frozen=True):
    """Files, or folders with all that is in them, that were left alone for one reason.

    `kind` is their suffix, `/` for folders; `paths` are the first of them, `count` all.
    """

    why: LeftOut
    kind: str
    count: int
    paths: tuple[str, ...]
