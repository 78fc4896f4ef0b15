"""Dates as metadata fields write them."""

import pytest

from capaudit.images import dates
from capaudit.model.dates import PartialDate


def read_date(text: str, clock: str = "", offset: str = "") -> PartialDate | None:
    """The date of a field, where it is evidence."""
    found = dates.read_date(text, clock, offset)
    if found is None or not found.is_evidence:
        return None
    assert isinstance(found.value, PartialDate)
    return found.value


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2025:03:05 10:00:00", "2025-03-05T10:00:00"),
        ("2025:03:05 10:00:00.123", "2025-03-05T10:00:00"),
        ("2025:03:05 10:00", "2025-03-05T10:00"),
        ("2025:03:05 25:61:00", "2025-03-05"),
        ("2025:03:05   :  :  ", "2025-03-05"),
        ("20250305", "2025-03-05"),
        ("20250300", "2025-03"),
        ("20250000", "2025"),
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-05", "2025-03-05"),
        ("2025-03-05T10:00:00Z", "2025-03-05T10:00:00Z"),
        ("2025-03-05T10:00:00.00+01:00", "2025-03-05T10:00:00+01:00"),
        ("2025-03-05T10:00-0530", "2025-03-05T10:00-05:30"),
        ("2025:03:05 10:00:00\0", "2025-03-05T10:00:00"),
    ],
)
def test_only_the_parts_given_are_kept(text: str, edtf: str) -> None:
    date = read_date(text)
    assert date is not None
    assert date.edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        *("", "0000:00:00 00:00:00", "00000000", "    :  :     :  :  ", "yesterday", "05/03/2025"),
        *("2025:02:30 10:00:00", "2025:13:01", "2106:02:07 06:28:15", "9999:99:99 99:99:99"),
        *("1970:01:01 00:00:00", "1970-01-01T01:00:00", "1980:01:01 00:00:05"),
        *("2000:01:01 00:00:00", "1904:01:01"),
    ],
)
def test_zero_impossible_and_factory_dates_are_none(text: str) -> None:
    assert read_date(text) is None


def test_a_new_year_s_day_with_a_clock_time_is_a_date() -> None:
    assert str(read_date("2010:01:01 14:30:00")) == "1 January 2010 14:30:00"


def test_iim_gives_the_clock_in_a_field_of_its_own() -> None:
    date = read_date("20250305", "101500+0200")
    assert date is not None
    assert date.edtf == "2025-03-05T10:15:00+02:00"


def test_exif_gives_the_time_zone_in_a_field_of_its_own() -> None:
    date = read_date("2025:03:05 10:00:00", offset="-08:00")
    assert date is not None
    assert date.edtf == "2025-03-05T10:00:00-08:00"


def test_a_time_zone_of_a_day_is_none() -> None:
    date = read_date("2025:03:05 10:00:00", offset="+24:00")
    assert date is not None
    assert date.offset is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0000:00:00 00:00:00", "0000:00:00 00:00:00"),
        ("2025:02:30 10:00:00", "2025:02:30 10:00:00"),
        ("1970:01:01 00:00:00", "1 January 1970 00:00:00"),
    ],
)
def test_a_date_that_is_no_evidence_is_kept_as_such(text: str, kept: str) -> None:
    found = dates.read_date(text)
    assert found is not None
    assert (str(found.value), found.is_evidence) == (kept, False)


@pytest.mark.parametrize("text", ["", "    :  :     :  :  ", "yesterday"])
def test_blanks_and_words_are_no_date_at_all(text: str) -> None:
    assert dates.read_date(text) is None
