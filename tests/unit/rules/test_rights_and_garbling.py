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
from capaudit.rules.rights.restrictions import Kind, read_restrictions
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
        ("Must credit: Lindqvist Polar Trust", True),
        ("CRÉDITO OBLIGATORIO: Museo Lindqvist", True),
        ("Please credit AFP", False),
        ("MANDATORY CREDIT OF THE OWNER. NO SALES", False),
    ],
)
def test_mandatory_credit(instructions: str, flagged: bool) -> None:
    demand = recorded(Property.INSTRUCTIONS, instructions)
    given = evidence(demand, *credited("Jane Doe", "AFP"))
    assert bool(hits(mandatory_credit_missing, given)) is flagged


def test_usage_terms_demand_a_credit_too() -> None:
    demand = recorded(Property.USAGE_TERMS, "Mandatory credit: Lindqvist Polar Trust")
    given = evidence(demand, *credited("Jane Doe", "AFP"))
    assert len(hits(mandatory_credit_missing, given)) == 1


def test_a_demand_on_a_picture_without_a_credit() -> None:
    demand = recorded(Property.INSTRUCTIONS, "MANDATORY CREDIT: Lindqvist Polar Trust")
    bare = {"caption": "A ferry leaves the pier.", "credit": None}
    assert len(hits(mandatory_credit_missing, evidence(demand, **bare))) == 1
    furniture = evidence(demand, src="/img/logos/paper.png", **bare)
    assert hits(mandatory_credit_missing, furniture) == []


@pytest.mark.parametrize(
    ("text", "kind", "words", "countries"),
    [
        ("NO RESALES. NO ARCHIVES. RUSSIA OUT", Kind.COUNTRY_OUT, "RUSSIA OUT", ("RU",)),
        ("AUSTRALIA AND NEW ZEALAND OUT", Kind.COUNTRY_OUT, None, ("AU", "NZ")),
        ("NO USE IN SOUTH KOREA", Kind.COUNTRY_OUT, "NO USE IN SOUTH KOREA", ("KR",)),
        ("Not for use in the Netherlands.", Kind.COUNTRY_OUT, None, ("NL",)),
        ("Restricted to editorial use", Kind.EDITORIAL_ONLY, None, ()),
        ("Nur zur redaktionellen Verwendung", Kind.EDITORIAL_ONLY, None, ()),
        ("Solo uso editorial. No archivar", Kind.NO_ARCHIVE, "No archivar", ()),
        ("NO-ARCHIVES", Kind.NO_ARCHIVE, None, ()),
    ],
)
def test_what_instructions_ask(
    text: str, kind: Kind, words: str | None, countries: tuple[str, ...]
) -> None:
    asked = [one for one in read_restrictions(text) if one.kind is kind]
    assert [one.countries for one in asked] == [countries]
    assert words is None or asked[0].words == words


@pytest.mark.parametrize("text", ["The archive is open", "Editorials used only here", "MAN OUT"])
def test_what_instructions_do_not_ask(text: str) -> None:
    assert read_restrictions(text) == ()


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
        ("A ferry leaves. “Photo: Jane Doe", True),
        ("A ferry leaves. «Foto: Jane Doe»", False),
        ("A ferry leaves “soon: perhaps", False),
        ("フェリーが出る（写真：中村", True),
    ],
)
def test_broken_markup(caption: str, flagged: bool) -> None:
    assert bool(hits(caption_markup_broken, evidence(caption=caption))) is flagged
