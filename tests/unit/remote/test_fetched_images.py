"""Articles with images on a server, through the whole audit and the command line."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from capaudit.remote import extras, fetcher
from support.images import build_image
from support.web import Exchange, Server, local_ways

STORY = """---
title: The ferry is back
date: 2021-05-04
---
The ferry to the islands runs again.

![A ferry leaves the pier in Leeds on 3 May 2021. [Jane Doe/AFP]]({url})
"""
FIELDS = {"photoshop:DateCreated": "2019-02-11", "photoshop:Credit": "AFP"}


@pytest.fixture(autouse=True)
def folder(
    server: Server, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(fetcher, "public_servers", lambda: local_ways(server, authority))
    return tmp_path


def check(url: str, *arguments: str) -> Result:
    Path("story.md").write_text(STORY.format(url=url), "utf-8")
    command = ["check", "story.md", "--format", "json", *arguments]
    return CliRunner().invoke(capaudit, command, prog_name="capaudit")


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def whys(result: Result) -> set[str]:
    (image,) = json.loads(result.stdout)["articles"][0]["images"]
    return {one["why"] for one in image["verdicts"].values() if one["verdict"] == "unverified"}


def test_nothing_is_fetched_unless_it_is_asked_for(server: Server) -> None:
    Path("capaudit.toml").write_text("[fetch]\nseconds = 5\n", "utf-8")
    result = check(server.url("/ferry.jpg"))
    assert codes(result) == []
    assert "no image file to compare with" in whys(result)
    assert not server.requests


def test_a_fetched_image_is_compared_as_any_other(server: Server, folder: Path) -> None:
    server.answers["/ferry.jpg"] = lambda exchange: exchange.send(
        200, build_image("jpeg", fields=FIELDS), {"ETag": '"v1"'}
    )
    result = check(server.url("/ferry.jpg"), "--fetch-images")
    assert codes(result) == ["DAT004"]
    (image,) = json.loads(result.stdout)["articles"][0]["images"]
    assert image["file"] is None
    assert image["verdicts"]["credit"]["verdict"] == "consistent"
    assert list((folder / "cache" / "capaudit" / "images").glob("*.image"))


def test_a_format_that_the_server_chose_is_no_wrong_name(server: Server) -> None:
    webp = build_image("webp", (1200, 800))
    server.answers["/ferry.jpg"] = lambda exchange: exchange.send(
        200, webp, {"Content-Type": "image/webp"}
    )
    assert codes(check(server.url("/ferry.jpg"), "--fetch-images")) == []


def test_a_fetch_that_fails_leaves_the_image_unverified_and_says_why(server: Server) -> None:
    server.answers["/ferry.jpg"] = lambda exchange: exchange.send(404)
    result = check(server.url("/ferry.jpg"), "--fetch-images")
    assert result.exit_code == 0
    assert codes(result) == []
    said = "the image is remote and could not be fetched: the server answers 404 Not Found"
    assert said in whys(result)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://photos.example/a.jpg", "only https is fetched, and it is on http"),
        ("https://a:b@photos.example/a.jpg", "the URL holds a user name or password"),
    ],
)
def test_a_url_that_is_not_fetched_says_why(server: Server, url: str, why: str) -> None:
    result = check(url, "--fetch-images")
    assert codes(result) == []
    assert f"the image is remote and was not fetched: {why}" in whys(result)
    assert not server.requests


def test_an_image_inside_the_network_is_not_fetched(
    server: Server, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = local_ways(server, authority, {"photos.example": ("192.168.0.1",)})
    monkeypatch.setattr(fetcher, "public_servers", lambda: ways)
    result = check(server.url("/ferry.jpg"), "--fetch-images")
    assert codes(result) == []
    assert any("192.168.0.1 is not public (private)" in why for why in whys(result))


def test_the_limits_of_the_configuration_count(server: Server) -> None:
    def too_large(exchange: Exchange) -> None:
        exchange.send(200, headers={"Content-Length": str(1024 * 1024 + 1)})

    server.answers["/ferry.jpg"] = too_large
    Path("capaudit.toml").write_text('[fetch]\nlargest-mib = 1\ncache = "kept"\n', "utf-8")
    result = check(server.url("/ferry.jpg"), "--fetch-images")
    assert any(why.endswith("it is larger than 1 MiB") for why in whys(result))


def test_an_unknown_limit_is_refused(server: Server) -> None:
    Path("capaudit.toml").write_text("[fetch]\nsecond = 5\n", "utf-8")
    result = check(server.url("/ferry.jpg"))
    assert result.exit_code == 2
    assert "fetch" in result.stderr


def test_without_the_extra_the_command_says_what_to_install(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(name: str) -> object:
        return None if name == "httpcore2" else find_spec(name)

    monkeypatch.setattr(extras, "find_spec", found)
    result = check(server.url("/ferry.jpg"), "--fetch-images")
    assert result.exit_code == 2
    assert "hint: pip install 'capaudit[fetch]'" in result.stderr
    assert check(server.url("/ferry.jpg")).exit_code == 0
