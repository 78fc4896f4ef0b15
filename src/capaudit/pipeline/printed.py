"""Draws claims from what is printed: captions, credits, alternative texts, the article's text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from capaudit.extract.mentions import DateMention, PersonMention, PlaceMention
from capaudit.model.article import Article, DateStatement
from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source, Standing, Value
from capaudit.model.dates import PartialDate
from capaudit.model.text import Passage, SourceText, Span
from capaudit.model.values import Credit, Place
from capaudit.pipeline.finders import (
    dateline_place,
    find_caption_dates,
    find_caption_places,
    find_dates,
    find_disclosures,
    find_people,
    find_places,
)
from capaudit.pipeline.settle import PrintedCredit, SettledFigure

_ALL_PARTS = ("year", "month", "day")


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What words are read against.

    `reference` is the publication day, `places` are those known from the file and the article.
    """

    reference: date | None
    language: str | None
    places: tuple[Place, ...]


class Printed(msgspec.Struct, frozen=True):
    """One passage of the article on the way to becoming claims."""

    source_text: SourceText
    passage: Passage
    source: Source
    field: str | None = None

    def origin(self, span: Span | None = None) -> Origin:
        """Where some of the passage's words (or all of it) stand in the article.

        What the site prints from another file stands there.
        """
        passage = self.passage
        if passage.file is not None:
            words = Span(0, len(passage.text)) if span is None else span
            where = passage.range_in_file(words)
            return Origin(self.source, self.field, None, where, passage.file.path)
        here = passage.span if span is None else passage.locate(span)
        where = self.source_text.range(here) if here else None
        return Origin(self.source, self.field, here, where)

    def claim(
        self,
        prop: Property,
        value: Value,
        span: Span | None = None,
        standing: Standing = Standing.STATED,
    ) -> AnyClaim:
        """A claim that these words make."""
        words = self.passage.text if span is None else self.passage.text[span.start : span.end]
        return Claim(prop, value, words, self.origin(span), standing)


def figure_claims(article: Article, settled: SettledFigure, context: Context) -> Iterator[AnyClaim]:
    """Everything printed about one image, as claims."""
    figure = settled.figure
    if figure.caption is not None:
        caption = Printed(article.source, figure.caption, Source.CAPTION, figure.record_path)
        yield from caption_claims(caption, context)
    if figure.alt_text is not None:
        alt = Printed(article.source, figure.alt_text, Source.ALT_TEXT)
        yield alt.claim(Property.ALT_TEXT, figure.alt_text.text)
        people = find_people(figure.alt_text.text, context.language)
        yield from _person_claims(alt, people, Standing.STATED)
    for credit in settled.credits:
        yield from credit_claims(Printed(article.source, credit.passage, credit.source), credit)


def caption_claims(caption: Printed, context: Context) -> Iterator[AnyClaim]:
    """What a printed caption says: its text, dates, places, people and disclosures."""
    text, language = caption.passage.text, context.language
    yield caption.claim(Property.DESCRIPTION, text)
    for dated in find_caption_dates(text, context.reference, language):
        yield from _date_claims(caption, dated)
    located = find_caption_places(text, language, context.places)
    yield from _place_claims(caption, located)
    yield from _person_claims(caption, find_people(text, language, located), Standing.STATED)
    for disclosed in find_disclosures(text, language):
        yield caption.claim(Property.DISCLOSURE, disclosed.kind, disclosed.span)


def credit_claims(printed: Printed, credit: PrintedCredit) -> Iterator[AnyClaim]:
    """What a printed credit says: the credit as a whole, its creators and organisations."""
    yield printed.claim(Property.CREDIT_LINE, credit.parsed)
    yield from credited_names(printed, credit.parsed)


def credited_names(printed: Printed, credit: Credit) -> Iterator[AnyClaim]:
    """Each creator, organisation and disclosure of a credit as a claim of its own."""
    for creator in credit.creators:
        yield printed.claim(Property.CREATOR, creator, _find(printed, creator))
    for organisation in credit.organisations:
        yield printed.claim(Property.SOURCE, organisation, _find(printed, organisation))
    for disclosure in credit.disclosures:
        yield printed.claim(Property.DISCLOSURE, disclosure)


def _find(printed: Printed, name: str) -> Span | None:
    """Where a name stands in the printed words; `None` (all of them) if spelt otherwise."""
    start = printed.passage.text.casefold().find(name.casefold())
    within = start >= 0 and start + len(name) <= len(printed.passage.text)
    return Span(start, start + len(name)) if within else None


def filed_from(article: Article) -> Iterator[AnyClaim]:
    """Where the article says that it was filed."""
    place = dateline_place(article.dateline.text) if article.dateline is not None else None
    if article.dateline is not None and place is not None:
        dateline = Printed(article.source, article.dateline, Source.DATELINE)
        yield dateline.claim(Property.LOCATION_CREATED, place, standing=Standing.MENTIONED)


def named_in_text(article: Article, known: Sequence[Place]) -> Iterator[AnyClaim]:
    """The places and people that headline and body mention, read beside the places known."""
    for printed in _texts(article):
        text = printed.passage.text
        located = find_places(text, article.language, known)
        yield from _place_claims(printed, located)
        people = find_people(text, article.language, located)
        yield from _person_claims(printed, people, Standing.MENTIONED)


def dated_in_text(article: Article, reference: date | None) -> Iterator[AnyClaim]:
    """The dates that headline and body mention."""
    for printed in _texts(article):
        for dated in find_dates(printed.passage.text, reference, article.language):
            yield from _date_claims(printed, dated)


def _texts(article: Article) -> Iterator[Printed]:
    """What of the article is read for what it mentions."""
    for source, passage in ((Source.HEADLINE, article.headline), (Source.BODY, article.body)):
        if passage is not None and passage.text:
            yield Printed(article.source, passage, source)


def _date_claims(printed: Printed, dated: DateMention) -> Iterator[AnyClaim]:
    if dated.date is None:
        return
    claim = printed.claim(Property.DATE_CREATED, dated.date, dated.span, dated.standing)
    if dated.weekday is not None:
        claim = msgspec.structs.replace(claim, weekday=dated.weekday)
    yield claim


def _place_claims(printed: Printed, located: Sequence[PlaceMention]) -> Iterator[AnyClaim]:
    for mention in located:
        if mention.place is None:
            continue
        claim = printed.claim(
            Property.LOCATION_CREATED, mention.place, mention.span, mention.standing
        )
        if mention.conflict is not None:
            claim = msgspec.structs.replace(claim, conflict=mention.conflict)
        yield claim


def _person_claims(
    printed: Printed, people: Sequence[PersonMention], standing: Standing
) -> Iterator[AnyClaim]:
    for mention in people:
        own = standing if mention.standing is Standing.STATED else mention.standing
        yield printed.claim(Property.PERSON_SHOWN, mention.person, mention.span, own)


def date_claims(
    article: Article, prop: Property, statements: Sequence[DateStatement]
) -> Iterator[AnyClaim]:
    """The readable publication (or modification) dates of an article, the best first."""
    for statement in statements:
        value = statement.value or _read_date(statement.passage.text, article.language)
        if value is None or value.year is None or not value.exists:
            continue
        if statement.inferred:
            stated = [part for part in _ALL_PARTS if getattr(value, part) is not None]
            value = msgspec.structs.replace(value, inferred=tuple(stated))
        printed = Printed(article.source, statement.passage, statement.source, statement.field)
        yield printed.claim(prop, value)


def _read_date(text: str, language: str | None) -> PartialDate | None:
    """The first date that words give by themselves; today's date is no help to `yesterday`."""
    for mention in find_dates(text, None, language):
        if mention.date is not None and mention.date.year is not None:
            return mention.date
    return None
