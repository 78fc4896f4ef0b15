"""From a tree and a record to the article: what both formats have in common."""

from __future__ import annotations

import msgspec

from capaudit.model.article import Article, DateStatement, Direction, Figure, Flaw
from capaudit.model.claim import Source
from capaudit.model.text import Passage, SourceText, Span
from capaudit.readers.arrange import arranged, credit_of_all, with_lead, without_shared_credit
from capaudit.readers.body import read_blocks
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
from capaudit.readers.main_text import main_blocks
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
)


class Document(msgspec.Struct, frozen=True):
    """An input after parsing: what the formats hand over to be assembled.

    Of a page that `is_scraped` the main text is found by its shape.
    """

    path: str
    format: str
    decoded: Decoded
    record: Record
    tree: Tree
    root: Node
    head: PageHead = PageHead()
    image_records: dict[str, ImageRecord] = {}
    is_scraped: bool = False


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
    story, shared = without_shared_credit(lead.story)
    text = story if not document.is_scraped else main_blocks(document.decoded.text, story)
    recorded = find_record_figures(record)
    figures = arranged(
        with_resources(record, [*recorded, *with_lead(shown, story)]),
        shared or page_credit(record, recorded) or credit_of_all(shown, document.decoded.text),
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
        body=joined((block.passage for block in text), "\n\n"),
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
    return primary_language(found[1].text if found else head.language)


def primary_language(tag: str | None) -> str | None:
    """The language of a tag without its region: `nb-NO` → `nb`."""
    return tag.strip().replace("_", "-").split("-")[0].lower() or None if tag else None


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
