"""Pictures that a feed attaches to an item: Media RSS, enclosures, iTunes artwork.

https://www.rssboard.org/media-rss, https://www.rssboard.org/rss-specification
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from capaudit.model.article import Figure, RecordEntry, Role
from capaudit.model.text import Passage
from capaudit.readers.fragment import read_text
from capaudit.readers.plain import joined
from capaudit.readers.references import file_name, is_image_file, pixels
from capaudit.readers.tree import Node
from capaudit.readers.xml_tree import XmlTree

# A feed that lists more pictures for one item is no feed of articles.
_MOST_PICTURES = 200


def attached_pictures(tree: XmlTree, item: Node) -> list[Figure]:
    """The pictures of an item outside its text, each once, those with words about them first."""
    groups = [
        (group, tree.elements(group, "media:content"))
        for group in tree.elements(item, "media:group")
    ]
    groups += [(one, [one]) for one in tree.elements(item, "media:content")]
    # What is said of an item's media as a whole captions none of several.
    captioning = (item,) if len(groups) == 1 else ()
    found = [
        _picture(tree, (of, item), pictures, captioning)
        for of, contents in groups
        if (pictures := [one for one in contents if _is_picture(one)])
    ]
    found += [_plain(one, "url") for one in tree.elements(item, "enclosure") if _is_picture(one)]
    found += [_plain(one, "href") for one in _linked(tree, item)]
    return _once(found)[:_MOST_PICTURES]


def stand_ins(tree: XmlTree, item: Node) -> list[Figure]:
    """What an item shows where nothing else does: the largest thumbnail, or its cover art."""
    thumbnails = [one for one in tree.elements(item, "media:thumbnail") if one.attribute("url")]
    if thumbnails:
        found = [_sized(_by_size(thumbnails))]
    else:
        covers = tree.elements(item, "itunes:image")
        found = [_plain(one, "href") for one in covers if one.attribute("href")][:1]
    return [msgspec.structs.replace(one, role=Role.LEAD) for one in found]


def _linked(tree: XmlTree, item: Node) -> Iterator[Node]:
    """The pictures that an Atom entry encloses."""
    for link in tree.elements(item, "atom:link"):
        if link.attribute("rel") == "enclosure" and _is_picture(link, "href"):
            yield link


def _is_picture(node: Node, reference: str = "url") -> bool:
    """Whether a medium is an image: it says so itself, or its type or its name does."""
    url = node.attribute(reference)
    if not url:
        return False
    if medium := node.attribute("medium"):
        return medium.lower() == "image"
    if kind := node.attribute("type"):
        return kind.lower().startswith("image/")
    return is_image_file(url)


def _by_size(nodes: Sequence[Node]) -> list[Node]:
    """The best of several sizes first: the default one, else the widest."""
    return sorted(
        nodes,
        key=lambda one: (
            one.attribute("isDefault") != "true",
            -(pixels(one.attribute("width")) or 0),
        ),
    )


def _sized(sizes: Sequence[Node]) -> Figure:
    """A picture in several sizes, the first of which it goes by."""
    first = _plain(sizes[0], "url")
    others = tuple(one.attribute("url") for one in sizes[1:])
    return msgspec.structs.replace(first, alternatives=others)


def _plain(node: Node, name: str) -> Figure:
    """A picture of which nothing but its reference is given."""
    src = node.attributes[name].stripped()
    return Figure(
        index=0,
        src=src.text,
        span=node.span,
        src_span=src.span,
        width=pixels(node.attribute("width")),
        height=pixels(node.attribute("height")),
    )


def _picture(
    tree: XmlTree,
    around: tuple[Node, Node],
    pictures: Sequence[Node],
    captioning: tuple[Node, ...],
) -> Figure:
    """A picture with what is said nearest to it: beside it, in its group, in its item.

    `around` are its group and its item, `captioning` what further out may hold its caption.
    """
    sizes = _by_size(pictures)
    group, item = around
    near = (sizes[0], group)
    return msgspec.structs.replace(
        _sized(sizes),
        span=group.span,
        caption=_first(_nearest(tree, (*near, *captioning), "media:description")),
        title=_first(_nearest(tree, near, "media:title")),
        credit_line=_together(_nearest(tree, (*near, item), "media:credit")),
        record=_recorded(_nearest(tree, (*near, item), "media:copyright")),
    )


def _nearest(tree: XmlTree, levels: Iterable[Node], name: str) -> list[tuple[Node, Passage]]:
    """The elements of a name with words at the first level that has any."""
    for level in levels:
        words = ((one, tree.content(one)) for one in tree.elements(level, name))
        found = [(one, text) for one, given in words if (text := read_text(given)).text]
        if found:
            return found
    return []


def _first(found: Sequence[tuple[Node, Passage]]) -> Passage | None:
    return found[0][1] if found else None


def _together(found: Sequence[tuple[Node, Passage]]) -> Passage | None:
    """Several credits as one line, as papers print them: `Jane Doe/AFP`."""
    passages = {passage.text: passage for _, passage in found}
    return joined(passages.values(), "/") if passages else None


def _recorded(found: Sequence[tuple[Node, Passage]]) -> tuple[RecordEntry, ...]:
    return tuple(RecordEntry("media.copyright", node.span, words) for node, words in found[:1])


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """Each picture once, by the name of its file, in order; the one of which more is said."""
    kept: dict[str, Figure] = {}
    for figure in figures:
        name = file_name(figure.src) or figure.src
        known = kept.get(name)
        kept[name] = figure if known is None else _completed(known, figure)
    return list(kept.values())


def merged(shown: Sequence[Figure], attached: Sequence[Figure]) -> list[Figure]:
    """The figures of the text, completed from those attached; the others before them.

    A feed attaches what the text shows as well, often in another size.
    """
    by_name = {file_name(one.src) or one.src: one for one in attached}
    used: set[str] = set()
    figures: list[Figure] = []
    for figure in shown:
        name = file_name(figure.src) or figure.src
        other = by_name.get(name)
        used.add(name)
        figures.append(_completed(figure, other) if other is not None else figure)
    before = [one for name, one in by_name.items() if name not in used]
    role = Role.GALLERY if len(before) > 1 else Role.INLINE
    leading = [msgspec.structs.replace(one, role=role) for one in before]
    if leading:
        leading[0] = msgspec.structs.replace(leading[0], role=Role.LEAD)
    return [*leading, *figures]


def _completed(figure: Figure, other: Figure) -> Figure:
    return msgspec.structs.replace(
        figure,
        caption=figure.caption or other.caption,
        credit_line=figure.credit_line or other.credit_line,
        title=figure.title or other.title,
        record=figure.record or other.record,
    )
