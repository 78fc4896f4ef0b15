"""Embargoes and expiries, as instructions word them."""

import pytest

from capaudit.extract.time_limits import find_time_limits


def found(text: str) -> list[tuple[str, str]]:
    return [(limit.property.value, limit.date.edtf) for limit in find_time_limits(text)]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("EMBARGOED UNTIL 00:01 GMT, 5 MARCH 2025", ("release_date", "2025-03-05T00:01Z")),
        ("STRICTLY EMBARGOED UNTIL 2200HRS ON 5 MARCH 2025", ("release_date", "2025-03-05T22:00")),
        ("Embargo: 5 March 2025", ("release_date", "2025-03-05")),
        ("Not for publication before May 3, 2024.", ("release_date", "2024-05-03")),
        ("NOT FOR USE AFTER 3 MAY 2024", ("expiration_date", "2024-05-03")),
        ("NO USE AFTER MAY 3, 2024; NO ARCHIVES", ("expiration_date", "2024-05-03")),
        ("NO ARCHIVES; USE ONLY UNTIL 2024-05-03", ("expiration_date", "2024-05-03")),
        ("Nicht nach dem 3. Mai 2024 verwenden", ("expiration_date", "2024-05-03")),
        ("Sperrfrist: 5. März 2025, 10.30 Uhr", ("release_date", "2025-03-05T10:30")),
        ("EMBARGO JUSQU'AU 5 MARS 2025", ("release_date", "2025-03-05")),
        ("Embargado hasta el 5 de marzo de 2025", ("release_date", "2025-03-05")),
    ],
)
def test_a_date_behind_limiting_words_is_a_limit(text: str, limit: tuple[str, str]) -> None:
    assert found(text) == [limit]


@pytest.mark.parametrize(
    "text",
    [
        "NO ARCHIVES. Taken on 3 May 2024",
        "NO USE AFTER 14 DAYS",
        "NOT FOR USE AFTER 03/05/2024",
        "NOT FOR USE AFTER PUBLICATION; taken 3 May 2024",
        "EMBARGO LIFTED 5 MARCH 2025",
        "",
    ],
)
def test_other_dates_and_periods_are_no_limit(text: str) -> None:
    assert found(text) == []
