"""Compares where two parsers see the images of Markdown files: pyromark, and markdown-it-py.

    python tools/compare_markdown.py FOLDER...

Both read the text as capaudit hands it on: without front matter, shortcodes and template tags
masked. markdown-it-py tells an image's block by its lines only: each image has to have the same
address, and to stand on a line of that block, in the same order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from capaudit.readers import NO_SITE
from capaudit.readers.decode import decode
from capaudit.readers.expressions import Names
from capaudit.readers.front_matter import read_front_matter
from capaudit.readers.markdown_tree import MarkdownTree
from capaudit.readers.record import Record
from capaudit.readers.shortcodes import mask

SHOWN = 20


def ours(text: str) -> list[tuple[str, int]]:
    """The address and the line of each image, as pyromark sees them."""
    names = Names(text, Record(), NO_SITE)
    tree = MarkdownTree(text, mask(text, 0), 0, names).build()
    images = [node for node in tree if node.name == "#image"]
    return [
        (unquote(node.attributes["src"].text), text.count("\n", 0, node.span.start) + 1)
        for node in images
    ]


def theirs(text: str) -> list[tuple[str, range]]:
    """The address of each image and the lines of its block, as markdown-it-py sees them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    found = []
    for token in tokens:
        if token.map is not None and token.children:
            lines = range(token.map[0] + 1, token.map[1] + 1)
            found += [(unquote(src), lines) for src in _images(token.children)]
    return found


def _images(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield str(token.attrs["src"])
        elif token.children:
            yield from _images(token.children)


def agree(text: str) -> bool:
    """Whether both see the same images at the same places."""
    first, second = ours(text), theirs(text)
    return len(first) == len(second) and all(
        src == other and line in lines
        for (src, line), (other, lines) in zip(first, second, strict=True)
    )


def masked_body(data: bytes) -> str:
    """The text of a file as the parser gets it."""
    text = decode(data).text
    start = read_front_matter(text).body_start
    return mask(text, start).text[start:]


def main(folders: list[str]) -> int:
    """Say how many files and images agree, and name the first that do not."""
    files = [path for folder in folders for path in sorted(Path(folder).rglob("*.md"))]
    images, differing = 0, []
    for path in files:
        text = masked_body(path.read_bytes())
        images += len(ours(text))
        if not agree(text):
            differing.append(path)
    print(f"{len(files)} files, {images} images, {len(differing)} files differ")
    for path in differing[:SHOWN]:
        print(path)
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
