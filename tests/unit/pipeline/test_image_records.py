"""What a site's own YAML and JSON records say of its images."""

import json
import time
from pathlib import Path

import pytest

from capaudit.config import Config, load_config
from capaudit.errors import UsageError
from capaudit.images import Site
from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.finding import Report
from capaudit.model.image import FileState, ImageFile, ImageReading
from capaudit.model.values import Place
from capaudit.pipeline import audit_paths, image_records
from capaudit.pipeline.image_records import ImageRecords
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


def test_inspect_takes_a_file_name_for_no_reference(tmp_path: Path) -> None:
    site(tmp_path, at="data/images/ferry #1 50%.yml")
    picture = tmp_path / "ferry #1 50%.jpg"
    picture.write_bytes(build_image())
    config = Config(root=tmp_path, image_records=("data/images/{stem}.yml",))
    claims = inspect_image(str(picture), config).reading.claims
    assert "Ines Roca" in [one.value for one in claims]


def reading_of(records: ImageRecords, src: str) -> ImageReading:
    return records.added_to(ImageReading(ImageFile(state=FileState.READ)), src)


@pytest.mark.parametrize("name", ["images.json", "images.yml"])
def test_one_file_may_hold_the_records_of_a_whole_site(tmp_path: Path, name: str) -> None:
    of_each = {"creator": "Ines Roca", "credit": "Reuters", "city": "Bergen"}
    whole = {f"pier {number}.jpg": of_each for number in range(10_000)}
    text = json.dumps(whole, indent=1)
    (tmp_path / name).write_text(text, "utf-8")
    records = ImageRecords(Site(tmp_path), (f"{name}#{{name}}",))
    started = time.process_time()
    for number in range(0, 10_000, 5):
        reading = reading_of(records, f"/media/pier%20{number}.jpg?w=300")
        assert (len(reading.claims), reading.file.flaws) == (3, ())
    # One pass over the file for each image would take a minute.
    assert time.process_time() - started < 15


def test_values_beyond_what_is_read_are_said_to_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "images.yml").write_text("a: [" + "b, " * 200_001 + "]\ncredit: AFP\n", "utf-8")
    reading = reading_of(ImageRecords(Site(tmp_path), ("images.yml#{name}",)), "a.jpg")
    assert reading.file.flaws == ("images.yml: more than 200,000 values; the rest is not read",)


def test_a_file_too_large_to_be_read_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_records, "_MAX_BYTES", 1 << 20)
    (tmp_path / "images.yml").write_bytes(b"a: b\n" * (1 << 18))
    records = ImageRecords(Site(tmp_path), ("images.yml#{name}",))
    flaw = "images.yml: the record file is larger than 1 MB"
    assert reading_of(records, "a.jpg").file.flaws == (flaw,)
    (tmp_path / "images.yml").unlink()
    assert reading_of(records, "b.jpg").file.flaws == (flaw,)
