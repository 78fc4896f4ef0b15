"""Rules about an image's proportions and about files that say nothing, on hand-built evidence."""

from __future__ import annotations

import pytest

from capaudit.model.claim import Property, Source
from capaudit.model.image import FileState, ImageFile
from capaudit.rules.image.dimensions import image_dimensions_differ
from capaudit.rules.metadata.missing import metadata_missing
from support.evidence import evidence, hits, recorded

LANDSCAPE = ImageFile(state=FileState.READ, path="ferry.jpg", width=640, height=480)


def orientation(value: str):  # noqa: ANN201
    return recorded(Property.ORIENTATION, value, Source.EXIF, "Orientation")


@pytest.mark.parametrize("value", ["5", "6", "7", "8"])
def test_orientations_that_lay_a_picture_on_its_side(value: str) -> None:
    turned = evidence(orientation(value), src="ferry-480x640.jpg", image=LANDSCAPE)
    assert hits(image_dimensions_differ, turned) == []


@pytest.mark.parametrize("value", ["1", "3"])
def test_orientations_that_keep_the_proportions(value: str) -> None:
    upright = evidence(orientation(value), src="ferry-480x640.jpg", image=LANDSCAPE)
    assert len(hits(image_dimensions_differ, upright)) == 1


@pytest.mark.parametrize("name", ["ferry-2025_11.jpg", "ferry-1998_05.jpg"])
def test_a_year_and_a_number_in_a_name_are_no_size(name: str) -> None:
    assert hits(image_dimensions_differ, evidence(src=name, image=LANDSCAPE)) == []


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ferry-40x31.jpg", 0),
        ("ferry-400x310.jpg", 0),
        ("ferry-40x29.jpg", 0),
        ("ferry-400x290.jpg", 1),
        ("ferry-40x40.jpg", 1),
    ],
)
def test_rounding_weighs_more_in_small_sizes(name: str, count: int) -> None:
    assert len(hits(image_dimensions_differ, evidence(src=name, image=LANDSCAPE))) == count


def test_what_every_program_writes_says_nothing_of_the_picture() -> None:
    software = recorded(Property.SOFTWARE, "Example Editor 4", Source.EXIF, "Software")
    silent = evidence(software, orientation("1"), image=LANDSCAPE)
    assert len(hits(metadata_missing, silent)) == 1
    named = evidence(software, recorded(Property.CREATOR, "Jane Doe"), image=LANDSCAPE)
    assert hits(metadata_missing, named) == []
