"""Which site an article belongs to."""

from pathlib import Path

import pytest

from capaudit.pipeline.sites import SiteFinder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two sites, one inside the other, and a folder that is none."""
    for folder, settings in (("sites/north", "hugo.toml"), ("sites/north/docs", "mkdocs.yml")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / settings).write_text("", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "site"),
    [
        ("sites/north/content/flood.md", "sites/north"),
        ("sites/north/docs/flood.md", "sites/north/docs"),
        ("sites/north/docs/deep/down/flood.md", "sites/north/docs"),
        ("sites/south/flood.md", "sites"),
        ("flood.md", "sites"),
        ("deep/" * 3000 + "flood.md", "sites"),
        ("/elsewhere/flood.md", "sites"),
    ],
)
def test_the_nearest_settings_above_an_article_tell_its_site(
    repository: Path, path: str, site: str
) -> None:
    finder = SiteFinder(repository)
    assert [finder.site_of(path, "sites") for _ in range(2)] == [site, site]


def test_settings_at_the_root_make_all_of_it_one_site(repository: Path) -> None:
    (repository / "_config.yml").write_text("", "utf-8")
    finder = SiteFinder(repository)
    paths = ("flood.md", "news/2025/flood.md", "sites/north/flood.md")
    assert [finder.site_of(path, "news") for path in paths] == [".", ".", "sites/north"]


def test_a_folder_is_looked_into_once(repository: Path) -> None:
    finder = SiteFinder(repository)
    assert finder.site_of("news/flood.md", "news") == "news"
    (repository / "_config.yml").write_text("", "utf-8")
    assert finder.site_of("news/2025/flood.md", "news") == "news"
