"""WordPress' REST API: posts with their featured picture, and media."""

import json

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles
from support.news_json import WORDPRESS_MEDIUM, WORDPRESS_POST


def read(item: object) -> Article:
    return read_article(json.dumps(item).encode(), "post.json")


def words(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def test_a_post() -> None:
    article = read(WORDPRESS_POST)

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
    article = read(WORDPRESS_POST)
    lead, other = article.figures

    assert (lead.src, lead.role) == ("https://paper.example/up/ferry.jpg", Role.LEAD)
    assert words(lead.caption) == "The Irwell at the pier. Photo: Tom Brack"
    assert words(lead.alt_text) == "A white ferry"
    assert (lead.width, lead.height) == (900, 600)
    assert words(other.caption) == "The pier. Photo: Ann Hoxley"
    assert other.role is Role.INLINE


def test_what_wordpress_kept_of_the_file_is_recorded() -> None:
    article = read(WORDPRESS_POST)
    lead = article.figures[0]

    assert [(one.path.rpartition(".")[2], one.value.text) for one in lead.record] == [
        ("credit", "Tom Brack"),
        ("copyright", "Northern Pictures"),
        ("created_timestamp", "2019-02-11T00:00:00"),
    ]
    taken = lead.record[-1].value.span
    assert taken is not None
    assert article.source.text[taken.start : taken.end] == "1549843200"


def test_a_featured_picture_that_the_text_shows_stands_there_alone() -> None:
    content = WORDPRESS_POST["content"]["rendered"].replace("wp-image-33", "wp-image-34")
    (figure,) = read({**WORDPRESS_POST, "content": {"rendered": content}}).figures

    assert words(figure.caption) == "The pier. Photo: Ann Hoxley"
    assert [one.value.text for one in figure.record][:1] == ["Tom Brack"]


def test_text_as_it_is_stored_is_read_with_its_shortcodes() -> None:
    raw = '[caption width="300"]<img src="pier.jpg" alt="Pier"> The pier.[/caption]\n\nIt is back.'
    article = read(
        {**WORDPRESS_POST, "content": {"raw": raw}, "featured_media": 0, "_embedded": {}}
    )
    (figure,) = article.figures

    assert (figure.src, words(figure.caption)) == ("pier.jpg", "The pier.")
    assert article.body.text == "It is back."


def test_a_picture_that_may_not_be_embedded_is_none() -> None:
    refused = {"code": "rest_forbidden", "message": "No.", "data": {"status": 401}}

    article = read({**WORDPRESS_POST, "_embedded": {"wp:featuredmedia": [refused]}})

    assert [one.src for one in article.figures] == ["https://paper.example/up/pier-300x200.jpg"]


def test_posts_and_pictures_in_one_list() -> None:
    document = {**WORDPRESS_MEDIUM, "id": 35, "media_type": "file", "mime_type": "application/pdf"}
    data = json.dumps([WORDPRESS_POST, document, WORDPRESS_MEDIUM]).encode()

    post, picture = read_articles(data, "all.json")

    assert (post.item, picture.item) == ("12", "34")
    assert words(picture.headline) == "ferry"
    assert [one.role for one in picture.figures] == [Role.LEAD]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            {**WORDPRESS_MEDIUM, "mime_type": "application/pdf"},
            "a WordPress medium of the kind application/pdf",
        ),
        ({"code": "rest_no_route", "message": "No route"}, "an error of WordPress: No route"),
    ],
)
def test_what_is_no_article_is_refused(given: object, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        list(read_articles(json.dumps(given).encode(), "media.json", "wordpress-rest"))
