"""Markdown articles, with or without front matter, and MDX."""

from __future__ import annotations

from capaudit.model.article import Article
from capaudit.readers.assemble import Document, assemble
from capaudit.readers.decode import decode
from capaudit.readers.front_matter import read_front_matter
from capaudit.readers.markdown_tree import MarkdownTree
from capaudit.readers.shortcodes import mask


def read_markdown(data: bytes, path: str) -> Article:
    """Read a Markdown article; any bytes give an article, with flaws where it is broken."""
    decoded = decode(data)
    front = read_front_matter(decoded.text)
    masked = mask(decoded.text, front.body_start)
    tree = MarkdownTree(decoded.text, masked, front.body_start).build()
    return assemble(Document(path, "markdown", decoded, front.record, tree, tree.nodes[0]))
