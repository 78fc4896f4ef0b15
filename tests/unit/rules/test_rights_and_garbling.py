"""Rules about rights and garbled captions, on hand-built evidence."""

from __future__ import annotations

import pytest

from capaudit.data.garbling import garbled_part
from capaudit.model.claim import Property
from capaudit.rules.caption.markup import caption_markup_broken
from capaudit.rules.rights.embargo import embargo_broken
from capaudit.rules.rights.expired import use_expired
from capaudit.rules.rights.killed import picture_killed
from capaudit.rules.rights.mandatory_credit import mandatory_credit_missing
from support.evidence import credited, day, evidence, hits, published, recorded


@pytest.mark.parametrize(
    ("release", "flagged"),
    [
        ("2025-03-09", True),
        ("2025-03-06", False),
        ("2025-03-05", False),
        ("2025-03-05T12:00+00:00", True),
        ("2025-03-05T11:00+02:00", False),
    ],
)
def test_embargo(release: str, flagged: bool) -> None:
    article = published("2025-03-05T10:00Z")
    given = evidence(article, recorded(Property.RELEASE_DATE, day(release)))
    assert bool(hits(embargo_broken, given)) is flagged


def test_inferred_publication_breaks_no_embargo() -> None:
    article = published("2025-03-05", inferred=("year", "month", "day"))
    given = evidence(article, recorded(Property.RELEASE_DATE, day("2025-03-09")))
    assert hits(embargo_broken, given) == []


@pytest.mark.parametrize(("end", "flagged"), [("2025-02-01", True), ("2025-03-05", False)])
def test_expiry(end: str, flagged: bool) -> None:
    given = evidence(published("2025-03-05"), recorded(Property.EXPIRATION_DATE, day(end)))
    assert bool(hits(use_expired, given)) is flagged


@pytest.mark.parametrize(
    ("prop", "text", "flagged"),
    [
        (Property.INSTRUCTIONS, "MANDATORY KILL, the scene was staged", True),
        (Property.HEADLINE, "KILL - Ferry at the pier", True),
        (Property.HEADLINE, "PHOTO KILL", True),
        (Property.TITLE, "WITHDRAWN: ferry", True),
        (Property.HEADLINE, "POLICE KILL THREE", False),
        (Property.HEADLINE, "KILL BILL AT TWENTY", False),
        (Property.INSTRUCTIONS, "Kill fee applies", False),
    ],
)
def test_kill_notices(prop: Property, text: str, flagged: bool) -> None:
    assert bool(hits(picture_killed, evidence(recorded(prop, text)))) is flagged


@pytest.mark.parametrize(
    ("instructions", "flagged"),
    [
        ('MANDATORY CREDIT: "Lindqvist Polar Trust" - NO ARCHIVES', True),
        ("MANDATORY CREDIT LINDQVIST POLAR TRUST; NO SALES", True),
        ('RESTRICTED - MANDATORY CREDIT "AFP PHOTO / JANE DOE"', False),
        ("MANDATORY CREDIT: AGENCE FRANCE-PRESSE", False),
        ("MANDATORY CREDIT", False),
        ("Credit is welcome", False),
    ],
)
def test_mandatory_credit(instructions: str, flagged: bool) -> None:
    demand = recorded(Property.INSTRUCTIONS, instructions)
    given = evidence(demand, *credited("Jane Doe", "AFP"))
    assert bool(hits(mandatory_credit_missing, given)) is flagged


@pytest.mark.parametrize(
    "text",
    ["The cafÃ© opens", "It â€™s late", "A \ufffd sign", "Mills &amp; Sons", "A\x07bell", "21 Â°C"],
)
def test_garbled(text: str) -> None:
    assert garbled_part(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Café Élysée",
        "São Paulo",
        "JOÃO «A»",
        "21 °C",
        "Привіт, Київ",
        "東京の海",
        "AT&T; & Co",
        "a\tb\nc",
    ],
)
def test_not_garbled(text: str) -> None:
    assert garbled_part(text) is None


@pytest.mark.parametrize(
    ("caption", "flagged"),
    [
        ("A ferry leaves. (Photo by Jane Doe", True),
        ("A ferry {% include pier %} leaves.", True),
        ("A ferry<br> leaves.", True),
        ("[caption id=3]A ferry leaves.", True),
        ("A ferry (left) leaves.", False),
        ("Temperatures < 5 and > 3 degrees", False),
        ("Step a) and b)", False),
    ],
)
def test_broken_markup(caption: str, flagged: bool) -> None:
    assert bool(hits(caption_markup_broken, evidence(caption=caption))) is flagged
