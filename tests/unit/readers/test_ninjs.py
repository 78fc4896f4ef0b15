"""ninjs, versions 1 to 3: what an item says of its story and its pictures, and where."""

import json

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Figure, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles
from support.news_json import NINJS_1, NINJS_3


def written(item: object) -> bytes:
    return json.dumps(item, indent=1).encode()


def words(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def source_of(article: Article, passage: Passage | None) -> str:
    """What stands at the passage's place in the file."""
    assert passage is not None
    assert passage.span is not None
    return article.source.text[passage.span.start : passage.span.end]


def only_figure(article: Article) -> Figure:
    (figure,) = article.figures
    return figure


def test_a_text_of_version_1() -> None:
    article = read_article(written(NINJS_1), "ferry.json")

    assert (article.format, article.item) == ("ninjs", "urn:example:desk:ferry-1")
    assert words(article.headline) == "Ferry returns to Wharton Pier"
    assert words(article.description) == "The ferry is back after a winter in dock."
    assert article.byline_names == ("Ann Hoxley",)
    assert words(article.dateline) == "Wharton, England"
    assert article.language == "en"
    assert article.body.text == "The ferry “Irwell” is back.\n\nIt left in May."
    assert [one.passage.text for one in article.dates_published] == [
        "2024-03-05T14:20:00Z",
        "2024-03-05T09:00:00Z",
    ]


def test_a_picture_of_version_1() -> None:
    article = read_article(written(NINJS_1), "ferry.json")
    figure = only_figure(article)

    assert figure.src == "ferry.jpg"
    assert (figure.width, figure.height, figure.alternatives) == (900, 600, ("thumb.jpg",))
    assert words(figure.caption) == "The ferry Irwell at the pier on 4 March 2024."
    assert words(figure.credit_line) == "Tom Brack/Northern Pictures"
    assert figure.record_path == "associations.main"
    assert [(one.path.rpartition(".")[2], one.value.text) for one in figure.record] == [
        ("copyrightholder", "Northern Pictures"),
        ("contentcreated", "2024-03-04T10:00:00Z"),
        ("located", "Liverpool"),
        ("headline", "Ferry"),
    ]


@pytest.mark.parametrize(
    ("renditions", "src"),
    [
        ({"thumbnail": {"href": "a.jpg"}, "original": {"href": "b.jpg"}}, "b.jpg"),
        ({"x": {"href": "a.jpg"}, "y": {"href": "b.jpg"}}, "a.jpg"),
        (
            [
                {"name": "main", "href": "a.jpg", "width": 9, "height": 9},
                {"name": "print", "href": "b.jpg", "width": 90, "height": 90},
            ],
            "b.jpg",
        ),
        (
            {"main": {"href": "a.mp4", "mimetype": "video/mp4"}, "poster": {"href": "b.jpg"}},
            "b.jpg",
        ),
        ({}, "urn:example:desk:ferry-1-pic"),
    ],
)
def test_the_best_rendition(renditions: object, src: str) -> None:
    picture = {**NINJS_1["associations"]["main"], "renditions": renditions, "pubstatus": "usable"}

    assert only_figure(read_article(written(picture), "a.json")).src == src


def test_places_lead_to_the_file() -> None:
    article = read_article(written(NINJS_1), "ferry.json")
    figure = only_figure(article)

    assert source_of(article, article.headline) == "Ferry returns to Wharton Pier"
    assert source_of(article, figure.caption).startswith("The ferry <b>Irwell</b> at the pier")
    assert article.source.text[figure.span.start : figure.span.end] == "ferry.jpg"
    at = article.body.text.index("“Irwell”")
    place = article.body.locate(type(figure.span)(at, at + 8))
    assert place is not None
    assert article.source.text[place.start : place.end] == r"\u201cIrwell\u201d"


def test_a_text_of_version_3_with_a_picture_that_it_shows() -> None:
    article = read_article(written(NINJS_3), "ferry.json")
    figure = only_figure(article)

    assert words(article.headline) == "Ferry returns"
    assert words(article.description) == "It is back."
    assert words(article.dateline) == "WHARTON, England"
    assert article.body.text == "WHARTON, England (AP) -- It is back."
    assert figure.src == "https://pics.example/ferry.jpg"
    assert words(figure.caption) == "The ferry on Monday."
    assert words(figure.credit_line) == "Tom Brack/Northern Pictures"
    assert words(figure.alt_text) == "A ferry"
    assert [one.path for one in figure.record] == ["associations[0].usageTerms"]


def test_a_picture_item() -> None:
    item = {**NINJS_3["associations"][0], "versionCreated": "2024-03-05T14:20:00Z"}
    article = read_article(written(item), "picture.json")
    figure = only_figure(article)

    assert figure.role is Role.LEAD
    assert words(figure.caption) == "The ferry Irwell."
    assert article.body.text == ""
    assert article.byline is None


def test_a_credit_that_names_the_supplier_already_stands_alone() -> None:
    picture = {
        **NINJS_1["associations"]["main"],
        "byline": "Tom Brack/Northern Pictures",
        "versioncreated": "2024-03-05T14:20:00Z",
    }

    article = read_article(written(picture), "picture.json")

    assert words(only_figure(article).credit_line) == "Tom Brack/Northern Pictures"


@pytest.mark.parametrize(
    ("byline", "supplier", "credit"),
    [
        ("Northern Pictures", "Tom Brack/Northern Pictures", "Tom Brack/Northern Pictures"),
        ("Northern Pictures", "Northern Pictures", "Northern Pictures"),
        ("Tom Chapman", "AP", "Tom Chapman/AP"),
    ],
)
def test_a_credit_names_nobody_twice(byline: str, supplier: str, credit: str) -> None:
    picture = {
        **NINJS_1["associations"]["main"],
        "byline": byline,
        "infosources": [{"name": supplier}],
        "pubstatus": "usable",
    }

    assert words(only_figure(read_article(written(picture), "a.json")).credit_line) == credit


def test_pictures_whose_files_bear_one_name_are_told_apart() -> None:
    body = (
        '<figure><img src="https://pics.example/b/download"><figcaption>Two.</figcaption></figure>'
    )
    other = {
        **NINJS_1["associations"]["main"],
        "renditions": {
            "main": {"href": "https://pics.example/a/download", "mimetype": "image/jpeg"}
        },
    }
    article = read_article(
        written({**NINJS_1, "body_xhtml": body, "associations": {"main": other}}), "a.json"
    )
    lead, shown = article.figures

    assert (lead.src, lead.role) == ("https://pics.example/a/download", Role.LEAD)
    assert (words(shown.caption), shown.credit_line, shown.record) == ("Two.", None, ())


def test_a_superdesk_picture_says_its_alternative_text_as_the_body() -> None:
    picture = {
        **NINJS_1["associations"]["main"],
        "body_text": "A white ferry",
        "pubstatus": "usable",
    }

    assert words(only_figure(read_article(written(picture), "a.json")).alt_text) == "A white ferry"


def test_a_package_shows_its_pictures_and_holds_texts_of_its_own() -> None:
    package = {
        "uri": "urn:example:package",
        "type": "composite",
        "versioncreated": "2024-03-05T14:20:00Z",
        "headline": "Ferries",
        "associations": {
            "story": NINJS_1,
            "inner": {"type": "composite", "associations": NINJS_1["associations"]},
        },
    }

    whole, story = read_articles(written(package), "package.json")

    assert [one.src for one in whole.figures] == ["ferry.jpg"]
    assert story.item == "urn:example:desk:ferry-1"
    assert [one.src for one in story.figures] == ["ferry.jpg"]


@pytest.mark.parametrize(
    "wrapped",
    [
        [NINJS_1, NINJS_3],
        {"_items": [NINJS_1, NINJS_3]},
        {"data": {"items": [{"meta": {}, "item": NINJS_1}, {"meta": {}, "item": NINJS_3}]}},
    ],
)
def test_many_items(wrapped: object) -> None:
    articles = list(read_articles(written(wrapped), "feed.json"))

    assert [one.item for one in articles] == [
        "urn:example:desk:ferry-1",
        "urn:example:desk:ferry-3",
    ]
    assert all(len(one.figures) == 1 for one in articles)


def test_one_item_a_line() -> None:
    lines = b"\n".join(json.dumps(one).encode() for one in (NINJS_1, NINJS_3))

    assert len(list(read_articles(lines, "feed.json"))) == 2


@pytest.mark.parametrize("kind", ["event", "video", "audio"])
def test_an_item_without_article_or_picture_is_refused(kind: str) -> None:
    item = {"uri": "urn:example:x", "type": kind, "headlines": [{"value": "A match"}]}

    with pytest.raises(ReadError, match=f"is a ninjs {kind} item: holds no article or picture"):
        list(read_articles(written(item), "item.json"))


def test_other_items_are_passed_over_among_articles() -> None:
    event = {"uri": "urn:example:x", "type": "event", "headlines": [{"value": "A match"}]}

    assert len(list(read_articles(written([event, NINJS_1]), "feed.json"))) == 1


def test_other_json_is_no_ninjs() -> None:
    with pytest.raises(ReadError, match="no reader for what this"):
        read_articles(written({"uri": "/about", "title": "About"}), "data.json")
