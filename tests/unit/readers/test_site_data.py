"""Values that pages take by name: from data files of the site, front matter, variables."""

from pathlib import Path

import pytest

from capaudit.model.article import Article, Figure
from capaudit.model.text import Passage, Span
from capaudit.readers import SiteTemplates, read_article

PHOTOS = """floods:
  file: boat.jpg
  under: "A boat in Selby."
  by: Ida Moss/AFP
  words: boat
"""
EXPECTED = ("boat.jpg", "A boat in Selby.", "Ida Moss/AFP", "boat")


def read(folder: Path, text: str, path: str = "_posts/2024-03-05-floods.md") -> Article:
    site = SiteTemplates(folder).view_for(path)
    return read_article(text.encode(), path, site=site)


def write(folder: Path, name: str, text: str = PHOTOS) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def said(figure: Figure) -> tuple[str | None, ...]:
    return (figure.src, *(words(one) for one in texts(figure)))


def texts(figure: Figure) -> tuple[Passage | None, ...]:
    return (figure.caption, figure.credit_line, figure.alt_text)


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


PARAMETERS = "file={0}.file caption={0}.under\n credit={0}.by alt={0}.words"
USES = {
    "Jekyll": ("_data/photos.yml", "site.data.photos.floods"),
    "Jekyll, a folder of data files": ("_data/photos/floods.yml", "site.data.photos.floods"),
    "JSON": ("_data/photos.json", "site.data.photos.floods"),
    "Eleventy": ("src/_data/photos.yaml", "photos.floods"),
}


@pytest.mark.parametrize(("file", "name"), USES.values(), ids=USES.keys())
def test_data_files(file: str, name: str, tmp_path: Path) -> None:
    text = PHOTOS
    if file.endswith("floods.yml"):
        text = PHOTOS.partition("\n")[2].replace("\n  ", "\n").removeprefix("  ")
    if file.endswith(".json"):
        text = (
            '{"floods": {"file": "boat.jpg", "under": "A boat in Selby.", "by": "Ida Moss/AFP",'
            ' "words": "boat"}}'
        )
    write(tmp_path, file, text)
    tag = f"{{% include photo.html {PARAMETERS.format(name)} %}}"
    (figure,) = read(tmp_path, f"Some prose.\n\n{tag}\n").figures

    assert said(figure) == EXPECTED
    for passage in texts(figure):
        assert passage is not None
        assert passage.span is None
        assert passage.file is not None
        assert passage.file.path == file
        where = passage.range_in_file(Span(0, len(passage.text)))
        assert where is not None
        assert passage.text in passage.file.source.line(where.line)


def test_variables_of_the_page(tmp_path: Path) -> None:
    write(tmp_path, "_data/photos.yml")
    text = (
        "{% assign all = site.data.photos %}{% assign photo = all.floods | default: x %}\n\n"
        f"{{% include photo.html {PARAMETERS.format('photo')} %}}\n"
    )

    assert said(read(tmp_path, text).figures[0]) == EXPECTED


def test_front_matter_at_the_top(tmp_path: Path) -> None:
    text = (
        "---\nphoto: {file: boat.jpg, words: boat}\n---\n"
        "{{ image(photo.file | url, photo.words) }}\n"
    )
    figure = read(tmp_path, text, "src/floods.md").figures[-1]

    assert said(figure) == ("boat.jpg", None, None, "boat")
    assert figure.alt_text is not None
    assert figure.alt_text.span is not None


def test_what_is_not_there_is_unknown(tmp_path: Path) -> None:
    tag = "{% for one in list %}{% include photo.html file=one.file caption=one.words alt=one.a %}"
    (figure,) = read(tmp_path, f"Some prose.\n\n{tag}{{% endfor %}}\n").figures

    assert said(figure) == ("{one.file}", None, None, None)
    assert not figure.lacks_alt


@pytest.mark.parametrize(
    ("tag", "src"),
    [
        ("{% include photo.html file=boat.jpg %}", "boat.jpg"),
        ("{% img left /images/boat.jpg 300 %}", "/images/boat.jpg"),
        ("{{< img src=ferry-leeds >}}", "ferry-leeds"),
        ("{% include photo.html file='site.data.x' %}", "site.data.x"),
    ],
)
def test_words_that_are_no_variables(tag: str, src: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"Some prose.\n\n{tag}\n").figures[0].src == src


def test_variables_that_stand_for_themselves(tmp_path: Path) -> None:
    text = "{% assign a = b.a %}{% assign b = a.b %}{% include photo.html file=a.b %}\n"

    assert read(tmp_path, text).figures[0].src == "{a.b}"


def test_data_outside_of_the_root_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "outside.yml")
    folder = tmp_path / "site" / "_data"
    folder.mkdir(parents=True)
    (folder / "photos.yml").symlink_to(tmp_path / "outside.yml")
    tag = f"{{% include photo.html {PARAMETERS.format('site.data.photos.floods')} %}}"

    assert read(tmp_path / "site", tag).figures[0].caption is None
