"""Where the findings on house schemas stand, and what they show as evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.model.finding import Finding
from support.examples import run_example

ARTICLE = """\
article.md:
    ---
    date: 2025-03-05
    tags: [a, b]
    images:
      - src: /a.jpg
        width: 12
      - src: /b.jpg
        caption: The ferry.
    ---
a.jpg: photoshop:City = Leeds
b.jpg: photoshop:City = Leeds
config: article-schema = "house.json"
house.json:
    {schema}
"""
IMAGE = """\
![A ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
ferry.jpg: 2:90 City = Leeds
ferry.jpg: 2:116 Copyright Notice = nobody
config: image-schema = "house.json"
house.json:
    {schema}
"""


def findings(example: str, schema: str, folder: Path) -> list[Finding]:
    report = run_example(example.replace("{schema}", schema), folder)
    assert report.problems == ()
    return [one for one in report.findings if one.code.startswith("SCH")]


@pytest.mark.parametrize(
    ("schema", "line", "said"),
    [
        ('{"required": ["section"]}', 2, "`section` is missing"),
        ('{"properties": {"tags": {"minItems": 3}}}', 3, "`tags` must have at least 3 items"),
        ('{"properties": {"tags": {"items": {"const": "a"}}}}', 3, "`tags[1]` must be a"),
        (
            '{"properties": {"images": {"items": {"required": ["caption"]}}}}',
            5,
            "`images[0].caption` is missing",
        ),
        (
            '{"properties": {"images": {"items": {"properties": {"width": {"minimum": 600, '
            '"type": "integer"}}}}}}',
            6,
            "`images[0].width` must be at least 600, found “12”",
        ),
        (
            '{"properties": {"date": {}, "images": {}}, "additionalProperties": false}',
            3,
            "`tags` is no key that the schema knows",
        ),
    ],
)
def test_article_finding_stands_at_its_key(
    schema: str, line: int, said: str, tmp_path: Path
) -> None:
    (finding,) = findings(ARTICLE, schema, tmp_path)
    assert said in finding.message
    assert finding.range is not None
    assert finding.range.line == line


def test_image_finding_shows_where_the_value_is_stated(tmp_path: Path) -> None:
    schema = '{"properties": {"embedded": {"properties": {"copyright_notice": {"const": "AFP"}}}}}'
    (finding,) = findings(IMAGE, schema, tmp_path)
    assert "`embedded.copyright_notice` must be AFP, found “nobody”" in finding.message
    assert [claim.origin.field for claim in finding.against] == ["2:116 Copyright Notice"]


def test_printed_and_embedded_are_told_apart(tmp_path: Path) -> None:
    schema = (
        '{"required": ["creator"], "properties": {"printed": {"required": ["creator"]}, '
        '"embedded": {"required": ["creator", "location_created"]}}}'
    )
    (finding,) = findings(IMAGE, schema, tmp_path)
    assert finding.message == "`embedded.creator` is missing"


def test_two_missing_keys_are_two_findings_that_a_baseline_tells_apart(tmp_path: Path) -> None:
    found = findings(IMAGE, '{"required": ["event", "licensor"]}', tmp_path)
    assert len({one.fingerprint for one in found}) == 2
