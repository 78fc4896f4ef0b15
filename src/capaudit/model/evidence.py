"""All that is said about one image, or one article, ready for the rules to compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar, cast

import msgspec

from capaudit.model.article import Article, Figure, IdleIgnore
from capaudit.model.claim import AnyClaim, Claim, Property, Source, V_co, Value
from capaudit.model.dates import PartialDate
from capaudit.model.house import House
from capaudit.model.image import ImageFile
from capaudit.model.values import Credit, PersonName, Place

T = TypeVar("T", bound=Value)


# Sources that speak for the article as a whole, whichever of its images is looked at.
_OF_THE_ARTICLE = frozenset({Source.BODY, Source.HEADLINE, Source.DATELINE})


class Claims(msgspec.Struct, Generic[V_co], frozen=True):
    """The claims of one property, in the order they were gathered.

    `own` are made about the image itself, `shared` by its article about all its images; they are
    kept apart because an article with thousands of both must not be gone through for each image.
    """

    own: tuple[Claim[V_co], ...] = ()
    shared: tuple[Claim[V_co], ...] = ()

    @property
    def all(self) -> tuple[Claim[V_co], ...]:
        """Every claim, the image's own first."""
        return (*self.own, *self.shared)

    def by(self, *sources: Source) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the given sources."""
        return tuple(c for c in self.of_any_standing(*sources) if c.contradictable)

    def of_any_standing(self, *sources: Source) -> tuple[Claim[V_co], ...]:
        """Claims of the given sources, those merely mentioned included."""
        within = self.own if _OF_THE_ARTICLE.isdisjoint(sources) else self.all
        return tuple(c for c in within if c.origin.source in sources)

    @property
    def embedded(self) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the image file."""
        return tuple(c for c in self.own if c.is_embedded and c.contradictable)

    @property
    def mentioned(self) -> tuple[Claim[V_co], ...]:
        """What is named without being said of the picture."""
        return tuple(c for c in self.all if not c.contradictable)

    @property
    def first(self) -> Claim[V_co] | None:
        """The first claim, or `None`."""
        return next(iter(self.own or self.shared), None)

    def __bool__(self) -> bool:
        return bool(self.own or self.shared)


class ClaimIndex:
    """Claims to look up by property; each property is gone through once, when first asked for."""

    __slots__ = ("_by_property", "claims")

    def __init__(self, claims: Iterable[AnyClaim] = ()) -> None:
        self.claims = tuple(claims)
        self._by_property: dict[tuple[Property, type], tuple[AnyClaim, ...]] = {}

    def of(self, prop: Property, kind: type[T]) -> tuple[Claim[T], ...]:
        """The claims of a property whose values are of one type."""
        found = self._by_property.get((prop, kind))
        if found is None:
            found = tuple(
                c for c in self.claims if c.property is prop and isinstance(c.value, kind)
            )
            self._by_property[prop, kind] = found
        return cast("tuple[Claim[T], ...]", found)


class _Gathered(msgspec.Struct, frozen=True):
    """What article and image evidence have in common.

    `own` are the claims about the image (none for an article), `shared` those of the article.
    """

    article: Article
    house: House
    shared: ClaimIndex
    own: ClaimIndex = msgspec.field(default_factory=ClaimIndex)

    @property
    def claims(self) -> tuple[AnyClaim, ...]:
        """Everything that was gathered, the image's own claims first."""
        return (*self.own.claims, *self.shared.claims)

    def of(self, prop: Property, kind: type[T]) -> Claims[T]:
        """The claims of a property whose values are of one type."""
        return Claims(self.own.of(prop, kind), self.shared.of(prop, kind))

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
    """Everything that speaks about one article, its images included.

    `idle_ignores` are known once every other rule has run; until then there are none.
    """

    images: tuple[Evidence, ...] = ()
    idle_ignores: tuple[IdleIgnore, ...] = ()
