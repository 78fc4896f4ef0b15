"""Where Markdown's images stand when letters of several bytes come before, in and behind them."""

from __future__ import annotations

import time

import pytest

from capaudit.model.article import Article
from capaudit.readers import read_article

TEXTS = {
    "after words": "Übung in Łódź.\n\n![Żółw 🐢](żółw.jpg)\n\nКінець.\n\n![ok](b.jpg)\n",
    "an image in the words of another": (
        "ö ![Ä ![ü](inner.jpg) 写真](outer.jpg) и ![ß](b.jpg)\n\nКінець.\n"
    ),
    "emphasis in the words": "é ![**Ä** *ü `ß`* 写](a.jpg) и ![ß](b.jpg)\n\nКінець.\n",
    "after a block of HTML": (
        '<div>Ä <b>ö</b>\nи <img src="ü.jpg" alt="ß">\n</div>\n\nю ![写](b.jpg)\n'
    ),
    "in a list": "- ä ![ü](a.jpg)\n  - 写 ![ö](b.jpg)\n- и\n\nє ![ї](c.jpg)\n",
    "after front matter": "---\ntitle: Ä 写真\n---\nü ![ö](a.jpg)\n\n> ß ![и](b.jpg)\n",
}


def _read(text: str) -> Article:
    return read_article(text.encode(), "boats.md")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_each_reference_stands_where_its_span_says(text: str) -> None:
    figures = _read(text).figures
    places = [one.src_span for one in figures]
    assert [text[one.start : one.end] for one in places if one] == [one.src for one in figures]
    assert len(figures) == text.count("](") + text.count("<img") - text.count("](inner")


def test_the_words_of_an_image_lead_back_through_the_image_inside() -> None:
    text = TEXTS["an image in the words of another"]
    label = _read(text).figures[0].label
    assert label is not None
    assert label.text == "Ä ü 写真"
    assert [text[run.source_start :][: run.source_length] for run in label.runs] == [
        "Ä ",
        "ü",
        " 写真",
    ]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_each_letter_of_the_body_leads_back_to_itself(text: str) -> None:
    body = _read(text).body
    assert body.runs
    for run in body.runs:
        words = body.text[run.text_start :][: run.text_length]
        assert text[run.source_start :][: run.source_length] == words


def test_time_grows_with_the_length_of_nested_images() -> None:
    """Where they end is asked once for each, not by a walk over all that is inside it."""

    def seconds(count: int) -> float:
        text = "é![ä" * count + "](x.jpg)" * count
        best = 60.0
        for _ in range(2):
            started = time.process_time()
            assert _read(text).figures[0].src == "x.jpg"
            best = min(best, time.process_time() - started)
        return best

    assert seconds(16_000) < 8 * seconds(4_000)


def test_the_fence_of_a_note_may_open_the_text() -> None:
    """Fences print nothing, be they the first line, one after another, or the last."""
    article = _read(":::tip\n:::note\nA boat.\n\n![boat](a.jpg)\n:::\n:::")
    assert ":" not in article.body.text
    assert "A boat." in article.body.text
