"""Dates in running text: expressions, their values, and what looks like a date and is none."""

from __future__ import annotations

from datetime import date

import pytest

from capaudit.extract.dates import find_dates

PUBLISHED = date(2025, 3, 5)  # a Wednesday


def edtf_of(text: str, language: str = "en", reference: date | None = PUBLISHED) -> list[str]:
    found = find_dates(text, reference, language)
    return [each.date.edtf if each.date is not None else str(each.timex) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on May 3, 2024.", ["2024-05-03"]),
        ("It opened on 3 May 2024.", ["2024-05-03"]),
        ("on the 24th of February, 2022", ["2022-02-24"]),
        ("The fair runs May 3-5, 2024.", ["2024-05-03/2024-05-05"]),
        ("from 5–7 March 2024", ["2024-03-05/2024-03-07"]),
        ("28 May - 2 June 2024", ["2024-05-28/2024-06-02"]),
        ("between 2014 and 2021", ["2014/2021", "2021"]),
        ("between 3 and 5 May 2023", ["2023-05-03/2023-05-05", "2023-05-05"]),
        ("between May 30 and June 2, 2024", ["2024-05-30/2024-06-02", "2024-06-02"]),
        ("from 2014 to 2021", ["2014/2021", "2021"]),
        ("in March and April 2022", ["2022-03", "2022-04"]),
        ("on 5 and 6 May 2023", ["2023-05-05", "2023-05-06"]),
        ("the war of 1914-1918", ["1914/1918"]),
        ("They met last Tuesday.", ["2025-02-25"]),
        ("They met on Tuesday.", ["2025-03-04"]),
        ("They will meet on Tuesday.", ["2025-03-11"]),
        ("They met yesterday.", ["2025-03-04"]),
        ("They met two weeks ago.", ["2025-02-19~"]),
        ("They met a year ago.", ["2024-03-05~"]),
        ("They met a few days ago.", ["PAST_REF"]),
        ("It closed on May 3, 2024. That day it rained.", ["2024-05-03", "2024-05-03"]),
        ("It closed on May 3, 2024. The day after, it rained.", ["2024-05-03", "2024-05-04"]),
        ("this year's Independence Day", ["2025-07-04"]),
        ("last Easter", ["2024-03-31"]),
        ("the third Tuesday of May", ["2025-05-20"]),
        ("on twenty five January nineteen eighty-six", ["1986-01-25"]),
        ("in October two thousand and five", ["2005-10"]),
        ("since '82", ["1982"]),
        ("this past Wednesday", ["2025-02-26"]),
        ("over the weekend", ["2025-03-01/2025-03-02"]),
        ("In January it rose, more than the same month last year.", ["2025-01", "2024-01"]),
        ("It rose in January, unlike in the same month a year ago.", ["2025-01", "2024-01"]),
        ("It stays shut for the time being.", ["PRESENT_REF"]),
        ("last night", ["2025-03-04"]),
        ("on 22-4", ["2025-04-22"]),
        ("the month after next", ["2025-05"]),
        ("earlier this month", ["2025-03"]),
        ("in the summer of 2019", ["2019-22"]),
        ("the third quarter of 2009", ["2009-35"]),
        ("in the 1980s", ["198X"]),
        ("in the 19th century", ["18XX"]),
        ("on New Year's Eve", ["2024-12-31"]),
        ("on 2024-02-30", ["2024-02-30"]),
        ("on 31 April 2024", ["2024-04-31"]),
        ("at 2024-05-03T10:30:00Z", ["2024-05-03T10:30:00Z"]),
        ("13/04/2024", ["2024-04-13"]),
        ("last week", ["2025-02-24/2025-03-02"]),
        ("the 44 BC campaign", ["-0043"]),
        ("by the end of the year", ["2025"]),
        ("two weeks before Christmas 2024", ["2024-12-11"]),
        ("three days after today", ["2025-03-08"]),
        ("2 months and 3 days ago", ["2025-01-02"]),
        ("on Friday 28", ["2025-02-28"]),
        ("on 4/22", ["2025-04-22"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert edtf_of(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "у лютому 2022 року", "2022-02"),
        ("uk", "24 лютого 2022 року", "2022-02-24"),
        ("ru", "в прошлом году", "2024"),
        ("ru", "24 февраля 2022 года", "2022-02-24"),
        ("es", "hace dos días", "2025-03-03"),
        ("es", "el 3 de mayo de 2024", "2024-05-03"),
        ("fr", "le 1er mai 2024", "2024-05-01"),
        ("fr", "il y a trois jours", "2025-03-02"),
        ("de", "am 3. Mai 2024", "2024-05-03"),
        ("de", "vor zwei Tagen", "2025-03-03"),
        ("pt", "3 de maio de 2024", "2024-05-03"),
        ("it", "il 3 maggio 2024", "2024-05-03"),
        ("nl", "op 3 mei 2024", "2024-05-03"),
        ("pl", "3 maja 2024 r.", "2024-05-03"),
        ("tr", "3 Mayıs 2024'te", "2024-05-03"),
        ("ar", "3 مايو 2024", "2024-05-03"),
        ("ar", "زار الوزير المدينة اليوم الماضي", "2025-03-04"),
        ("ar", "٣ مايو ٢٠٢٤", "2024-05-03"),
        ("fa", "۳ مه ۲۰۲۴", "2024-05-03"),
        ("zh", "2025年3月5日", "2025-03-05"),
        ("zh", "二〇二五年三月五日", "2025-03-05"),
        ("ja", "令和7年3月5日", "2025-03-05"),
        ("ja", "先月", "2025-02"),
        ("ko", "2025년 3월 5일에", "2025-03-05"),
        ("hi", "3 मई 2024 को", "2024-05-03"),
        ("id", "pada 3 Mei 2024", "2024-05-03"),
        ("vi", "ngày 3 tháng 5 năm 2024", "2024-05-03"),
        ("kk", "2024 жылғы 3 мамыр", "2024-05-03"),
        ("ro", "pe 3 mai 2024", "2024-05-03"),
        ("sv", "den 3 maj 2024", "2024-05-03"),
        ("es", "el 28 de marzo de mil novecientos noventa y dos", "1992-03-28"),
        ("tr", "3 Mayıs 2024 Cuma", "2024-05-03"),
        ("ar", "في سبتمبر من عام ألف وتسعمائة وثمانية وسبعين", "1978-09"),
        ("nl", "op 22-04", "2025-04-22"),
        ("zh", "25-04-22", "2025-04-22"),
        ("zh", "下周一", "2025-03-10"),
        ("zh", "上个星期三", "2025-02-26"),
        ("hi", "वह कल जाएगा", "2025-03-06"),
        ("hi", "वह कल गया", "2025-03-04"),
        ("ko", "오월 3일", "2025-05-03"),
        ("es", "el lunes por la noche", "2025-03-03"),
        ("es", "el 3 de mayo del año 2024", "2024-05-03"),
    ],
)
def test_languages(language: str, text: str, expected: str) -> None:
    assert edtf_of(text, language) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May spoke first.",
        "They march past the hall.",
        "It may rain.",
        "She writes for the Sunday Times.",
        "a 152 mm gun",
        "at 10 Downing Street",
        "version 3.10.12 of the program",
        "won 3-1 at home",
        "It costs $2,014 or £1999.",
        "call +380 44 279 1234",
        "Some 2000 people came.",
        "open 24/7",
        "half of them, 1/2 in all",
        "about 1200 aircraft",
        "won by 22-4",
        "between eleven and twelve people",
        "three days later than planned",
        "the now-closed mill",
        "the day after the storm",
    ],
)
def test_no_date(text: str) -> None:
    assert edtf_of(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "У селищі жили 1500 чоловік, у той час як місто стояло порожнє."),
        ("ru", "В лагере было 1990 человек, в то время как посёлок опустел."),
    ],
)
def test_no_date_in_other_languages(language: str, text: str) -> None:
    assert edtf_of(text, language) == []


def test_ambiguous_figures_stay_ambiguous() -> None:
    (found,) = find_dates("on 03/04/2024", PUBLISHED, "en")
    assert found.is_ambiguous


def test_figures_settled_by_the_reference() -> None:
    (found,) = find_dates("on 05/03/2025", date(2025, 3, 5), "en")
    assert found.date is not None
    assert found.date.edtf == "2025-03-05"
    assert not found.is_ambiguous


def test_no_reference_leaves_the_year_unknown() -> None:
    assert edtf_of("on February 16", reference=None) == ["XXXX-02-16"]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("last week", "2025-W09"),
        ("this weekend", "2025-W10-WE"),
        ("the first quarter of 2009", "2009-Q1"),
        ("summer 2013", "2013-SU"),
        ("the 1990s", "199"),
        ("now", "PRESENT_REF"),
        ("fiscal 2007", "FY2007"),
        ("two months ago", "2025-01"),
        ("two years ago", "2023"),
        ("a few days ago", "PAST_REF"),
        ("over the weekend", "2025-W09-WE"),
        ("Tuesday night", "2025-03-04TNI"),
    ],
)
def test_timex(text: str, timex: str) -> None:
    (found,) = find_dates(text, PUBLISHED, "en")
    assert found.timex == timex


def test_part_of_a_day_is_a_time() -> None:
    (found,) = find_dates("It fell last night.", PUBLISHED, "en")
    assert found.kind == "TIME"


def test_days_without_a_count_are_not_months_first_in_spanish() -> None:
    assert edtf_of("en mayo 15 personas murieron", "es") == ["2025-05"]


def test_narrative_counts_from_its_own_days() -> None:
    told = "; ".join(f"in {year} they fought" for year in range(1931, 1937))
    found = edtf_of(f"{told}. On 3 May 1937 it began, and two days later it ended.")
    assert found[-2:] == ["1937-05-03", "1937-05-05"]


def test_an_aside_does_not_move_a_narrative() -> None:
    told = "; ".join(f"in {year} they fought" for year in range(1931, 1937))
    found = edtf_of(f"{told}. The book of 2001 says so. On 3 May it ended.")
    assert found[-1] == "1936-05-03"
