"""The table of agencies and its look-ups."""

import pytest

from capaudit.data.agencies import (
    are_partners,
    canonical_agency,
    is_agency,
    shipped_agencies,
)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("AP Photo", "AP"),
        ("The Associated Press", "AP"),
        ("ASSOCIATED PRESS", "AP"),
        ("retuERS", "Reuters"),
        ("Agence France-Presse", "AFP"),
        ("ZUMA Wire", "ZUMA Press"),
        ("www.ronaldgrantarchive.com", "Ronald Grant"),
        ("https://unsplash.com/", "Unsplash"),
        ("ТАСС", "TASS"),
        ("新华社", "Xinhua"),
        ("연합뉴스", "Yonhap"),
        ("رويترز", "Reuters"),
    ],
)
def test_canonical(spelling: str, name: str) -> None:
    assert canonical_agency(spelling) == name


@pytest.mark.parametrize("text", ["Tideway Courier", "", "Ines Calder", "AP reporter"])
def test_unknown(text: str) -> None:
    assert canonical_agency(text) is None
    assert not is_agency(text)


def test_services_keep_their_name_in_print() -> None:
    assert shipped_agencies().printed("zuma wire") == "ZUMA Wire"
    assert shipped_agencies().printed("AP Photo") == "AP"


@pytest.mark.parametrize(
    ("one", "other"),
    [("AFP", "Getty"), ("dpa", "picture-alliance"), ("Getty Images", "iStock"), ("AP", "AP Photo")],
)
def test_partners(one: str, other: str) -> None:
    assert are_partners(one, other)
    assert are_partners(other, one)


@pytest.mark.parametrize(("one", "other"), [("AP", "Reuters"), ("AFP", "AP"), ("AP", "Nobody")])
def test_rivals(one: str, other: str) -> None:
    assert not are_partners(one, other)


def test_at_least_150_each_with_a_source() -> None:
    entries = shipped_agencies().entries
    assert len(entries) >= 150
    assert all(entry.source for entry in entries)


def test_partners_are_in_the_table_and_no_spelling_is_ambiguous() -> None:
    entries = shipped_agencies().entries
    names = {entry.name for entry in entries}
    assert len(names) == len(entries)
    assert {partner for entry in entries for partner in entry.partners} <= names
    for entry in entries:
        for spelling in (entry.name, *entry.aliases, *entry.services):
            assert canonical_agency(spelling) == entry.name, spelling


def test_extended_leaves_the_shipped_table_alone() -> None:
    house = shipped_agencies().extended({"Tideway": ["TDW"], "AP": ["AP Tideway"]})
    assert house.canonical("tdw") == "Tideway"
    assert house.canonical("AP Tideway") == "AP"
    assert house.canonical("Associated Press") == "AP"
    assert canonical_agency("tdw") is None


@pytest.mark.parametrize(
    ("words", "is_possible"),
    [
        ("a statement to reuters", True),
        ("jane doe, the guardian.", True),
        ("rescue workers of the u.s. air-force", True),
        ("children near the river in new haven", False),
        ("", False),
    ],
)
def test_the_quick_look_wants_two_words_of_a_name(words: str, is_possible: bool) -> None:
    assert shipped_agencies().may_occur_in(words.split()) is is_possible
