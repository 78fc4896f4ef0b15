"""All that is said about one image, or one article, ready for the rules to compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, wraps
from typing import Generic, TypeVar, cast

import msgspec

from capaudit.model.article import Article, Figure, IdleIgnore
from capaudit.model.claim import AnyClaim, Claim, Property, Source, V_co, Value
from capaudit.model.dates import PartialDate
from capaudit.model.house import House
from capaudit.model.image import ImageFile
from capaudit.model.values import Credit, PersonName, Place

T = TypeVar("T", bound=Value)
R = TypeVar("R")


# Sources that speak for the article as a whole, whichever of its images is looked at.
_OF_THE_ARTICLE = frozenset({Source.BODY, Source.HEADLINE, Source.DATELINE})


class _Said(Generic[V_co]):
    """The claims of one property in one index, told apart by source once for all who ask.

    The rules ask for the same few of them over and over, a hundred times an image.
    """

    __slots__ = ("_by_any", "_by_contradictable", "_embedded", "claims")

    def __init__(self, claims: tuple[Claim[V_co], ...]) -> None:
        self.claims = claims
        self._by_any: dict[tuple[Source, ...], tuple[Claim[V_co], ...]] = {}
        self._by_contradictable: dict[tuple[Source, ...], tuple[Claim[V_co], ...]] = {}
        self._embedded: tuple[Claim[V_co], ...] | None = None

    def of_any_standing(self, sources: tuple[Source, ...]) -> tuple[Claim[V_co], ...]:
        """Claims of the given sources, those merely mentioned included."""
        found = self._by_any.get(sources)
        if found is None:
            found = tuple([c for c in self.claims if c.origin.source in sources])
            self._by_any[sources] = found
        return found

    def by(self, sources: tuple[Source, ...]) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the given sources."""
        found = self._by_contradictable.get(sources)
        if found is None:
            found = tuple([c for c in self.of_any_standing(sources) if c.contradictable])
            self._by_contradictable[sources] = found
        return found

    @property
    def embedded(self) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the image file."""
        if self._embedded is None:
            self._embedded = tuple([c for c in self.claims if c.is_embedded and c.contradictable])
        return self._embedded


# Most properties nobody speaks of: they need no room of their own.
_NOTHING_SAID: _Said[Value] = _Said(())


class Claims(Generic[V_co]):
    """The claims of one property, in the order they were gathered.

    Those made about the image itself and those its article makes about all its images are kept
    apart, because an article with thousands of both must not be gone through for each image.
    """

    __slots__ = ("_own", "_shared")

    def __init__(self, own: _Said[V_co], shared: _Said[V_co]) -> None:
        self._own = own
        self._shared = shared

    @property
    def all(self) -> tuple[Claim[V_co], ...]:
        """Every claim, the image's own first."""
        return self._own.claims + self._shared.claims

    def by(self, *sources: Source) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the given sources."""
        if _OF_THE_ARTICLE.isdisjoint(sources):
            return self._own.by(sources)
        return self._own.by(sources) + self._shared.by(sources)

    def of_any_standing(self, *sources: Source) -> tuple[Claim[V_co], ...]:
        """Claims of the given sources, those merely mentioned included."""
        if _OF_THE_ARTICLE.isdisjoint(sources):
            return self._own.of_any_standing(sources)
        return self._own.of_any_standing(sources) + self._shared.of_any_standing(sources)

    @property
    def embedded(self) -> tuple[Claim[V_co], ...]:
        """Stated and implied claims of the image file."""
        return self._own.embedded

    @property
    def mentioned(self) -> tuple[Claim[V_co], ...]:
        """What is named without being said of the picture."""
        return tuple(c for c in self.all if not c.contradictable)

    @property
    def first(self) -> Claim[V_co] | None:
        """The first claim, or `None`."""
        return next(iter(self._own.claims or self._shared.claims), None)

    def __bool__(self) -> bool:
        return bool(self._own.claims or self._shared.claims)


class ClaimIndex:
    """Claims to look up by property, in the order they were gathered."""

    __slots__ = ("_by_property", "_said", "claims")

    def __init__(self, claims: Iterable[AnyClaim] = ()) -> None:
        self.claims = tuple(claims)
        self._by_property: dict[Property, list[AnyClaim]] = defaultdict(list)
        self._said: dict[tuple[Property, type], _Said[Value]] = {}
        for claim in self.claims:
            self._by_property[claim.property].append(claim)

    def of(self, prop: Property, kind: type[T]) -> _Said[T]:
        """The claims of a property whose values are of one type."""
        if prop not in self._by_property:
            return cast("_Said[T]", _NOTHING_SAID)
        found = self._said.get((prop, kind))
        if found is None:
            held = [c for c in self._by_property[prop] if isinstance(c.value, kind)]
            found = self._said[prop, kind] = _Said(tuple(held))
        return cast("_Said[T]", found)


class _Gathered(msgspec.Struct, frozen=True, dict=True):
    """What article and image evidence have in common.

    `own` are the claims about the image (none for an article), `shared` those of the article.
    What is worked out from them is kept beside the fields, so that each rule need not do it again.
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
        known = self._asked
        asked = known.get((prop, kind))
        if asked is None:
            asked = Claims(self.own.of(prop, kind), self.shared.of(prop, kind))
            known[prop, kind] = asked
        return cast("Claims[T]", asked)

    @cached_property
    def _asked(self) -> dict[tuple[Property, type], Claims[Value]]:
        return {}

    @cached_property
    def worked_out(self) -> dict[object, object]:
        """What functions under `once_an_evidence` have told of this evidence, by function."""
        return {}

    @cached_property
    def date_published(self) -> Claim[PartialDate] | None:
        """The publication date the audit goes by, stated or inferred."""
        return self.of(Property.DATE_PUBLISHED, PartialDate).first

    @cached_property
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

    @cached_property
    def date_created(self) -> Claims[PartialDate]:
        """When the picture was taken."""
        return self.of(Property.DATE_CREATED, PartialDate)

    @cached_property
    def location_created(self) -> Claims[Place]:
        """Where the picture was taken; printed places and GPS stand here."""
        return self.of(Property.LOCATION_CREATED, Place)

    @cached_property
    def location_shown(self) -> Claims[Place]:
        """What place the picture shows."""
        return self.of(Property.LOCATION_SHOWN, Place)

    @cached_property
    def creator(self) -> Claims[str]:
        """Who made the picture."""
        return self.of(Property.CREATOR, str)

    @cached_property
    def credit_line(self) -> Claims[Credit]:
        """Printed and embedded credits, parsed."""
        return self.of(Property.CREDIT_LINE, Credit)

    @cached_property
    def source(self) -> Claims[str]:
        """Who supplied the picture: organisations by name."""
        return self.of(Property.SOURCE, str)

    @cached_property
    def copyright_notice(self) -> Claims[str]:
        """Who owns the picture, as the file words it."""
        return self.of(Property.COPYRIGHT_NOTICE, str)

    @cached_property
    def person_shown(self) -> Claims[PersonName]:
        """Who is in the picture, or named beside it."""
        return self.of(Property.PERSON_SHOWN, PersonName)

    @cached_property
    def disclosure(self) -> Claims[str]:
        """Pool, handout, courtesy, file, screenshot, illustration, ai."""
        return self.of(Property.DISCLOSURE, str)

    @cached_property
    def description(self) -> Claims[str]:
        """The caption as printed and as embedded."""
        return self.of(Property.DESCRIPTION, str)

    @cached_property
    def digital_source_type(self) -> Claims[str]:
        """How the file says the image was made (IPTC NewsCodes URI or its last part)."""
        return self.of(Property.DIGITAL_SOURCE_TYPE, str)


class ArticleEvidence(_Gathered, frozen=True, kw_only=True):
    """Everything that speaks about one article, its images included.

    `idle_ignores` are known once every other rule has run; until then there are none.
    """

    images: tuple[Evidence, ...] = ()
    idle_ignores: tuple[IdleIgnore, ...] = ()


def once_an_evidence(look: Callable[[Evidence], R]) -> Callable[[Evidence], R]:
    """Let a function look at each evidence once, whose answer several rules ask for.

    Evidence never changes, and so neither does the answer.
    """

    @wraps(look)
    def remembered(evidence: Evidence) -> R:
        known = evidence.worked_out
        if look not in known:
            known[look] = look(evidence)
        return cast("R", known[look])

    return remembered
