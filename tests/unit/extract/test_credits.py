"""Reading a credit from its field, the byline and the caption."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from capaudit.data.agencies import shipped_agencies
from capaudit.extract.credits import parse_credit, split_credit
from capaudit.model.values import Credit

TABLE = Path(__file__).parents[2] / "tables" / "credits.txt"


def _rows() -> Iterator[list[str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.rsplit(" | ", 4)]


def _names(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split(" + "))


@pytest.mark.parametrize(
    ("text", "creators", "organisations", "disclosures", "licence"), list(_rows())
)
def test_table(
    text: str, creators: str, organisations: str, disclosures: str, licence: str
) -> None:
    credit = parse_credit(text)
    assert credit.creators == _names(creators)
    assert credit.organisations == _names(organisations)
    assert credit.disclosures == _names(disclosures)
    assert credit.licence == (None if licence == "-" else licence)


def test_nothing_gives_an_empty_credit() -> None:
    assert parse_credit(None) == Credit()
    assert not parse_credit("", "", "")


@pytest.mark.parametrize(
    ("byline", "creator"),
    [
        ("INES CALDER", "Ines Calder"),
        ("ines calder", "Ines Calder"),
        ("SÉVERINE D'ARCY", "Séverine D'Arcy"),
        ("JORIS VAN DER MEER", "Joris van der Meer"),
        ("LUZ DE LA CRUZ", "Luz de la Cruz"),
        ("FINN MCBRIDE", "Finn McBride"),
        ("ANNE-LISE BRO", "Anne-Lise Bro"),
        ("J. R. HOLM", "J. R. Holm"),
        ("Omar al-Din", "Omar al-Din"),
        ("KX-07", "KX-07"),
    ],
)
def test_byline_in_ordinary_case(byline: str, creator: str) -> None:
    assert parse_credit(None, byline).creators == (creator,)


@pytest.mark.parametrize(
    ("byline", "credit", "creators", "organisations"),
    [
        ("Ines Calder", "AFP/Getty Images", ("Ines Calder",), ("AFP", "Getty Images")),
        ("Ines Calder", "Ines Calder/Tideway Courier", ("Ines Calder",), ("Tideway Courier",)),
        ("Ines Calder via Tideway Media", "Tideway Media", ("Ines Calder",), ("Tideway Media",)),
        ("INES CALDER/AFP", "Getty Images", ("Ines Calder",), ("AFP", "Getty Images")),
        ("HANDOUT", "Tideway Corporation", (), ("Tideway Corporation",)),
        ("Uncredited", "AP", (), ("AP",)),
        ("PA", None, (), ("PA",)),
    ],
)
def test_byline_and_credit_reconciled(
    byline: str, credit: str | None, creators: tuple[str, ...], organisations: tuple[str, ...]
) -> None:
    read = parse_credit(credit, byline)
    assert (read.creators, read.organisations) == (creators, organisations)


def test_a_closing_house_stands_last_in_the_line_only() -> None:
    credit = parse_credit("Ines Calder/PA Archive/Netflix")
    assert credit.organisations == ("PA", "Netflix")
    assert credit.credit_line == "Netflix/PA"


def test_distributors_are_told_apart() -> None:
    assert parse_credit("Ines Calder/AFP via Getty Images").via == ("Getty Images",)


def test_the_caption_names_who_the_fields_do_not() -> None:
    credit = parse_credit("AP", None, "A boat leaves. (AP Photo/Tobias Renn)")
    assert credit.creators == ("Tobias Renn",)


def test_the_field_outranks_the_caption() -> None:
    credit = parse_credit("Ines Calder/AFP", None, "A boat leaves. (AP Photo/Tobias Renn)")
    assert (credit.creators, credit.organisations) == (("Ines Calder",), ("AFP",))


def test_a_field_with_a_whole_caption() -> None:
    credit = parse_credit("A boat leaves the harbour. Photo: Ines Calder/Reuters")
    assert (credit.creators, credit.organisations) == (("Ines Calder",), ("Reuters",))


def test_the_house_adds_its_agencies() -> None:
    table = shipped_agencies().extended({"Tideway": ["TDW", "Tideway Bild"]})
    credit = parse_credit("Ines Calder/TDW", agencies=table)
    assert credit.organisations == ("Tideway",)
    assert parse_credit("Ines Calder/TDW").organisations == ("TDW",)


def _captions() -> Iterator[tuple[str, str]]:
    for line in TABLE.with_name("captions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            caption, _, expected = line.rpartition(" => ")
            yield caption, expected


@pytest.mark.parametrize(("caption", "expected"), list(_captions()))
def test_caption_table(caption: str, expected: str) -> None:
    split = split_credit(caption)
    if expected == "none":
        assert split is None
        return
    assert split is not None
    creators, organisations, disclosures, licence = expected.split(" | ")
    assert split.parsed.creators == _names(creators)
    assert split.parsed.organisations == _names(organisations)
    assert split.parsed.disclosures == _names(disclosures)
    assert split.parsed.licence == (None if licence == "-" else licence)


def test_a_caption_in_the_credit_field_names_nobody() -> None:
    assert parse_credit("Ein Sensor im frisch gegrabenen Loch im Wald.") == Credit()


def test_an_officer_is_not_credited_by_the_service() -> None:
    assert split_credit("Ines Calder, United States Navy.") is None
    assert split_credit("Photo by Ines Calder, United States Navy.") is not None
