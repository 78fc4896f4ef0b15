"""The installed command over `samples/` reports what is planted there, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = ("creator", "credit", "copyright", "description", "taken", "city", "country", "code")
STORY = "wire/articles/caspian-grain.md"
_ROW = re.compile(
    r"\| (?P<code>[A-Z]{3}\d{3}) \| (?P<severity>\w+) \| `(?P<path>[^`]+)` \| (?P<line>\S+) \|"
)

Fault = tuple[str, str, str, int | None]


def run_check(folder: Path, *arguments: str) -> dict[str, Any]:
    """The JSON report of one run of the command from a folder."""
    command = [sys.executable, "-m", "capaudit", "check", "--format", "json"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@cache
def samples_report() -> dict[str, Any]:
    return run_check(SAMPLES, ".")


def planted() -> set[Fault]:
    """The rows of the table in the samples' README: code, severity, path, line."""
    rows = _ROW.finditer((SAMPLES / "README.md").read_text("utf-8"))
    return {
        (
            row["code"],
            row["severity"],
            row["path"],
            None if row["line"] == "–" else int(row["line"]),
        )
        for row in rows
    }


def reported(report: dict[str, Any]) -> set[Fault]:
    return {(one["code"], one["severity"], one["path"], one["line"]) for one in report["findings"]}


def graver_than_notes(faults: set[Fault]) -> set[Fault]:
    return {fault for fault in faults if fault[1] != "note"}


class TestAllSites:
    def test_the_table_is_read(self) -> None:
        assert len(planted()) == 32

    def test_every_planted_fault_is_reported(self) -> None:
        assert planted() - reported(samples_report()) == set()

    def test_nothing_else_is_an_error_or_a_warning(self) -> None:
        assert graver_than_notes(reported(samples_report()) - planted()) == set()

    def test_every_input_is_audited(self) -> None:
        report = samples_report()
        assert report["problems"] == []
        assert len(report["articles"]) == 15

    def test_at_least_half_of_the_images_are_sound(self) -> None:
        report = samples_report()
        faulty = {
            (one["path"], one["image"]["index"]) for one in report["findings"] if one["image"]
        }
        assert len(faulty) * 2 <= report["summary"]["images"]

    def test_every_local_image_is_found_but_the_missing_one(self) -> None:
        local = [
            image
            for article in samples_report()["articles"]
            for image in article["images"]
            if image["src"] and not image["src"].startswith("https:")
        ]
        unfound = {Path(image["src"]).name for image in local if image["file"] is None}
        # Missing, outside the site, truncated.
        assert unfound <= {"sheds.jpg", "guard.jpg", "rowers.jpg"}

    def test_pictures_carry_what_their_table_says(self) -> None:
        table = tomllib.loads((SAMPLES / "images.toml").read_text("utf-8"))
        assert len(table) == 52
        for path, entry in table.items():
            written = (SAMPLES / path).read_bytes()
            for key in TEXTS:
                assert entry.get(key, "").encode() in written, (path, key)

    def test_pictures_stay_small(self) -> None:
        pictures = [path for path in SAMPLES.rglob("*") if path.suffix in {".jpg", ".png", ".webp"}]
        assert len(pictures) == 52
        assert sum(path.stat().st_size for path in pictures) < 3_000_000


class TestFixes:
    """What `capaudit fix` makes of the samples, as their README says."""

    def test_the_mended_findings_are_gone_and_nothing_else_has_changed(
        self, tmp_path: Path
    ) -> None:
        site = tmp_path / "samples"
        shutil.copytree(SAMPLES, site)
        command = [sys.executable, "-m", "capaudit", "fix", "--unsafe"]
        done = subprocess.run(command, cwd=site, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        changed = {
            path.relative_to(site).name: path.read_text("utf-8")
            for path in site.rglob("*.*")
            if path.read_bytes() != (SAMPLES / path.relative_to(site)).read_bytes()
        }
        assert sorted(changed) == ["2024-09-03-desert-rail.md", "index.md", "night-train.md"]
        assert "on Wednesday, August 28, 2024." in changed["2024-09-03-desert-rail.md"]
        assert '{{< figure src="morning.jpg" caption=' in changed["index.md"]
        assert "on 5 May 2025. [Inês Barroso/Lusa]](/images/kiosk" in changed["night-train.md"]
        left = reported(run_check(site, "."))
        gone = {fault[0] for fault in reported(samples_report()) - left}
        assert gone == {"ALT002", "CRD001", "DAT002"}
        assert left < reported(samples_report())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The scraped story audited alone: no configuration, no image files."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copy(SAMPLES / STORY, folder / "story.md")
    return run_check(folder, "story.md")


def images(report: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report["articles"][0]["images"]
    return found


def values(image: dict[str, Any], wanted: str) -> list[Any]:
    """The values of the claims about one property that say something of the picture."""
    return [
        claim["value"]
        for claim in image["claims"]
        if claim["property"] == wanted and claim["standing"] != "mentioned"
    ]


class TestScrapedStory:
    """What a story without front matter, dates and image files gives away by itself."""

    def test_figures_stand_on_their_lines(self, story: dict[str, Any]) -> None:
        assert [image["line"] for image in images(story)] == [4, 10, 11, 12]

    def test_the_first_image_leads(self, story: dict[str, Any]) -> None:
        roles = [image["role"] for image in images(story)]
        assert roles == ["lead", "inline", "inline", "inline"]

    def test_headline(self, story: dict[str, Any]) -> None:
        headline = story["articles"][0]["headline"]
        assert headline.startswith("Georgian railway likely carrying")

    def test_creators(self, story: dict[str, Any]) -> None:
        creators = [values(image, "creator") for image in images(story)]
        assert creators == [
            ["Tural Huseynzade"],
            ["Irakli Gvelesiani"],
            ["Tural Huseynzade"],
            ["Maya Orbeli"],
        ]

    def test_organisations(self, story: dict[str, Any]) -> None:
        assert [values(image, "source") for image in images(story)] == [["AFP"]] * 4

    def test_byline(self, story: dict[str, Any]) -> None:
        assert story["articles"][0]["byline"] == ["Nino Kalandadze"]

    def test_dateline(self, story: dict[str, Any]) -> None:
        dateline = story["articles"][0]["dateline"]
        assert dateline["place"]["name"] == "Batumi"
        assert dateline["place"]["country_code"] == "GE"

    def test_article_date_is_inferred_from_the_image_paths(self, story: dict[str, Any]) -> None:
        date = story["articles"][0]["date_published"]
        assert date["edtf"] == "2024-06-04"
        assert date["inferred"] == ["year", "month", "day"]
        assert date["origin"]["source"] == "path"

    def test_photo_dates(self, story: dict[str, Any]) -> None:
        dates = [
            [(date["edtf"], date["inferred"]) for date in values(image, "date_created")]
            for image in images(story)
        ]
        assert dates == [
            [("2024-05-28", ["year"])],
            [("2024-05-14", ["year"])],
            [("2021-10-07", [])],
            [("2018-11-21", [])],
        ]

    @pytest.mark.parametrize(
        ("index", "name", "country", "region"),
        [
            (0, "Baku", "AZ", None),
            (1, "Tbilisi", "GE", None),
            (2, "Kutaisi", "GE", "Imereti"),
            (3, "Kutaisi", "GE", "Imereti"),
        ],
    )
    def test_photo_places(
        self, story: dict[str, Any], index: int, name: str, country: str, region: str | None
    ) -> None:
        place, *wider = values(images(story)[index], "location_created")
        assert (place["name"], place["country_code"]) == (name, country)
        assert region is None or place["province_state"] == region
        assert all(one["feature"] == "region" for one in wider)

    def test_pool_photograph_is_marked_from_its_words(self, story: dict[str, Any]) -> None:
        (finding,) = [one for one in story["findings"] if one["code"] == "CRD006"]
        line = (SAMPLES / STORY).read_text("utf-8").splitlines()[finding["line"] - 1]
        assert finding["line"] == 10
        assert line[finding["column"] - 1 : finding["end_column"] - 1] == "pool photograph"

    def test_nothing_else_is_found(self, story: dict[str, Any]) -> None:
        found = sorted(
            (one["code"], one["severity"], one["line"])
            for one in story["findings"]
            if one["code"] != "ART001"
        )
        assert found == [("ART003", "note", 5), ("CRD006", "warning", 10)]

    def test_missing_publication_date_is_said_once(self, story: dict[str, Any]) -> None:
        found = [one["severity"] for one in story["findings"] if one["code"] == "ART001"]
        assert found == ["warning"]

    def test_images_without_a_root_are_unverified(self, story: dict[str, Any]) -> None:
        verdicts = [image["verdicts"]["date"]["verdict"] for image in images(story)]
        assert verdicts == ["unverified"] * 4

    def test_images_under_a_configured_root_are_missing(self, tmp_path: Path) -> None:
        shutil.copy(SAMPLES / STORY, tmp_path / "story.md")
        (tmp_path / "capaudit.toml").write_text('image-roots = { "/media/" = "static/media" }\n')
        report = run_check(tmp_path, "story.md")
        missing = [one["line"] for one in report["findings"] if one["code"] == "IMG001"]
        assert missing == [4, 10, 11, 12]
