"""Scraped pages: trafilatura tells the story, the places stay the page's own."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import msgspec
import pytest

from capaudit.config import Config, load_config
from capaudit.errors import UsageError
from capaudit.model.article import Article
from capaudit.pipeline.desk import make_desk
from capaudit.readers import NO_SITE, main_text, read_article

SCRAPED = msgspec.structs.replace(NO_SITE, is_scraped=True)
has_library = pytest.mark.skipif(
    importlib.util.find_spec("trafilatura") is None, reason="the extra scrape is not installed"
)
PAGE = """<!doctype html><html lang="en"><head><title>Ferry returns</title></head><body>
<div class="x1"><a href="/a">Harbour fees rise in Selby again this year</a>
<a href="/b">Council of Goole votes on the new bridge tonight</a>
<a href="/c">Ten pictures of the storm in Whitby that you must see</a></div>
<div class="x2"><h1>The ferry is back</h1>
<p>The ferry to the islands runs again, eleven weeks after the storm tore the pier away, and the
first cars rolled aboard shortly after dawn on Tuesday.</p>
<figure><img src="ferry.jpg" alt="A ferry"><figcaption>A ferry leaves Selby on 3 May 2021.
</figcaption></figure>
<p>Engineers rebuilt the pier on forty piles of steel, which the harbour master, Mara Lindt, called
the most solid work that the town had seen since the railway came.</p>
<p>The islanders had been supplied by fishing boats in the meantime, and the school had taught its
lessons over the telephone for most of the spring.</p></div>
<div class="x3"><p><a href="/d">Sign up here</a> <a href="/e">Share this</a>
<a href="/f">More from Goole</a></p></div></body></html>
"""


def read(page: str, *, scraped: bool = True) -> Article:
    article = read_article(page.encode(), "a.html", site=SCRAPED if scraped else NO_SITE)
    for run in article.body.runs:
        said = article.body.text[run.text_start : run.text_start + run.text_length]
        source = article.source.text[run.source_start : run.source_start + run.source_length]
        if run.text_length == run.source_length:
            assert said.split() == source.split()
    return article


@has_library
def test_what_stands_around_the_story_is_left_out() -> None:
    own, main = read(PAGE, scraped=False), read(PAGE)
    assert "Council of Goole" in own.body.text
    assert "Council of Goole" not in main.body.text
    assert "Mara Lindt" in main.body.text
    assert "lessons over the telephone" in main.body.text


@has_library
def test_figures_and_headline_are_the_same() -> None:
    own, main = read(PAGE, scraped=False), read(PAGE)
    assert main.figures == own.figures
    assert main.headline == own.headline


@has_library
@pytest.mark.parametrize("page", ["", "<p>Short.</p>", "<html><body>", "\x00<p>", "<p>" * 500])
def test_a_page_without_a_story_keeps_its_own_text(page: str) -> None:
    assert read(page).body.text == read(page, scraped=False).body.text


def test_a_library_that_fails_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_text, "_extracted", lambda page: "")
    assert read(PAGE).body.text == read(PAGE, scraped=False).body.text


def test_without_the_extra_the_setting_is_a_mistake_with_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_text, "find_spec", lambda name: None)
    with pytest.raises(UsageError) as raised:
        make_desk(Config(root=tmp_path, body_text="trafilatura"), tmp_path)
    assert raised.value.hint == "pip install 'capaudit[scrape]'"


def test_the_configuration_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "capaudit.toml").write_text('body-text = "trafilatura"\n', "utf-8")
    assert load_config(tmp_path / "capaudit.toml").body_text == "trafilatura"
