"""The contact sheet as text: order, marks, both sides, drawings, pages, and hostile text in it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec
import pytest
from lxml import html

from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source
from capaudit.model.finding import (
    Finding,
    ImageReference,
    ImageReport,
    Occurrence,
    Problem,
    Report,
    Severity,
)
from capaudit.model.text import Range
from capaudit.model.thumbnail import Picture, Thumbnail
from capaudit.model.values import Place
from capaudit.reports.contact_sheet.maps import map_of
from capaudit.reports.contact_sheet.marking import Words, marked
from capaudit.reports.contact_sheet.views import CARDS_ON_A_PAGE
from capaudit.reports.html_report import render_html
from capaudit.reports.page import Page
from support.reports import (
    ARTICLE,
    CREATOR_DIFFERS,
    DATE_DIFFERS,
    EMPTY,
    IMAGE,
    PLACE,
    REPORT,
    RUN,
    finding,
)

HOSTILE = (
    "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    "<svg onload=alert(1)>\" onfocus=alert(1) ' javascript:alert(1) {{ 7*7 }}\u202e\x1b[31m"
)


def page_of(report: Report, page: Page | None = None) -> html.HtmlElement:
    return html.document_fromstring("".join(render_html(report, page or Page())))


def cards(document: html.HtmlElement) -> list[html.HtmlElement]:
    return list(document.iter("article"))


def images(count: int, **more: object) -> tuple[ImageReport, ...]:
    return tuple(
        msgspec.structs.replace(IMAGE, index=number, src=f"{number}.jpg", **more)
        for number in range(count)
    )


def report_with(pictures: tuple[ImageReport, ...], *findings: Finding) -> Report:
    article = msgspec.structs.replace(ARTICLE, images=pictures)
    return Report(run=RUN, articles=(article,), findings=findings)


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_a_card_says_all_of_its_picture() -> None:
    (card,) = cards(page_of(REPORT))
    said = words(card)
    (caption,) = card.find_class("caption")
    assert caption.text_content().strip() == "Rescuers leave Tokyo (東京) on Saturday, 6 May 2023."
    assert "Credit Mara Lindqvist /AFP" in said
    assert "content/tokyo.md :7" in said
    for verdict in ("caption ? unverified", "credit ≠ mismatch", "location ✓ consistent"):
        assert verdict in said
    marks = [mark.text for mark in card.iter("mark")]
    assert marks == ["Saturday, 6 May 2023", "Mara Lindqvist"]


def test_both_sides_of_a_mismatch_stand_side_by_side() -> None:
    (card,) = cards(page_of(REPORT))
    sides = [[words(one) for one in each.find_class("side")] for each in card.find_class("sides")]
    assert [
        "Stated Saturday, 6 May 2023 caption 7:32",
        "Against it 11 February 2019 written 2019-02-11T08:15:00+09:00"
        " file, XMP photoshop:DateCreated",
    ] in sides


def test_articles_and_problems_without_picture_are_told() -> None:
    document = page_of(REPORT)
    told = words(document.get_element_by_id("articles"))
    assert "2 on articles" in words(document.find(".//header"))
    assert "publication date missing ART001" in told
    assert "content/osaka.md , line 3" in told
    assert "content/lost.md cannot be read: permission denied" in words(
        document.get_element_by_id("problems")
    )


def test_the_worst_stands_first_and_the_quiet_last() -> None:
    quiet, note, error = images(3, verdicts={})
    on = [ImageReference(one.index, one.src) for one in (quiet, note, error)]
    worse = msgspec.structs.replace(DATE_DIFFERS, image=on[2])
    slight = msgspec.structs.replace(DATE_DIFFERS, severity=Severity.NOTE, image=on[1])
    document = page_of(report_with((quiet, note, error), slight, worse))
    titles = [card.find(".//h3").text_content() for card in cards(document)]
    assert titles == ["2.jpg", "1.jpg", "0.jpg"]


def test_a_finding_that_recurs_is_told_once_and_pointed_to() -> None:
    pictures = images(2)
    again = Occurrence(ARTICLE.path, Range(9, 1, 9, 5), ImageReference(1, "1.jpg"), "f")
    recurring = msgspec.structs.replace(DATE_DIFFERS, occurrences=(again,))
    first, second = cards(page_of(report_with(pictures, recurring)))
    assert len(first.find_class("sides")) == 1
    assert not second.find_class("sides")
    assert second.xpath(".//a/@href") == [f"#{first.get('id')}"]


def test_hostile_text_stays_text() -> None:
    claim: AnyClaim = Claim(
        Property.CREATOR, HOSTILE, HOSTILE, Origin(Source.XMP, field=f"dc:{HOSTILE}", path=HOSTILE)
    )
    picture = msgspec.structs.replace(
        IMAGE,
        src=f"javascript:alert(1)//{HOSTILE}",
        caption=HOSTILE,
        credit_line=HOSTILE,
        alt_text=HOSTILE,
        claims=(claim,),
    )
    article = msgspec.structs.replace(
        ARTICLE,
        path=f"a/{HOSTILE}.md",
        headline=HOSTILE,
        section=HOSTILE,
        language=HOSTILE,
        images=(picture,),
    )
    hostile = msgspec.structs.replace(
        CREATOR_DIFFERS,
        message=HOSTILE,
        path=article.path,
        image=ImageReference(0, picture.src),
        claims=(claim,),
        against=(claim,),
        source_line=HOSTILE,
    )
    plain = page_of(report_with(images(1), CREATOR_DIFFERS))
    report = Report(
        run=msgspec.structs.replace(RUN, root=HOSTILE),
        articles=(article,),
        findings=(hostile, msgspec.structs.replace(hostile, image=None)),
        problems=(Problem(HOSTILE, HOSTILE),),
    )
    written = "".join(render_html(report, Page()))
    document = html.document_fromstring(written)
    assert "\u202e" not in written
    assert "\x1b" not in written
    assert "<script>alert(1)</script>" in cards(document)[0].find_class("caption")[0].text_content()
    assert {one.tag for one in document.iter()} <= {one.tag for one in plain.iter()} | {"section"}
    assert len(list(document.iter("script"))) == len(list(document.iter("style"))) == 1
    for element in document.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert element.get("href", "#").startswith("#")
        assert element.get("src", "data:").startswith("data:")


def test_only_the_sheets_own_style_and_script_may_run() -> None:
    document = page_of(REPORT)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; img-src data:; ")
    for tag in ("script", "style"):
        (element,) = document.iter(tag)
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_more_than_a_page_of_cards_is_paged_and_filters_have_pages_of_their_own() -> None:
    count = CARDS_ON_A_PAGE + 20
    document = page_of(report_with(images(count)))
    classes = [card.get("class").split() for card in cards(document)]
    assert sum("v0-1" in each for each in classes) == CARDS_ON_A_PAGE
    assert sum("v0-2" in each for each in classes) == 20
    label = f"{count} pictures: date mismatch"
    (number,) = document.xpath("//table//a[@aria-label=$label]/@href", label=label)
    second = number.removesuffix("1").lstrip("#") + "2"
    assert sum(second in each for each in classes) == 20
    style = document.find(".//style").text
    assert f"#{second}:target~.cards .{second}{{display:grid}}" in style
    targets = {element.get("id") for element in document.iter() if element.get("id")}
    assert {href.lstrip("#") for href in document.xpath("//a/@href")} <= targets


def test_pictures_are_asked_for_upright_and_only_where_there_is_a_file() -> None:
    asked: list[Picture | None] = []

    def make(pictures: Iterable[Picture | None]) -> Iterator[Thumbnail | str | None]:
        for picture in pictures:
            asked.append(picture)
            yield Thumbnail(b"RIFF", 4, 3) if picture else None

    turned: AnyClaim = Claim(
        Property.ORIENTATION, "6", "6", Origin(Source.EXIF, field="Exif:Orientation")
    )
    there = msgspec.structs.replace(IMAGE, claims=(turned,))
    gone = msgspec.structs.replace(IMAGE, index=1, file=None)
    document = page_of(report_with((there, gone)), Page(thumbnails=make))
    assert asked == [Picture("content/tokyo.jpg", 240, 6), None]
    (picture,) = document.iter("img")
    assert picture.get("src") == "data:image/webp;base64,UklGRg=="
    assert (picture.get("width"), picture.get("height")) == ("4", "3")
    assert [words(one) for one in document.find_class("unshown")] == [
        "not among the files, not fetched"
    ]


def place_of(name: str, latitude: float, longitude: float) -> AnyClaim:
    place = Place(name=name, feature="city", latitude=latitude, longitude=longitude)
    return Claim(Property.LOCATION_CREATED, place, name, Origin(Source.IIM, field="2:90 City"))


def test_places_in_dispute_are_drawn_with_their_distance() -> None:
    osaka = place_of("Osaka", 34.6937, 135.5022)
    elsewhere = finding(
        "LOC001", "n", Severity.ERROR, "m", claims=(PLACE,), against=(osaka,), range=None
    )
    document = page_of(report_with((IMAGE,), elsewhere))
    (drawing,) = document.xpath("//*[contains(concat(' ', @class, ' '), ' map ')]")
    assert drawing.get("aria-label") == "Map. A: Tokyo; B: Osaka. 396 km apart"
    assert document.get_element_by_id("land").get("d").startswith("M")
    assert not page_of(report_with((IMAGE,), DATE_DIFFERS)).xpath("//*[@id='land']")


def test_a_map_across_the_date_line_takes_the_short_way() -> None:
    suva, apia = place_of("Suva", -18.14, 178.44), place_of("Apia", -13.83, -171.77)
    drawn = map_of(finding("LOC001", "n", Severity.ERROR, "m", claims=(suva,), against=(apia,)))
    assert drawn is not None
    left, _, width, _ = map(float, drawn.view_box.split())
    assert width < 40
    assert all(left < point.x < left + width for point in drawn.points)


def test_dates_in_dispute_are_drawn_with_the_day_of_publication() -> None:
    document = page_of(report_with((IMAGE,), DATE_DIFFERS))
    (drawing,) = document.xpath("//*[contains(concat(' ', @class, ' '), ' time ')]")
    assert drawing.get("aria-label") == (
        "Time line. A: 6 May 2023; B: 11 February 2019; C: 7 May 2023. 4 years apart"
    )


@pytest.mark.parametrize(("column", "before"), [(1, ""), (20, "Kim met ")])
def test_of_words_that_stand_twice_those_pointed_at_are_marked(column: int, before: str) -> None:
    start = Range(4, 12, 4, 30)
    asked = Words("Kim", Severity.ERROR, Range(4, column, 4, column + 3))
    pieces = marked("Kim met Kim", (asked,), start)
    at = next(number for number, piece in enumerate(pieces) if piece.severity)
    assert "".join(piece.text for piece in pieces[:at]) == before
    assert "".join(piece.text for piece in pieces) == "Kim met Kim"


def test_a_caption_without_end_is_cut() -> None:
    endless = msgspec.structs.replace(IMAGE, caption="word " * 500_000)
    assert len("".join(render_html(report_with((endless,)), Page()))) < 100_000


def test_a_report_without_pictures_says_so() -> None:
    assert "No picture in these articles." in words(page_of(EMPTY))


def test_cards_are_written_as_they_are_made() -> None:
    pieces = [len(piece) for piece in render_html(report_with(images(50)), Page())]
    assert len(pieces) == 52
    assert re.match(r"<!doctype html>", next(render_html(EMPTY, Page())).lstrip())
