"""HTML inside a value of another format: a JSON string, an XML text, a CDATA section.

The value's text is read as a page of its own, by the code that reads pages; what is found there is
led back through the value to the file it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from capaudit.model.article import Figure
from capaudit.model.text import Passage, Span
from capaudit.readers.arrange import with_lead, without_shared_credit
from capaudit.readers.body import Block, read_blocks
from capaudit.readers.figures import find_figures
from capaudit.readers.lead_in import read_lead_in
from capaudit.readers.plain import joined
from capaudit.readers.tags import raw_feed
from capaudit.readers.tree import Node, Tree, TreeBuilder

# Hands the text of a value to a builder of trees: how its markup is read.
Scan = Callable[[str, TreeBuilder], None]

_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_ENDS = re.compile(r"[\r\n]+")
# What words have no need of a tree without: tags, references, shortcodes, lines to be joined.
_IS_MARKUP = re.compile(r"[<&\[\n\r]")
# A headline that is in no text: what the format does not give is not guessed from a story's lines.
_NO_HEADLINE = Passage("")


class Fragment(msgspec.Struct, frozen=True):
    """What a piece of HTML shows and says, in places of the file around it.

    `story` are its paragraphs, without captions, credits, byline and the repeated headline.
    `credit` is one given in the text for all its pictures.
    """

    figures: tuple[Figure, ...] = ()
    story: tuple[Passage, ...] = ()
    headline: Passage | None = None
    byline: Passage | None = None
    dateline: Passage | None = None
    credit: Passage | None = None

    @property
    def body(self) -> Passage:
        """The story, paragraphs separated by a blank line."""
        return joined(self.story, "\n\n")

    def traced(self, value: Passage) -> Fragment:
        """A fragment found in the text of a value, with its places in the file."""
        return Fragment(
            figures=tuple(traced_figure(figure, value) for figure in self.figures),
            story=tuple(passage.traced(value) for passage in self.story),
            headline=_traced(self.headline, value),
            byline=_traced(self.byline, value),
            dateline=_traced(self.dateline, value),
            credit=_traced(self.credit, value),
        )


def scan_html(text: str, builder: TreeBuilder) -> None:
    """Read plain HTML, without shortcodes."""
    raw_feed(text, builder).html(0, len(text))


def read_fragment(
    value: Passage, *, headline: Passage | None = None, scan: Scan = scan_html
) -> Fragment:
    """Read the HTML that a value holds; any text gives a fragment.

    `headline` is the one the format gives beside the value: a story that opens with it again is
    left to begin behind it. `scan` is what reads the markup, for HTML with shortcodes or blocks.
    """
    if _IS_MARKUP.search(value.text) is None:
        return read_plain_story(value, headline=headline)
    builder = TreeBuilder(value.text)
    scan(value.text, builder)
    tree = builder.build()
    return read_story(tree, tree.nodes[0], headline=headline).traced(value)


def read_story(tree: Tree, root: Node, *, headline: Passage | None = None) -> Fragment:
    """The same for a part of a tree that has been read already, in places of the tree's text."""
    found = find_figures(tree, root)
    blocks = read_blocks(tree, root, found.consumed)
    first_image = found.found[0].span.start if found.found else None
    lead = read_lead_in(blocks, first_image, headline=headline or _NO_HEADLINE)
    story, credit = without_shared_credit(lead.story)
    return Fragment(
        figures=tuple(with_lead(found.found, story)),
        story=tuple(block.passage for block in story),
        byline=lead.byline,
        dateline=lead.dateline,
        credit=credit,
    )


def read_text(value: Passage) -> Passage:
    """The words of a value that may hold HTML, white space run together."""
    if "<" not in value.text and "&" not in value.text:
        return value.stripped()
    builder = TreeBuilder(value.text)
    scan_html(value.text, builder)
    tree = builder.build()
    return tree.passage(tree.nodes[0]).traced(value)


def read_plain_story(value: Passage, *, headline: Passage | None = None) -> Fragment:
    """A value without markup as a story: its paragraphs are what blank lines, else lines, part.

    `headline` is as for `read_fragment`.
    """
    apart = _BLANK_LINES if _BLANK_LINES.search(value.text.strip()) else _LINE_ENDS
    node = Node(0, "p", None, 0, len(value.text), 1)
    cuts = [value.cut(Span(*piece)).stripped() for piece in _pieces(value.text, apart)]
    blocks = [Block(cut, "p", number, node) for number, cut in enumerate(cuts) if cut.text]
    lead = read_lead_in(blocks, None, headline=headline or _NO_HEADLINE)
    story, credit = without_shared_credit(lead.story)
    return Fragment(
        story=tuple(block.passage for block in story),
        byline=lead.byline,
        dateline=lead.dateline,
        credit=credit,
    )


def _pieces(text: str, apart: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in apart.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def traced_figure(figure: Figure, value: Passage) -> Figure:
    """A figure found in the text of a value, with its places in the file."""
    return msgspec.structs.replace(
        figure,
        span=value.locate(figure.span) or Span(0, 0),
        src_span=None if figure.src_span is None else value.locate(figure.src_span),
        caption=_traced(figure.caption, value),
        credit_line=_traced(figure.credit_line, value),
        alt_text=_traced(figure.alt_text, value),
        title=_traced(figure.title, value),
        label=_traced(figure.label, value),
    )


def _traced(passage: Passage | None, value: Passage) -> Passage | None:
    return None if passage is None else passage.traced(value)
