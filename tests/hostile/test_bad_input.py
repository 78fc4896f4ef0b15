"""Bad input through the whole of `capaudit check`: a word about it, and the rest audited."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from support.images import build_image

SOUND = "---\ndate: 2025-03-02\n---\n![A ferry leaves Selby. [Ida Moss/AFP]](ferry.jpg)\n"
# What a terminal, or GitHub's reader of annotations, would act on.
ACTED_ON = set("\x1b\x07\x08\x9b\x7f\0\r\u202e\u2066\u2028")
HOSTILE = (
    "A man \x1b[31mred\x1b[0m \x1b]0;t\x07 \u202eback\u202c \x9b31m \u2066x\u2069 \u2028::error::x"
)


def check(*arguments: str) -> Result:
    """Run the command; a crash raises here."""
    return CliRunner().invoke(
        capaudit, ["check", *arguments], prog_name="capaudit", catch_exceptions=False
    )


def report_on(*paths: str) -> dict[str, Any]:
    """The JSON report on some paths."""
    report: dict[str, Any] = json.loads(check(*paths, "--format", "json").stdout)
    return report


def codes(report: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in report["findings"]]


def reasons(report: dict[str, Any]) -> dict[str, str]:
    return {problem["path"]: problem["reason"] for problem in report["problems"]}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one sound article, which is the current folder; secrets lie beside it."""
    (tmp_path / "secret.md").write_text("![Hidden words. [Ida Moss/AFP]](x.jpg)\n")
    (tmp_path / "secret.jpg").write_bytes(build_image(fields={"2:80 By-line": "Hidden Name"}))
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sound.md").write_text(SOUND)
    (folder / "ferry.jpg").write_bytes(build_image())
    monkeypatch.chdir(folder)
    return folder


def test_a_missing_path_is_named_and_the_rest_audited(site: Path) -> None:
    report = report_on("gone.md", "sound.md")
    assert reasons(report) == {"gone.md": "no such file or folder"}
    assert [article["path"] for article in report["articles"]] == ["sound.md"]
    assert check("gone.md").exit_code == 2


def test_an_empty_article_has_no_fault(site: Path) -> None:
    (site / "empty.md").touch()
    report = report_on("empty.md")
    assert (codes(report), report["problems"]) == ([], [])
    assert report["summary"]["articles"] == 1


@pytest.fixture
def seconds() -> Iterator[None]:
    """Ends a test that waits for ever."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.usefixtures("seconds")
def test_pipes_and_links_that_lead_nowhere_cost_the_others_nothing(site: Path) -> None:
    os.mkfifo(site / "pipe.md")
    (site / "circle.md").symlink_to("circle.md")
    (site / "dangling.md").symlink_to("gone.md")
    (site / "within").symlink_to(".")
    report = report_on(".")
    assert reasons(report) == {
        "circle.md": "cannot be read: Too many levels of symbolic links",
        "dangling.md": "cannot be read: No such file or directory",
        "pipe.md": "is not a regular file",
    }
    assert [article["path"] for article in report["articles"]] == ["sound.md"]


# Of the devices the one that ends, lest a fault here fill the memory.
@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device here")
def test_a_device_is_not_read_even_inside_the_root(site: Path) -> None:
    report = report_on("/dev/null", "--root", "/")
    assert list(reasons(report).values()) == ["is not a regular file"]


@pytest.mark.parametrize("named", ["leak.md", "."])
def test_no_article_outside_the_root_is_opened(site: Path, named: str) -> None:
    (site / "leak.md").symlink_to("../secret.md")
    result = check(named, "--format", "json")
    assert "Hidden" not in result.stdout
    said = {"leak.md": "is a link that leads out of the root"} if named == "leak.md" else {}
    assert reasons(json.loads(result.stdout)) == said


def test_no_image_outside_the_root_is_opened(site: Path) -> None:
    (site / "link.jpg").symlink_to("../secret.jpg")
    (site / "folder").symlink_to("..")
    sources = ("../secret.jpg", "link.jpg", "folder/secret.jpg", "%2e%2e/secret.jpg")
    article = "\n\n".join(f"![A. [Ida Moss/AFP]]({source})" for source in sources)
    (site / "leaks.md").write_text("---\ndate: 2025-03-02\n---\n" + article)
    result = check("leaks.md", "--format", "json")
    assert "Hidden" not in result.stdout
    assert codes(json.loads(result.stdout)) == ["IMG006"] * 4


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "open\nrow: [1,\n---\n',
        "---\ntitle: a\ntitle: b\n---\n",
        "---\ntitle: a\n\n",
        "+++\ntitle =\n+++\n",
        "---\na: " + "[" * 20_000 + "\n---\n",
    ],
    ids=["YAML", "key twice", "no end", "TOML", "too deep"],
)
def test_broken_front_matter_is_found_and_the_article_audited(site: Path, head: str) -> None:
    (site / "broken.md").write_text(head + "![A pier. [Ida Moss/AFP]](gone.jpg)\n")
    found = codes(report_on("broken.md"))
    assert "ART002" in found
    assert "IMG001" in found


def test_front_matter_that_unfolds_without_end_is_read_once(site: Path) -> None:
    layers = [
        f"{'abcdefgh'[i]}: &{'abcdefgh'[i]} [{', '.join([f'*{p}'] * 9)}]\n"
        for i, p in enumerate("_abcdefg")
        if i
    ]
    bomb = "---\na: &a [x]\n" + "".join(layers) + "me: &me\n  src: x.jpg\n  again: *me\n---\n"
    (site / "bomb.md").write_text(bomb + "![A pier. [Ida Moss/AFP]](gone.jpg)\n")
    began = time.perf_counter()
    assert "IMG001" in codes(report_on("bomb.md"))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><title>404</title>", "an HTML page"),
        (build_image()[:600], "is cut off"),
        (bytes(range(256)) * 4, "cannot be read"),
    ],
    ids=["empty", "HTML", "truncated", "noise"],
)
def test_a_broken_image_file_is_a_finding(site: Path, content: bytes, said: str) -> None:
    (site / "ferry.jpg").write_bytes(content)
    report = report_on("sound.md")
    assert codes(report) == ["IMG002"]
    assert said in report["findings"][0]["message"]


@pytest.mark.parametrize("form", ["text", "github"])
def test_nothing_that_a_terminal_would_act_on_is_printed(site: Path, form: str) -> None:
    folder = site / "a\x1b[2J\n::error::b\u202e"
    folder.mkdir()
    caption = f"<figcaption>On 30 February 2025 {HOSTILE} a ferry leaves</figcaption>"
    (folder / "x.html").write_text(f'<figure><img src="gone\x1b[2J\u202e.jpg">{caption}</figure>')
    (site / "broken.md").write_text("---\na: [\x1b[31m\u202e\n---\n")
    audited, missing = check(".", "--format", form), check("gone\x1b[2J.md", "--format", form)
    assert not ACTED_ON & set(audited.output + missing.output)
    assert not any(line.startswith("::error::") for line in audited.stdout.splitlines())
    assert "DAT001" in audited.stdout
    assert "ART002" in audited.stdout


def test_text_in_another_charset_is_read_as_declared_else_as_windows_1252(site: Path) -> None:
    page = '<meta charset="windows-1251"><figure><img src="ferry.jpg"><figcaption>{}</figcaption>'
    (site / "declared.html").write_bytes(page.format("Паром уходит").encode("cp1251"))
    (site / "guessed.md").write_bytes(SOUND.replace("Selby", "Zürich").encode("cp1252"))
    declared, guessed = report_on("declared.html", "guessed.md", "--select", "ART005")["articles"]
    assert declared["images"][0]["caption"] == "Паром уходит"
    assert guessed["images"][0]["caption"] == "A ferry leaves Zürich."
    assert codes(report_on("declared.html", "guessed.md", "--select", "ART")).count("ART005") == 2


def test_a_binary_file_named_as_an_article_gives_no_problem(site: Path) -> None:
    (site / "binary.md").write_bytes(bytes(range(256)) * 200)
    report = report_on("binary.md", "sound.md")
    assert (codes(report), report["problems"]) == (["ART005"], [])


def test_thousands_of_findings_on_one_line_keep_only_what_is_printed(site: Path) -> None:
    many, gap = 400, "x" * 2_000
    image = "![A pier on 30 February 2025. [Ida Moss/AFP]](gone{}.jpg)"
    body = " ".join(image.format(number) + gap for number in range(many))
    (site / "line.md").write_text("---\ndate: 2025-03-02\n---\n" + body)
    began = time.perf_counter()
    result = check("line.md")
    assert time.perf_counter() - began < 15
    assert result.stdout.count("DAT001") == many + 1
    assert max(map(len, result.stdout.splitlines())) < 200


def test_ten_megabytes_of_text_are_audited(site: Path) -> None:
    (site / "long.md").write_text(SOUND + "\n" + "x" * 10_000_000)
    began = time.perf_counter()
    assert report_on("long.md")["summary"]["images"] == 1
    assert time.perf_counter() - began < 15
