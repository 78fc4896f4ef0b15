"""ninjs, versions 1 to 3: what an item says of its story and its pictures, and where."""

import json

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Figure, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles

FERRY_1 = {
    "uri": "urn:example:desk:ferry-1",
    "type": "text",
    "versioncreated": "2024-03-05T14:20:00Z",
    "firstcreated": "2024-03-05T09:00:00Z",
    "language": "en-GB",
    "headline": "Ferry returns to Wharton Pier",
    "byline": "By Ann Hoxley",
    "located": "Wharton, England",
    "description_text": "The ferry is back after a winter in dock.",
    "body_text": "The ferry is back.\n\nIt left in May.",
    "body_xhtml": "<p>The ferry \u201cIrwell\u201d is back.</p><p>It left in May.</p>",
    "associations": {
        "main": {
            "uri": "urn:example:desk:ferry-1-pic",
            "type": "picture",
            "headline": "Ferry",
            "byline": "Tom Brack",
            "description_text": "The ferry <b>Irwell</b> at the pier on 4 March 2024.",
            "copyrightholder": "Northern Pictures",
            "contentcreated": "2024-03-04T10:00:00Z",
            "located": "Liverpool",
            "infosources": [{"name": "Northern Pictures"}],
            "renditions": {
                "thumb": {"href": "thumb.jpg", "mimetype": "image/jpeg", "width": 90, "height": 60},
                "original": {
                    "href": "ferry.jpg",
                    "mimetype": "image/jpeg",
                    "width": 900,
                    "height": 600,
                },
                "clip": {
                    "href": "ferry.mp4",
                    "mimetype": "video/mp4",
                    "width": 1900,
                    "height": 900,
                },
            },
        },
        "sound": {"uri": "urn:example:sound", "type": "audio", "renditions": {}},
    },
}
FERRY_3 = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "urn:example:desk:ferry-3",
    "type": "text",
    "versionCreated": "2024-03-05T14:20:00Z",
    "by": "Ann Hoxley",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry returns"}],
    "descriptions": [{"role": "summary", "contentType": "text/plain", "value": "It is back."}],
    "bodies": [
        {"role": "nitf", "contentType": "application/xml", "value": "<nitf><p>No.</p></nitf>"},
        {"role": "text", "contentType": "text/plain", "value": "The ferry is back."},
        {
            "role": "html",
            "contentType": "text/html",
            "value": "<h1>Ferry returns</h1><p>WHARTON, England (AP) -- It is back.</p><figure>"
            '<img src="https://pics.example/ferry-small.jpg" alt="A ferry">'
            "<figcaption>The ferry on Monday.</figcaption></figure>",
        },
    ],
    "associations": [
        {
            "name": "p1",
            "type": "picture",
            "uri": "urn:example:desk:pic-3",
            "by": "Tom Brack",
            "descriptions": [
                {"role": "creditline", "value": "Northern Pictures"},
                {"role": "caption", "value": "The ferry Irwell."},
            ],
            "usageTerms": "Not for resale.",
            "renditions": [
                {
                    "name": "small",
                    "href": "https://pics.example/ferry-small.jpg",
                    "width": 90,
                    "height": 60,
                },
                {
                    "name": "hires",
                    "href": "https://pics.example/ferry.jpg",
                    "width": 900,
                    "height": 600,
                },
            ],
        }
    ],
}


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
    article = read_article(written(FERRY_1), "ferry.json")

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
    article = read_article(written(FERRY_1), "ferry.json")
    figure = only_figure(article)

    assert figure.src == "ferry.jpg"
    assert (figure.width, figure.height, figure.alternatives) == (900, 600, ("thumb.jpg",))
    assert words(figure.caption) == "The ferry Irwell at the pier on 4 March 2024."
    assert words(figure.credit_line) == "Tom Brack/Northern Pictures"
    assert figure.record_path == "associations.main.renditions.original.href"
    assert [(one.path.rpartition(".")[2], one.value.text) for one in figure.record] == [
        ("copyrightholder", "Northern Pictures"),
        ("contentcreated", "2024-03-04T10:00:00Z"),
        ("located", "Liverpool"),
        ("headline", "Ferry"),
    ]


def test_places_lead_to_the_file() -> None:
    article = read_article(written(FERRY_1), "ferry.json")
    figure = only_figure(article)

    assert source_of(article, article.headline) == "Ferry returns to Wharton Pier"
    assert source_of(article, figure.caption).startswith("The ferry <b>Irwell</b> at the pier")
    assert article.source.text[figure.span.start : figure.span.end] == "ferry.jpg"
    at = article.body.text.index("“Irwell”")
    place = article.body.locate(type(figure.span)(at, at + 8))
    assert place is not None
    assert article.source.text[place.start : place.end] == r"\u201cIrwell\u201d"


def test_a_text_of_version_3_with_a_picture_that_it_shows() -> None:
    article = read_article(written(FERRY_3), "ferry.json")
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
    item = {**FERRY_3["associations"][0], "versionCreated": "2024-03-05T14:20:00Z"}  # type: ignore[index]
    article = read_article(written(item), "picture.json")
    figure = only_figure(article)

    assert figure.role is Role.LEAD
    assert words(figure.caption) == "The ferry Irwell."
    assert article.body.text == ""
    assert article.byline is None


def test_a_credit_that_names_the_supplier_already_stands_alone() -> None:
    picture = {
        **FERRY_1["associations"]["main"],  # type: ignore[index]
        "byline": "Tom Brack/Northern Pictures",
        "versioncreated": "2024-03-05T14:20:00Z",
    }

    article = read_article(written(picture), "picture.json")

    assert words(only_figure(article).credit_line) == "Tom Brack/Northern Pictures"


def test_a_superdesk_picture_says_its_alternative_text_as_the_body() -> None:
    picture = {
        **FERRY_1["associations"]["main"],  # type: ignore[index]
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
            "story": FERRY_1,
            "inner": {"type": "composite", "associations": FERRY_1["associations"]},
        },
    }

    whole, story = read_articles(written(package), "package.json")

    assert [one.src for one in whole.figures] == ["ferry.jpg"]
    assert story.item == "urn:example:desk:ferry-1"
    assert [one.src for one in story.figures] == ["ferry.jpg"]


@pytest.mark.parametrize(
    "wrapped",
    [
        [FERRY_1, FERRY_3],
        {"_items": [FERRY_1, FERRY_3]},
        {"data": {"items": [{"meta": {}, "item": FERRY_1}, {"meta": {}, "item": FERRY_3}]}},
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
    lines = b"\n".join(json.dumps(one).encode() for one in (FERRY_1, FERRY_3))

    assert len(list(read_articles(lines, "feed.json"))) == 2


@pytest.mark.parametrize("kind", ["event", "video", "audio"])
def test_an_item_without_article_or_picture_is_refused(kind: str) -> None:
    item = {"uri": "urn:example:x", "type": kind, "headlines": [{"value": "A match"}]}

    with pytest.raises(ReadError, match=f"is a ninjs {kind} item: holds no article or picture"):
        list(read_articles(written(item), "item.json"))


def test_other_items_are_passed_over_among_articles() -> None:
    event = {"uri": "urn:example:x", "type": "event", "headlines": [{"value": "A match"}]}

    assert len(list(read_articles(written([event, FERRY_1]), "feed.json"))) == 1


def test_other_json_is_no_ninjs() -> None:
    with pytest.raises(ReadError, match="no reader for what this"):
        read_articles(written({"uri": "/about", "title": "About"}), "data.json")
