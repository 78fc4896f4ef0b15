"""All that is said about one image, or one article, ready for the rules to compare."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

import msgspec

from capaudit.model.article import Article, Figure
from capaudit.model.claim import AnyClaim, Claim, Property, Source, V_co, Value
from capaudit.model.dates import PartialDate
from capaudit.model.house import House
from capaudit.model.image import ImageFile
from capaudit.model.values import Credit, PersonName, Place

T = TypeVar("T", bound=Value)


class Claims(msgspec.Struct, Generic[V_co], frozen=True):
    """The claims of one property, in the order they were gathered."""

    all: tuple[Claim[V_co], ...] = ()

    def by(self, *sources: Source) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the given sources."""
        return tuple(c for c in self.all if c.origin.source in sources and c.contradictable)

    def of_any_standing(self, *sources: Source) -> tuple[Claim[V_co], ...]:
        """Claims of the given sources, those merely mentioned included."""
        return tuple(c for c in self.all if c.origin.source in sources)

    @property
    def embedded(self) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the image file."""
        return tuple(c for c in self.all if c.is_embedded and c.contradictable)

    @property
    def mentioned(self) -> tuple[Claim[V_co], ...]:
        """What is named without being said of the picture."""
        return tuple(c for c in self.all if not c.contradictable)

    @property
    def first(self) -> Claim[V_co] | None:
        """The first claim, or `None`."""
        return self.all[0] if self.all else None

    def __bool__(self) -> bool:
        return bool(self.all)


class _Gathered(msgspec.Struct, frozen=True):
    """What article and image evidence have in common."""

    article: Article
    claims: tuple[AnyClaim, ...]
    house: House
    # Filled on first look-up: an article with thousands of claims is asked dozens of times.
    _by_property: dict[Property, list[AnyClaim]] = msgspec.field(default_factory=dict)

    def of(self, prop: Property, kind: type[T]) -> Claims[T]:
        """The claims of a property whose values are of one type."""
        if not self._by_property:
            for claim in self.claims:
                self._by_property.setdefault(claim.property, []).append(claim)
        found = (c for c in self._by_property.get(prop, ()) if isinstance(c.value, kind))
        return cast("Claims[T]", Claims(tuple(found)))

    @property
    def date_published(self) -> Claim[PartialDate] | None:
        """The publication date the audit goes by, stated or inferred."""
        return self.of(Property.DATE_PUBLISHED, PartialDate).first

    @property
    def date_modified(self) -> Claim[PartialDate] | None:
        """When the article says it was last changed."""
        return self.of(Property.DATE_MODIFIED, PartialDate).first


class Evidence(_Gathered, frozen=True, kw_only=True):
    """Everything that speaks about one image: its own claims and those of its article.

    `figure` is settled: `caption` is the printed caption without the credit, `credit_line` the
    printed credit wherever it stood, `label` is `None`.
    """

    figure: Figure
    image: ImageFile

    @property
    def date_created(self) -> Claims[PartialDate]:
        """When the picture was taken."""
        return self.of(Property.DATE_CREATED, PartialDate)

    @property
    def location_created(self) -> Claims[Place]:
        """Where the picture was taken; printed places and GPS stand here."""
        return self.of(Property.LOCATION_CREATED, Place)

    @property
    def location_shown(self) -> Claims[Place]:
        """What place the picture shows."""
        return self.of(Property.LOCATION_SHOWN, Place)

    @property
    def creator(self) -> Claims[str]:
        """Who made the picture."""
        return self.of(Property.CREATOR, str)

    @property
    def credit_line(self) -> Claims[Credit]:
        """Printed and embedded credits, parsed."""
        return self.of(Property.CREDIT_LINE, Credit)

    @property
    def source(self) -> Claims[str]:
        """Who supplied the picture: organisations by name."""
        return self.of(Property.SOURCE, str)

    @property
    def copyright_notice(self) -> Claims[str]:
        """Who owns the picture, as the file words it."""
        return self.of(Property.COPYRIGHT_NOTICE, str)

    @property
    def person_shown(self) -> Claims[PersonName]:
        """Who is in the picture, or named beside it."""
        return self.of(Property.PERSON_SHOWN, PersonName)

    @property
    def disclosure(self) -> Claims[str]:
        """Pool, handout, courtesy, file, screenshot, illustration, ai."""
        return self.of(Property.DISCLOSURE, str)

    @property
    def description(self) -> Claims[str]:
        """The caption as printed and as embedded."""
        return self.of(Property.DESCRIPTION, str)

    @property
    def digital_source_type(self) -> Claims[str]:
        """How the file says the image was made (IPTC NewsCodes URI or its last part)."""
        return self.of(Property.DIGITAL_SOURCE_TYPE, str)


class ArticleEvidence(_Gathered, frozen=True, kw_only=True):
    """Everything that speaks about one article, its images included."""

    images: tuple[Evidence, ...] = ()
