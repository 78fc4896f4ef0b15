"""What a report is written for: how wide the page is, how much to tell, in which colours."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from capaudit.model.thumbnail import Thumbnails, no_thumbnails

# Of the further places of a finding so many are named where not all are asked for.
OCCURRENCES_SHOWN = 3


class Detail(StrEnum):
    """How much a report for people tells."""

    # Findings and problems alone.
    QUIET = "quiet"
    NORMAL = "normal"
    # Every image with its verdicts and their reasons besides, and every place of a finding.
    VERBOSE = "verbose"


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """What to write before a piece of text to colour it, and after it to stop."""

    error: str = ""
    warning: str = ""
    note: str = ""
    heading: str = ""
    faint: str = ""
    good: str = ""
    end: str = ""


PLAIN = Palette()
# ECMA-48 SGR; the eight basic colours follow the reader's own theme.
TERMINAL = Palette(
    error="\x1b[1;31m",
    warning="\x1b[1;33m",
    note="\x1b[1;36m",
    heading="\x1b[1m",
    faint="\x1b[2m",
    good="\x1b[32m",
    end="\x1b[0m",
)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The page a report is laid out for.

    `width` is in terminal cells; `folder` is the absolute folder that paths are shown from, as
    they stand in the report where it is `None`. `links` says whether the page can hold links
    (OSC 8) that open what a path names. `thumbnails` makes small copies of the pictures, for a
    report that shows them: reports themselves open no file.
    """

    width: int = 100
    palette: Palette = PLAIN
    detail: Detail = Detail.NORMAL
    folder: str | None = None
    thumbnails: Thumbnails = no_thumbnails
    links: bool = False
