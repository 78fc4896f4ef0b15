"""Markdown articles, with or without front matter, and MDX."""

from __future__ import annotations

import re

from capaudit.model.article import Article
from capaudit.readers.assemble import Document, assemble
from capaudit.readers.decode import decode
from capaudit.readers.dialects import in_plain_markdown
from capaudit.readers.expressions import Names
from capaudit.readers.front_matter import read_front_matter
from capaudit.readers.markdown_tree import MarkdownTree
from capaudit.readers.shortcodes import mask
from capaudit.readers.site_view import SiteView

# The JavaScript that MDX takes before the text (https://mdxjs.com/docs/what-is-mdx/#esm): imports
# on a line of their own, exports up to the next blank line.
_IMPORT = r"import\s(?:[^\n;\"']{1,300}\sfrom\s{1,9})?[\"'][^\"'\n]{1,300}[\"'][ \t]*+;?[ \t\r]*+"
_EXPORT = (
    r"export\s(?:const|let|default|function|async)\s[^\n]*+"
    r"(?:\n(?=[ \t\r]{0,99}+\S)[^\n]*+){0,999}+"
)
_MODULE = re.compile(rf"\s{{0,99}}+(?:{_IMPORT}|{_EXPORT})(?:\n|\Z)")


def read_markdown(data: bytes, path: str, site: SiteView) -> Article:
    """Read a Markdown article; any bytes give an article, with flaws where it is broken.

    `site` is what it takes from the site it belongs to.
    """
    decoded = decode(data)
    front = read_front_matter(decoded.text)
    start = _behind_modules(decoded.text, front.body_start)
    plain = in_plain_markdown(decoded.text, start)
    masked = mask(plain.text, start, plain.tags)
    names = Names(decoded.text, front.record, site)
    tree = MarkdownTree(decoded.text, masked, start, names).build()
    return assemble(Document(path, "markdown", decoded, front.record, tree, tree.nodes[0]))


def _behind_modules(text: str, start: int) -> int:
    """Where the text begins behind the imports and exports at its top."""
    while (module := _MODULE.match(text, start)) is not None:
        start = module.end()
    return start
