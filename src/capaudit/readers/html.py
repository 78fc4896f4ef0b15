"""HTML pages, and HTML articles with front matter as site generators take them."""

from __future__ import annotations

import msgspec

from capaudit.model.article import Article
from capaudit.readers.assemble import Document, assemble
from capaudit.readers.decode import decode
from capaudit.readers.expressions import Names
from capaudit.readers.front_matter import read_front_matter
from capaudit.readers.microdata import read_microdata
from capaudit.readers.page_head import read_page_head
from capaudit.readers.shortcodes import mask
from capaudit.readers.site_view import SiteView
from capaudit.readers.structured_data import combined, read_structured_data
from capaudit.readers.tags import Feed
from capaudit.readers.tree import Node, Tree, TreeBuilder


def read_html(data: bytes, path: str, site: SiteView) -> Article:
    """Read an HTML page; any bytes give an article.

    `site` is what it takes from the site it belongs to.
    """
    decoded = decode(data)
    front = read_front_matter(decoded.text)
    builder = TreeBuilder(decoded.text)
    masked = mask(decoded.text, front.body_start)
    names = Names(decoded.text, front.record, site)
    Feed(decoded.text, masked, builder, names).html(front.body_start, len(decoded.text))
    tree = builder.build()
    root = _article_of(tree)
    structured = combined(read_structured_data(tree), read_microdata(tree))
    head = read_page_head(tree, root, structured)
    document = Document(path, "html", decoded, front.record, tree, root, head, structured.images)
    return assemble(msgspec.structs.replace(document, is_scraped=site.is_scraped))


def _article_of(tree: Tree) -> Node:
    """The element that holds the story: the longest `<article>`, else `<main>`, else all."""
    for name in ("article", "main"):
        found = [node for node in tree if node.name == name]
        if found:
            return max(found, key=lambda node: node.after - node.index)
    return tree.nodes[0]
