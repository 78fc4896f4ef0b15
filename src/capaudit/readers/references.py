"""What an image element refers to: its source, other sizes of it, its declared pixels."""

from __future__ import annotations

import re

from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import IMAGE_SUFFIXES, OTHER_SUFFIXES

_LAZY = ("data-src", "data-original", "data-lazy-src")
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
_CANDIDATE = re.compile(r"[\s,]*([^\s,][^\s]*)(?:\s+[\d.]+[wxh])?\s*,?")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")


def reference(node: Node) -> str:
    """The image an element shows; a lazily loaded page keeps it in a data attribute."""
    src = node.attribute("src")
    if not src or src.startswith("data:"):
        lazy = next((value for name in _LAZY if (value := node.attribute(name))), "")
        src = lazy or src or _first_candidate(node)
    return src


def _first_candidate(node: Node) -> str:
    candidates = srcset(node.attribute("srcset") or node.attribute("data-srcset"))
    return candidates[0] if candidates else ""


def srcset(value: str) -> tuple[str, ...]:
    """The references of a `srcset`."""
    found = (match[1].rstrip(",") for match in _CANDIDATE.finditer(value))
    return tuple(dict.fromkeys(one for one in found if one))


def alternatives(tree: Tree, node: Node) -> tuple[str, ...]:
    """References to the same picture in other sizes: its `srcset`, the sources of its picture."""
    values = [node.attribute("srcset"), node.attribute("data-srcset")]
    parent = node.parent
    if parent is not None and parent.name == "picture":
        values += [one.attribute("srcset") for one in tree.children(parent) if one.name == "source"]
    src = reference(node)
    found = (one for value in values if value for one in srcset(value))
    return tuple(dict.fromkeys(one for one in found if one != src))


def pixels(value: str) -> int | None:
    """A width or height attribute in pixels; `None` for percentages and the rest."""
    found = _PIXELS.match(value)
    return int(found[1]) if found else None


def suffix(src: str) -> str:
    """The file name suffix of a reference in lower case, query and fragment left out."""
    name = src.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()
    stem, dot, ending = name.rpartition(".")
    return f".{ending}" if stem and dot else ""


def is_image_file(src: str) -> bool:
    """Whether a reference has the suffix of an image."""
    return suffix(src) in IMAGE_SUFFIXES


def is_other_file(src: str) -> bool:
    """Whether a reference has the suffix of a document, video or page: no image to audit."""
    return suffix(src) in OTHER_SUFFIXES
