"""Rules about credits, on hand-built evidence."""

from __future__ import annotations

import pytest

from capaudit.data.credit_styles import credit_style
from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.finding import Severity
from capaudit.model.house import House
from capaudit.model.values import Credit
from capaudit.rules.credit.agency_differs import agency_differs_from_file
from capaudit.rules.credit.creator_differs import creator_differs_from_file
from capaudit.rules.credit.creator_misspelt import creator_misspelt
from capaudit.rules.credit.disclosure_missing import disclosure_missing_from_credit
from capaudit.rules.credit.house_style import house_line
from capaudit.rules.credit.missing import credit_missing
from capaudit.rules.credit.placeholder import credit_placeholder
from support.evidence import credited, evidence, hits, recorded, said


def by_line(*names: str) -> tuple[AnyClaim, ...]:
    return tuple(recorded(Property.CREATOR, name, Source.IIM, "2:80 By-line") for name in names)


def supplied_by(*names: str) -> tuple[AnyClaim, ...]:
    return tuple(recorded(Property.SOURCE, name, Source.IIM, "2:110 Credit") for name in names)


def test_missing_and_placeholder_credit_are_two_faults() -> None:
    nothing = evidence(credit=None)
    filler = evidence(credit="Photos by Xxxxx")
    assert len(hits(credit_missing, nothing)) == 1
    assert hits(credit_placeholder, nothing) == []
    assert hits(credit_missing, filler) == []
    assert len(hits(credit_placeholder, filler)) == 1


def test_furniture_needs_no_credit() -> None:
    assert hits(credit_missing, evidence(credit=None, src="/img/logos/paper.png")) == []


def test_other_photographer() -> None:
    given = evidence(*credited("Jane Doe", "AFP"), *by_line("Arturo Lindqvist"))
    assert [hit.message for hit in hits(creator_differs_from_file, given)] == [
        "credit names Jane Doe, file names Arturo Lindqvist (2:80 By-line)"
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("JANE DOE",),
        ("Doe, Jane",),
        ("J. Doe",),
        ("Adobe Photoshop",),
        ("STR",),
        ("AFP",),
        ("9f3c-11",),
        ("Arturo Lindqvist", "Jane Doe"),
        ("Дже́йн Доу",),
        (),
    ],
)
def test_file_that_does_not_contradict_the_photographer(names: tuple[str, ...]) -> None:
    given = evidence(*credited("Jane Doe", "AFP"), *by_line(*names))
    assert hits(creator_differs_from_file, given) == []
    assert hits(creator_misspelt, given) == []


def test_photographer_named_elsewhere_in_the_file() -> None:
    notice = recorded(Property.COPYRIGHT_NOTICE, "© Jane Doe 2024")
    given = evidence(*credited("Jane Doe", "AFP"), *by_line("Arturo Lindqvist"), notice)
    assert hits(creator_differs_from_file, given) == []


def test_shared_given_name_is_another_photographer() -> None:
    given = evidence(*credited("Jane Harrow", "AFP"), *by_line("Jane Lindqvist"))
    assert [hit.severity for hit in hits(creator_differs_from_file, given)] == [None]


def test_slip_in_a_short_name_of_the_same_picture() -> None:
    given = evidence(*credited("Kin Min-ho", "AFP"), *by_line("Kim Min-ho"))
    assert len(hits(creator_misspelt, given)) == 1
    assert hits(creator_differs_from_file, given) == []


def test_shared_family_name_is_a_note() -> None:
    given = evidence(*credited("Jane Harrow", "AFP"), *by_line("Simon Harrow"))
    assert [hit.severity for hit in hits(creator_differs_from_file, given)] == [Severity.NOTE]


def test_misspelt_photographer_is_not_another_one() -> None:
    given = evidence(*credited("Prabha Randawa", "AFP"), *by_line("PRABHA RANDHAWA"))
    assert hits(creator_differs_from_file, given) == []
    assert len(hits(creator_misspelt, given)) == 1


def test_misspelt_house_photographer() -> None:
    house = House(photographers=("Prabha Randhawa", "Jane Doe"))
    assert len(hits(creator_misspelt, evidence(*credited("Prabha Randawa"), house=house))) == 1
    assert hits(creator_misspelt, evidence(*credited("Jane Doe"), house=house)) == []


def test_other_agency() -> None:
    given = evidence(*credited("Jane Doe", "AFP"), *supplied_by("Reuters"))
    assert [hit.message for hit in hits(agency_differs_from_file, given)] == [
        "credit names AFP, file names Reuters (2:110 Credit)"
    ]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (("AP",), ("Associated Press",)),
        (("AFP",), ("AFP", "Getty Images")),
        (("NASA", "AP"), ("AP",)),
        (("AFP",), ("Leeds City Council",)),
        (("The Leeds Lantern",), ("Reuters",)),
        (("AFP",), ()),
    ],
)
def test_agencies_that_agree_or_cannot_be_compared(
    printed: tuple[str, ...], names: tuple[str, ...]
) -> None:
    given = evidence(*credited("Jane Doe", *printed), *supplied_by(*names))
    assert hits(agency_differs_from_file, given) == []


POOL = said(Property.DISCLOSURE, "pool")


def test_pool_in_caption_alone() -> None:
    found = hits(disclosure_missing_from_credit, evidence(POOL, *credited("Jane Doe", "AFP")))
    assert [hit.at for hit in found] == [POOL]


def test_pool_in_credit_too() -> None:
    given = evidence(POOL, *credited("Jane Doe", "AFP", disclosures=("pool",)))
    assert hits(disclosure_missing_from_credit, given) == []


@pytest.mark.parametrize("supplier", ["NASA", "Leeds Mountain Rescue"])
def test_credit_that_names_the_supplier(supplier: str) -> None:
    handout = said(Property.DISCLOSURE, "handout")
    given = evidence(handout, *credited(None, supplier, "AP"))
    assert hits(disclosure_missing_from_credit, given) == []


def test_credit_that_names_whom_the_caption_names() -> None:
    given = evidence(
        POOL, *credited("Jane Doe", "AFP"), caption="Pool photograph distributed by AFP."
    )
    assert hits(disclosure_missing_from_credit, given) == []


def test_pool_in_the_file_alone_is_an_error() -> None:
    said_by_file = recorded(Property.DISCLOSURE, "pool", Source.IIM, "2:40 Special Instructions")
    found = hits(
        disclosure_missing_from_credit, evidence(said_by_file, *credited("Jane Doe", "AFP"))
    )
    assert [hit.severity for hit in found] == [Severity.ERROR]


def test_file_photo_is_no_disclosure_of_a_supplier() -> None:
    given = evidence(said(Property.DISCLOSURE, "file"), *credited("Jane Doe", "AFP"))
    assert hits(disclosure_missing_from_credit, given) == []


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("{creator}/{organisations}", "Jane Doe/AFP/Getty Images"),
        ("guardian", "Photograph: Jane Doe/AFP/Getty Images"),
        ("ap", "Jane Doe/AFP via Getty Images"),
        ("afp", "Photo by Jane Doe / AFP / Getty Images"),
    ],
)
def test_a_credit_in_the_style_of_a_house(style: str, line: str) -> None:
    credit = Credit(creators=("Jane Doe",), organisations=("AFP", "Getty Images"))
    assert house_line(credit, credit_style(style)) == line


def test_the_house_style_of_its_own_pictures() -> None:
    credit = Credit(creators=("Jane Doe", "Per Holm"), organisations=("AP",))
    assert house_line(credit, credit_style("ap")) == "AP Photo/Jane Doe and Per Holm"


@pytest.mark.parametrize(
    "credit",
    [
        Credit(creators=("Jane Doe",)),
        Credit(organisations=("AFP",)),
        Credit(creators=("Jane Doe",), organisations=("AFP",), disclosures=("pool",)),
        Credit(creators=("Jane Doe",), organisations=("Flickr",), licence="CC BY 2.0"),
    ],
)
def test_what_a_house_style_says_nothing_of(credit: Credit) -> None:
    assert house_line(credit, credit_style("guardian")) is None
