"""Read the size an SVG drawing declares; a drawing has no pixels and no camera."""

from __future__ import annotations

import re

from capaudit.images.blocks import Blocks
from capaudit.images.file_bytes import FileBytes

_ROOT = re.compile(rb"<(?:svg:)?svg\b[^>]{0,4000}>?")
_ATTRIBUTE = re.compile(rb"\s(width|height|viewBox)\s{0,8}=\s{0,8}[\"']([^\"']{0,200})[\"']")
_NUMBER = re.compile(rb"\d{1,9}(?:\.\d{1,9})?")
_BEGINNINGS = (b"<?xml", b"<!DOCTYPE svg", b"<!--", b"<svg")


def is_svg(head: bytes) -> bool:
    """Whether a text begins as XML does and opens an `svg` element soon."""
    return head.lstrip().startswith(_BEGINNINGS) and _ROOT.search(head) is not None


def scan_svg(file: FileBytes) -> Blocks:
    """Read width and height, or the view box, in whole user units."""
    root = _ROOT.search(file.head[:8192])
    found = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    box = [float(number) for number in _NUMBER.findall(found.get(b"viewBox", b""))]
    sides = [_length(found.get(name, b"")) for name in (b"width", b"height")]
    if None in sides and len(box) == 4:
        sides = [box[2], box[3]]
    blocks = Blocks("svg")
    if all(sides):
        blocks.width, blocks.height = (int(side or 0) for side in sides)
    return blocks


def _length(text: bytes) -> float | None:
    """A length in user units or pixels; `None` for percentages and other units."""
    match = re.fullmatch(rb"\s*(\d{1,9}(?:\.\d{1,9})?)(?:px)?\s*", text)
    return float(match[1]) if match else None
