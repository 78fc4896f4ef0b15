"""A contact sheet for the photo desk: every picture with what was found on it, the worst first.

One file that needs no network and no script. Cards are written as they are made, so that a sheet
of ten thousand pictures is never whole in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capaudit.model.finding import Aspect, Report
from capaudit.model.thumbnail import Picture
from capaudit.reports.contact_sheet.cards import Card, card_of, fault_of, orientation_of
from capaudit.reports.contact_sheet.entries import (
    VERDICTS,
    Entry,
    Found,
    beside_pictures,
    worst_first,
)
from capaudit.reports.contact_sheet.maps import SCALE, map_of, outline_paths
from capaudit.reports.contact_sheet.texts import shown
from capaudit.reports.contact_sheet.views import CARDS_ON_A_PAGE, KINDS, Views, make_views
from capaudit.reports.page import Page
from capaudit.reports.records import TOOL_VERSION

# Pixels of the small copies: large where something was found and the first page shows it.
LARGE, SMALL = 480, 240


def render_html(report: Report, page: Page) -> Iterator[str]:
    """The contact sheet in pieces; of the page only its thumbnails count."""
    from capaudit.reports.contact_sheet.rendering import Templates  # noqa: PLC0415  loads Jinja2

    templates = Templates()
    entries = worst_first(report)
    views = make_views(entries)
    beside = beside_pictures(report, entries)
    yield templates.head(_head(report, views, len(beside)), views)
    for card in _cards(entries, views, page):
        yield templates.card(card)
    articles = {article.path: article for article in report.articles}
    yield templates.foot(
        report=report,
        views=views,
        faults=[fault_of(Found(finding), articles.get(finding.path), {}) for finding in beside],
        problems=[(shown(one.path), one.line, shown(one.reason)) for one in report.problems],
        outline=outline_paths() if any(map(map_of, report.findings)) else None,
        scale=SCALE,
        version=TOOL_VERSION,
    )


def _head(report: Report, views: Views, beside: int) -> dict[str, object]:
    """What the templates say above the cards."""
    return {
        "report": report,
        "root": shown(report.run.root),
        "verdicts": VERDICTS,
        "matrix": [
            (aspect, [(kind, views.verdict(aspect, kind)) for kind in VERDICTS])
            for aspect in Aspect
        ],
        "kinds": [(kind, views.of_kind(kind)) for kind in KINDS],
        "size": CARDS_ON_A_PAGE,
        "pictureless": beside,
    }


def _cards(entries: Sequence[Entry], views: Views, page: Page) -> Iterator[Card]:
    names = {entry.key: f"c{number}" for number, entry in enumerate(entries, 1)}
    thumbnails = page.thumbnails(_pictures(entries))
    for entry, pages, thumbnail in zip(entries, views.names, thumbnails, strict=True):
        yield card_of(entry, pages, thumbnail, names)


def _pictures(entries: Sequence[Entry]) -> Iterator[Picture | None]:
    for number, entry in enumerate(entries):
        image = entry.image
        is_large = bool(entry.found) and number < CARDS_ON_A_PAGE
        side = LARGE if is_large else SMALL
        yield Picture(image.file, side, orientation_of(image.claims)) if image.file else None
