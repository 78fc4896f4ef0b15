"""What a site's own YAML and JSON records say of its images."""

import json
from pathlib import Path

import pytest

from capaudit.config import Config, load_config
from capaudit.errors import UsageError
from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.finding import Report
from capaudit.model.values import Place
from capaudit.pipeline import audit_paths
from capaudit.pipeline.inspect_image import inspect_image
from support.images import build_image

ARTICLE = """---
title: The ferry is back
date: 2021-05-04
---
The ferry to the islands runs again.

![A ferry leaves the pier in Leeds on 3 May 2021. [Jane Doe/AFP]](/media/ferry.jpg)
"""
RECORD = """# kept by the picture desk
credit: "Reuters"
Photographer: Ines Roca
taken: 11 February 2019 \t
city: Bergen
country: Norway
alt: ""
"""


def site(folder: Path, record: str = RECORD, at: str = "data/images/ferry.yml") -> Path:
    (folder / "story.md").write_text(ARTICLE, "utf-8")
    path = folder / at
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record, "utf-8")
    return folder


def audit(folder: Path, *records: str, **settings: object) -> Report:
    config = Config(root=folder, image_records=records, **settings)  # type: ignore[arg-type]
    return audit_paths([str(folder / "story.md")], config)


def recorded(report: Report) -> list[AnyClaim]:
    (image,) = report.articles[0].images
    return [one for one in image.claims if one.origin.source is Source.SIDECAR]


def value(report: Report, prop: Property) -> object:
    return next(one.value for one in recorded(report) if one.property is prop)


def test_a_record_is_evidence_although_the_image_lies_elsewhere(tmp_path: Path) -> None:
    report = audit(site(tmp_path), "data/images/{stem}.yml")
    codes = {finding.code for finding in report.findings}
    assert codes == {"CRD003", "CRD004", "DAT004", "LOC001"}
    finding = next(one for one in report.findings if one.code == "CRD004")
    (against, *_) = finding.against
    assert (against.raw, against.origin.field) == ("Reuters", "credit")
    assert against.origin.path == "data/images/ferry.yml"
    assert against.origin.range is not None
    assert (against.origin.range.line, against.origin.range.column) == (2, 10)


def test_without_configuration_no_record_is_read(tmp_path: Path) -> None:
    assert not recorded(audit(site(tmp_path)))


def test_values_become_dates_and_places(tmp_path: Path) -> None:
    report = audit(site(tmp_path), "data/images/{stem}.yml")
    assert value(report, Property.DATE_CREATED) == PartialDate(2019, 2, 11)
    place = value(report, Property.LOCATION_CREATED)
    assert isinstance(place, Place)
    assert (place.city, place.country_code) == ("Bergen", "NO")


def test_one_file_may_hold_the_records_of_all_images(tmp_path: Path) -> None:
    records = {"ferry.jpg": {"creator": ["Ines Roca", "Bo Dahl"]}, "pier.jpg": {"creator": "X"}}
    site(tmp_path, json.dumps({"images": records}), "images.json")
    found = recorded(audit(tmp_path, "images.json#images.{name}"))
    assert [one.value for one in found if one.property is Property.CREATOR] == [
        "Ines Roca",
        "Bo Dahl",
    ]


def test_the_house_says_what_its_own_keys_state(tmp_path: Path) -> None:
    site(tmp_path, "snapper: Ines Roca\n", "meta/media/ferry.jpg.yaml")
    keys = {"Snapper": Property.CREATOR}
    report = audit(tmp_path, "meta/{path}.yaml", image_record_keys=keys)
    assert value(report, Property.CREATOR) == "Ines Roca"


def test_a_broken_record_keeps_what_can_be_read_and_says_so(tmp_path: Path) -> None:
    site(tmp_path, 'credit: "Reuters\nphotographer: [Ines\n')
    report = audit(tmp_path, "data/images/{stem}.yml", select=("MET003",))
    (finding,) = report.findings
    assert "data/images/ferry.yml" in finding.message
    assert "does not parse" in finding.message


@pytest.mark.parametrize("record", ["", "just words", "- a\n- b\n", "credit: [\0]\n", "a: &a [*a]"])
def test_no_record_ends_the_run(tmp_path: Path, record: str) -> None:
    report = audit(site(tmp_path, record), "data/images/{stem}.yml")
    assert not report.problems
    assert not recorded(report)


def test_a_link_out_of_the_root_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.yml"
    outside.write_text(RECORD, "utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    site(folder, at="data/images/pier.yml")
    (folder / "data/images/ferry.yml").symlink_to(outside)
    assert not recorded(audit(folder, "data/images/{stem}.yml"))


@pytest.mark.parametrize("path", ["/etc/{name}.yml", "../{name}.yml", "a/../../{stem}", "all.yml"])
def test_a_record_path_stays_below_the_root_and_names_the_image(tmp_path: Path, path: str) -> None:
    (tmp_path / "capaudit.toml").write_text(f'image-records = ["{path}"]\n', "utf-8")
    with pytest.raises(UsageError, match="image-records"):
        load_config(tmp_path)


def test_inspect_shows_the_records_of_an_image_file(tmp_path: Path) -> None:
    site(tmp_path)
    picture = tmp_path / "media/ferry.jpg"
    picture.parent.mkdir()
    picture.write_bytes(build_image())
    config = Config(root=tmp_path, image_records=("data/images/{stem}.yml",))
    claims = inspect_image(str(picture), config).reading.claims
    assert "Ines Roca" in [one.value for one in claims]
