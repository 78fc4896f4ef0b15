"""Which elements of a page say that they hold a caption or a credit: by name, class or property."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from capaudit.readers.tree import Node
from capaudit.readers.vocabulary import (
    CAPTION_CLASSES,
    CAPTION_PROPERTIES,
    CREATOR_PROPERTIES,
    CREDIT_CLASSES,
    CREDIT_PROPERTIES,
    HIDDEN_CLASSES,
    IMAGE_TYPES,
    UNREAD_CLASSES,
)

# `image__caption`, `photoCredit`, `Figure_caption__a1B2c`
_PARTS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_CAPTION_ELEMENTS = frozenset({"figcaption", "caption"})
# What an element is for beside its class: where tests and style sheets look for it.
_NAMING = ("class", "data-testid", "data-component", "data-qa")
_HIGHEST = 12
_LONGEST_LABEL = 60


class Mark(msgspec.Struct, frozen=True):
    """Whether a name says caption or credit, and which it says last."""

    caption: bool
    credit: bool


@lru_cache(maxsize=4096)
def _mark_of(name: str) -> Mark:
    """What one name of a class says; of `caption-credit` the last word counts."""
    whole = name.lower()
    if whole in UNREAD_CLASSES:
        return Mark(False, False)
    if whole in CAPTION_CLASSES or whole in CREDIT_CLASSES:
        return Mark(whole in CAPTION_CLASSES, whole in CREDIT_CLASSES)
    last = ""
    for part in _PARTS.split(name):
        word = part.lower()
        if word in CAPTION_CLASSES:
            last = "caption"
        elif word in CREDIT_CLASSES and word != "source":
            last = "credit"
    return Mark(last == "caption", last == "credit")


def _first_mark(node: Node) -> Mark | None:
    """What the first name of an element says that says anything."""
    for attribute in _NAMING:
        if attribute in node.attributes:
            for name in node.attribute(attribute).split()[:40]:
                mark = _mark_of(name)
                if mark.caption or mark.credit:
                    return mark
    return None


def is_caption(node: Node) -> bool:
    """Whether an element holds a caption; a `<figcaption>` may be named as the credit."""
    if node.name in _CAPTION_ELEMENTS and (node.parent is None or node.parent.name != "table"):
        return True
    if not node.attributes:
        return False
    mark = _first_mark(node)
    if mark is not None:
        return mark.caption
    return _is_title_of_image(node) or any(one in CAPTION_PROPERTIES for one in properties(node))


def is_credit(node: Node) -> bool:
    """Whether an element holds a credit."""
    if not node.attributes:
        return False
    mark = _first_mark(node)
    if mark is not None:
        return mark.credit
    stated = list(properties(node))
    if any(one in CREDIT_PROPERTIES for one in stated):
        return True
    return any(one in CREATOR_PROPERTIES for one in stated) and _in_image(node)


def properties(node: Node) -> Iterator[str]:
    """The properties of microdata and RDFa that an element states, without prefix, lower case."""
    for attribute in ("itemprop", "property"):
        if attribute in node.attributes:
            for name in node.attribute(attribute).lower().split()[:8]:
                yield name.rpartition(":")[2].rpartition("/")[2]


def types(node: Node) -> Iterator[str]:
    """The types of microdata and RDFa that an element is of, without prefix."""
    for attribute in ("itemtype", "typeof"):
        if attribute in node.attributes:
            for name in node.attribute(attribute).split()[:8]:
                yield name.rpartition(":")[2].rpartition("/")[2]


def _in_image(node: Node) -> bool:
    """Whether the nearest thing described around an element is an image."""
    parent = node.parent
    for _ in range(_HIGHEST):
        if parent is None:
            return False
        stated = list(types(parent))
        if stated:
            return any(one in IMAGE_TYPES for one in stated)
        parent = parent.parent
    return False


def _is_title_of_image(node: Node) -> bool:
    """Whether an element is what Asciidoctor prints below an image: `imageblock > title`."""
    if node.parent is None or "class" not in node.attributes:
        return False
    return "title" in node.classes and "imageblock" in node.parent.classes


def is_for_screen_readers(node: Node) -> bool:
    """Whether an element is hidden words that say what follows (`Image caption, `)."""
    if "class" not in node.attributes or node.end - node.start > 4 * _LONGEST_LABEL:
        return False
    return any(one in HIDDEN_CLASSES or one in UNREAD_CLASSES for one in node.classes)
