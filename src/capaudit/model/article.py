"""An article and its figures, as a reader of any format hands them on."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from capaudit.model.claim import Source
from capaudit.model.dates import PartialDate
from capaudit.model.text import Passage, SourceText, Span

# The path of a file, and the id of the article in it where it holds several.
ArticleKey = tuple[str, str | None]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Role(StrEnum):
    """What part an image plays in its article."""

    LEAD = "lead"
    INLINE = "inline"
    GALLERY = "gallery"


class Medium(StrEnum):
    """What a figure holds."""

    IMAGE = "image"
    # A video, frame, table, code, quotation or drawing: no image to audit, nothing amiss.
    OTHER = "other"
    # A caption around nothing.
    NOTHING = "nothing"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One use of an image in an article, with everything printed about it.

    `label` is the bracket text of a Markdown image that no other mark tells to be caption or
    alternative text: `pipeline` settles it. Passages lead back to the source; `span` is the whole
    figure there, `src_span` the reference. `decorative` says that the page itself declares the
    image to carry no meaning (`alt=""`, `role=presentation`). `credit_is_shared` says that the
    credit line was given once for a gallery or page.
    """

    index: int
    medium: Medium = Medium.IMAGE
    src: str
    span: Span
    src_span: Span | None = None
    role: Role = Role.INLINE
    caption: Passage | None = None
    credit_line: Passage | None = None
    alt_text: Passage | None = None
    title: Passage | None = None
    label: Passage | None = None
    decorative: bool = False
    credit_is_shared: bool = False
    # True where alt is absent, as against present and empty.
    lacks_alt: bool = False
    width: int | None = None
    height: int | None = None
    # Further references to the same picture in other sizes (srcset).
    alternatives: tuple[str, ...] = ()
    # Keys of the record that state caption, credit, alt (`images[0].caption`), else None.
    record_path: str | None = None
    css_classes: tuple[str, ...] = ()
    # Whether the site's own code resolves `src` (a shortcode or tag parameter, a component, a key
    # of the record): where it looks is unknown.
    by_template: bool = False


class DateStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A publication or modification date as the source words it.

    `value` is set where the words are a date by themselves (ISO 8601); otherwise `pipeline` has the
    passage read. `inferred` marks what was only concluded (a date folder in image paths).
    """

    passage: Passage
    source: Source
    field: str | None = None
    value: PartialDate | None = None
    inferred: bool = False


class FlawKind(StrEnum):
    """What can be wrong with an article's own text before any image is looked at."""

    FRONT_MATTER = "front_matter"
    ENCODING = "encoding"
    BYLINE = "byline"


class Flaw(msgspec.Struct, frozen=True):
    """Something a reader noticed about the source, and where."""

    kind: FlawKind
    message: str
    span: Span


class Ignore(msgspec.Struct, frozen=True):
    """A request in the text not to report codes (prefixes count) on a figure or the article.

    `span` is where it stands, `line` the line it applies to together with the figure that starts
    on or next after it; `line` is `None` for the whole article.
    """

    codes: tuple[str, ...]
    reason: str | None
    span: Span
    line: int | None


class Idleness(StrEnum):
    """Why an ignore in the text does nothing."""

    # Nothing was there to suppress.
    UNUSED = "unused"
    # No rule has such a code.
    UNKNOWN = "unknown"
    # It names no code at all.
    WITHOUT_CODE = "without_code"
    # The house asks for a reason.
    WITHOUT_REASON = "without_reason"


class IdleIgnore(msgspec.Struct, frozen=True):
    """An ignore that does nothing, the codes of it that do not, and why."""

    ignore: Ignore
    codes: tuple[str, ...]
    why: Idleness


class RecordEntry(msgspec.Struct, frozen=True):
    """Where one key of the record stands: `path` like `images[0].caption`."""

    path: str
    key_span: Span
    value: Passage


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article: what it says, what it shows, and where each of both stands.

    `path` is relative to the root, with `/`; `item` names the article in a file that holds several
    (an export's post id, a feed's guid, else `#3`). `record` is the front matter or structured data
    with raw scalars (`12:30` stays text), `entries` say where its keys stand. `dates_published` are
    candidates, the best first. `body` holds paragraphs separated by a blank line, without captions,
    credits and markup.
    """

    path: str
    item: str | None = None
    format: str
    source: SourceText
    encoding: str = "utf-8"
    record: dict[str, Json] = {}
    entries: tuple[RecordEntry, ...] = ()
    headline: Passage | None = None
    description: Passage | None = None
    section: Passage | None = None
    byline: Passage | None = None
    byline_names: tuple[str, ...] = ()
    dateline: Passage | None = None
    dates_published: tuple[DateStatement, ...] = ()
    dates_modified: tuple[DateStatement, ...] = ()
    language: str | None = None
    body: Passage = Passage("")
    figures: tuple[Figure, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    ignores: tuple[Ignore, ...] = ()

    @property
    def key(self) -> ArticleKey:
        """What tells the article from all others."""
        return (self.path, self.item)

    def entry(self, path: str) -> RecordEntry | None:
        """Where a key of the record stands, by its path."""
        return next((entry for entry in self.entries if entry.path == path), None)
