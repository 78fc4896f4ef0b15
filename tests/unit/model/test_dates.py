import pytest

from capaudit.model.dates import PartialDate, parse_date


@pytest.mark.parametrize(
    "edtf",
    [
        "2025",
        "2025-02",
        "2025-02-16",
        "2013-22",
        "2013-33",
        "199X",
        "19XX",
        "XXXX-02-16",
        "2024-05-03/2024-05-05",
        "2025-03-05T14:05",
        "2025-03-05T14:05:09+03:00",
        "2025-03-05T14:05Z",
        "-0044-03-15",
    ],
)
def test_edtf_reads_back(edtf: str) -> None:
    date = parse_date(edtf)
    assert date is not None
    assert date.edtf == edtf


@pytest.mark.parametrize("text", ["", "soon", "12:30", "2025-2-3", "20250203x", "5 March 2025"])
def test_what_is_no_iso_date_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_a_space_may_stand_between_date_and_time() -> None:
    assert parse_date("2015-09-15 13:20:00 -0400") == PartialDate(2015, 9, 15, "13:20:00", -240)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021-05-03", "2019-02-11"),
        ("2021", "2019-02-11"),
        ("2021-05", "2021-06-02"),
        ("2021-05-03", "2021-05-05"),
        ("XXXX-02-16", "2025-03-16"),
        ("199X", "2001-01-01"),
        ("2013-22", "2013-12-24"),
        ("2024-05-03/2024-05-05", "2024-05-09"),
    ],
)
def test_dates_that_cannot_both_be_true(one: str, other: str) -> None:
    first, second = parse_date(one), parse_date(other)
    assert first is not None
    assert second is not None
    assert first.contradicts(second)
    assert second.contradicts(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2019", "2019-02-11"),
        ("2019-02", "2019-02-11"),
        ("XXXX-02-16", "2025-02-16"),
        ("XXXX-12-31", "2025-01-01T00:30"),
        ("199X", "1994-07-01"),
        ("2013-22", "2013-07"),
        ("2024-05-03/2024-05-05", "2024-05-04"),
        ("2025-02-30", "2019-01-01"),
        ("2025", "XXXX-05-01"),
    ],
)
def test_dates_that_may_both_be_true(one: str, other: str) -> None:
    first, second = parse_date(one), parse_date(other)
    assert first is not None
    assert second is not None
    assert not first.contradicts(second)
    assert not second.contradicts(first)


def test_one_moment_in_two_zones_is_no_contradiction() -> None:
    here = PartialDate(2009, 3, 12, time="17:21:00", offset=-480)
    there = PartialDate(2009, 3, 13, time="01:21:00", offset=0)
    assert not here.contradicts(there)
    assert here.contradicts(PartialDate(2009, 3, 14, time="01:21:00", offset=0))


def test_a_clock_time_without_zone_allows_a_day() -> None:
    day, recorded = PartialDate(2021, 5, 3), PartialDate(2021, 5, 4, "00:20")
    assert not day.contradicts(recorded)
    assert day.contradicts(PartialDate(2021, 5, 5, "00:20"))
    assert day.contradicts(PartialDate(2021, 5, 4, "00:20", 60))


def test_tolerance_is_in_days() -> None:
    one, other = PartialDate(2021, 5, 3), PartialDate(2021, 5, 6)
    assert one.contradicts(other, 2)
    assert not one.contradicts(other, 3)


@pytest.mark.parametrize(
    "edtf", ["2025-02-30", "2025-13", "2023-02-29", "2025-04-31", "2025-00-05"]
)
def test_the_calendar_lacks_some_dates(edtf: str) -> None:
    date = parse_date(edtf)
    assert date is not None
    assert not date.exists
    assert date.weekday is None


def test_29_february_may_exist_in_an_unknown_year() -> None:
    assert PartialDate(None, 2, 29).exists


def test_the_weekday_of_a_full_date() -> None:
    assert PartialDate(2025, 2, 27).weekday == 3


def test_dates_read_aloud() -> None:
    assert str(PartialDate(2021, 5, 3)) == "3 May 2021"
    assert str(parse_date("2013-22")) == "summer 2013"
    assert str(parse_date("199X")) == "1990s"
    assert str(parse_date("2024-05-03/2024-05-05")) == "3 May 2024 to 5 May 2024"
