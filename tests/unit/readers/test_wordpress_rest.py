"""WordPress' REST API: posts with their featured picture, and media."""

import json
from typing import Any

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles

FERRY: dict[str, Any] = {
    "id": 34,
    "date": "2024-03-04T09:00:00",
    "type": "attachment",
    "title": {"rendered": "ferry"},
    "caption": {"rendered": "<p>The <em>Irwell</em> at the pier. Photo: Tom Brack</p>\n"},
    "alt_text": "A white ferry",
    "media_type": "image",
    "mime_type": "image/jpeg",
    "media_details": {
        "width": 900,
        "height": 600,
        "image_meta": {
            "credit": "Tom Brack",
            "copyright": "Northern Pictures",
            "caption": "",
            "created_timestamp": "1549843200",
        },
    },
    "source_url": "https://paper.example/up/ferry.jpg",
}
POST: dict[str, Any] = {
    "id": 12,
    "date": "2024-03-05T08:00:00",
    "date_gmt": "2024-03-05T07:00:00",
    "modified": "2024-03-06T08:00:00",
    "guid": {"rendered": "https://paper.example/?p=12"},
    "type": "post",
    "title": {"rendered": "Ferry&#8217;s back"},
    "content": {
        "rendered": '\n<p>WHARTON (AP) &#8212; It is back.</p>\n\n<figure class="wp-block-image">'
        '<img src="https://paper.example/up/pier-300x200.jpg" alt="Pier" class="wp-image-33"/>'
        '<figcaption class="wp-element-caption">The pier. Photo: Ann Hoxley</figcaption>'
        "</figure>\n",
        "protected": False,
    },
    "excerpt": {"rendered": "<p>It is back. [&hellip;]</p>\n", "protected": False},
    "featured_media": 34,
    "_embedded": {
        "author": [{"id": 2, "name": "Max Roe"}],
        "wp:featuredmedia": [FERRY],
        "wp:term": [[{"id": 1, "name": "News &amp; more", "taxonomy": "category"}], []],
    },
}


def read(item: object) -> Article:
    return read_article(json.dumps(item).encode(), "post.json")


def words(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def test_a_post() -> None:
    article = read(POST)

    assert (article.format, article.item) == ("wordpress-rest", "12")
    assert words(article.headline) == "Ferry’s back"
    assert words(article.description) == "It is back. […]"
    assert words(article.section) == "News & more"
    assert words(article.dateline) == "WHARTON"
    assert article.byline_names == ("Max Roe",)
    assert article.body.text == "WHARTON (AP) — It is back."
    assert article.dates_published[0].passage.text == "2024-03-05T08:00:00"
    assert article.dates_modified[0].passage.text == "2024-03-06T08:00:00"


def test_the_featured_picture_leads() -> None:
    article = read(POST)
    lead, other = article.figures

    assert (lead.src, lead.role) == ("https://paper.example/up/ferry.jpg", Role.LEAD)
    assert words(lead.caption) == "The Irwell at the pier. Photo: Tom Brack"
    assert words(lead.alt_text) == "A white ferry"
    assert (lead.width, lead.height) == (900, 600)
    assert words(other.caption) == "The pier. Photo: Ann Hoxley"
    assert other.role is Role.INLINE


def test_what_wordpress_kept_of_the_file_is_recorded() -> None:
    article = read(POST)
    lead = article.figures[0]

    assert [(one.path.rpartition(".")[2], one.value.text) for one in lead.record] == [
        ("credit", "Tom Brack"),
        ("copyright", "Northern Pictures"),
        ("created_timestamp", "2019-02-11"),
    ]
    taken = lead.record[-1].value.span
    assert taken is not None
    assert article.source.text[taken.start : taken.end] == "1549843200"


def test_a_featured_picture_that_the_text_shows_stands_there_alone() -> None:
    content = POST["content"]["rendered"].replace("wp-image-33", "wp-image-34")
    (figure,) = read({**POST, "content": {"rendered": content}}).figures

    assert words(figure.caption) == "The pier. Photo: Ann Hoxley"
    assert [one.value.text for one in figure.record][:1] == ["Tom Brack"]


def test_text_as_it_is_stored_is_read_with_its_shortcodes() -> None:
    raw = '[caption width="300"]<img src="pier.jpg" alt="Pier"> The pier.[/caption]\n\nIt is back.'
    article = read({**POST, "content": {"raw": raw}, "featured_media": 0, "_embedded": {}})
    (figure,) = article.figures

    assert (figure.src, words(figure.caption)) == ("pier.jpg", "The pier.")
    assert article.body.text == "It is back."


def test_a_picture_that_may_not_be_embedded_is_none() -> None:
    refused = {"code": "rest_forbidden", "message": "No.", "data": {"status": 401}}

    article = read({**POST, "_embedded": {"wp:featuredmedia": [refused]}})

    assert [one.src for one in article.figures] == ["https://paper.example/up/pier-300x200.jpg"]


def test_posts_and_pictures_in_one_list() -> None:
    document = {**FERRY, "id": 35, "media_type": "file", "mime_type": "application/pdf"}
    data = json.dumps([POST, document, FERRY]).encode()

    post, picture = read_articles(data, "all.json")

    assert (post.item, picture.item) == ("12", "34")
    assert words(picture.headline) == "ferry"
    assert [one.role for one in picture.figures] == [Role.LEAD]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            {**FERRY, "mime_type": "application/pdf"},
            "a WordPress medium of the kind application/pdf",
        ),
        ({"code": "rest_no_route", "message": "No route"}, "an error of WordPress: No route"),
    ],
)
def test_what_is_no_article_is_refused(given: object, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        list(read_articles(json.dumps(given).encode(), "media.json", "wordpress-rest"))
