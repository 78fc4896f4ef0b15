"""NITF, the markup of stories inside news items, as the HTML that the same things have.

https://iptc.org/standards/nitf/: `media` holds references to one picture in several sizes, a
caption and a producer, as a `figure` does.
"""

from __future__ import annotations

from capaudit.model.text import Passage, Span
from capaudit.readers.references import pixels
from capaudit.readers.tree import Node, Tree

STORY = "nitf:body.content"
_NAMES = {
    "nitf:p": "p",
    "nitf:hl1": "h1",
    "nitf:hl2": "h2",
    "nitf:block": "div",
    "nitf:bq": "blockquote",
    "nitf:br": "br",
    "nitf:ul": "ul",
    "nitf:ol": "ol",
    "nitf:li": "li",
    "nitf:dl": "dl",
    "nitf:dt": "dt",
    "nitf:dd": "dd",
    "nitf:hr": "hr",
    "nitf:em": "em",
    "nitf:a": "a",
    "nitf:pre": "pre",
    "nitf:table": "table",
    "nitf:nitf-table": "div",
    "nitf:tr": "tr",
    "nitf:td": "td",
    "nitf:th": "th",
    "nitf:media": "figure",
    "nitf:media-caption": "figcaption",
    "nitf:media-producer": "p",
    "nitf:media-metadata": "template",
    "nitf:media-object": "object",
    "nitf:fn": "aside",
}
_OTHER_MEDIA = ("video", "audio", "text", "data", "application", "other")


def as_html(tree: Tree) -> None:
    """Give the elements of NITF in a tree the names and attributes of HTML's."""
    for node in tree:
        if node.name == "nitf:media":
            _show_best(tree, node)
        if node.name == "nitf:media-producer":
            node.attributes = {**node.attributes, "class": Passage("credit")}
        if node.name in _NAMES:
            node.name = _NAMES[node.name]
            node.unread = node.unread or node.name in {"template", "aside", "object"}


def _show_best(tree: Tree, media: Node) -> None:
    """Make an image of the largest of the references that a medium has."""
    references = [one for one in tree.children(media) if one.name == "nitf:media-reference"]
    pictures = [one for one in references if one.attribute("source") and _is_picture(media, one)]
    if not pictures:
        for one in references:
            one.name = "object"
        return
    best = max(pictures, key=lambda one: pixels(one.attribute("width")) or 0)
    best.name = "img"
    given = best.attributes
    known = {"src": "source", "alt": "alternate-text", "width": "width", "height": "height"}
    best.attributes = {html: given[own] for html, own in known.items() if own in given}


def _is_picture(media: Node, reference: Node) -> bool:
    kind = reference.attribute("mime-type") or media.attribute("media-type")
    return not kind.lower().startswith(_OTHER_MEDIA)


def headline(tree: Tree, root: Node) -> Passage | None:
    """The main headline of a story."""
    return _first(tree, root, ("h1", "nitf:hedline"))


def byline(tree: Tree, root: Node) -> Passage | None:
    """The byline of a story, without the titles of those it names."""
    found = _first(tree, root, ("nitf:byline",))
    end = len(found.text.rstrip(" ,;")) if found is not None else 0
    return found.cut(Span(0, end)) if found is not None and end else None


def dateline(tree: Tree, root: Node) -> Passage | None:
    """The dateline of a story."""
    return _first(tree, root, ("nitf:dateline",))


def _first(tree: Tree, root: Node, names: tuple[str, ...]) -> Passage | None:
    for name in names:
        named = (one for one in tree.inside(root) if one.name == name)
        found = (tree.passage(one, without=_titles(tree, one)) for one in named)
        words = next((one for one in found if one.text), None)
        if words is not None:
            return words
    return None


def _titles(tree: Tree, node: Node) -> frozenset[int]:
    return frozenset(one.index for one in tree.inside(node) if one.name == "nitf:byttl")
