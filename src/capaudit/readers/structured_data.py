"""JSON-LD in pages: what schema.org's NewsArticle and ImageObject state.

https://schema.org/NewsArticle, https://schema.org/ImageObject
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.article import DateStatement, Figure, Json
from capaudit.model.claim import Source
from capaudit.model.text import Passage
from capaudit.readers.dated import statement
from capaudit.readers.json_record import read_json
from capaudit.readers.record import Record
from capaudit.readers.references import file_name
from capaudit.readers.tree import Tree
from capaudit.readers.vocabulary import ARTICLE_TYPES, IMAGE_TYPES

# A page has one or two blocks; the bound keeps a hostile one linear.
_MOST_BLOCKS = 20
_REFERENCES = ("contentUrl", "url", "@id", "thumbnailUrl")
_CREDITS = (
    *("creditText", "creator.name", "creator[0].name", "creator", "author.name", "author"),
    *("copyrightHolder.name", "copyrightHolder", "copyrightNotice", "provider.name"),
)


class ImageRecord(msgspec.Struct, frozen=True):
    """What structured data says of one image."""

    caption: Passage | None
    credit: Passage | None


class StructuredData(msgspec.Struct, frozen=True):
    """What a page's JSON-LD says of its article and, by file name, of its images."""

    headline: Passage | None = None
    description: Passage | None = None
    section: Passage | None = None
    byline: Passage | None = None
    language: str | None = None
    dates_published: tuple[DateStatement, ...] = ()
    dates_modified: tuple[DateStatement, ...] = ()
    images: dict[str, ImageRecord] = {}


def read_structured_data(tree: Tree) -> StructuredData:
    """Read every JSON-LD block of a page; of several articles the first counts."""
    found = StructuredData()
    images: dict[str, ImageRecord] = {}
    for record in _records(tree):
        for path, values in _objects(record.values, "", 0):
            if _is_article(values) and found.headline is None:
                found = _article(record, path)
            reference = _passage(record, path, _REFERENCES)
            captions = ("caption", "description") if _is_a(values, IMAGE_TYPES) else ("caption",)
            caption, credit = _passage(record, path, captions), _passage(record, path, _CREDITS)
            if reference is not None and (caption or credit) and not _is_article(values):
                images.setdefault(file_name(reference.text), ImageRecord(caption, credit))
    return msgspec.structs.replace(found, images=images)


def combined(first: StructuredData, second: StructuredData) -> StructuredData:
    """What two ways of marking up a page state together; the first counts more."""
    return StructuredData(
        headline=first.headline or second.headline,
        description=first.description or second.description,
        section=first.section or second.section,
        byline=first.byline or second.byline,
        language=first.language or second.language,
        dates_published=(*first.dates_published, *second.dates_published),
        dates_modified=(*first.dates_modified, *second.dates_modified),
        images={**second.images, **first.images},
    )


def _records(tree: Tree) -> Iterator[Record]:
    blocks = 0
    for node in tree:
        if node.name != "script" or node.attribute("type").lower() != "application/ld+json":
            continue
        blocks += 1
        content = next(tree.children(node), None)
        if blocks <= _MOST_BLOCKS and content is not None:
            yield read_json(tree.text[: content.end], content.start, content.end)[0]


def _objects(value: Json, path: str, depth: int) -> Iterator[tuple[str, dict[str, Json]]]:
    """Every object of a record with the path that leads to it."""
    if depth > 8:
        return
    match value:
        case dict():
            yield path, value
            for key, inner in value.items():
                yield from _objects(inner, f"{path}.{key}" if path else key, depth + 1)
        case list():
            for index, inner in enumerate(value):
                yield from _objects(inner, f"{path}[{index}]", depth + 1)


def _is_article(values: dict[str, Json]) -> bool:
    return any(one.endswith(ARTICLE_TYPES) for one in _types(values))


def _is_a(values: dict[str, Json], types: frozenset[str]) -> bool:
    return any(one in types for one in _types(values))


def _types(values: dict[str, Json]) -> list[str]:
    kind = values.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [one for one in kinds if isinstance(one, str)]


def _article(record: Record, path: str) -> StructuredData:
    language = _passage(record, path, ("inLanguage", "inLanguage.name"))
    return StructuredData(
        headline=_passage(record, path, ("headline", "name")),
        description=_passage(record, path, ("description",)),
        section=_passage(record, path, ("articleSection", "articleSection[0]")),
        byline=_passage(record, path, ("author.name", "author[0].name", "author")),
        language=language.text if language is not None else None,
        dates_published=_date(record, path, "datePublished"),
        dates_modified=_date(record, path, "dateModified"),
    )


def _date(record: Record, path: str, key: str) -> tuple[DateStatement, ...]:
    passage = _passage(record, path, (key,))
    field = f"JSON-LD {key}"
    return () if passage is None else (statement(passage, Source.STRUCTURED_DATA, field),)


def _passage(record: Record, path: str, keys: tuple[str, ...]) -> Passage | None:
    prefix = f"{path}." if path else ""
    return next((one for key in keys if (one := record.passage(prefix + key))), None)


def completed(figures: tuple[Figure, ...], images: dict[str, ImageRecord]) -> tuple[Figure, ...]:
    """Figures without a caption or credit of their own, with those the structured data states."""
    return tuple(_completed(figure, images) for figure in figures) if images else figures


def _completed(figure: Figure, images: dict[str, ImageRecord]) -> Figure:
    record = images.get(file_name(figure.src)) if figure.src else None
    if record is None:
        return figure
    return msgspec.structs.replace(
        figure,
        caption=figure.caption or (None if figure.label else record.caption),
        credit_line=figure.credit_line or record.credit,
    )
