"""Which files the given paths mean."""

from pathlib import Path

import pytest

from capaudit.errors import UsageError
from capaudit.readers import find_articles


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (
        *("b.md", "a.html", "notes.txt", "news/c.mdx", "drafts/d.md"),
        *("node_modules/e.md", ".git/f.md", "news/.hidden/g.md"),
    ):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    return tmp_path / "site"


def names(site: Path, *paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    found = find_articles([site / path for path in paths], exclude, site)
    return [path.relative_to(site).as_posix() for path in found]


def test_folders_are_walked_in_order_without_hidden_ones(site: Path) -> None:
    assert names(site, ".") == ["a.html", "b.md", "drafts/d.md", "news/c.mdx"]


def test_files_are_taken_as_given_and_none_twice(site: Path) -> None:
    assert names(site, "notes.txt", "b.md", "b.md") == ["notes.txt", "b.md"]


@pytest.mark.parametrize("pattern", ["drafts", "drafts/**", "drafts/*.md", "d.md"])
def test_exclude(site: Path, pattern: str) -> None:
    assert "drafts/d.md" not in names(site, ".", exclude=(pattern,))
    assert "b.md" in names(site, ".", exclude=(pattern,))


def test_globs_are_expanded(site: Path) -> None:
    assert names(site, "*.md") == ["b.md"]


@pytest.mark.parametrize("path", ["gone.md", "*.rst"])
def test_what_is_not_there_is_the_users_mistake(site: Path, path: str) -> None:
    with pytest.raises(UsageError, match=r"gone|rst"):
        names(site, path)


def test_links_out_of_the_root_are_left_out(site: Path) -> None:
    outside = site.parent / "outside"
    outside.mkdir()
    (outside / "h.md").write_text("text", encoding="utf-8")
    (site / "link.md").symlink_to(outside / "h.md")
    (site / "linked").symlink_to(outside)

    assert names(site, "news", ".") == ["news/c.mdx", "a.html", "b.md", "drafts/d.md"]
