"""Bad exports and feeds through the whole pipeline: findings or a problem, never a crash."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.model.finding import Report
from capaudit.pipeline import audit_paths

CAPTION = "Flood in Leeds on February 30, 2025. (Jane Doe/AFP)"
STORY = {
    "uri": "urn:example:7104",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "picture",
    "versioncreated": "2025-03-05T10:00:00Z",
    "descriptions": [{"role": "caption", "value": CAPTION}],
    "renditions": [
        {"name": "web", "href": "https://example.org/flood.jpg", "contenttype": "image/jpeg"}
    ],
}
FEED = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title>
<item><guid>https://example.org/7104</guid><title>Flood</title><description>Words.</description>
<media:content url="https://example.org/flood.jpg" medium="image">
<media:description>{CAPTION}</media:description></media:content></item>
</channel></rss>
"""
SOUND = {"story.json": json.dumps(STORY, indent=1), "feed.xml": FEED}
WRONG = (None, True, 7, 1e400, "", "x", [], [None], [[]], {}, {"a": {"b": [1]}})


def audit(folder: Path, name: str, data: bytes) -> Report:
    (folder / name).write_bytes(data)
    report = audit_paths((str(folder / name),), Config(root=folder))
    assert not [one.reason for one in report.problems if "please report" in one.reason]
    return report


def codes(report: Report) -> list[tuple[str | None, str]]:
    return [(one.item, one.code) for one in report.findings if one.code == "DAT001"]


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_item_is_found_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    text = SOUND[name]
    if name == "feed.xml" and encoding.startswith("utf-16"):
        text = text.replace("UTF-8", "UTF-16")
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    report = audit(tmp_path, name, mark + text.encode(encoding))

    assert [code for _, code in codes(report)] == ["DAT001"]
    (finding,) = (one for one in report.findings if one.code == "DAT001")
    assert finding.range is not None
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "February 30" in each)
    assert finding.range.line == line


@pytest.mark.parametrize("name", SOUND)
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused(
    tmp_path: Path, name: str
) -> None:
    data = SOUND[name].encode()
    for end in range(0, len(data), 23):
        report = audit(tmp_path, name, data[:end])
        assert report.articles or report.problems


@pytest.mark.parametrize("key", STORY)
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_field_of_a_wrong_type_costs_no_more_than_itself(
    tmp_path: Path, key: str, wrong: object
) -> None:
    audit(tmp_path, "story.json", json.dumps({**STORY, key: wrong}).encode())


def test_a_folder_of_data_files_is_no_problem(tmp_path: Path) -> None:
    for name, data in {
        "package.json": b'{"name": "site", "version": "1.0.0"}',
        "sitemap.xml": b'<?xml version="1.0"?><urlset><url><loc>https://a.b/</loc></url></urlset>',
        "empty.json": b"",
        "broken.json": b"{",
        "list.json": b"[1, 2, 3]",
        "feed.xml": b"---\nlayout: null\n---\n<rss>{% for p in posts %}</rss>",
        "noise.xml": bytes(range(256)),
    }.items():
        (tmp_path / name).write_bytes(data)
    report = audit_paths((str(tmp_path),), Config(root=tmp_path))

    assert (report.articles, report.problems) == ((), ())
    assert sum(one.count for one in report.left_alone) == 7


@pytest.mark.parametrize("name", SOUND)
def test_standard_input_may_be_in_any_format(tmp_path: Path, name: str) -> None:
    stdin = (str(tmp_path / name), SOUND[name].encode())
    report = audit_paths((), Config(root=tmp_path), stdin=stdin)

    assert [code for _, code in codes(report)] == ["DAT001"]
    assert [one.fix for one in report.findings if one.fix is not None] == []
