"""The four verdicts on an image, on hand-built evidence."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from capaudit.model.claim import Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Aspect, VerdictKind
from capaudit.model.values import Place
from capaudit.pipeline.verdicts import judge
from support.evidence import BRITAIN, LEEDS, credited, day, evidence, recorded, said
from support.examples import run_example

CREATED = Property.LOCATION_CREATED
ENGLAND = Place(
    name="England",
    feature="region",
    province_state="England",
    admin1_code="ENG",
    country="United Kingdom",
    country_code="GB",
)
ENGLISH_LEEDS = msgspec.structs.replace(LEEDS, province_state="England", admin1_code="ENG")


def kind(aspect: Aspect, given: Evidence) -> VerdictKind:
    return judge(given, ())[aspect].verdict


def places(stated: Place, embedded: Place) -> VerdictKind:
    return kind(Aspect.LOCATION, evidence(said(CREATED, stated), recorded(CREATED, embedded)))


def dates(stated: str, embedded: str) -> VerdictKind:
    claims = (
        said(Property.DATE_CREATED, day(stated)),
        recorded(Property.DATE_CREATED, day(embedded)),
    )
    return kind(Aspect.DATE, evidence(*claims))


def test_a_town_agrees_with_itself_and_its_country() -> None:
    assert places(LEEDS, LEEDS) is VerdictKind.CONSISTENT
    assert places(LEEDS, BRITAIN) is VerdictKind.CONSISTENT


def test_the_print_may_be_coarser_than_the_file_by_country_or_region() -> None:
    assert places(BRITAIN, LEEDS) is VerdictKind.CONSISTENT
    assert places(ENGLAND, ENGLISH_LEEDS) is VerdictKind.CONSISTENT


@pytest.mark.parametrize("feature", ["continent", "water"])
def test_a_continent_or_a_sea_confirms_no_place(feature: str) -> None:
    wide = Place(name="North Sea", feature=feature, geonameid=2960848)
    assert places(wide, wide) is VerdictKind.UNVERIFIED


def test_a_date_is_confirmed_by_the_file_s_only_if_it_can_be() -> None:
    assert dates("2025-03-03", "2025-03-03") is VerdictKind.CONSISTENT
    assert dates("2025-02-30", "2025-02") is VerdictKind.UNVERIFIED
    assert dates("XXXX-03-03", "2025-03-03") is VerdictKind.UNVERIFIED


@pytest.mark.parametrize(
    ("name", "agrees"), [("AFP", True), ("Getty Images", True), ("EPA", False)]
)
def test_partners_supply_one_another_s_pictures(name: str, agrees: bool) -> None:
    given = evidence(*credited(None, "AFP"), recorded(Property.SOURCE, name))
    wanted = VerdictKind.CONSISTENT if agrees else VerdictKind.UNVERIFIED
    assert kind(Aspect.CREDIT, given) is wanted


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("on March 3, 2025", VerdictKind.CONSISTENT),
        ("on March 3", VerdictKind.UNVERIFIED),
        ("on March 3-5, 2025", VerdictKind.UNVERIFIED),
        ("in March 2025", VerdictKind.UNVERIFIED),
    ],
)
def test_the_text_confirms_a_day_that_the_caption_gives_in_full(
    stated: str, wanted: VerdictKind, tmp_path: Path
) -> None:
    text = (
        f"![Halina Brodzka opens a bridge in Leeds {stated}. [Jane Doe/AFP]](bridge.jpg)\n\n"
        "Halina Brodzka opened the bridge in Leeds on March 3, 2025.\n"
    )
    (image,) = run_example(text, tmp_path).articles[0].images
    assert image.verdicts[Aspect.DATE].verdict is wanted
