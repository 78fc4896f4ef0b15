"""WordPress' REST API as JSON: posts, pages and media, one or a list of them.

https://developer.wordpress.org/rest-api/reference/posts/ and …/media/. What a post shows is in
`content.rendered`; its author and its featured picture only where they were asked for (`_embed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec

from capaudit.model.article import Article, Figure, RecordEntry
from capaudit.model.text import Passage, PassageBuilder, Span
from capaudit.readers.exchange import (
    Item,
    ItemFile,
    Said,
    article_of,
    dates_under,
    named_items,
    read_each,
    words_of,
)
from capaudit.readers.fragment import Fragment, read_fragment
from capaudit.readers.json_items import decode_json, list_under, read_items
from capaudit.readers.json_view import View
from capaudit.readers.plain import joined
from capaudit.readers.reader import Articles
from capaudit.readers.references import file_name
from capaudit.readers.site_view import SiteView
from capaudit.readers.wordpress_blocks import scan_wordpress
from capaudit.readers.wordpress_media import (
    Library,
    Media,
    featured,
    joined_with_library,
    media_number,
)

# What WordPress took from the picture's own metadata when it was sent up:
# https://developer.wordpress.org/reference/functions/wp_read_image_metadata/
_KEPT_METADATA = ("credit", "copyright", "caption")
_TAKEN = "created_timestamp"
# Seconds since 1970 with so many digits are a date; WordPress writes 0 where there is none.
_SECONDS = range(6, 12)


def is_wordpress(view: View) -> bool:
    """Whether an object is a post, page or medium: its texts are given as they are rendered."""
    if _is_medium(view):
        return True
    return any("rendered" in view[key].names() for key in ("content", "title", "excerpt"))


def _is_medium(view: View) -> bool:
    return bool(view["source_url"]) and bool(view["media_type"] or view["media_details"])


def read_wordpress(data: bytes, path: str, _site: SiteView) -> Articles:
    """Read the posts and pictures of a file; other media are passed over.

    A file with nothing else is refused with what it holds.
    """
    file = ItemFile.of(decode_json(data), path, "wordpress-rest")
    views = read_items(file.source, list_under("posts", "media"))
    return read_each(named_items(file, views, "id"), _articles, _why_refused)


def _articles(item: Item) -> Iterator[Article]:
    if not _why_refused(item.view):
        yield _article(item)


def _why_refused(view: View) -> str:
    """Why an object is no article; empty where it is one."""
    if not is_wordpress(view):
        message = view.text("message")
        return f"is an error of WordPress: {message}" if message else "is no post of WordPress"
    kind = view.text("mime_type") or view.text("media_type")
    if _is_medium(view) and not kind.startswith("image"):
        return f"is a WordPress medium of the kind {kind}: holds no article or picture"
    return ""


def _article(item: Item) -> Article:
    view = item.view
    said = Said(
        headline=_rendered(view["title"]),
        description=_rendered(view["excerpt"]),
        section=_section(view["_embedded"]["wp:term"]),
        byline=_byline(view["_embedded"]["author"]),
        dates_published=dates_under(view, "date", "date_gmt"),
        dates_modified=dates_under(view, "modified", "modified_gmt"),
        language=view.text("lang") or None,
    )
    if _is_medium(view):
        medium = _medium(view)
        own = [] if medium is None else [_with_size(_featured(medium, Span(0, 0)), view)]
        said = msgspec.structs.replace(said, byline=None)
        return article_of(item, said, Fragment(), own)
    story = _story(view, said.headline)
    return article_of(item, said, story, _figures(view, story))


def _rendered(view: View) -> Passage | None:
    """A text as the site gives it out; to editors it gives the text as they wrote it as well."""
    return words_of(view.passage("rendered", "raw"))


def _section(terms: View) -> Passage | None:
    found = (
        one.passage("name")
        for taxonomy in terms.each()
        for one in taxonomy.each()
        if one.text("taxonomy") == "category"
    )
    return next((words_of(name) for name in found if name is not None), None)


def _byline(authors: View) -> Passage | None:
    names = [words for one in authors.each() if (words := words_of(one.passage("name")))]
    return joined(names, ", ") if names else None


def _story(view: View, headline: Passage | None) -> Fragment:
    content = view["content"].passage("rendered", "raw")
    if content is None:
        return Fragment()
    return read_fragment(content, headline=headline, scan=scan_wordpress)


def _figures(view: View, story: Fragment) -> Iterator[Figure]:
    """The pictures of the text, led by the featured one where the text does not show it."""
    embedded = view["_embedded"]["wp:featuredmedia"]
    given = next((one for one in embedded.each() if _is_medium(one)), None)
    medium = _medium(given) if given is not None else None
    number = view.number("featured_media")
    library = Library(_only(number, medium), lambda _: ())
    if medium is not None and given is not None:
        name = file_name(medium.url.text)
        is_shown = any(
            media_number(one) == number or file_name(one.src) == name for one in story.figures
        )
        if not is_shown:
            yield _with_size(_featured(medium, Span(0, 0)), given)
    yield from joined_with_library(story.figures, library, view.number("id"))


def _only(number: int | None, medium: Media | None) -> Callable[[int], Media | None]:
    """The library as far as a post hands it on: one picture."""
    return lambda wanted: medium if wanted == number else None


def _featured(medium: Media, span: Span) -> Figure:
    figure = featured(medium, medium.url.span or span)
    return msgspec.structs.replace(figure, record=medium.entries)


def _with_size(figure: Figure, view: View) -> Figure:
    details = view["media_details"]
    return msgspec.structs.replace(
        figure,
        width=details.number("width"),
        height=details.number("height"),
        record_path=view.path or None,
    )


def _medium(view: View) -> Media | None:
    url = view.passage("source_url")
    if url is None or view.breaks_off():
        return None
    return Media(
        url=url.stripped(),
        caption=_rendered(view["caption"]),
        alt_text=words_of(view.passage("alt_text")),
        title=_rendered(view["title"]),
        entries=tuple(_kept_metadata(view["media_details"]["image_meta"])),
    )


def _kept_metadata(view: View) -> Iterator[RecordEntry]:
    for key in _KEPT_METADATA:
        entry = view[key].entry()
        if entry is not None:
            yield entry
    taken = view[_TAKEN]
    stands = taken.record.entries.get(taken.path)
    seconds = view.scalar(_TAKEN)
    if stands is None or not (seconds.isascii() and seconds.isdigit()):
        return
    where = stands.value.span
    if where is not None and len(seconds) in _SECONDS:
        # The camera's own clock, which WordPress writes down as if it were UTC.
        time = datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None).isoformat()
        builder = PassageBuilder()
        builder.replace(time, where.start, len(where))
        yield RecordEntry(taken.path, stands.key_span, builder.build())
