from pathlib import Path

import pytest

from capaudit.errors import UsageError
from capaudit.pipeline.listing import read_listing


def listed(folder: Path, content: str) -> tuple[str, ...]:
    file = folder / "articles.jsonl"
    file.write_text(content, "utf-8")
    return read_listing(file)


def test_strings_and_objects_name_articles_each_once(tmp_path: Path) -> None:
    lines = (
        '"news/flood.md"',
        '{"id": 7, "path": "news/ferry.md"}',
        "",
        '{"url": "s3://archive/2021/fähre.html", "path": null}',
        '"news/flood.md"',
    )
    named = ("news/flood.md", "news/ferry.md", "s3://archive/2021/fähre.html")
    assert listed(tmp_path, "\n".join(lines)) == named


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": 7}', "line 2: names no article"),
        ('""', "line 2: names no article"),
        ('"a\\u0000b"', "line 2: names no article"),
        ("news/ferry.md", "line 2: is no string or object of JSON"),
        ('["news/ferry.md"]', "line 2: is no string or object of JSON"),
        ('{"url": "https://news.example/flood"}', "line 2: https://news.example/flood is not read"),
    ],
)
def test_a_line_that_names_nothing_is_told(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        listed(tmp_path, f'"news/flood.md"\n{line}\n')


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(b'"caf\xe9.md"\n')
    with pytest.raises(UsageError, match="line 1: is no string"):
        read_listing(file)
