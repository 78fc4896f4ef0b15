"""`capaudit fix` on disk: what it writes, what it refuses, what it says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from capaudit.cli.rewriting import rewrite
from capaudit.model.finding import Problem
from capaudit.pipeline.mending import Mended
from support.examples import write_example

EXAMPLE = """\
![A ferry leaves the cafÃ©. [AFP/JANE DOE]](a.jpg)

![Flood in Leeds on 3 May 2021. [Jo Roe/AFP]](b.jpg)
b.jpg: photoshop:DateCreated = 2019-05-03
config: credit-style = "{creator}/{organisations}"
config: extend-select = ["CRD007"]
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_example(EXAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "article.md"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(capaudit, ["fix", *arguments], prog_name="capaudit")


def test_diff_shows_and_writes_nothing(story: Path) -> None:
    before = story.read_bytes()
    result = run("--diff")
    assert result.exit_code == 1
    assert story.read_bytes() == before
    assert result.stdout == (
        "--- a/article.md\n+++ b/article.md\n@@ -2,6 +2,6 @@\n date: 2025-03-05\n ---\n \n"
        "-![A ferry leaves the cafÃ©. [AFP/JANE DOE]](a.jpg)\n"
        "+![A ferry leaves the café. [Jane Doe/AFP]](a.jpg)\n"
        " \n ![Flood in Leeds on 3 May 2021. [Jo Roe/AFP]](b.jpg)\n"
    )
    assert result.stderr == "2 findings can be fixed; --unsafe fixes 1 more\n"


def test_safe_fixes_are_written_once_and_kept(story: Path) -> None:
    story.chmod(0o640)
    result = run()
    assert result.exit_code == 0
    assert result.stdout == (
        "article.md\n"
        "  5:3      CAP005 the caption is decoded: “Ã©” → “é”\n"
        "  5:30     CRD007 credit becomes “Jane Doe/AFP”\n"
    )
    after = story.read_bytes()
    assert b"leaves the caf\xc3\xa9. [Jane Doe/AFP]" in after
    assert b"3 May 2021" in after
    assert stat.S_IMODE(story.stat().st_mode) == 0o640
    assert not [path for path in story.parent.iterdir() if path.name.startswith(".")]
    again = run()
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "0 findings fixed; --unsafe fixes 1 more\n"
    assert story.read_bytes() == after
    assert run("--diff").exit_code == 0


def test_unsafe_fixes_are_made_when_asked_for(story: Path) -> None:
    assert run("--unsafe").exit_code == 0
    assert b"3 May 2019" in story.read_bytes()


def test_only_rules_that_apply_fix(story: Path) -> None:
    assert run("--select", "CAP").exit_code == 0
    assert "café. [AFP/JANE DOE]" in story.read_text("utf-8")


def test_links_are_refused(story: Path) -> None:
    (story.parent / "link.md").symlink_to(story)
    (story.parent / "folder").mkdir()
    moved = story.rename(story.parent / "folder" / "article.md")
    (story.parent / "way").symlink_to(story.parent / "folder")
    before = moved.read_bytes()
    (story.parent / "link.md").unlink()
    (story.parent / "link.md").symlink_to(moved)
    for name in ("link.md", "way/article.md"):
        result = run(name)
        assert result.exit_code == 2
        assert "a link: fix the file that it leads to" in result.stderr
    assert moved.read_bytes() == before
    assert (story.parent / "link.md").is_symlink()


def test_what_lies_outside_the_root_is_refused(story: Path, tmp_path: Path) -> None:
    inner = tmp_path / "site"
    inner.mkdir()
    before = story.read_bytes()
    result = run("article.md", "--root", "site")
    assert result.exit_code == 2
    assert "lies outside the root" in result.stderr
    (inner / "link.md").symlink_to(story)
    result = run("site/link.md", "--root", "site")
    assert result.exit_code == 2
    assert "a link that leads out of the root" in result.stderr
    assert story.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_write_protected_file_is_refused(story: Path) -> None:
    story.chmod(0o444)
    result = run()
    assert result.exit_code == 2
    assert "article.md: is write-protected" in result.stderr


def test_file_that_changed_since_is_not_overwritten(story: Path) -> None:
    before = story.read_bytes()
    problem = rewrite(story.parent, Mended("article.md", before + b"?", before + b"!", ()))
    assert problem == Problem("article.md", "has changed since it was read; nothing is written")
    assert story.read_bytes() == before
    assert not [path for path in story.parent.iterdir() if path.suffix == ".tmp"]


def test_missing_article_is_a_problem_and_the_others_are_fixed(story: Path) -> None:
    result = run("article.md", "lost.md")
    assert result.exit_code == 2
    assert "lost.md" in result.stderr
    assert "café" in story.read_text("utf-8")
