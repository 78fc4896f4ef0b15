"""Which references name one image."""

from __future__ import annotations

import pytest

from capaudit.model.article import Figure
from capaudit.model.image import FileState, ImageFile
from capaudit.model.text import Span
from capaudit.pipeline.image_keys import image_key, picture_name

UNKNOWN = ImageFile(state=FileState.UNVERIFIED)


def key(src: str, article: str = "posts/a.md", *, by_template: bool = False) -> str | None:
    figure = Figure(index=0, src=src, span=Span(0, 1), by_template=by_template)
    return image_key(figure, article, ".", UNKNOWN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://cdn.example/a.jpg", "//CDN.example/a.jpg#top"),
        ("https://cdn.example/a.jpg?w=300&h=200", "http://cdn.example/a.jpg"),
        ("https://cdn.example/a-300x200.jpg", "https://cdn.example/a.jpg?ver=3"),
        ("https://cdn.example/b%20c.jpg", "https://cdn.example/b c.jpg"),
        ("/images/a@2x.png", "/images/./a.png"),
    ],
)
def test_one_image(one: str, other: str) -> None:
    assert key(one) == key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://cdn.example/image?id=1", "https://cdn.example/image?id=2"),
        ("https://cdn.example/a.jpg?page=1", "https://cdn.example/a.jpg?page=2"),
        ("https://cdn.example/a.jpg", "https://other.example/a.jpg"),
        ("/images/plan_2019_2020.png", "/images/plan_2021_2022.png"),
        ("/images/A.png", "/images/a.png"),
    ],
)
def test_two_images(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_bare_name_means_the_file_beside_the_article() -> None:
    assert key("cover.jpg", "posts/a.md") != key("cover.jpg", "pages/b.md")
    assert key("cover.jpg", "posts/a.md", by_template=True) != key("cover.jpg", "pages/b.md")
    assert key("../img/a.jpg", "posts/a.md") == key("img/a.jpg", "b.md")


def test_an_id_or_path_in_a_template_means_one_image_of_the_site() -> None:
    for src in ("eop-harbour", "2014/08/harbour.jpg"):
        assert key(src, "posts/a.md", by_template=True) == key(src, "b.md", by_template=True)


@pytest.mark.parametrize("src", ["", "data:image/png;base64,AAAA", "{{ page.image }}", "//[", "#a"])
def test_no_name_at_all(src: str) -> None:
    assert key(src) is None


def test_a_file_that_lies_outside_the_root_has_no_name() -> None:
    outside = ImageFile(state=FileState.OUTSIDE_ROOT, path="../a.jpg")
    assert image_key(Figure(index=0, src="../a.jpg", span=Span(0, 1)), "a.md", ".", outside) is None


def test_sizes_of_one_picture_bear_its_name() -> None:
    names = {picture_name(f"file:a/{name}") for name in ("b.jpg", "b-300x200.jpg", "B@2x.JPG")}
    assert names == {"b"}
