"""Which files a run reads, and by which paths it knows them."""

from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.model.finding import Problem
from capaudit.pipeline.inputs import Asked, Input, read_inputs, relative
from capaudit.pipeline.left_alone import Remainder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with an article, and a file beside the site."""
    root = tmp_path / "site"
    (root / "news/flood").mkdir(parents=True)
    (root / "news/flood/index.md").write_text("The Aire burst its banks.", "utf-8")
    (tmp_path / "secret.md").write_text("Not yet.", "utf-8")
    return root


def inputs(root: Path, *paths: Path) -> list[Input]:
    asked = Asked([str(path) for path in paths], root, Config(root=root))
    return list(read_inputs(asked, Remainder()))


def test_a_file_is_known_by_its_path_below_the_root(site: Path) -> None:
    (found,) = inputs(site, site / "news")
    assert (found.path, found.folder) == ("news/flood/index.md", "news")
    assert (found.content, found.is_named) == (b"The Aire burst its banks.", False)


def test_a_file_that_is_named_by_itself_says_so(site: Path) -> None:
    (found,) = inputs(site, site / "news/flood/index.md")
    assert (found.folder, found.is_named) == (".", True)


def test_a_root_may_be_given_by_a_link_to_it(site: Path) -> None:
    link = site.parent / "link"
    link.symlink_to(site)
    (through_link,) = inputs(link, site / "news/flood/index.md")
    (direct,) = inputs(site, link / "news/flood/index.md")
    assert through_link.path == direct.path == "news/flood/index.md"
    assert through_link.content == direct.content == b"The Aire burst its banks."


def test_what_a_link_leads_to_outside_the_root_is_not_read(site: Path) -> None:
    (site / "a.md").symlink_to(site.parent / "secret.md")
    (site / "out").symlink_to(site.parent)
    for named in (site / "a.md", site / "out/secret.md"):
        (found,) = inputs(site, named)
        assert found.content == Problem(found.path, "is a link that leads out of the root")


def test_a_step_back_counts_from_where_a_link_before_it_leads(site: Path) -> None:
    other = site.parent / "other/news/flood"
    other.mkdir(parents=True)
    (other / "index.md").write_text("Not yet.", "utf-8")
    (site / "deep").symlink_to(other.parent)
    (found,) = inputs(site, site / "deep" / ".." / "news/flood/index.md")
    assert found.content == Problem("news/flood/index.md", "is a link that leads out of the root")


def test_a_step_back_inside_the_site_is_harmless(site: Path) -> None:
    (found,) = inputs(site, site / "news" / ".." / "news/flood/index.md")
    assert found.content == b"The Aire burst its banks."


def test_a_path_outside_the_root_is_refused(site: Path) -> None:
    with pytest.raises(UsageError, match="lies outside the root"):
        relative(site.parent / "secret.md", site)
    with pytest.raises(UsageError, match="lies outside the root"):
        relative(site.parent / "site-old/a.md", site)
