"""Rules about dates, sizes and terms of files and paths, on hand-built evidence."""

from __future__ import annotations

import pytest

from capaudit.model.claim import Property, Source
from capaudit.model.image import FileState, ImageFile
from capaudit.rules.date.embedded_implausible import embedded_date_implausible
from capaudit.rules.date.path_after_publication import path_date_after_publication
from capaudit.rules.image.too_small import image_too_small
from capaudit.rules.rights.restriction_unmet import restriction_unmet
from support.evidence import day, evidence, hits, published, recorded, said

FILED = "images/2025/03/05/ferry.jpg"


@pytest.mark.parametrize(("stated", "count"), [("2025-03-04", 0), ("2025-03-03", 1)])
def test_an_image_may_be_filed_a_day_after_the_article(stated: str, count: int) -> None:
    given = evidence(published(stated), src=FILED)
    assert len(hits(path_date_after_publication, given)) == count


def test_an_inferred_date_of_the_article_says_nothing_of_paths() -> None:
    inferred = published("2024-03-05", inferred=("year", "month", "day"))
    assert hits(path_date_after_publication, evidence(inferred, src=FILED)) == []


def test_paths_are_held_against_the_article_s_last_date() -> None:
    changed = said(Property.DATE_MODIFIED, day("2025-03-06"), Source.FRONT_MATTER)
    given = evidence(published("2024-03-05"), changed, src=FILED)
    assert hits(path_date_after_publication, given) == []


@pytest.mark.parametrize(
    ("width", "height", "count"), [(800, 300, 0), (300, 800, 0), (599, 400, 1)]
)
def test_the_longer_side_tells_whether_an_image_is_too_small(
    width: int, height: int, count: int
) -> None:
    image = ImageFile(state=FileState.READ, path="ferry.jpg", width=width, height=height)
    assert len(hits(image_too_small, evidence(image=image))) == count


def test_a_picture_is_out_of_the_archive_by_its_newest_date() -> None:
    terms = recorded(Property.INSTRUCTIONS, "NO ARCHIVES")
    old = recorded(Property.DATE_CREATED, day("2024-05-02"), Source.EXIF, "DateTimeOriginal")
    new = recorded(Property.DATE_CREATED, day("2025-03-01"))
    article = published("2025-03-05")
    assert len(hits(restriction_unmet, evidence(terms, old, article))) == 1
    assert hits(restriction_unmet, evidence(terms, old, new, article)) == []


def test_an_inferred_date_of_the_article_meets_no_restriction() -> None:
    terms = recorded(Property.INSTRUCTIONS, "NO ARCHIVES")
    old = recorded(Property.DATE_CREATED, day("2024-05-02"))
    inferred = published("2025-03-05", inferred=("year",))
    assert hits(restriction_unmet, evidence(terms, old, inferred)) == []


def test_a_scanner_s_date_is_plausible() -> None:
    scanned = recorded(Property.DATE_DIGITISED, day("2014-05-06"), Source.EXIF, "DateTimeDigitized")
    assert hits(embedded_date_implausible, evidence(scanned)) == []
