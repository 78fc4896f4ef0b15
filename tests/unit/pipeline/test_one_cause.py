"""One file used in many articles is one thing to mend: one finding with a list."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from capaudit.config import load_config
from capaudit.pipeline import audit_paths
from support.examples import write_example

PICTURE = "![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)\n"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("IMG001", "ferry.jpg: is missing"),
        ("IMG002", "ferry.jpg: is truncated"),
        ("IMG003", "ferry.jpg: is png"),
        ("IMG008", "config: smallest-image = 4000"),
        ("CRD010", "ferry.jpg: photoshop:City = Leeds"),
        ("MET001", ""),
        ("MET002", "ferry.jpg: 2:80 By-line = Max Roe\nferry.jpg: dc:creator = Jane Doe"),
        (
            "DAT009",
            "ferry.jpg: photoshop:DateCreated = 2025-03-01\n"
            "ferry.jpg: Exif:DateTimeOriginal = 2024:01:01 10:00:00",
        ),
        ("DAT010", "ferry.jpg: Exif:DateTimeOriginal = 0000:00:00 00:00:00"),
        (
            "LOC005",
            "ferry.jpg: 2:90 City = Leeds\nferry.jpg: 2:101 Country/Primary Location Name = "
            "United Kingdom\nferry.jpg: GPS:Latitude = 35.7\nferry.jpg: GPS:Longitude = 139.7",
        ),
        ("LOC007", "ferry.jpg: GPS:Latitude = 35.7\nferry.jpg: GPS:Longitude = 139.7"),
    ],
)
def test_fault_of_one_file_is_reported_once(code: str, state: str, tmp_path: Path) -> None:
    write_example(f"{PICTURE}{state}", tmp_path)
    article = (tmp_path / "article.md").read_bytes()
    for number in range(99):
        (tmp_path / f"post-{number:02}.md").write_bytes(article)
    config = msgspec.structs.replace(load_config(tmp_path), select=(code,))
    report = audit_paths((str(tmp_path),), config)
    assert report.problems == ()
    (finding,) = report.findings
    assert (finding.path, len(finding.occurrences)) == ("article.md", 99)
    assert "and in 99 more places" in finding.message
    assert len({finding.fingerprint, *(one.fingerprint for one in finding.occurrences)}) == 100


def test_credits_that_a_site_never_prints_are_one_note(tmp_path: Path) -> None:
    write_example('![Ferry](ferry.jpg "The ferry leaves the pier.")', tmp_path)
    article = (tmp_path / "article.md").read_bytes()
    for number in range(99):
        (tmp_path / f"post-{number:02}.md").write_bytes(article)
    report = audit_paths((str(tmp_path),), load_config(tmp_path))
    (finding,) = [one for one in report.findings if one.code == "CRD001"]
    assert finding.severity == "note"
    assert finding.message.startswith("100 of 100 editorial images have no credit")
