"""What `inspect` shows: everything an article or an image file says, source by source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from capaudit.model.article import Json, Role
from capaudit.model.claim import AnyClaim, Property, Standing
from capaudit.model.dates import PartialDate
from capaudit.model.finding import ArticleReport, ImageReport
from capaudit.model.image import FileState, ImageFile, ImageReading
from capaudit.model.values import Place, RelationKind
from capaudit.reports.escape import visible
from capaudit.reports.excerpt import padded
from capaudit.reports.page import Page
from capaudit.reports.records import claim_record
from capaudit.reports.text import verdict_lines
from capaudit.reports.words import origin_label, plural, shortened

LABEL_WIDTH = 14
VALUE_WIDTH = 44
NOTHING = "–"


def article_lines(article: ArticleReport, page: Page) -> Iterator[str]:
    """An article's own statements, then each image with verdicts and claims."""
    heading, end = page.palette.heading, page.palette.end
    yield f"{heading}{visible(article.path)}{end} ({', '.join(_kind(article))})"
    yield _labelled("Headline", article.headline)
    yield _labelled("Byline", ", ".join(article.byline))
    yield _labelled("Dateline", _reading(article.dateline))
    yield _labelled("Published", _reading(article.date_published))
    for image in article.images:
        yield ""
        yield from _image_lines(image, page)


def image_file_lines(reading: ImageReading, page: Page) -> Iterator[str]:
    """An image file's metadata: each property, and each field that states it."""
    heading, end = page.palette.heading, page.palette.end
    yield f"{heading}{visible(reading.file.path or '')}{end}: {_file_facts(reading.file)}"
    for flaw in reading.flaws:
        yield f"{page.palette.warning}unreadable{end} {visible(flaw)}"
    for prop, claims in _by_property(reading.claims):
        mark = f" {page.palette.warning}fields disagree{end}" if disagree(claims) else ""
        yield ""
        yield f"{heading}{_words(prop)}{end}{mark}"
        yield from _values(claims, page, _field)
    if not reading.claims:
        yield "no metadata"


def image_file_record(reading: ImageReading) -> dict[str, Json]:
    """An image file's metadata as a record."""
    file = reading.file
    return {
        "path": file.path,
        "state": file.state.value,
        "reason": file.reason,
        "format": file.format,
        "width": file.width,
        "height": file.height,
        "byte_size": file.byte_size,
        "claims": [claim_record(claim) for claim in reading.claims],
        "disagreements": [
            prop.value for prop, claims in _by_property(reading.claims) if disagree(claims)
        ],
        "flaws": list(reading.flaws),
    }


def disagree(claims: Iterable[AnyClaim]) -> bool:
    """Whether fields that state one property state different things.

    A field may hold several values, and a shorter text agrees with a longer one that it begins:
    IPTC-IIM limits lengths.
    """
    fields: dict[str, list[AnyClaim]] = {}
    for claim in claims:
        fields.setdefault(origin_label(claim.origin), []).append(claim)
    return any(_differ(one, other) for one, other in combinations(fields.values(), 2))


def _differ(ours: list[AnyClaim], theirs: list[AnyClaim]) -> bool:
    if len(ours) == len(theirs) == 1:
        match ours[0].value, theirs[0].value:
            case PartialDate() as one, PartialDate() as other:
                return one.contradicts(other)
            case Place() as here, Place() as there:
                return here.relation(there).kind is RelationKind.ELSEWHERE
    mine, yours = _plain(ours), _plain(theirs)
    return not (mine.startswith(yours) or yours.startswith(mine))


def _plain(claims: list[AnyClaim]) -> str:
    return " ".join(sorted(" ".join(str(claim.value).casefold().split()) for claim in claims))


def _image_lines(image: ImageReport, page: Page) -> Iterator[str]:
    role = "" if image.role is Role.INLINE else f" ({image.role.value})"
    at = f"{image.range.line}:{image.range.column}"
    heading, end = page.palette.heading, page.palette.end
    yield f"{heading}Image {image.index + 1}{role}{end} {at} {visible(image.src)}"
    yield _labelled("File", image.file)
    yield _labelled("Caption", image.caption)
    yield _labelled("Credit", image.credit_line)
    yield _labelled("Alt text", image.alt_text)
    yield from verdict_lines(image, page)
    for prop, claims in _by_property(image.claims):
        yield f"  {_words(prop)}"
        for line in _values(claims, page, _where):
            yield f"  {line}"


def _values(
    claims: Iterable[AnyClaim], page: Page, where: Callable[[AnyClaim], str]
) -> Iterator[str]:
    """Each value once, with every place that states it."""
    places: dict[str, list[str]] = {}
    for claim in claims:
        value = shortened(visible(str(claim.value)))
        places.setdefault(value, []).append(where(claim))
    for value, stated in places.items():
        listed = "; ".join(dict.fromkeys(stated))
        faint, end = page.palette.faint, page.palette.end
        yield f"  {padded(value, VALUE_WIDTH)} {faint}{listed}{end}"


def _where(claim: AnyClaim) -> str:
    aside = "" if claim.standing is Standing.STATED else f" ({claim.standing.value})"
    return f"{origin_label(claim.origin)}{aside}"


def _field(claim: AnyClaim) -> str:
    """The field alone, where all are the file's."""
    return origin_label(claim.origin).removeprefix("file, ")


def _by_property(claims: Iterable[AnyClaim]) -> Iterator[tuple[Property, list[AnyClaim]]]:
    """Claims by property, in the order the properties are listed in."""
    gathered: dict[Property, list[AnyClaim]] = {}
    for claim in claims:
        gathered.setdefault(claim.property, []).append(claim)
    return ((prop, gathered[prop]) for prop in Property if prop in gathered)


def _labelled(label: str, text: str | None) -> str:
    return f"  {label:<{LABEL_WIDTH}}{visible(text) if text else NOTHING}"


def _reading(claim: AnyClaim | None) -> str | None:
    if claim is None:
        return None
    inferred = ", inferred" if isinstance(claim.value, PartialDate) and claim.value.inferred else ""
    return f"{claim.value} ({origin_label(claim.origin)}: {shortened(claim.raw)}{inferred})"


def _kind(article: ArticleReport) -> Iterator[str]:
    yield article.format
    if article.language:
        yield visible(article.language)
    yield plural(len(article.images), "image")


def _file_facts(file: ImageFile) -> str:
    if file.state is not FileState.READ:
        return f"{_words(file.state)}: {visible(file.reason or NOTHING)}"
    facts = [(file.format or "unknown format").upper()]
    if file.width is not None and file.height is not None:
        facts.append(f"{file.width} × {file.height} pixels")
    if file.byte_size is not None:
        facts.append(plural(file.byte_size, "byte"))
    return ", ".join(facts)


def _words(name: str) -> str:
    return name.replace("_", " ")
