"""Which files the given paths mean."""

import os
from pathlib import Path

import pytest

from capaudit.errors import UsageError
from capaudit.model.left_alone import LeftOut
from capaudit.readers import Skipped, find_articles


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
    return [os.path.relpath(one, site) for one in found if not isinstance(one, Skipped)]


def skipped(site: Path, *paths: str, exclude: tuple[str, ...] = ()) -> dict[str, LeftOut]:
    found = find_articles([site / path for path in paths], exclude, site)
    return {os.path.relpath(one.path, site): one.why for one in found if isinstance(one, Skipped)}


def ignore(site: Path, folder: str, *lines: str) -> None:
    (site / folder / ".gitignore").write_text("\n".join(lines) + "\n", "utf-8")


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


def test_what_is_left_alone_is_told_with_the_reason(site: Path) -> None:
    outside = site.parent / "outside"
    outside.mkdir()
    (outside / "h.md").write_text("text", encoding="utf-8")
    (site / "link.md").symlink_to(outside / "h.md")
    (site / "linked").symlink_to(outside)
    ignore(site, ".", "b.md")

    assert skipped(site, ".", exclude=("drafts",)) == {
        ".git": LeftOut.HIDDEN,
        ".gitignore": LeftOut.HIDDEN,
        "b.md": LeftOut.IGNORED,
        "drafts": LeftOut.EXCLUDED,
        "link.md": LeftOut.OUTSIDE,
        "linked": LeftOut.LINK,
        "news/.hidden": LeftOut.HIDDEN,
        "node_modules": LeftOut.DEPENDENCIES,
        "notes.txt": LeftOut.UNKNOWN,
    }


def test_what_git_ignores_is_left_out(site: Path) -> None:
    ignore(site, ".", "# drafts", "/drafts/", "*.mdx")

    assert names(site, ".") == ["a.html", "b.md"]
    assert names(site, "drafts/d.md", "news/c.mdx") == ["drafts/d.md", "news/c.mdx"]


def test_a_folder_that_is_named_is_walked_though_git_ignores_it(site: Path) -> None:
    ignore(site, ".", "/drafts/", "*.md")
    (site / "drafts" / "e.html").write_text("text", "utf-8")
    ignore(site, "drafts", "e.html")

    assert names(site, "drafts") == ["drafts/d.md"]


def test_a_nested_file_and_a_negated_pattern_have_the_last_word(site: Path) -> None:
    ignore(site, ".", "*.md", "*.mdx", "!b.md")
    ignore(site, "news", "!c.mdx")

    assert names(site, ".") == ["a.html", "b.md", "news/c.mdx"]
    assert names(site, "news") == ["news/c.mdx"]


def test_what_lies_in_an_ignored_folder_stays_ignored(site: Path) -> None:
    ignore(site, ".", "drafts/", "!drafts/d.md")

    assert "drafts/d.md" not in names(site, ".")


def test_patterns_that_are_none_are_passed_over(site: Path) -> None:
    (site / ".gitignore").write_bytes(
        b"\xef\xbb\xbfb.md\n!\n[z-a]\n\\\n\xff\xfe*\n" + b"*a" * 40 + b"*\n"
    )

    assert names(site, ".") == ["a.html", "drafts/d.md", "news/c.mdx"]


def test_files_that_git_would_not_read_ignore_nothing(site: Path) -> None:
    (site.parent / ".gitignore").write_text("*.md\n", "utf-8")
    (site / "news" / "rules").write_text("*\n", "utf-8")
    (site / "news" / ".gitignore").symlink_to(site / "news" / "rules")
    (site / "drafts" / ".gitignore").mkdir()

    assert names(site, ".") == ["a.html", "b.md", "drafts/d.md", "news/c.mdx"]


def test_a_glob_takes_articles_at_any_depth_and_leaves_the_rest(site: Path) -> None:
    ignore(site, ".", "drafts")

    assert names(site, "**/*.md*") == ["b.md", "news/c.mdx"]
    assert names(site, "**") == ["a.html", "b.md", "news/c.mdx"]
    assert skipped(site, "**/*.txt") == {"notes.txt": LeftOut.UNKNOWN}
    assert names(site, "**/*.html", exclude=("a.html",)) == []
