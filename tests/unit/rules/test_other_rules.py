"""Rules about captions, places, people, rights and files, on hand-built evidence."""

from __future__ import annotations

import msgspec
import pytest

from capaudit.model.claim import Property, Source
from capaudit.model.finding import Severity
from capaudit.model.house import House
from capaudit.model.image import FileState, ImageFile
from capaudit.model.values import Place
from capaudit.rules.alternative_text.file_name import alt_is_file_name
from capaudit.rules.caption.missing import caption_missing
from capaudit.rules.image.extension import image_extension_wrong
from capaudit.rules.image.missing import image_missing
from capaudit.rules.image.unreadable import image_unreadable
from capaudit.rules.location.differs_from_file import caption_place_differs_from_file
from capaudit.rules.location.differs_from_gps import caption_place_differs_from_gps
from capaudit.rules.location.hierarchy import place_hierarchy_wrong
from capaudit.rules.people.misspelt import person_misspelt
from capaudit.rules.rights.ai_undisclosed import ai_image_undisclosed
from capaudit.rules.schema.image import image_schema
from support.evidence import (
    BRITAIN,
    LEEDS,
    OSAKA,
    evidence,
    hits,
    mentioned,
    person,
    recorded,
    said,
)

CREATED = Property.LOCATION_CREATED


def position(latitude: float, longitude: float) -> Place:
    return Place(
        name="",
        feature="coordinates",
        latitude=latitude,
        longitude=longitude,
        country_code="JP" if longitude > 100 else "GB",
    )


def at_camera(latitude: float, longitude: float):  # noqa: ANN201
    return recorded(CREATED, position(latitude, longitude), Source.GPS, "GPS")


def test_caption_of_editorial_images_only() -> None:
    assert len(hits(caption_missing, evidence(caption=None))) == 1
    assert hits(caption_missing, evidence(caption=None, src="icons/mail.png")) == []
    tiny = ImageFile(state=FileState.READ, width=1, height=1)
    assert hits(caption_missing, evidence(caption=None, image=tiny)) == []


def test_alt_text_that_is_the_caption_is_judged_as_caption() -> None:
    assert len(hits(alt_is_file_name, evidence(alt="IMG_1234"))) == 1
    assert hits(alt_is_file_name, evidence(alt="IMG_1234", caption="IMG_1234")) == []


def test_place_differs_from_file() -> None:
    given = evidence(said(CREATED, LEEDS), recorded(Property.LOCATION_SHOWN, OSAKA))
    assert [hit.message for hit in hits(caption_place_differs_from_file, given)] == [
        "caption says Leeds, United Kingdom, file says Osaka, Japan (x:Field)"
    ]


@pytest.mark.parametrize("other", [LEEDS, BRITAIN])
def test_one_agreeing_place_is_enough(other: Place) -> None:
    given = evidence(said(CREATED, LEEDS), recorded(CREATED, OSAKA), recorded(CREATED, other))
    assert hits(caption_place_differs_from_file, given) == []


def test_place_mentioned_in_the_text_contradicts_nothing() -> None:
    given = evidence(mentioned(CREATED, LEEDS), recorded(CREATED, OSAKA))
    assert hits(caption_place_differs_from_file, given) == []


def test_place_differs_from_gps() -> None:
    given = evidence(said(CREATED, LEEDS), at_camera(34.7, 135.5))
    assert len(hits(caption_place_differs_from_gps, given)) == 1
    near = evidence(said(CREATED, LEEDS), at_camera(53.9, -1.7))
    assert hits(caption_place_differs_from_gps, near) == []


def test_gps_rule_names_the_town_the_camera_was_near() -> None:
    named = msgspec.structs.replace(position(34.7, 135.5), name="near Osaka, Japan")
    camera = recorded(CREATED, named, Source.GPS, "GPS")
    messages = [
        hit.message
        for given in (camera, at_camera(34.7, 135.5))
        for hit in hits(caption_place_differs_from_gps, evidence(said(CREATED, LEEDS), given))
    ]
    assert [message.split(", ", 2)[2].rsplit(", ", 1)[0] for message in messages] == [
        "the camera was near Osaka, Japan (34.7000, 135.5000)",
        "the camera was at 34.7000, 135.5000",
    ]


def test_gps_rule_is_silent_where_the_named_place_already_speaks() -> None:
    given = evidence(said(CREATED, LEEDS), recorded(CREATED, OSAKA), at_camera(34.7, 135.5))
    assert len(hits(caption_place_differs_from_file, given)) == 1
    assert hits(caption_place_differs_from_gps, given) == []


def test_receiver_without_a_fix_is_no_evidence() -> None:
    assert (
        hits(
            caption_place_differs_from_gps,
            evidence(said(CREATED, LEEDS), at_camera(0.0, 0.0)),
        )
        == []
    )


def test_hierarchy() -> None:
    given = evidence(said(CREATED, OSAKA, conflict=BRITAIN))
    assert [hit.message for hit in hits(place_hierarchy_wrong, given)] == [
        "caption puts Osaka in United Kingdom; it lies in Japan"
    ]
    claimed = msgspec.structs.replace(OSAKA, claimed_by=("GB",))
    disputed = evidence(said(CREATED, claimed, conflict=BRITAIN))
    assert hits(place_hierarchy_wrong, disputed) == []


def test_misspelt_person() -> None:
    caption = "Minister Halina Brodzka's convoy leaves the pier."
    near = mentioned(Property.PERSON_SHOWN, person("Halina Brodzeka"))
    same = mentioned(Property.PERSON_SHOWN, person("Halina Brodzka"))
    assert [hit.message for hit in hits(person_misspelt, evidence(near, caption=caption))] == [
        "caption says Halina Brodzka, the text Halina Brodzeka"
    ]
    assert hits(person_misspelt, evidence(near, same, caption=caption)) == []


def test_name_in_the_file_is_plain_text() -> None:
    near = recorded(Property.PERSON_SHOWN, "Olena Tkachenko", Source.XMP, "PersonInImage")
    given = evidence(near, caption="Olena Tkachnko answers questions.")
    assert len(hits(person_misspelt, given)) == 1


def generated(kind: str):  # noqa: ANN201
    uri = f"http://cv.iptc.org/newscodes/digitalsourcetype/{kind}"
    return recorded(Property.DIGITAL_SOURCE_TYPE, uri)


@pytest.mark.parametrize(
    ("kind", "severities"),
    [
        ("trainedAlgorithmicMedia", [None]),
        ("compositeWithTrainedAlgorithmicMedia", [Severity.NOTE]),
        ("computationalCapture", []),
    ],
)
def test_generated_image(kind: str, severities: list[Severity | None]) -> None:
    found = hits(ai_image_undisclosed, evidence(generated(kind)))
    assert [hit.severity for hit in found] == severities


def test_disclosed_generated_image() -> None:
    given = evidence(generated("trainedAlgorithmicMedia"), alt="A ferry, generated by AI")
    assert hits(ai_image_undisclosed, given) == []


@pytest.mark.parametrize("state", list(FileState))
def test_file_states(state: FileState) -> None:
    given = evidence(image=ImageFile(state=state, path="ferry.jpg", reason="cut off"))
    assert bool(hits(image_missing, given)) is (state is FileState.MISSING)
    assert bool(hits(image_unreadable, given)) is (state is FileState.UNREADABLE)


def test_extension() -> None:
    png = ImageFile(state=FileState.READ, path="a/ferry.JPG", format="png")
    unknown = ImageFile(state=FileState.READ, path="a/ferry.image", format="png")
    assert len(hits(image_extension_wrong, evidence(image=png))) == 1
    assert hits(image_extension_wrong, evidence(image=unknown)) == []


def test_image_schema_names_the_key() -> None:
    house = House(image_schema={"required": ["copyright_notice"], "type": "object"})
    assert [hit.message for hit in hits(image_schema, evidence(house=house))] == [
        "`copyright_notice` is missing"
    ]
    notice = recorded(Property.COPYRIGHT_NOTICE, "© Jane Doe")
    assert hits(image_schema, evidence(notice, house=house)) == []
