"""ANS: stories, galleries and pictures of Arc XP, with what their fields say."""

import json

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article, read_articles
from support.news_json import ANS_HANDOUT, ANS_PICTURE, ANS_STORY


def read(item: object) -> Article:
    return read_article(json.dumps(item).encode(), "story.json")


def words(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def test_a_story() -> None:
    article = read(ANS_STORY)

    assert (article.format, article.item, article.language) == ("ans", "STORY01", "en")
    assert words(article.headline) == "Ferry returns"
    assert words(article.description) == "After a winter in dock"
    assert words(article.section) == "The North"
    assert words(article.dateline) == "Wharton, England"
    assert article.byline_names == ("Ann Hoxley",)
    assert article.body.text == "The ferry “Irwell” is back.\n\nTwo decks\n\nIt left in May."
    assert article.dates_published[0].passage.text == "2024-03-05T14:20:00Z"
    assert article.dates_modified[0].passage.text == "2024-03-06T08:00:00Z"


def test_pictures_stand_where_the_story_shows_them() -> None:
    found = read(ANS_STORY).figures

    assert [(one.src.rpartition("/")[2], words(one.caption)) for one in found] == [
        ("pier.jpg", "The pier."),
        ("map.png", "Map"),
        ("ferry.jpg", "The Irwell at the pier."),
    ]


def test_a_picture_that_only_opens_the_story_leads() -> None:
    story = {**ANS_STORY, "content_elements": ANS_STORY["content_elements"][:4]}

    lead, other = read(story).figures

    assert (lead.src, lead.role) == ("https://cdn.example/ferry.jpg", Role.LEAD)
    assert lead.record_path == "promo_items.basic"
    assert other.role is Role.INLINE


def test_a_video_is_opened_by_its_own_picture() -> None:
    video = {"type": "video", "promo_items": {"basic": ANS_PICTURE}}
    story = {
        **ANS_STORY,
        "content_elements": [],
        "promo_items": {"lead_art": video, "basic": ANS_HANDOUT},
    }

    assert [one.src for one in read(story).figures] == ["https://cdn.example/ferry.jpg"]


def test_a_picture() -> None:
    article = read(ANS_PICTURE)
    (figure,) = article.figures

    assert words(figure.caption) == "The Irwell at the pier."
    assert words(figure.credit_line) == "Tom Brack/Northern Pictures"
    assert words(figure.alt_text) == "A white ferry"
    assert not figure.lacks_alt
    assert (figure.width, figure.height, figure.role) == (900, 600, Role.LEAD)
    assert [one.path for one in figure.record] == [
        "copyright",
        "additional_properties.takenOn",
        "address.locality",
        "address.region",
        "address.country_name",
    ]
    assert article.byline is None


def test_every_field_leads_to_the_file() -> None:
    article = read(ANS_PICTURE)
    (figure,) = article.figures
    text = article.source.text

    assert figure.credit_line is not None
    runs = figure.credit_line.runs
    assert [text[run.source_start : run.source_start + run.source_length] for run in runs] == [
        "Tom Brack",
        "Northern Pictures",
    ]
    assert text[figure.span.start : figure.span.end] == "https://cdn.example/ferry.jpg"


def test_vanity_credits_stand_for_the_others() -> None:
    vanity = {"by": [{"name": "The Newsroom"}]}
    (figure,) = read({**ANS_PICTURE, "vanity_credits": vanity}).figures

    assert words(figure.credit_line) == "The Newsroom"


def test_the_distributor_is_the_credit_where_there_is_no_other() -> None:
    (figure,) = read(ANS_HANDOUT).figures

    assert words(figure.credit_line) == "Wharton Archive"
    assert figure.lacks_alt


def test_a_gallery() -> None:
    gallery = {
        "_id": "G1",
        "type": "gallery",
        "version": "0.10.9",
        "headlines": {"basic": "Ferries"},
        "content_elements": [ANS_PICTURE, ANS_HANDOUT],
    }

    assert [one.role for one in read(gallery).figures] == [Role.GALLERY] * 2


@pytest.mark.parametrize("kind", ["results", "collection"])
def test_a_list_of_items(kind: str) -> None:
    found = {"type": kind, "version": "0.10.9", "content_elements": [ANS_STORY, ANS_PICTURE]}

    articles = list(read_articles(json.dumps(found).encode(), "results.json"))

    assert [one.item for one in articles] == ["STORY01", "FERRY01"]


def test_what_is_no_article_is_refused() -> None:
    video = {"type": "video", "version": "0.10.9", "_id": "V1"}

    with pytest.raises(ReadError, match="is an ANS video item: holds no article or picture"):
        list(read_articles(json.dumps(video).encode(), "video.json"))
