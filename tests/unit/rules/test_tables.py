"""Placeholders, file names and topics: what counts as one and what does not."""

from __future__ import annotations

import pytest

from capaudit.data.decoration import names_decoration
from capaudit.data.file_names import is_file_name, spells_file_name, stem_of
from capaudit.data.placeholders import is_placeholder_caption, is_placeholder_credit
from capaudit.data.wording import Topic, speaks_of, tells_an_action


@pytest.mark.parametrize(
    "text",
    [
        "Caption here",
        "[Image Description]",
        "CAPTION TK",
        "Photos by Xxxxx",
        "TKTK",
        "(TK)",
        "Lorem ipsum dolor sit amet",
        "Bildunterschrift",
        "lot number",
        "undefined",
    ],
)
def test_placeholder_captions(text: str) -> None:
    assert is_placeholder_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Todo",
        "Todo el pueblo baila en la plaza.",
        "Shoppers leave a TK Maxx store.",
        "The caption here was written by hand in 1911",
        "Super Bowl XXXI fans",
        "Image of the dam",
        "",
    ],
)
def test_real_captions(text: str) -> None:
    assert not is_placeholder_caption(text)


@pytest.mark.parametrize(
    "text",
    ["©", "Credit:", "(Credit too long, see caption)", "Photos by Xxxxx", "Photo courtesy of", "-"],
)
def test_placeholder_credits(text: str) -> None:
    assert is_placeholder_credit(text)


@pytest.mark.parametrize("text", ["© AFP", "Photo: Jane Doe", "Courtesy of Leeds Library", "X"])
def test_real_credits(text: str) -> None:
    assert not is_placeholder_credit(text)


@pytest.mark.parametrize(
    ("text", "src"),
    [
        ("IMG_1234", "a.jpg"),
        ("DSC0001.JPG", "a.jpg"),
        ("_DSC4711", "a.jpg"),
        ("Screenshot 2024-05-03 at 10.22.41", "a.png"),
        ("Screen Shot 2020-01-02 at 9.03.11 AM", "a.png"),
        ("WhatsApp Image 2021-04-05 at 10.11.12", "a.jpg"),
        ("20240503_102241", "a.jpg"),
        ("ferry_pier", "/img/ferry_pier-1024x768.jpg"),
        ("493901-ferry", "/img/493901-ferry_370_237.webp"),
        ("market-square-leeds", "market-square-leeds.jpg"),
        ("cover.png", "a.png"),
    ],
)
def test_file_names(text: str, src: str) -> None:
    assert is_file_name(text, src)


@pytest.mark.parametrize(
    ("text", "src"),
    [
        ("covid-19", "covid-19.jpg"),
        ("Jane Doe", "jane-doe.jpg"),
        ("Berlin", "berlin.jpg"),
        ("The file is saved as cover.png", "a.png"),
        ("Screenshot of the map", "map.png"),
        ("Photo 51", "photo-51.jpg"),
        ("2024", "2024.png"),
        ("", "a.jpg"),
    ],
)
def test_no_file_names(text: str, src: str) -> None:
    assert not is_file_name(text, src)


def test_spelt_file_names() -> None:
    assert spells_file_name("ferry pier", "ferry-pier.jpg")
    assert not spells_file_name("Ferry pier", "ferry-pier.jpg")
    assert not spells_file_name("ferry at the pier", "ferry-pier.jpg")


def test_stems() -> None:
    assert stem_of("/img/2024/ferry%20pier.v2.jpg?w=300#x") == "ferry pier.v2"


def test_decoration() -> None:
    assert names_decoration("site-logo-2x.png")
    assert not names_decoration("iconic-building.jpg")


def test_topics() -> None:
    assert speaks_of(Topic.FUTURE, "The bridge, due to open in 2027")
    assert speaks_of(Topic.AI, "KI-generiertes Bild")
    assert speaks_of(Topic.AI, "Image generated with AI")
    assert not speaks_of(Topic.AI, "Paint on the air raid wall")


def test_actions() -> None:
    assert tells_an_action("Volunteers carry sandbags along the river.")
    assert tells_an_action("A nurse carries a child.")
    assert tells_an_action("Ministers, watched by crowds, embrace.")
    assert not tells_an_action("Arturo Lindqvist, mayor of Leeds")
    assert not tells_an_action("Arturo Lindqvist, director of the study, in March 2020")
