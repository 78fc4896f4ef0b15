"""What `inspect` shows of an article: everything it says, source by source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from capaudit.model.article import Role
from capaudit.model.claim import AnyClaim, Property, Standing
from capaudit.model.dates import PartialDate
from capaudit.model.finding import ArticleReport, ImageReport, Problem
from capaudit.reports.escape import visible
from capaudit.reports.excerpt import padded
from capaudit.reports.page import Page
from capaudit.reports.text import verdict_lines
from capaudit.reports.words import located, origin_label, plural, shortened

LABEL_WIDTH = 14
VALUE_WIDTH = 44
NOTHING = "–"


def file_lines(
    articles: Sequence[ArticleReport], problems: Sequence[Problem], page: Page
) -> Iterator[str]:
    """Each article of a file, then what of it cannot be read."""
    for number, article in enumerate(articles):
        if number:
            yield ""
        yield from article_lines(article, page)
    for problem in problems:
        yield ""
        yield located(f"not audited: {visible(problem.reason)}", problem.item)


def article_lines(article: ArticleReport, page: Page) -> Iterator[str]:
    """An article's own statements, then each image with verdicts and claims."""
    heading, end = page.palette.heading, page.palette.end
    name = located(visible(article.path), article.item)
    yield f"{heading}{name}{end} ({', '.join(_kind(article))})"
    yield _labelled("Headline", article.headline)
    yield _labelled("Byline", ", ".join(article.byline))
    yield _labelled("Dateline", _reading(article.dateline))
    yield _labelled("Published", _reading(article.date_published))
    for image in article.images:
        yield ""
        yield from _image_lines(image, page)


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
    for prop, claims in by_property(image.claims):
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


def by_property(claims: Iterable[AnyClaim]) -> Iterator[tuple[Property, list[AnyClaim]]]:
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


def _words(name: str) -> str:
    return name.replace("_", " ")
