"""What an image element refers to: its source, other sizes of it, its declared pixels."""

from __future__ import annotations

import re
from urllib.parse import unquote

from capaudit.model.text import Passage, Span
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import IMAGE_SUFFIXES, OTHER_SUFFIXES

# Where lazily loaded pages keep the reference: lazysizes, WordPress' plugins, older scripts.
_LAZY = (
    *("data-src", "data-lazy-src", "data-original", "data-original-src", "data-full-src"),
    *("data-hi-res-src", "data-lazy", "data-url", "data-image-src", "data-orig-file"),
)
LAZY_ATTRIBUTES = (*_LAZY, "data-srcset", "data-lazy-srcset")
# A picture has a handful; the bound keeps a hostile page linear.
_MOST_SOURCES = 40
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# Where an image's reference stands if not in its `src`.
_STAND_BESIDE = frozenset((*_LAZY, *_SETS))
# What stands in `src` until the picture comes.
_STAND_IN = re.compile(
    r"data:|about:|#|.{0,400}(?:placeholder|blank|spacer|transparent|pixel|lazy|loading|1x1)"
    r"[^/]{0,40}$",
    re.IGNORECASE,
)
_DRAWN = frozenset({".gif", ".svg"})
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
_CANDIDATE = re.compile(r"[\s,]*([^\s,][^\s]*)(?:\s+[\d.]+[wxh])?\s*,?")
# What content systems append to the name of a file scaled to other sizes: WordPress.
_SCALED = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled|e\d{10,13})(?=\.\w{2,5}$)")
# Servers that resize take the picture's address as a parameter: Next.js, image proxies.
_PARAMETER = re.compile(r"[?&](?:url|src|image)=([^&#]+)")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")


def reference(node: Node) -> str:
    """The image an element shows; a lazily loaded page keeps it in a data attribute."""
    passage = reference_passage(node)
    return passage.text if passage is not None else ""


def reference_passage(node: Node) -> Passage | None:
    """The same with its place: `src`, unless that is a stand-in; of several sizes the first."""
    src = _given(node, "src")
    if node.attributes.keys().isdisjoint(_STAND_BESIDE):
        return src
    lazy = next((value for name in _LAZY if (value := _given(node, name))), None)
    if src is not None and not _is_stand_in(src.text, lazy):
        return src
    return lazy or _first_candidate(node) or src


def _is_stand_in(src: str, lazy: Passage | None) -> bool:
    """Whether a reference only keeps the place: by its name, or as a drawing before a photo."""
    if _STAND_IN.match(src) is not None:
        return True
    return lazy is not None and suffix(src) in _DRAWN and suffix(lazy.text) not in _DRAWN


def _given(node: Node, name: str) -> Passage | None:
    value = node.attributes.get(name)
    plain = value.stripped() if value is not None else None
    return plain if plain is not None and plain.text else None


def _first_candidate(node: Node) -> Passage | None:
    for name in _SETS:
        value = _given(node, name)
        found = _CANDIDATE.match(value.text) if value is not None else None
        if value is not None and found is not None:
            words = found[1].rstrip(",")
            return value.cut(Span(found.start(1), found.start(1) + len(words)))
    return None


def complete_from_sources(tree: Tree, node: Node) -> None:
    """Give an image without any reference the sizes of the first source of its picture."""
    if reference_passage(node) is not None:
        return
    for one in sources(tree, node):
        found = next((name for name in _SETS if _given(one, name)), None)
        if found is not None:
            node.attributes = {**node.attributes, "srcset": one.attributes[found]}
            return


def srcset(value: str) -> tuple[str, ...]:
    """The references of a `srcset`."""
    found = (match[1].rstrip(",") for match in _CANDIDATE.finditer(value))
    return tuple(dict.fromkeys(one for one in found if one))


def alternatives(tree: Tree, node: Node) -> tuple[str, ...]:
    """References to the same picture in other sizes: its `srcset`, the sources of its picture."""
    values = [one.attribute(name) for one in (node, *sources(tree, node)) for name in _SETS]
    src = reference(node)
    found = (one for value in values if value for one in srcset(value))
    return tuple(dict.fromkeys(one for one in found if one != src))


def sources(tree: Tree, node: Node) -> list[Node]:
    """The `<source>` elements of the `<picture>` around an image."""
    parent = node.parent
    if parent is None or parent.name != "picture":
        return []
    return [one for one in tree.children(parent) if one.name == "source"][:_MOST_SOURCES]


def pixels(value: str) -> int | None:
    """A width or height attribute in pixels; `None` for percentages and the rest."""
    found = _PIXELS.match(value)
    return int(found[1]) if found else None


def suffix(src: str) -> str:
    """The file name suffix of a reference in lower case, query and fragment left out."""
    name = src.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()
    stem, dot, ending = name.rpartition(".")
    return f".{ending}" if stem and dot else ""


def file_name(reference: str) -> str:
    """The last part of a reference, without query and without the size it is scaled to."""
    inner = _PARAMETER.search(reference)
    if inner is not None and "." in inner[1]:
        reference = unquote(inner[1])
    name = reference.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2].lower()
    return _SCALED.sub("", name)


def is_image_file(src: str) -> bool:
    """Whether a reference has the suffix of an image."""
    return suffix(src) in IMAGE_SUFFIXES


def is_other_file(src: str) -> bool:
    """Whether a reference has the suffix of a document, video or page: no image to audit."""
    return suffix(src) in OTHER_SUFFIXES
