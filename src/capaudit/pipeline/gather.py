"""Gathers everything that speaks about an article's images into evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.extract.directions import direction_of
from capaudit.extract.languages import guess_language
from capaudit.images import Located, Site, locate_image, locate_through_template, read_image
from capaudit.model.article import Article, Figure, Medium
from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import ArticleEvidence, ClaimIndex, Evidence
from capaudit.model.house import House
from capaudit.model.image import FileState, ImageFile, ImageReading
from capaudit.model.values import Place
from capaudit.pipeline.embedded import interpret
from capaudit.pipeline.image_records import ImageRecords
from capaudit.pipeline.printed import (
    Context,
    date_claims,
    dated_in_text,
    figure_claims,
    filed_from,
    named_in_text,
)
from capaudit.pipeline.printed_records import filled, names_record
from capaudit.pipeline.remote_images import NOTHING_REMOTE, RemoteImages
from capaudit.pipeline.settle import SettledFigure, settle
from capaudit.pipeline.sites import SiteFinder
from capaudit.readers import SiteTemplates
from capaudit.rules.base import Rule
from capaudit.timings import Stage, timed


class Desk(msgspec.Struct, frozen=True):
    """What every article of a run is audited with.

    Where images and their records lie, what the house settles, which agencies there are; `sites`
    tells which site an article belongs to, `templates` what its image tags take. `rules` are those
    that the config selects, whatever it says of single paths. `remote` reads images that lie on no
    disk.
    """

    site: Site
    house: House
    agencies: Agencies
    records: ImageRecords
    sites: SiteFinder
    templates: SiteTemplates
    rules: tuple[Rule, ...]
    remote: RemoteImages = NOTHING_REMOTE


class _Seen(msgspec.Struct, frozen=True):
    """A figure with its texts told apart, and what its image file says of it."""

    settled: SettledFigure
    embedded: tuple[AnyClaim, ...]
    file: ImageFile

    @property
    def has_words(self) -> bool:
        """Whether anything is printed that the article's text can be held against."""
        return self.settled.figure.caption is not None or self.settled.figure.alt_text is not None


@timed(Stage.EVIDENCE)
def gather(article: Article, desk: Desk) -> ArticleEvidence:
    """All claims about an article and each of its images.

    What the article's text mentions is sought only where an image's words can be held against it:
    places and people beside a caption or alternative text, dates beside a date in a caption.
    """
    article = _with_language(article)
    dates = _article_dates(article, desk.house)
    reference = _reference(dates)
    seen = [_seen(article, figure, desk) for figure in article.figures]
    said = list(filed_from(article)) if seen else []
    if any(one.has_words for one in seen):
        said += named_in_text(article, _places(said))
    places = _places(said)
    own = [_own_claims(article, one, places, reference) for one in seen]
    if any(_dates_the_picture(claim) for claims in own for claim in claims):
        said += dated_in_text(article, reference)
    shared = ClaimIndex((*dates, *said))
    images = tuple(
        Evidence(
            article=article,
            house=desk.house,
            shared=shared,
            own=ClaimIndex(claims),
            figure=one.settled.figure,
            image=one.file,
        )
        for one, claims in zip(seen, own, strict=True)
    )
    return ArticleEvidence(article=article, house=desk.house, shared=shared, images=images)


def _dates_the_picture(claim: AnyClaim) -> bool:
    """Whether a claim is a date in a caption."""
    return claim.property is Property.DATE_CREATED and claim.origin.source is Source.CAPTION


def _with_language(article: Article) -> Article:
    """The article with language and direction as its text tells them, where it does not say."""
    language = article.language or guess_language(article.body.text)
    direction = article.direction or direction_of(article.body.text, language)
    return msgspec.structs.replace(article, language=language, direction=direction)


def _article_dates(article: Article, house: House) -> tuple[AnyClaim, ...]:
    published = tuple(date_claims(article, Property.DATE_PUBLISHED, article.dates_published))
    modified = tuple(date_claims(article, Property.DATE_MODIFIED, article.dates_modified))
    if not published and house.audit_date is not None:
        published = (_assumed_date(house.audit_date),)
    return (*published[:1], *modified[:1])


def _assumed_date(day: date) -> AnyClaim:
    """The day of the audit, taken for the publication date where the article gives none."""
    value = PartialDate(day.year, day.month, day.day, inferred=("year", "month", "day"))
    return Claim(Property.DATE_PUBLISHED, value, day.isoformat(), Origin(Source.PATH, "--date"))


def _reference(dates: Iterable[AnyClaim]) -> date | None:
    """The day that relative and partial dates are read against."""
    for claim in dates:
        if claim.property is Property.DATE_PUBLISHED and isinstance(claim.value, PartialDate):
            return claim.value.last_day
    return None


def _places(claims: Iterable[AnyClaim]) -> tuple[Place, ...]:
    """The named places among claims, each once, in order."""
    places = (claim.value for claim in claims if isinstance(claim.value, Place))
    return tuple({place.geonameid or place.name: place for place in places}.values())


def _seen(article: Article, figure: Figure, desk: Desk) -> _Seen:
    reading = read_figure_image(article.path, figure, desk)
    if figure.medium is Medium.IMAGE:
        called = article.path if names_record(figure) else ""
        reading = desk.records.added_to(reading, figure.src, called)
        figure, reading = filled(figure, reading, desk.records, article.path)
        reading = desk.records.with_recorded(reading, figure, article)
    embedded = tuple(interpret(reading.claims, desk.agencies))
    return _Seen(settle(figure, article.language, desk.agencies), embedded, reading.file)


def _own_claims(
    article: Article, seen: _Seen, places: tuple[Place, ...], reference: date | None
) -> tuple[AnyClaim, ...]:
    """Everything printed about an image, then everything its file says."""
    known = (*_places(seen.embedded), *places)
    context = Context(reference=reference, language=article.language, places=known)
    return (*figure_claims(article, seen.settled, context), *seen.embedded)


# Each image of an article asks for it.
@lru_cache(maxsize=64)
def _place_of(article_path: str) -> PurePosixPath:
    return PurePosixPath(article_path)


@timed(Stage.IMAGES)
def read_figure_image(article_path: str, figure: Figure, desk: Desk) -> ImageReading:
    """Find and read the file behind a figure; a state with its reason where that fails."""
    if figure.medium is not Medium.IMAGE:
        return ImageReading(ImageFile(state=FileState.UNVERIFIED, reason="no image in the figure"))
    stored = desk.remote.in_store(figure.src)
    if stored is not None:
        return stored
    located = locate(figure, _place_of(article_path), desk.site)
    if located.state is not FileState.READ or located.path is None:
        fetched = desk.remote.on_server(located.url) if located.url is not None else None
        file = ImageFile(state=located.state, path=located.relative, reason=located.reason)
        return fetched or ImageReading(file)
    failed = desk.remote.bring(located.path)
    if failed is not None:
        return failed
    shown = located.relative or figure.src
    desk.site.opened.add(shown)
    reading = read_image(located.path, shown, desk.house.trust_list, located.beside)
    if located.found_as is None:
        return reading
    file = msgspec.structs.replace(reading.file, found_as=located.found_as)
    return msgspec.structs.replace(reading, file=file)


def locate(figure: Figure, article: PurePosixPath, site: Site) -> Located:
    """Find the file behind a figure, which is not opened."""
    if figure.by_template:
        return locate_through_template(figure.src, article, site)
    return locate_image(figure.src, article, site)
