"""The real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "capaudit")
STORY = """---
headline: Ferry resumes
date: 2025-03-04
---
The ferry between the islands sails again.

![The ferry leaves the pier. [Mara Lindqvist/AFP]](ferry.jpg)
"""


def run(
    *arguments: str, folder: Path, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "ferry.md").write_text(STORY, "utf-8")
    return tmp_path


def test_missing_image_is_found_and_status_is_1(site: Path) -> None:
    done = run("check", "ferry.md", "--format", "json", folder=site)
    assert done.stderr == ""
    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["findings"]] == ["IMG001"]


def test_article_from_standard_input_gives_the_same_findings(site: Path) -> None:
    from_file = run("check", "ferry.md", "--format", "json", folder=site)
    piped = run(
        "check", "-", "--stdin-path", "ferry.md", "--format", "json", folder=site, stdin=STORY
    )
    both = [json.loads(done.stdout) for done in (from_file, piped)]
    assert both[0]["findings"] == both[1]["findings"]
    assert both[0]["findings"]


def test_missing_path_is_named_and_status_is_2(site: Path) -> None:
    done = run("check", "nowhere.md", folder=site)
    assert done.returncode == 2
    assert "nowhere.md" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_reader_that_goes_away_is_no_error(site: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "rules"], cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


def test_extract_answers_each_line_before_the_next_is_sent() -> None:
    with subprocess.Popen(
        [*COMMAND, "extract"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        impatience = threading.Timer(30, process.kill)
        impatience.start()
        for identity in ("a", "b"):
            request = {"id": identity, "text": "It rained in Oslo on 3 May 2021."}
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == identity
        impatience.cancel()


@pytest.mark.parametrize(
    ("config", "comment", "status"),
    [
        ("", "<!-- capaudit: ignore IMG001 -->", 0),
        ("ignore-needs-reason = true", "<!-- capaudit: ignore IMG001 -->", 1),
        ("ignore-needs-reason = true", "<!-- capaudit: ignore IMG001: made at build -->", 0),
    ],
)
def test_ignore_without_a_reason_counts_unless_the_house_asks_for_one(
    site: Path, config: str, comment: str, status: int
) -> None:
    (site / "capaudit.toml").write_text(config, "utf-8")
    (site / "ferry.md").write_text(STORY.replace("![", f"{comment}\n![", 1), "utf-8")
    done = run("check", "ferry.md", folder=site)
    assert (done.returncode, done.stderr) == (status, "")
