"""Rules about dates, on hand-built evidence."""

from __future__ import annotations

from capaudit.model.claim import Property, Source, Standing
from capaudit.model.finding import Severity
from capaudit.model.house import House
from capaudit.rules.date.after_publication import caption_date_after_publication
from capaudit.rules.date.differs_from_file import caption_date_differs_from_file
from capaudit.rules.date.impossible import date_impossible
from capaudit.rules.date.old_photo import old_photo_unlabelled
from capaudit.rules.date.weekday import weekday_wrong
from support.evidence import credited, day, evidence, hits, mentioned, published, recorded, said

CREATED = Property.DATE_CREATED


def test_impossible_day() -> None:
    found = hits(date_impossible, evidence(said(CREATED, day("2025-02-30"))))
    assert [hit.message for hit in found] == ["caption says 30 February 2025; there is no such day"]


def test_leap_day_is_possible() -> None:
    assert hits(date_impossible, evidence(said(CREATED, day("2024-02-29")))) == []


def test_weekday_wrong_says_the_right_one() -> None:
    found = hits(weekday_wrong, evidence(said(CREATED, day("2025-02-27"), weekday=1)))
    assert [hit.message for hit in found] == [
        "caption says Tuesday, 27 February 2025; that day was a Thursday"
    ]


def test_weekday_beside_an_inferred_year_is_left_alone() -> None:
    dated = day("2025-02-27", inferred=("year",))
    assert hits(weekday_wrong, evidence(said(CREATED, dated, weekday=1))) == []


def test_date_after_publication() -> None:
    given = evidence(said(CREATED, day("2026-05-03")), published("2025-05-04"))
    assert [hit.severity for hit in hits(caption_date_after_publication, given)] == [None]


def test_one_day_after_publication_is_a_time_zone() -> None:
    given = evidence(said(CREATED, day("2025-05-05")), published("2025-05-04"))
    assert hits(caption_date_after_publication, given) == []


def test_date_after_an_inferred_publication_is_a_note() -> None:
    inferred = published("2025-05-04", inferred=("year", "month", "day"))
    given = evidence(said(CREATED, day("2026-05-03")), inferred)
    assert [hit.severity for hit in hits(caption_date_after_publication, given)] == [Severity.NOTE]


def test_date_before_the_last_modification_is_left_alone() -> None:
    modified = said(Property.DATE_MODIFIED, day("2026-06-01"), Source.FRONT_MATTER)
    given = evidence(said(CREATED, day("2026-05-03")), published("2025-05-04"), modified)
    assert hits(caption_date_after_publication, given) == []


def test_date_of_things_to_come_is_left_alone() -> None:
    given = evidence(
        said(CREATED, day("2026-05-03")),
        published("2025-05-04"),
        caption="The bridge that will open on May 3, 2026.",
    )
    assert hits(caption_date_after_publication, given) == []


def test_year_differs_from_file() -> None:
    given = evidence(said(CREATED, day("2021-05-03")), recorded(CREATED, day("2019-02-11")))
    assert [hit.message for hit in hits(caption_date_differs_from_file, given)] == [
        "caption says 3 May 2021, file says 11 February 2019 (x:Field)"
    ]


def test_one_agreeing_recorded_date_is_enough() -> None:
    given = evidence(
        said(CREATED, day("2019-02-11")),
        recorded(CREATED, day("2021-05-03")),
        recorded(CREATED, day("2019-02-11T23:10"), Source.EXIF),
    )
    assert hits(caption_date_differs_from_file, given) == []


def test_mentioned_date_contradicts_nothing() -> None:
    elected = said(CREATED, day("2017-06"), standing=Standing.MENTIONED)
    given = evidence(elected, recorded(CREATED, day("2019-02-11")))
    assert hits(caption_date_differs_from_file, given) == []


def test_inferred_year_is_no_evidence_against_the_file() -> None:
    dated = day("2025-02-16", inferred=("year",))
    assert (
        hits(
            caption_date_differs_from_file,
            evidence(said(CREATED, dated), recorded(CREATED, day("2024-02-16"))),
        )
        == []
    )


def test_tolerance_of_the_house() -> None:
    given = (said(CREATED, day("2019-02-12")), recorded(CREATED, day("2019-02-11")))
    assert len(hits(caption_date_differs_from_file, evidence(*given))) == 1
    house = House(date_tolerance=1)
    assert hits(caption_date_differs_from_file, evidence(*given, house=house)) == []


def test_scanner_date_is_no_evidence() -> None:
    given = evidence(said(CREATED, day("1944-06-06")), recorded(CREATED, day("2012-03-01")))
    assert hits(caption_date_differs_from_file, given) == []


def test_factory_date_is_no_evidence() -> None:
    given = evidence(said(CREATED, day("2021-05-03")), recorded(CREATED, day("2000-01-01")))
    assert hits(caption_date_differs_from_file, given) == []


OLD = (recorded(CREATED, day("2023-06-11")), published("2025-03-05"))
AGENCY = credited("Jane Doe", "AFP")


def test_old_agency_photo() -> None:
    found = hits(old_photo_unlabelled, evidence(*OLD, *AGENCY))
    assert [hit.message for hit in found] == [
        "the picture was taken 21 months before the article (x:Field); "
        "neither a date nor a file-photo label says so"
    ]


def test_old_photo_with_its_year_or_label_passes() -> None:
    dated = evidence(*OLD, *AGENCY, said(CREATED, day("2023")))
    labelled = evidence(*OLD, *AGENCY, said(Property.DISCLOSURE, "file"))
    worded = evidence(*OLD, *AGENCY, caption="FILE - A ferry leaves the pier.")
    assert [hits(old_photo_unlabelled, each) for each in (dated, labelled, worded)] == [[], [], []]


def test_old_photo_with_an_inferred_year_is_unlabelled() -> None:
    dated = said(CREATED, day("2025-02-16", inferred=("year",)))
    assert len(hits(old_photo_unlabelled, evidence(*OLD, *AGENCY, dated))) == 1


def test_old_portrait_stock_and_licensed_pictures_are_no_news() -> None:
    portrait = evidence(*OLD, *credited("Jane Doe"), caption="Arturo Lindqvist, mayor")
    stock = evidence(*OLD, *credited("Jane Doe", "Shutterstock"))
    licensed = evidence(*OLD, *credited("Jane Doe", "AFP", licence="CC BY 4.0"))
    for given in (portrait, stock, licensed):
        assert hits(old_photo_unlabelled, given) == []


def test_a_photo_is_old_from_the_day_after_the_limit() -> None:
    taken = recorded(CREATED, day("2024-09-06"))
    for published_on, found in (("2025-03-05", 0), ("2025-03-06", 1)):
        given = evidence(taken, published(published_on), *AGENCY)
        assert len(hits(old_photo_unlabelled, given)) == found


def test_body_dates_say_nothing_of_the_picture() -> None:
    given = evidence(*OLD, *AGENCY, mentioned(CREATED, day("2023")))
    assert len(hits(old_photo_unlabelled, given)) == 1


def test_agreeing_month_is_enough_beside_another_recorded_date() -> None:
    given = evidence(
        said(CREATED, day("2019-02")),
        recorded(CREATED, day("2021-05-03")),
        recorded(CREATED, day("2019-02-11"), Source.EXIF),
    )
    assert hits(caption_date_differs_from_file, given) == []
