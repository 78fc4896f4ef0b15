"""Hand-built evidence, for tests of one rule at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from capaudit.model.article import Article, Figure
from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source, Standing, Value
from capaudit.model.dates import PartialDate, parse_date
from capaudit.model.evidence import ClaimIndex, Evidence
from capaudit.model.finding import Hit
from capaudit.model.house import House
from capaudit.model.image import FileState, ImageFile
from capaudit.model.text import Passage, SourceText, Span
from capaudit.model.values import Credit, PersonName, Place
from capaudit.rules.base import Rule

LEEDS = Place(
    name="Leeds",
    feature="city",
    city="Leeds",
    country="United Kingdom",
    country_code="GB",
    geonameid=2644688,
    latitude=53.7965,
    longitude=-1.5478,
    radius_km=12,
)
OSAKA = Place(
    name="Osaka",
    feature="city",
    city="Osaka",
    country="Japan",
    country_code="JP",
    geonameid=1853909,
    latitude=34.6937,
    longitude=135.5021,
    radius_km=20,
)
BRITAIN = Place(
    name="United Kingdom",
    feature="country",
    country="United Kingdom",
    country_code="GB",
    geonameid=2635167,
    latitude=54.76,
    longitude=-2.70,
    radius_km=280,
)


def day(edtf: str, **more: object) -> PartialDate:
    """A date by its EDTF, with parts changed (`inferred=("year",)`)."""
    parsed = parse_date(edtf)
    assert parsed is not None
    return msgspec.structs.replace(parsed, **more)


def said(prop: Property, value: Value, source: Source = Source.CAPTION, **more: object) -> AnyClaim:
    """A claim as print makes it; it stands nowhere in particular."""
    return Claim(prop, value, str(value), Origin(source), **more)  # type: ignore[arg-type]


def recorded(
    prop: Property, value: Value, source: Source = Source.XMP, field: str = "x:Field"
) -> AnyClaim:
    """A claim as the image file makes it."""
    return Claim(prop, value, str(value), Origin(source, field))


def mentioned(prop: Property, value: Value, source: Source = Source.BODY) -> AnyClaim:
    """A claim of the article's text, which says nothing of the picture."""
    return Claim(prop, value, str(value), Origin(source), Standing.MENTIONED)


def published(edtf: str, **more: object) -> AnyClaim:
    """The article's publication date."""
    return said(Property.DATE_PUBLISHED, day(edtf, **more), Source.FRONT_MATTER)


def credited(creator: str | None, *organisations: str, **more: object) -> tuple[AnyClaim, ...]:
    """A printed credit with the claims of its parts."""
    creators = (creator,) if creator else ()
    credit = Credit(creators=creators, organisations=organisations, **more)  # type: ignore[arg-type]
    return (
        said(Property.CREDIT_LINE, credit, Source.CREDIT_FIELD),
        *(said(Property.CREATOR, name, Source.CREDIT_FIELD) for name in creators),
        *(said(Property.SOURCE, name, Source.CREDIT_FIELD) for name in organisations),
    )


def person(name: str) -> PersonName:
    """A person's name without title."""
    return PersonName(name=name)


def evidence(
    *claims: AnyClaim,
    caption: str | None = "A ferry leaves the pier.",
    credit: str | None = "Jane Doe/AFP",
    alt: str | None = None,
    src: str = "ferry.jpg",
    house: House | None = None,
    image: ImageFile | None = None,
) -> Evidence:
    """Evidence on one figure whose printed texts stand one after the other in the source."""
    text = "\n".join(part or "" for part in (caption, credit, alt))
    passages: list[Passage | None] = []
    start = 0
    for part in (caption, credit, alt):
        passages.append(None if part is None else Passage.verbatim(part, start))
        start += len(part or "") + 1
    figure = Figure(
        index=0,
        src=src,
        span=Span(0, len(text)),
        caption=passages[0],
        credit_line=passages[1],
        alt_text=passages[2],
    )
    article = Article(
        path="article.md", format="markdown", source=SourceText(text), figures=(figure,)
    )
    return Evidence(
        article=article,
        shared=ClaimIndex(),
        own=ClaimIndex(claims),
        house=house or House(),
        figure=figure,
        image=image or ImageFile(state=FileState.READ, path=src, format="jpeg"),
    )


def hits(rule: Rule, given: Evidence) -> list[Hit]:
    """What a rule on figures finds in evidence."""
    check: Callable[[Evidence], Iterator[Hit]] | None = rule.check_figure
    assert check is not None
    return list(check(given))
