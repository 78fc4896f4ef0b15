"""What a near miss between two people's names is: a misspelling, a doubt, or nothing."""

from __future__ import annotations

import pytest

from capaudit.rules.people.near_names import Bearer, Likeness, Surroundings, likeness, may_be_near

MISSPELT, UNSURE, NONE = Likeness.MISSPELT, Likeness.UNSURE, Likeness.NONE


def around(
    words: str = "", caption: str = "", language: str = "en", has_relatives: bool = False
) -> Surroundings:
    return Surroundings(frozenset(words.split()), tuple(caption.split()), language, has_relatives)


def judged(printed: Bearer, other: Bearer, surroundings: Surroundings | None = None) -> Likeness:
    if not may_be_near(printed.name, other.name):
        return NONE
    return likeness(printed, other, surroundings or around())


@pytest.mark.parametrize(
    ("printed", "other", "expected"),
    [
        ("Halina Brodzka", "Halina Brodzska", MISSPELT),
        ("Halina Brdozska", "Halina Brodzska", MISSPELT),
        ("Jonahtan Quorn", "Jonathan Quorn", MISSPELT),
        ("Ian Petersen", "Ian Peterson", UNSURE),
        ("Marvin Quorn", "Martin Quorn", NONE),
        ("Halina Brodzka", "Halina Brodzka", NONE),
        ("Park Hae-won", "Park Hae-wen", NONE),
        ("Prka Hae-won", "Park Hae-won", MISSPELT),
        ("Wong Haoyu", "Wang Haoyu", NONE),
        ("J. Dow", "J. Doe", NONE),
        ("", "Halina Brodzka", NONE),
    ],
)
def test_names_alone(printed: str, other: str, expected: Likeness) -> None:
    assert judged(Bearer(printed), Bearer(other)) is expected


def test_one_office_makes_two_known_families_one_person() -> None:
    judge = Bearer("Ian Petersen", ("judge",))
    assert judged(judge, Bearer("Ian Peterson", ("judge",))) is MISSPELT
    assert judged(judge, Bearer("Ian Peterson", ("baker",))) is NONE
    assert judged(judge, Bearer("Ian Peterson", ("mr",))) is UNSURE


def test_one_office_may_have_two_words() -> None:
    printed = Bearer("Ian Petersen", ("sen",))
    assert judged(printed, Bearer("Ian Peterson", ("senator",))) is MISSPELT


def test_a_man_and_a_woman_are_two() -> None:
    assert judged(Bearer("Robin Quorndel", ("mr",)), Bearer("Robin Quorndal", ("mrs",))) is UNSURE


def test_the_file_speaks_of_this_picture() -> None:
    in_file = Bearer("Ian Peterson", (), True)
    assert judged(Bearer("Ian Petersen"), in_file) is MISSPELT


@pytest.mark.parametrize(
    "surroundings",
    [
        around(words="brodzka"),
        around(caption="halina brodzka and halina brodzska"),
    ],
)
def test_a_second_bearer_is_no_misspelling(surroundings: Surroundings) -> None:
    assert judged(Bearer("Halina Brodzka"), Bearer("Halina Brodzska"), surroundings) is NONE


def test_a_relative_bears_the_family_name_and_another_given_name() -> None:
    with_sister = around(caption="halina brodzka and anna brodzska", has_relatives=True)
    assert judged(Bearer("Halina Brodzka"), Bearer("Halina Brodzska"), with_sister) is MISSPELT
    assert judged(Bearer("Jonahtan Quorn"), Bearer("Jonathan Quorn"), with_sister) is NONE


@pytest.mark.parametrize(
    ("printed", "other", "language"),
    [
        ("Олена Мороз", "Оленою Мороз", "uk"),
        ("Ольга Сорокина", "Ольга Сорокиной", "ru"),
        ("Anna Nowak", "Anną Nowak", "pl"),
        ("Maria Kowalski", "Maria Kowalska", "en"),
        ("Ελένη Σταθάκης", "Ελένη Σταθάκη", "el"),
        ("דויד מזרחי", "דוד מזרחי", "he"),
        ("Matti Virtanen", "Matti Virtasen", None),
    ],
)
def test_forms_of_one_name(printed: str, other: str, language: str | None) -> None:
    surroundings = Surroundings(frozenset(), (), language, False)
    expected = NONE if language else MISSPELT
    assert judged(Bearer(printed), Bearer(other), surroundings) is expected


def test_an_office_tells_whom_a_family_name_alone_means() -> None:
    mayor = Bearer("Thorncastle", ("mayor",))
    assert judged(mayor, Bearer("Agnes Thorncaslte", ("mayor",))) is MISSPELT
    assert judged(mayor, Bearer("Agnes Thorncaslte", ("baker",))) is NONE
    assert judged(Bearer("Petersen", ("mayor",)), Bearer("Ian Peterson", ("mayor",))) is NONE
