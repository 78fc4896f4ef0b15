"""Words and paths as reports for people print them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from capaudit.model.claim import AnyClaim, Origin, Source
from capaudit.model.dates import PartialDate
from capaudit.model.finding import RunInfo
from capaudit.reports.escape import visible
from capaudit.reports.page import Page

SOURCES = {
    Source.CAPTION: "caption",
    Source.CREDIT_FIELD: "credit",
    Source.ALT_TEXT: "alt text",
    Source.TITLE: "title",
    Source.BODY: "body",
    Source.HEADLINE: "headline",
    Source.DATELINE: "dateline",
    Source.BYLINE: "byline",
    Source.FRONT_MATTER: "front matter",
    Source.STRUCTURED_DATA: "structured data",
    Source.SIDECAR: "sidecar file",
    Source.PATH: "path",
    Source.EXIF: "file, Exif",
    Source.IIM: "file, IIM",
    Source.XMP: "file, XMP",
    Source.GPS: "file, GPS",
    Source.CREDENTIALS: "file, Content Credentials",
    Source.OTHER_ARTICLE: "other article",
}

DATE_PARTS = ("year", "month", "day")
# A description in a file may run to pages; in a line of evidence its ends tell it from others.
LONGEST = 200
LONGEST_ITEM = 80


def plural(count: int, noun: str) -> str:
    """`1 image`, `4 images`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def origin_label(origin: Origin) -> str:
    """Where a claim stands: `caption 4:167`, `file, IIM 2:80 By-line`, `file, Exif:Artist`."""
    field = visible(origin.field or "")
    words = [_source_words(origin.source, field)]
    if origin.source is Source.SIDECAR and not (origin.path or "").lower().endswith(".xmp"):
        # What the site or an exchange format records of the picture, beside what it prints.
        words = [f"record {field}".rstrip()]
    if origin.path:
        words.append(visible(origin.path))
    if origin.item is not None:
        words.append(item_label(origin.item))
    if origin.range:
        words.append(f"{origin.range.line}:{origin.range.column}")
    return " ".join(words)


def item_label(item: str | None) -> str:
    """An article of a file that holds several, as it is named behind the file's path: `[7104]`.

    Ids may be long addresses, which differ at their end.
    """
    return "" if item is None else f"[{_end_of(visible(item))}]"


def located(place: str, item: str | None) -> str:
    """A place, and the article it stands in where its file holds several: `feed.xml:12 [7104]`."""
    return place if item is None else f"{place} {item_label(item)}"


def _end_of(text: str) -> str:
    return text if len(text) <= LONGEST_ITEM else f"…{text[1 - LONGEST_ITEM :]}"


def _source_words(source: Source, field: str) -> str:
    """Source and field, without saying twice what the field's name says already."""
    if field.startswith(("Exif:", "GPS:")):
        return f"file, {field}"
    if source.value in field.lower().split():
        return field
    return f"{SOURCES[source]} {field}".rstrip()


def claim_text(claim: AnyClaim) -> str:
    """What a claim says letter for letter, with what was added to a date in reading it."""
    raw = shortened(visible(claim.raw))
    if isinstance(claim.value, PartialDate) and claim.value.inferred:
        inferred = claim.value.inferred
        parts = "" if len(inferred) == len(DATE_PARTS) else f"{' and '.join(inferred)} "
        return f"{raw} (read as {claim.value}, {parts}inferred)"
    return raw


def shortened(text: str) -> str:
    """A text at most `LONGEST` characters long: the words that count stand at its ends."""
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2 - 1
    return f"{text[:half]} … {text[-half:]}"


def shown_path(run: RunInfo, path: str, page: Page) -> str:
    """A path of the report as seen from the page's folder, so that editors can open it.

    Where the way from there is longer than the absolute path, the latter.
    """
    full = posixpath.join(run.root, path)
    if "://" in run.root:
        # It lies in an object store: no way leads there from a folder.
        return full
    if page.folder is None or not posixpath.isabs(full):
        return posixpath.normpath(full)
    return min(posixpath.relpath(full, page.folder), posixpath.normpath(full), key=len)


def linked_path(run: RunInfo, path: str, page: Page) -> str:
    """The same made visible, as a link to the file where the page can hold one.

    The form is OSC 8 with a `file` address (RFC 8089), which terminals that know no links pass
    over.
    """
    shown = visible(shown_path(run, path, page))
    if not page.links or page.folder is None:
        return shown
    full = posixpath.normpath(posixpath.join(page.folder, run.root, path))
    address = "file://" + quote(full.encode("utf-8", "surrogateescape"))
    return f"\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\"
