"""From a tree and a record to the article: what both formats have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from capaudit.model.article import Article, DateStatement, Direction, Figure, Flaw, Medium, Role
from capaudit.model.claim import Source
from capaudit.model.text import Passage, SourceText, Span
from capaudit.readers.body import Block, read_blocks
from capaudit.readers.captions import credit_of_line
from capaudit.readers.dated import (
    date_of_path,
    dates_of_image_paths,
    modified_in,
    published_in,
    statement,
)
from capaudit.readers.decode import Decoded
from capaudit.readers.figures import find_figures
from capaudit.readers.ignores import find_ignores
from capaudit.readers.lead_in import (
    LeadIn,
    byline_flaws,
    byline_names,
    dated_part,
    read_lead_in,
)
from capaudit.readers.page_head import PageHead, named_direction
from capaudit.readers.page_resources import with_resources
from capaudit.readers.plain import joined, without_markup
from capaudit.readers.record import Record, normalised
from capaudit.readers.record_figures import find_record_figures, page_credit
from capaudit.readers.structured_data import ImageRecord, completed
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import (
    BYLINE_KEYS,
    CODE,
    DATELINE_KEYS,
    DESCRIPTION_KEYS,
    DIRECTION_KEYS,
    HEADLINE_KEYS,
    LANGUAGE_KEYS,
    SECTION_KEYS,
    SHARED_CREDIT,
)

# So many pieces of text may stand before a lead image: a section, a headline, a description …
_BEFORE_LEAD = 60
_LONGEST_CREDIT = 160
_OPENING_MARKUP = re.compile(r"(?:<[^<>]{0,80}>|[*_#>\s-])*")


class Document(msgspec.Struct, frozen=True):
    """An input after parsing: what the formats hand over to be assembled."""

    path: str
    format: str
    decoded: Decoded
    record: Record
    tree: Tree
    root: Node
    head: PageHead = PageHead()
    image_records: dict[str, ImageRecord] = {}


def assemble(document: Document) -> Article:
    """Make the article."""
    record, head = document.record, document.head
    found = find_figures(document.tree, document.root)
    # An image to share the page with stands in where the story shows none.
    shared_with = () if head.image is None else (head.image,)
    shown = completed(found.found or shared_with, document.image_records)
    blocks = read_blocks(document.tree, document.root, found.consumed)
    headline = _of_record(record, HEADLINE_KEYS)
    first_image = found.found[0].span.start if found.found else None
    lead = read_lead_in(blocks, first_image, headline=headline or head.headline)
    story, shared = _without_shared_credit(lead.story)
    figures = _arranged(
        with_resources(record, [*find_record_figures(record), *_with_lead(shown, lead, story)]),
        shared or page_credit(record) or _credit_of_all(shown, document.decoded.text),
    )
    byline, names = _byline(record, head, lead)
    source = SourceText(document.decoded.text)
    return Article(
        path=document.path,
        format=document.format,
        source=source,
        encoding=document.decoded.encoding,
        record=record.values,
        entries=tuple(record.entries.values()),
        headline=lead.headline,
        description=_of_record(record, DESCRIPTION_KEYS) or lead.description or head.description,
        section=_of_record(record, SECTION_KEYS) or lead.section or head.section,
        byline=byline,
        byline_names=names,
        dateline=_of_record(record, DATELINE_KEYS) or lead.dateline or head.dateline,
        dates_published=_published(document, lead, byline, figures),
        dates_modified=(*modified_in(record), *head.dates_modified),
        language=_language(record, head),
        direction=_direction(record, head),
        body=joined((block.passage for block in story), "\n\n"),
        figures=figures,
        flaws=_flaws(document, byline),
        ignores=find_ignores(source, record, document.format, _code_blocks(document)),
    )


def _code_blocks(document: Document) -> list[Span]:
    return [node.span for node in document.tree if node.name in CODE]


def _flaws(document: Document, byline: Passage | None) -> tuple[Flaw, ...]:
    own = byline_flaws(byline) if byline is not None else ()
    return (*document.decoded.flaws, *document.record.flaws, *own)


def _of_record(record: Record, keys: tuple[str, ...]) -> Passage | None:
    found = record.first(keys)
    return without_markup(found[1]) if found is not None else None


def _language(record: Record, head: PageHead) -> str | None:
    found = record.first(LANGUAGE_KEYS)
    language = found[1].text if found else head.language
    return language.strip().replace("_", "-").split("-")[0].lower() or None if language else None


def _direction(record: Record, head: PageHead) -> Direction | None:
    found = record.first(DIRECTION_KEYS)
    own = named_direction(found[1].text) if found is not None else None
    return own or head.direction


def _byline(record: Record, head: PageHead, lead: LeadIn) -> tuple[Passage | None, tuple[str, ...]]:
    """The byline and its names: front matter, then the page's own mark, then the line of text."""
    found = record.first(BYLINE_KEYS)
    if found is not None:
        key = next(one for one in record.values if normalised(one) == normalised(_stem(found[0])))
        names = (name for value in record.items(key) for name in byline_names(value.text))
        return found[1], tuple(dict.fromkeys(names))
    byline = lead.byline or head.byline
    return byline, byline_names(byline.text) if byline is not None else ()


def _stem(path: str) -> str:
    return path.split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]


def _published(
    document: Document, lead: LeadIn, byline: Passage | None, figures: tuple[Figure, ...]
) -> tuple[DateStatement, ...]:
    """Every date of publication, the best first."""
    printed = [statement(passage, Source.BYLINE) for passage in lead.dates]
    dated = dated_part(byline) if byline is not None else None
    if dated is not None:
        printed.append(statement(dated, Source.BYLINE))
    return (
        *published_in(document.record),
        *document.head.dates_published,
        *printed,
        *date_of_path(document.path),
        *dates_of_image_paths(figures),
    )


def _without_shared_credit(story: tuple[Block, ...]) -> tuple[list[Block], Passage | None]:
    """Take out a line that credits all the pictures (`Photos by X`)."""
    for index, block in enumerate(story):
        credit = _shared_credit(block.passage)
        if credit is not None:
            return [*story[:index], *story[index + 1 :]], credit
    return list(story), None


def _shared_credit(passage: Passage) -> Passage | None:
    """The credit in a line of its own that speaks of several pictures."""
    fits = len(passage.text) <= _LONGEST_CREDIT and SHARED_CREDIT.match(passage.text)
    return credit_of_line(passage) if fits else None


def _credit_of_all(figures: Iterable[Figure], text: str) -> Passage | None:
    """A credit that stands below one picture and speaks of several (`Photos: X`)."""
    for figure in figures:
        credit = _shared_credit(figure.caption) if figure.caption is not None else None
        if credit is None and figure.credit_line is not None:
            line = _beginning_of_line(figure.credit_line, text)
            credit = figure.credit_line if SHARED_CREDIT.match(line) else None
        if credit is not None:
            return credit
    return None


def _beginning_of_line(passage: Passage, text: str) -> str:
    """The source line up to the end of a passage, without the markup it opens with."""
    span = passage.span
    if span is None:
        return ""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.end]
    return _OPENING_MARKUP.sub("", line[-_LONGEST_CREDIT:])


def _with_lead(figures: tuple[Figure, ...], lead: LeadIn, story: list[Block]) -> list[Figure]:
    """Mark the first image as the lead where the story has hardly begun before it."""
    if not figures or figures[0].role is not Role.INLINE:
        return list(figures)
    words = 0
    for block in story:
        if block.start >= figures[0].span.start:
            break
        words += len(block.text.split())
    first = figures[0]
    if words <= _BEFORE_LEAD:
        first = msgspec.structs.replace(first, role=Role.LEAD)
    return [first, *figures[1:]]


def _is_shown(figure: Figure) -> bool:
    """Whether a figure is a picture that a credit for the page can be meant for."""
    return figure.medium is Medium.IMAGE and not figure.decorative


def _arranged(figures: list[Figure], shared: Passage | None) -> tuple[Figure, ...]:
    """Number the figures, keep one lead, and give the shared credit to those without their own."""
    arranged: list[Figure] = []
    has_lead = False
    for index, figure in enumerate(figures):
        role = Role.INLINE if figure.role is Role.LEAD and has_lead else figure.role
        has_lead = has_lead or role is Role.LEAD
        takes = shared is not None and figure.credit_line is None and _is_shown(figure)
        arranged.append(
            msgspec.structs.replace(
                figure,
                index=index,
                role=role,
                credit_line=shared if takes else figure.credit_line,
                credit_is_shared=True if takes else figure.credit_is_shared,
            )
        )
    return tuple(arranged)
