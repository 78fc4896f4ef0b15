"""Figures that print what the site's record of their image holds."""

from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.model.claim import Property, Source
from capaudit.model.finding import ImageReport, Report
from capaudit.pipeline import audit_paths

RECORD = """uid: ferry-leeds
caption: "A ferry leaves Leeds on Tuesday, 2 May 2021 &amp; sails on."
credit: Jane Doe/AFP
alt: a ferry
city: Bergen
"""


def audit(
    folder: Path, use: str, at: str = "data/images/ferry-leeds.yml", **settings: object
) -> Report:
    record = folder / at
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(RECORD, "utf-8")
    story = folder / "content" / "news" / "story.md"
    story.parent.mkdir(parents=True, exist_ok=True)
    story.write_text(f"---\ntitle: Ferry\ndate: 2021-05-04\n---\nSome prose.\n\n{use}\n", "utf-8")
    return audit_paths([str(story)], Config(root=folder, **settings))  # type: ignore[arg-type]


def image(report: Report) -> ImageReport:
    (found,) = report.articles[0].images
    return found


USE = '{{< img src="ferry-leeds" >}}'


@pytest.mark.parametrize("at", ["data/images/ferry-leeds.yml", "_data/images/ferry-leeds.yaml"])
def test_the_record_is_what_the_page_prints(at: str, tmp_path: Path) -> None:
    found = image(audit(tmp_path, USE, at))

    assert (found.caption, found.credit_line, found.alt_text) == (
        "A ferry leaves Leeds on Tuesday, 2 May 2021 & sails on.",
        "Jane Doe/AFP",
        "a ferry",
    )


def test_a_configured_place_counts_alone(tmp_path: Path) -> None:
    at = "records/ferry-leeds.yml"

    assert image(audit(tmp_path, USE, at)).caption is None
    assert image(audit(tmp_path, USE, at, image_records=("records/{stem}.yml",))).caption


def test_claims_lead_back_to_the_record(tmp_path: Path) -> None:
    claims = image(audit(tmp_path, USE)).claims
    (credit,) = [one for one in claims if one.property is Property.CREATOR]

    assert (credit.origin.source, credit.origin.path) == (
        Source.CREDIT_FIELD,
        "data/images/ferry-leeds.yml",
    )
    assert credit.origin.range is not None
    assert (credit.origin.range.line, credit.origin.range.column) == (3, 9)


def test_a_finding_stands_at_the_tag_and_shows_the_record(tmp_path: Path) -> None:
    (finding,) = [one for one in audit(tmp_path, USE).findings if one.code == "DAT002"]

    assert finding.range is not None
    assert finding.path == "content/news/story.md"
    assert finding.range.line == 7
    assert finding.claims[0].origin.path == "data/images/ferry-leeds.yml"
    assert finding.claims[0].raw == "Tuesday, 2 May 2021"


def test_what_the_page_prints_is_no_evidence_against_itself(tmp_path: Path) -> None:
    claims = image(audit(tmp_path, USE)).claims
    beside = {one.property for one in claims if one.origin.source is Source.SIDECAR}

    assert beside == {Property.LOCATION_CREATED}


def test_the_tag_goes_before_the_record(tmp_path: Path) -> None:
    found = image(audit(tmp_path, '{{< img src="ferry-leeds" caption="Our ferry." >}}'))

    assert (found.caption, found.credit_line) == ("Our ferry.", "Jane Doe/AFP")


@pytest.mark.parametrize("use", ["![a](ferry-leeds)", '{{< img src="ferry-leeds.jpg" >}}'])
def test_a_file_is_shown_without_its_record(use: str, tmp_path: Path) -> None:
    assert image(audit(tmp_path, use)).credit_line is None
