"""`capaudit inspect`, on image files of any name and on articles."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from capaudit.cli.group import capaudit
from support.images import build_image

FIELDS = {"dc:creator": "Jane Doe", "GPS:Latitude": "53.8", "GPS:Longitude": "-1.55"}


@pytest.mark.parametrize(("name", "form"), [("a.jpg", "jpeg"), ("a.dng", "tiff"), ("a", "png")])
def test_an_image_is_known_by_its_name_or_its_bytes(tmp_path: Path, name: str, form: str) -> None:
    (tmp_path / name).write_bytes(build_image(form, fields=FIELDS))
    result = CliRunner().invoke(capaudit, ["inspect", str(tmp_path / name)])
    assert result.exit_code == 0
    assert "XMP dc:creator" in result.output
    assert "Leeds" in result.output


def test_json_gives_the_same_as_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(build_image(fields=FIELDS))
    result = CliRunner().invoke(capaudit, ["inspect", str(tmp_path / "a.jpg"), "--format", "json"])
    record = json.loads(result.output)
    places = [one["value"] for one in record["claims"] if one["property"] == "location_created"]
    assert [(place["latitude"], place["country_code"]) for place in places] == [(53.8, "GB")]


def test_a_page_that_begins_with_a_drawing_is_an_article(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?><svg></svg><article><img src="a.jpg" alt="Ferry"></article>'
    (tmp_path / "page.html").write_text(page)
    result = CliRunner().invoke(capaudit, ["inspect", str(tmp_path / "page.html")])
    assert "html" in result.output
