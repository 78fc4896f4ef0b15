"""AsciiDoc articles, as Asciidoctor, Antora, Jekyll, Hugo and JBake take them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaudit.model.article import Article
from capaudit.model.text import Passage, Span
from capaudit.readers.adoc_tree import AdocTree, entry_of, note_attribute
from capaudit.readers.assemble import Document, assemble
from capaudit.readers.decode import decode
from capaudit.readers.front_matter import read_front_matter
from capaudit.readers.line_text import Line, LineText, source_lines, without_address
from capaudit.readers.site_view import SiteView

# How generators mark the attributes that are theirs: jekyll-asciidoc, Antora, JBake, Awestruct.
_PREFIX = re.compile(r"(?:page|jbake|awestruct)-")
# `v1.0, 2024-03-05: remark`
# https://docs.asciidoctor.org/asciidoc/latest/document/revision-line/
_REVISION = re.compile(r"(?:v?\d{1,4}(?:\.\d{1,4}){0,4},[ \t]*)?(?P<date>[^:]*\d[^:]*)(?::|$)")
_TITLE = re.compile(r"[=#][ \t]+\S")
_UNDERLINE = re.compile(r"={3,200}")


def read_asciidoc(data: bytes, path: str, _site: SiteView) -> Article:
    """Read an AsciiDoc article; any bytes give an article, with flaws where it is broken."""
    decoded = decode(data)
    source = decoded.text
    front = read_front_matter(source)
    lines = source_lines(source, front.body_start)
    start, end = _header(lines, source)
    header = lines[start:end]
    attributes: dict[str, str] = {}
    for key, span, value in (*_author_and_date(header, source), *_entries(header, source)):
        front.record.note(key, span, value)
    for line in header:
        found = entry_of(line, source)
        if found is not None:
            note_attribute(attributes, found, source[found.end() : line.end])
    tree = AdocTree(source, [*_title(header, source), *lines[end:]], attributes).build()
    return assemble(Document(path, "asciidoc", decoded, front.record, tree, tree.nodes[0]))


def _header(lines: Sequence[Line], source: str) -> tuple[int, int]:
    """Where the header stands: title, author, revision and attributes up to a blank line."""
    start = next((at for at, line in enumerate(lines) if not line.is_blank), 0)
    end = start
    while end < len(lines) and not lines[end].is_blank:
        end += 1
    words = _without_comments(lines[start:end], source)
    if _title(words, source) or (words and entry_of(words[0], source)):
        return start, end
    return 0, 0


def _title(header: Sequence[Line], source: str) -> Sequence[Line]:
    """The line of the title, or the two of one that is underlined."""
    words = _without_comments(header, source)
    if words and _is_title(words[0], source):
        return words[:1]
    if len(words) > 1 and _UNDERLINE.fullmatch(source, words[1].start, words[1].end):
        return words[:2]
    return ()


def _without_comments(lines: Sequence[Line], source: str) -> list[Line]:
    return [line for line in lines if not source.startswith("//", line.start, line.end)]


def _is_title(line: Line, source: str) -> bool:
    return _TITLE.match(source, line.start, line.end) is not None


def _author_and_date(
    header: Sequence[Line], source: str
) -> Iterator[tuple[str, Span, list[Passage]]]:
    """The author line right below the title, and the revision line below that."""
    title = _title(header, source)
    below = _without_comments(header, source)[len(title) :]
    if not title or not below or entry_of(below[0], source):
        return
    line = LineText(source, below[:1])
    yield "author", Span(below[0].start, below[0].end), list(_authors(line))
    if len(below) > 1 and not entry_of(below[1], source):
        found = _REVISION.match(source, below[1].start, below[1].end)
        if found is not None:
            date = Passage.verbatim(found["date"], found.start("date")).stripped()
            yield "revdate", Span(below[1].start, below[1].end), [date]


def _authors(line: LineText) -> Iterator[Passage]:
    start = 0
    for name in line.text.split(";"):
        passage = without_address(line.passage(start, start + len(name)))
        start += len(name) + 1
        if passage.text:
            yield passage


def _entries(header: Sequence[Line], source: str) -> Iterator[tuple[str, Span, list[Passage]]]:
    for line in header:
        found = entry_of(line, source)
        value = line.behind(found.end(), source) if found is not None else line
        if found is None or value.is_blank or found["off"] or found["unset"]:
            continue
        passage = LineText(source, [value]).passage()
        key = _PREFIX.sub("", found["name"].lower(), count=1)
        if key in {"author", "authors"}:
            passage = without_address(passage)
        yield key, Span(*found.span("name")), [passage]
