"""Stories as Ghost's two editors keep them, for posts that an export holds no HTML of.

Both are JSON inside a string: Lexical (https://lexical.dev/docs/concepts/nodes) since version 5,
before that Mobiledoc (https://github.com/bustle/mobiledoc-kit, MOBILEDOC.md). What Ghost adds to
them are its cards: https://github.com/TryGhost/Koenig, kg-default-nodes and kg-default-cards.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.article import Figure, Role
from capaudit.model.text import Passage
from capaudit.readers.exchange import picture, together, words_of
from capaudit.readers.expressions import NO_NAMES
from capaudit.readers.fragment import Fragment, read_fragment, read_story
from capaudit.readers.json_record import read_item
from capaudit.readers.json_view import View
from capaudit.readers.markdown_tree import MarkdownTree
from capaudit.readers.plain import joined
from capaudit.readers.shortcodes import mask

# Nodes of Lexical that are a paragraph each.
_PARAGRAPHS = frozenset(
    (
        *("paragraph", "heading", "extended-heading", "quote", "extended-quote", "aside"),
        *("listitem",),
    )
)
# Kinds of section and marker, MOBILEDOC.md.
_MARKUP_SECTION, _IMAGE_SECTION, _LIST_SECTION, _CARD_SECTION = "1", "2", "3", "10"
_TEXT_MARKER = "0"
# What cards hold besides pictures that a reader reads, as HTML.
_CARD_TEXTS = ("html", "calloutText", "content")
_LINE_BREAK = Passage("\n")


def lexical_story(value: Passage) -> Fragment:
    """The story of a post written in Ghost's editor since version 5; any text gives a fragment."""
    root = View.of(read_item(value.text, 0)[0])["root"]
    return together(_lexical_pieces(root)).traced(value)


def mobiledoc_story(value: Passage) -> Fragment:
    """The story of a post written in Ghost's editor before; any text gives a fragment."""
    document = View.of(read_item(value.text, 0)[0])
    cards = document["cards"]
    pieces = (_section(section, cards) for section in document["sections"].each())
    return together(piece for each in pieces for piece in each).traced(value)


def _lexical_pieces(parent: View) -> Iterator[Fragment]:
    for node in parent["children"].each():
        kind = node.text("type")
        if kind in _PARAGRAPHS:
            yield _paragraph(_lexical_words(node))
            # A list may stand inside an item of another.
            yield from _lexical_pieces(node)
        elif kind == "list":
            yield from _lexical_pieces(node)
        else:
            yield _card(kind, node)


def _lexical_words(parent: View) -> Iterator[Passage]:
    for node in parent["children"].each():
        kind = node.text("type")
        passage = node.passage("text")
        if kind == "linebreak":
            yield _LINE_BREAK
        elif kind == "list":
            continue
        elif passage is not None:
            yield passage
        else:
            yield from _lexical_words(node)


def _section(section: View, cards: View) -> Iterator[Fragment]:
    kind, given = section.nth(0).value, section.nth(1)
    if kind == _MARKUP_SECTION:
        yield _paragraph(_markers(section.nth(2)))
    elif kind == _IMAGE_SECTION:
        figure = picture(given)
        yield Fragment(figures=() if figure is None else (figure,))
    elif kind == _LIST_SECTION:
        yield from (_paragraph(_markers(item)) for item in section.nth(2).each())
    elif kind == _CARD_SECTION and isinstance(given.value, str) and given.value.isdecimal():
        card = cards.nth(int(given.value[:9]))
        yield _card(card.nth(0).text(), card.nth(1))


def _markers(markers: View) -> Iterator[Passage]:
    for marker in markers.each():
        if marker.nth(0).value != _TEXT_MARKER:
            # The one atom there is, a soft return.
            yield _LINE_BREAK
        elif (words := marker.nth(3).passage()) is not None:
            yield words


def _paragraph(words: Iterator[Passage]) -> Fragment:
    paragraph = joined(words, "").stripped()
    return Fragment(story=(paragraph,)) if paragraph.text else Fragment()


def _card(kind: str, card: View) -> Fragment:
    """A picture, a gallery, or the words of another card."""
    if kind == "image":
        figure = _image(card, words_of(card.passage("caption")))
        return Fragment(figures=() if figure is None else (figure,))
    if kind == "gallery":
        return Fragment(figures=tuple(_gallery(card)))
    markdown = card.passage("markdown")
    if markdown is not None:
        return _of_markdown(markdown)
    html = card.passage(*_CARD_TEXTS)
    return read_fragment(html) if html is not None else Fragment()


def _gallery(card: View) -> Iterator[Figure]:
    """The pictures of a gallery, which share its caption."""
    caption = words_of(card.passage("caption"))
    for one in card["images"].each():
        figure = _image(one, words_of(one.passage("caption")) or caption)
        if figure is not None:
            yield msgspec.structs.replace(figure, role=Role.GALLERY)


def _image(card: View, caption: Passage | None) -> Figure | None:
    alt_text = words_of(card.passage("alt"))
    figure = picture(card["src"], caption=caption, alt_text=alt_text)
    if figure is None:
        return None
    return msgspec.structs.replace(
        figure,
        title=words_of(card.passage("title")),
        lacks_alt=alt_text is None,
        width=card.number("width"),
        height=card.number("height"),
        record_path=None,
    )


def _of_markdown(value: Passage) -> Fragment:
    tree = MarkdownTree(value.text, mask(value.text, 0), 0, NO_NAMES).build()
    return read_story(tree, tree.nodes[0]).traced(value)
