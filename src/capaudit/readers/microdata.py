"""Microdata and RDFa in pages: what the elements state of the article and of its images.

https://html.spec.whatwg.org/multipage/microdata.html, https://www.w3.org/TR/rdfa-lite/
"""

from __future__ import annotations

import msgspec

from capaudit.model.article import DateStatement
from capaudit.model.claim import Source
from capaudit.model.text import Passage
from capaudit.readers.dated import statement
from capaudit.readers.marks import properties, types
from capaudit.readers.references import file_name
from capaudit.readers.structured_data import ImageRecord, StructuredData
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import ARTICLE_TYPES, IMAGE_TYPES

_REFERENCES = ("contenturl", "url", "thumbnailurl")
_CAPTIONS = ("caption", "description")
_CREDITS = ("credittext", "creator", "author", "copyrightholder", "copyrightnotice")
# Where an element keeps its value, apart from its words.
_VALUES = ("content", "datetime", "src", "data-src", "href")
_SCOPES = ("itemscope", "itemtype", "typeof")


class _Thing(msgspec.Struct):
    """Something described: what it is, where its description ends, and its properties so far.

    Properties of a thing inside it (the name of its creator) count as its own.
    """

    kinds: tuple[str, ...]
    after: int
    owner: int | None
    said_as: tuple[str, ...]
    values: dict[str, Passage]


def read_microdata(tree: Tree) -> StructuredData:
    """Read what the elements of a page state; of several articles the first counts."""
    found = StructuredData()
    images: dict[str, ImageRecord] = {}
    for thing in _things(tree):
        if any(one in IMAGE_TYPES for one in thing.kinds):
            reference = _first(thing, _REFERENCES)
            record = ImageRecord(_first(thing, _CAPTIONS), _first(thing, _CREDITS))
            if reference is not None and (record.caption or record.credit):
                images.setdefault(file_name(reference.text), record)
        elif any(one.endswith(ARTICLE_TYPES) for one in thing.kinds) and found.headline is None:
            found = _article(thing)
    return msgspec.structs.replace(found, images=images)


def _things(tree: Tree) -> list[_Thing]:
    things: list[_Thing] = []
    stack: list[int] = []
    for node in tree:
        while stack and node.index >= things[stack[-1]].after:
            stack.pop()
        if not node.attributes:
            continue
        stated = tuple(properties(node))
        if any(name in node.attributes for name in _SCOPES):
            owner = stack[-1] if stack else None
            things.append(_Thing(tuple(types(node)), node.after, owner, stated, {}))
            stack.append(len(things) - 1)
        elif stack and (stated or node.name == "img"):
            _state(tree, node, stated or ("contenturl",), things, stack[-1])
    return things


def _state(
    tree: Tree, node: Node, stated: tuple[str, ...], things: list[_Thing], index: int
) -> None:
    """Note a property of the thing around an element, and of what that thing is said of."""
    value = _value(tree, node)
    if value is None:
        return
    thing = things[index]
    for name in stated:
        thing.values.setdefault(name, value)
    if thing.owner is not None and "name" in stated:
        for name in thing.said_as:
            things[thing.owner].values.setdefault(name, value)


def _value(tree: Tree, node: Node) -> Passage | None:
    for name in _VALUES:
        if node.attribute(name):
            return node.attributes[name].stripped()
    # A property of a long element is the story itself.
    passage = tree.passage(node) if node.after - node.index <= _MOST_NODES else None
    return passage if passage is not None and passage.text else None


_MOST_NODES = 40


def _first(thing: _Thing, names: tuple[str, ...]) -> Passage | None:
    return next((thing.values[name] for name in names if name in thing.values), None)


def _article(thing: _Thing) -> StructuredData:
    language = thing.values.get("inlanguage")
    return StructuredData(
        headline=_first(thing, ("headline", "name")),
        description=_first(thing, ("description", "alternativeheadline")),
        section=_first(thing, ("articlesection",)),
        byline=_first(thing, ("author", "creator")),
        language=language.text if language is not None else None,
        dates_published=_date(thing, "datepublished"),
        dates_modified=_date(thing, "datemodified"),
    )


def _date(thing: _Thing, name: str) -> tuple[DateStatement, ...]:
    value = thing.values.get(name)
    if value is None or not any(one.isdigit() for one in value.text):
        return ()
    return (statement(value, Source.STRUCTURED_DATA, f"microdata {name}"),)
