"""`capaudit check --engine dask` and `capaudit report`, as an archive's keeper types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("distributed")

from capaudit.cli.group import capaudit
from capaudit.engines import cluster
from support.images import build_image

STORY = (
    "---\ntitle: Ferry\ndate: 2021-05-04\n---\n![A ferry leaves Leeds on 3 May 2021.](pier.jpg)\n"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "story.md").write_text(STORY, "utf-8")
    fields = {"photoshop:DateCreated": "2019-02-11"}
    (tmp_path / "pier.jpg").write_bytes(build_image("jpeg", fields=fields))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(capaudit, arguments)
    return result.exit_code, result.stdout, result.stderr


def findings(text: str) -> object:
    return json.loads(text)["findings"]


def test_a_run_over_a_cluster_and_the_report_on_its_parts_are_that_of_a_plain_run(
    site: Path,
) -> None:
    status, plain, _ = run("check", "story.md", "--format", "json")
    assert status == 1
    spread = ("--engine", "dask", "--jobs", "1", "--parts", "parts")
    status, out, _ = run("check", "story.md", "--format", "json", *spread)
    assert (status, findings(out)) == (1, findings(plain))
    status, out, _ = run("report", "parts", "--format", "json", "--output", "report.json")
    assert (status, out) == (1, "")
    assert findings((site / "report.json").read_text("utf-8")) == findings(plain)
    status, out, _ = run("report", "parts", "--fail-on", "never", "--report", "csv=report.csv")
    assert status == 0
    assert "DAT004" in out
    assert "DAT004" in (site / "report.csv").read_text("utf-8")


def test_while_parts_are_missing_the_report_says_so_and_ends_with_2(site: Path) -> None:
    run("check", "story.md", "--engine", "dask", "--jobs", "1", "--parts", "parts")
    (part,) = (site / "parts").glob("*.jsonl")
    part.unlink()
    status, _, errors = run("report", "parts")
    assert status == 2
    assert "1 of 1 parts are missing: 1 files from story.md to story.md" in errors


def test_a_list_names_what_to_audit(site: Path) -> None:
    (site / "articles.jsonl").write_text('{"path": "story.md"}\n', "utf-8")
    (site / "other.md").write_text("![TK](pier.jpg)\n", "utf-8")
    for engine in ((), ("--engine", "dask", "--jobs", "1")):
        _, out, _ = run("check", "--manifest", "articles.jsonl", "--format", "json", *engine)
        assert [one["path"] for one in json.loads(out)["articles"]] == ["story.md"]
    (site / "articles.jsonl").write_text("\n", "utf-8")
    status, _, errors = run("check", "--manifest", "articles.jsonl")
    assert status == 2
    assert "articles.jsonl: names no article" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--parts", "parts"), "--parts is for a cluster"),
        (("--scheduler", "tcp://127.0.0.1:1"), "--scheduler is for a cluster"),
        (("--engine", "dask", "--changed-since", "main"), "--changed-since is for one machine"),
        (("--engine", "dask", "--cache-dir", "kept"), "--cache-dir is for one machine"),
        (("--engine", "dask", "-", "--stdin-path", "a.md"), "- is for one machine"),
    ],
)
def test_options_that_do_not_go_together(
    site: Path, arguments: tuple[str, ...], message: str
) -> None:
    status, _, errors = run("check", "story.md", *arguments)
    assert status == 2
    assert message in errors


def test_without_the_extra_there_is_a_hint(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    status, _, errors = run("check", "story.md", "--engine", "dask")
    assert status == 2
    assert "hint: pip install 'capaudit[dask]'" in errors


def test_a_folder_without_parts_is_refused(site: Path) -> None:
    status, _, errors = run("report", ".")
    assert status == 2
    assert "holds no parts" in errors
