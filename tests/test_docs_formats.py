"""`docs/formats.md` knows every format, and its examples do what it says."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from capaudit.config import load_config
from capaudit.config.settings import SiteName
from capaudit.readers import READERS, read_article
from capaudit.readers.site_kinds import SITE_KINDS

PAGE = (Path(__file__).parents[1] / "docs/formats.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
# Languages of the examples that stand in Markdown articles.
IN_MARKDOWN = {"njk": "md", "liquid": "md", "obsidian": "md"}
REQUESTS = [(kind, text) for kind, text in BLOCKS if "capaudit: ignore" in text]


@pytest.mark.parametrize("suffix", [one for each in READERS.values() for one in each.suffixes])
def test_every_suffix_is_named(suffix: str) -> None:
    assert f"`{suffix}`" in PAGE


@pytest.mark.parametrize("kind", [one.name for one in SITE_KINDS])
def test_every_kind_of_site_is_named(kind: str) -> None:
    assert f"`{kind}`" in PAGE


def test_the_configuration_knows_the_same_kinds_of_site() -> None:
    assert list(get_args(SiteName)) == [one.name for one in SITE_KINDS]


@pytest.mark.parametrize(("kind", "text"), REQUESTS, ids=[kind for kind, _ in REQUESTS])
def test_requests_to_ignore_are_understood(kind: str, text: str) -> None:
    path = f"story.{IN_MARKDOWN.get(kind, kind)}"
    (ignore,) = read_article(f"Words.\n\n{text}More words.\n".encode(), path).ignores

    assert (ignore.codes, ignore.line) == (("CRD001",), 4)


def test_there_is_an_example_for_each_form() -> None:
    assert len(REQUESTS) == 7


def test_requests_for_whole_articles_are_understood() -> None:
    (front,) = [text for kind, text in BLOCKS if kind == "yaml"]
    (markdown,) = read_article(f"---\n{front}---\nWords.\n".encode(), "a.md").ignores
    (other,) = read_article(
        b"Title\n=====\n\n:capaudit-ignore: CRD001\n\nWords.\n", "a.rst"
    ).ignores

    assert (markdown.codes, markdown.line) == (other.codes, other.line) == (("CRD001",), None)


def test_the_configuration_is_one(tmp_path: Path) -> None:
    text = "".join(text for kind, text in BLOCKS if kind == "toml")
    (tmp_path / "capaudit.toml").write_text(text, "utf-8")

    config, written = load_config(tmp_path), tomllib.loads(text)
    assert config.image_tags.keys() == written["image-tags"].keys()
    assert config.body_text == written["body-text"]
