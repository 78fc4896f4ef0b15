"""What the exchange formats have in common: an item of a file becomes an article.

In such a format an article is not marked up but filled in: headline, credit and caption stand in
fields of their own, and only the story may be HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from capaudit.errors import NoArticleError, ReadError
from capaudit.model.article import Article, DateStatement, Figure, Flaw, Medium, RecordEntry, Role
from capaudit.model.claim import Source
from capaudit.model.text import Passage, SourceText, Span
from capaudit.readers.arrange import arranged
from capaudit.readers.assemble import primary_language
from capaudit.readers.dated import statement
from capaudit.readers.decode import Decoded
from capaudit.readers.fragment import Fragment, read_text
from capaudit.readers.json_view import View
from capaudit.readers.lead_in import byline_flaws, byline_names
from capaudit.readers.plain import joined

# A lead picture stands before so many words of the story at most.
_BEFORE_LEAD = 60


class ItemFile(msgspec.Struct, frozen=True):
    """The file that an item stands in: what each of its articles shares."""

    path: str
    format: str
    source: SourceText
    encoding: str = "utf-8"
    # What had to be assumed to read it, told once, with its first article.
    flaws: tuple[Flaw, ...] = ()

    @classmethod
    def of(cls, decoded: Decoded, path: str, format: str) -> ItemFile:
        """The file as it was decoded."""
        text = SourceText(decoded.text)
        return cls(path, format, text, decoded.encoding, decoded.flaws)


class Item(msgspec.Struct, frozen=True):
    """One item of a file: its name there, and its fields."""

    file: ItemFile
    name: str
    view: View


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What an item's fields say of the article as a whole."""

    headline: Passage | None = None
    description: Passage | None = None
    section: Passage | None = None
    byline: Passage | None = None
    dateline: Passage | None = None
    dates_published: tuple[DateStatement, ...] = ()
    dates_modified: tuple[DateStatement, ...] = ()
    language: str | None = None


def article_of(item: Item, said: Said, story: Fragment, figures: Iterable[Figure]) -> Article:
    """The article of an item; what its fields leave open the story may say."""
    byline = said.byline or story.byline
    file, view = item.file, item.view
    flaws = byline_flaws(byline) if byline is not None else ()
    return Article(
        path=file.path,
        item=item.name,
        format=file.format,
        source=file.source,
        encoding=file.encoding,
        record=view.value if isinstance(view.value, dict) else {},
        entries=() if view.path else tuple(view.record.entries.values()),
        headline=said.headline,
        description=said.description,
        section=said.section,
        byline=byline,
        byline_names=byline_names(byline.text) if byline is not None else (),
        dateline=story.dateline or said.dateline,
        dates_published=said.dates_published,
        dates_modified=said.dates_modified,
        language=primary_language(said.language),
        body=story.body,
        figures=arranged(list(figures), story.credit),
        flaws=(*view.record.flaws, *flaws),
    )


def read_each(
    items: Iterable[Item | ReadError],
    read: Callable[[Item], Iterable[Article]],
    why_refused: Callable[[View], str],
) -> Iterator[Article | ReadError]:
    """The articles of each item; an item that holds none is passed over.

    Raises `ReadError` where there is nothing else, with the reason that the first item gives.
    """
    refused, found = "", False
    for item in items:
        if isinstance(item, ReadError):
            yield item
            found = True
            continue
        is_article = False
        for article in read(item):
            flaws = () if found else item.file.flaws
            yield msgspec.structs.replace(article, flaws=(*flaws, *article.flaws))
            found = is_article = True
        refused = refused or ("" if is_article else why_refused(item.view))
    if not found:
        raise NoArticleError(refused or "holds no article or picture")


def named_items(
    file: ItemFile, views: Iterable[View | ReadError], *keys: str
) -> Iterator[Item | ReadError]:
    """The items with the first of these fields that names them, else with their number."""
    for number, view in enumerate(views, start=1):
        if isinstance(view, ReadError):
            yield view
        else:
            name = next((found for key in keys if (found := view.scalar(key))), f"#{number}")
            yield Item(file, name, view)


def dates_under(view: View, *keys: str) -> tuple[DateStatement, ...]:
    """The dates that stand under keys, those that count more first."""
    found = ((inner.path, inner.passage()) for inner in (view[key] for key in keys))
    return tuple(
        statement(passage, Source.STRUCTURED_DATA, path)
        for path, passage in found
        if passage is not None and any(one.isdigit() for one in passage.text)
    )


def words_of(value: Passage | None) -> Passage | None:
    """A field that may hold HTML, as one passage without markup; `None` where it has no words."""
    words = read_text(value) if value is not None else None
    return words if words is not None and words.text else None


def credit_of(*parts: Passage | None) -> Passage | None:
    """The credit that several fields make together, as papers print it: `Jane Doe/AFP`.

    A part that another one names already is left out: many desks write all of it into one field.
    """
    given = [part.stripped() for part in parts if part is not None and part.text.strip()]
    told: list[Passage] = []
    for number, part in enumerate(given):
        others = (*told, *(one for one in given[number + 1 :] if len(one.text) > len(part.text)))
        if not any(_names(other, part) for other in others):
            told.append(part)
    return joined(told, "/") if told else None


def _names(whole: Passage, part: Passage) -> bool:
    """Whether a credit has the words of another one among its own: `AP` is none of `Chapman`."""
    words = re.escape(part.text.casefold())
    return re.search(rf"(?<!\w){words}(?!\w)", whole.text.casefold()) is not None


def picture(
    src: View | None,
    *,
    caption: Passage | None = None,
    credit: Passage | None = None,
    alt_text: Passage | None = None,
) -> Figure | None:
    """A picture that fields describe; `None` where they name none.

    `src` is the field of the reference.
    """
    reference = src.passage() if src is not None else None
    if src is None or reference is None:
        return None
    reference = reference.stripped()
    span = reference.span or Span(0, 0)
    return Figure(
        index=0,
        src=reference.text,
        span=span,
        src_span=span,
        caption=caption,
        credit_line=credit,
        alt_text=alt_text,
        record_path=src.path,
    )


def recorded(fields: Iterable[View]) -> tuple[RecordEntry, ...]:
    """What fields of a picture record that is printed nowhere, as far as they hold texts."""
    return tuple(entry for field in fields if (entry := field.entry()) is not None)


def leading(figure: Figure | None) -> list[Figure]:
    """A picture that is all its article shows, or shows first."""
    return [] if figure is None else [msgspec.structs.replace(figure, role=Role.LEAD)]


def told_together(shown: Sequence[Figure], described: Sequence[Figure]) -> list[Figure]:
    """The pictures of a story with what the item's fields say of them, each picture once.

    A picture that the story does not show goes before it: the fields hand it on to be shown there.
    Two are the same where the story refers to a rendition: names of files (`download`,
    `original.jpg`) are those of many.
    """
    records: dict[str, Figure] = {}
    for figure in described:
        for reference in (figure.src, *figure.alternatives):
            records.setdefault(reference, figure)
    found = [records.get(one.src) if one.medium is Medium.IMAGE else None for one in shown]
    shows = {id(record) for record in found}
    completed = [
        _completed(figure, record) if record is not None else figure
        for figure, record in zip(shown, found, strict=True)
    ]
    before = [one for one in described if id(one) not in shows]
    return [*leading(before[0]), *before[1:], *completed] if before else completed


def _completed(figure: Figure, record: Figure) -> Figure:
    """A figure of the story with what it does not print itself, taken from the picture's record."""
    role = Role.LEAD if record.role is Role.LEAD else figure.role
    return msgspec.structs.replace(
        figure,
        src=record.src,
        src_span=record.src_span,
        role=role,
        caption=figure.caption or record.caption,
        credit_line=figure.credit_line or record.credit_line,
        alt_text=figure.alt_text or record.alt_text,
        lacks_alt=figure.lacks_alt and record.alt_text is None,
        decorative=figure.decorative and record.caption is None,
        width=record.width,
        height=record.height,
        alternatives=tuple(dict.fromkeys((*record.alternatives, figure.src, *figure.alternatives))),
        record_path=record.record_path,
        record=(*figure.record, *record.record),
    )


def together(fragments: Iterable[Fragment]) -> Fragment:
    """Several pieces of one story as one, its first picture the lead where it comes early."""
    pieces = list(fragments)
    return Fragment(
        figures=tuple(_with_early_lead(pieces)),
        story=tuple(paragraph for piece in pieces for paragraph in piece.story),
        byline=next((piece.byline for piece in pieces if piece.byline is not None), None),
        dateline=next((piece.dateline for piece in pieces[:4] if piece.dateline is not None), None),
        credit=next((piece.credit for piece in pieces if piece.credit is not None), None),
    )


def _with_early_lead(pieces: Sequence[Fragment]) -> Iterator[Figure]:
    """The pictures in order; in a piece each believes to open the story."""
    words, is_first = 0, True
    for piece in pieces:
        for figure in piece.figures:
            role = figure.role
            if role is not Role.GALLERY:
                role = Role.LEAD if is_first and words <= _BEFORE_LEAD else Role.INLINE
            is_first = False
            yield msgspec.structs.replace(figure, role=role)
        words += sum(len(paragraph.text.split()) for paragraph in piece.story)
