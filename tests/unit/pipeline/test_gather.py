"""What of an article's text is read depends on what is said of its images."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.evidence import ArticleEvidence
from capaudit.pipeline import make_desk
from capaudit.pipeline.gather import gather
from capaudit.readers import read_article

TEXT = "Minister Halina Brodzka opened the dam in Leeds on May 3, 2024."
NAMES = {Property.LOCATION_CREATED, Property.PERSON_SHOWN}
FIGURE = '<figure><img src="dam.jpg" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


def _gathered(folder: Path, markup: str) -> ArticleEvidence:
    desk = make_desk(Config(), folder)
    return gather(read_article(f"{TEXT}\n\n{markup}\n".encode(), "dam.md"), desk)


def _mentioned(evidence: ArticleEvidence) -> set[Property]:
    def is_of_the_body(claim: AnyClaim) -> bool:
        return claim.origin.source is Source.BODY

    return {claim.property for claim in filter(is_of_the_body, evidence.shared.claims)}


def test_a_text_beside_an_image_without_words_is_not_read(tmp_path: Path) -> None:
    assert _mentioned(_gathered(tmp_path, "![](dam.jpg)")) == set()


@pytest.mark.parametrize(
    ("alt", "caption"),
    [("The minister at the dam", ""), ("", "The minister opens the dam.")],
    ids=["alternative text", "caption"],
)
def test_names_are_sought_beside_any_words(tmp_path: Path, alt: str, caption: str) -> None:
    markup = FIGURE.format(alt=alt, caption=caption)
    assert _mentioned(_gathered(tmp_path, markup)) == NAMES


def test_dates_are_sought_beside_a_dated_caption(tmp_path: Path) -> None:
    markup = FIGURE.format(alt="", caption="The minister opens the dam on May 3, 2024.")
    assert _mentioned(_gathered(tmp_path, markup)) == {*NAMES, Property.DATE_CREATED}


def test_one_dated_caption_among_several_images_is_enough(tmp_path: Path) -> None:
    dated = FIGURE.format(alt="", caption="The minister opens the dam on May 3, 2024.")
    evidence = _gathered(tmp_path, f"![](first.jpg)\n\n{dated}\n\n![](last.jpg)")
    assert len(evidence.images) == 3
    assert _mentioned(evidence) == {*NAMES, Property.DATE_CREATED}
