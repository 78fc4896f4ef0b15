"""Sites and images in object stores, on fsspec's store in memory."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.pipeline import audit_paths
from capaudit.remote.cloud import is_cloud
from support.images import build_image

STORY = """---
title: The ferry is back
date: 2021-05-04
---
The ferry to the islands runs again.

![A ferry leaves the pier in Leeds on 3 May 2021. [Jane Doe/AFP]]({src})
"""
FERRY = build_image("jpeg", fields={"photoshop:DateCreated": "2019-02-11"})


@pytest.fixture(autouse=True)
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[fsspec.AbstractFileSystem]:
    monkeypatch.chdir(tmp_path)
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def put(files: fsspec.AbstractFileSystem, **objects: str | bytes) -> None:
    for name, content in objects.items():
        data = content.encode() if isinstance(content, str) else content
        files.pipe_file(f"/bucket/{name}", data)


def check(*arguments: str) -> Result:
    command = ["check", "--format", "json", *arguments]
    return CliRunner().invoke(capaudit, command, prog_name="capaudit")


def found(result: Result) -> list[tuple[str, str]]:
    report = json.loads(result.stdout)
    return [(finding["path"], finding["code"]) for finding in report["findings"]]


def test_a_site_in_a_bucket_is_audited(bucket: fsspec.AbstractFileSystem) -> None:
    put(
        bucket,
        **{
            "site/content/story.md": STORY.format(src="/ferry.jpg"),
            "site/static/ferry.jpg": FERRY,
            "site/content/gone.md": STORY.format(src="/harbour.jpg"),
        },
    )
    result = check("memory://bucket/site")
    assert result.stderr == ""
    expected = [("content/gone.md", "IMG001"), ("content/story.md", "DAT004")]
    assert found(result) == expected
    report = json.loads(result.stdout)
    assert report["run"]["root"] == "memory://bucket/site"
    assert report["articles"][1]["images"][0]["file"] == "static/ferry.jpg"


def test_text_reports_name_the_place_in_the_bucket(bucket: fsspec.AbstractFileSystem) -> None:
    put(bucket, **{"site/story.md": STORY.format(src="ferry.jpg"), "site/ferry.jpg": FERRY})
    result = CliRunner().invoke(capaudit, ["check", "memory://bucket/site/story.md"])
    assert result.stdout.startswith("memory://bucket/site/story.md\n")


@pytest.mark.parametrize(
    ("argument", "paths"),
    [
        ("memory://bucket/site/a.md", ["a.md"]),
        ("memory://bucket/site/*.md", ["a.md", "b.md"]),
        ("memory://bucket/site/deep", ["c.md"]),
        ("MEMORY://bucket", ["site/a.md", "site/b.md", "site/deep/c.md"]),
    ],
)
def test_files_globs_and_folders_are_named(
    bucket: fsspec.AbstractFileSystem, argument: str, paths: list[str]
) -> None:
    put(bucket, **{"site/a.md": "A", "site/b.md": "B", "site/deep/c.md": "C", "site/x.bin": "x"})
    report = json.loads(check(argument).stdout)
    assert [article["path"] for article in report["articles"]] == paths


def test_only_what_is_asked_for_is_brought(
    bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        bucket,
        **{
            "site/story.md": STORY.format(src="ferry.jpg"),
            "site/ferry.jpg": FERRY,
            "site/other.jpg": FERRY,
            "site/ferry.jpg.xmp": "<x/>",
            "site/other.md": "Another story.",
        },
    )
    read: list[str] = []
    original = type(bucket).cat_file

    def noted(self: object, path: str, *rest: object, **more: object) -> bytes:
        read.append(path.rpartition("/")[2])
        data: bytes = original(self, path, *rest, **more)
        return data

    monkeypatch.setattr(type(bucket), "cat_file", noted)
    check("memory://bucket/site/story.md")
    assert sorted(read) == ["ferry.jpg", "ferry.jpg.xmp", "story.md"]


def test_an_image_that_cannot_be_brought_is_unverified(
    bucket: fsspec.AbstractFileSystem,
) -> None:
    put(
        bucket,
        **{
            "site/story.md": STORY.format(src="ferry.jpg"),
            "site/ferry.jpg": b"\xff\xd8\xff" + b"\0" * 1024 * 1024,
        },
    )
    Path("capaudit.toml").write_text("[fetch]\nlargest-mib = 1\n", "utf-8")
    result = check("memory://bucket/site")
    assert found(result) == []
    (image,) = json.loads(result.stdout)["articles"][0]["images"]
    why = "the image in the store could not be read: it is larger than 1 MiB"
    assert image["verdicts"]["date"]["why"] == why


@pytest.mark.parametrize("name", ["../up.md", "a//b.md", "a\\b.md", "x" * 300 + ".md", "./c.md"])
def test_names_that_are_no_paths_are_passed_over(
    bucket: fsspec.AbstractFileSystem, name: str, tmp_path: Path
) -> None:
    bucket.store["/bucket/site/story.md"] = fsspec.implementations.memory.MemoryFile(
        bucket, "/bucket/site/story.md", b"A story."
    )
    path = f"/bucket/site/{name}"
    bucket.store[path] = fsspec.implementations.memory.MemoryFile(bucket, path, b"Another.")
    report = json.loads(check("memory://bucket/site").stdout)
    assert [article["path"] for article in report["articles"]] == ["story.md"]
    assert not list(tmp_path.rglob("*.md"))


def test_image_roots_may_lie_in_a_bucket(bucket: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    put(bucket, **{"media/2021/a ferry.jpg": FERRY, "secret.jpg": FERRY})
    stories = {
        "there.md": "/media/2021/a%20ferry.jpg?w=80",
        "gone.md": "/media/2021/harbour.jpg",
        "out.md": "/media/../secret.jpg",
        "local.md": "/media/local/ferry.jpg",
    }
    for name, src in stories.items():
        (tmp_path / name).write_text(STORY.format(src=src), "utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "ferry.jpg").write_bytes(FERRY)
    Path("capaudit.toml").write_text(
        '[image-roots]\n"/media/" = "memory://bucket/media"\n"/media/local/" = "here"\n', "utf-8"
    )
    result = check(".")
    expected = [
        ("gone.md", "IMG001"),
        ("local.md", "DAT004"),
        ("out.md", "IMG006"),
        ("there.md", "DAT004"),
    ]
    assert found(result) == expected
    files = {
        article["path"]: article["images"][0]["file"]
        for article in json.loads(result.stdout)["articles"]
    }
    assert files["there.md"] == "memory://bucket/media/2021/a ferry.jpg"


def test_what_is_not_there_is_the_users_mistake() -> None:
    with pytest.raises(UsageError, match="no such file or folder: memory://bucket/nowhere"):
        audit_paths(["memory://bucket/nowhere"], Config())


def test_a_url_without_a_bucket_is_the_users_mistake() -> None:
    with pytest.raises(UsageError, match="names no bucket"):
        audit_paths(["memory://"], Config())


@pytest.mark.parametrize("other", ["story.md", "memory://other/site"])
def test_one_run_has_one_root(bucket: fsspec.AbstractFileSystem, other: str) -> None:
    put(bucket, **{"site/story.md": "A story."})
    with pytest.raises(UsageError, match="cannot be audited in one run"):
        audit_paths(["memory://bucket/site", other], Config())


def test_nothing_in_a_bucket_is_fixed() -> None:
    result = CliRunner().invoke(capaudit, ["fix", "memory://bucket/site"], prog_name="capaudit")
    assert result.exit_code == 2
    assert "is only read" in result.stderr


def test_a_store_whose_package_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    result = check("s3://bucket/site")
    assert result.exit_code == 2
    assert "hint: pip install 'capaudit[cloud]'" in result.stderr


@pytest.mark.parametrize("path", ["https://a.example/b", "file:///etc", "sftp://host/x", "site"])
def test_other_schemes_are_no_stores(path: str) -> None:
    assert not is_cloud(path)
