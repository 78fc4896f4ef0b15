"""Pictures of WordPress' media library, joined by their numbers to the posts that show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from capaudit.model.article import Figure, RecordEntry, Role
from capaudit.model.text import Passage, Span

# The class by which WordPress marks an image that comes from the library: `wp-image-612`.
MEDIA_CLASS = "wp-image-"
# A picture that `[gallery]` names by its number alone, or by the post that it was sent up to.
GALLERY_ITEM = "capaudit-gallery-item"
GALLERY_OF_POST = "capaudit-gallery-of-post-"
_MOST_DIGITS = 18
_NUMBER = re.compile(rf"{MEDIA_CLASS}(\d{{1,{_MOST_DIGITS}}})")


class Media(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of the library as its own entry describes it."""

    url: Passage
    caption: Passage | None = None
    alt_text: Passage | None = None
    title: Passage | None = None
    description: Passage | None = None
    entries: tuple[RecordEntry, ...] = ()


class Library:
    """Finds pictures by their number, and the numbers of those that were sent up to a post."""

    def __init__(
        self, find: Callable[[int], Media | None], of_post: Callable[[int], Iterable[int]]
    ) -> None:
        self.find = find
        self.of_post = of_post


def number_in(text: str) -> int | None:
    """The number that a text is; WordPress counts with at most eighteen digits."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def media_number(figure: Figure) -> int | None:
    """The number of a figure's picture in the library, as the class of the image gives it."""
    for name in figure.css_classes:
        found = _NUMBER.fullmatch(name)
        if found is not None:
            return int(found[1])
    return None


def joined_with_library(
    figures: Iterable[Figure], library: Library, post: int | None
) -> tuple[Figure, ...]:
    """The figures with what the library knows of them; galleries become their pictures.

    A picture that a gallery names and that the library does not hold is left out: nothing is known
    of it. What the library says of a picture is printed in galleries only: elsewhere the editor has
    taken it into the post, or has not.
    """
    found = [one for figure in figures for one in _joined(figure, library, post)]
    return tuple(msgspec.structs.replace(one, index=index) for index, one in enumerate(found))


def _joined(figure: Figure, library: Library, post: int | None) -> Iterator[Figure]:
    whose = next((one for one in figure.css_classes if one.startswith(GALLERY_OF_POST)), None)
    if whose is not None:
        given = whose.removeprefix(GALLERY_OF_POST)
        parent = number_in(given) if given else post
        sent_up = library.of_post(parent) if parent is not None else ()
        pictures = (library.find(number) for number in sent_up)
        yield from (shown(figure, one) for one in pictures if one is not None)
        return
    number = media_number(figure)
    media = library.find(number) if number is not None else None
    if GALLERY_ITEM in figure.css_classes:
        if media is not None:
            yield shown(figure, media)
    elif media is not None:
        yield msgspec.structs.replace(figure, record=(*figure.record, *media.entries))
    else:
        yield figure


def shown(figure: Figure, media: Media) -> Figure:
    """A figure of a picture that is printed as the library describes it."""
    printed = (media.caption, media.alt_text)
    return msgspec.structs.replace(
        figure,
        src=media.url.text,
        caption=media.caption,
        alt_text=media.alt_text,
        title=None,
        lacks_alt=media.alt_text is None,
        css_classes=(),
        record=tuple(one for one in media.entries if one.value not in printed),
    )


def featured(media: Media, span: Span) -> Figure:
    """The picture that a post names as its own, at the place where it names it."""
    at = media.url.span if media.url.file is None else None
    figure = Figure(index=0, src="", span=span, src_span=at or span, role=Role.LEAD)
    return shown(figure, media)
