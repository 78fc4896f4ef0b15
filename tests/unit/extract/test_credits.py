"""Reading a credit from its field, the byline and the caption."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from capaudit.data.agencies import shipped_agencies
from capaudit.extract.credits import parse_credit, split_credit
from capaudit.model.values import Credit

TABLE = Path(__file__).parents[2] / "tables" / "credits.txt"


def _rows(table: Path) -> list[list[str]]:
    """Five cells a line; the text in the first may hold a bar too."""
    lines = table.read_text(encoding="utf-8").splitlines()
    full = (line for line in lines if line and not line.startswith("#"))
    return [[cell.strip() for cell in line.rsplit(" | ", 4)] for line in full]


def _cells(credit: Credit) -> list[str]:
    several = (credit.creators, credit.organisations, credit.disclosures)
    return [*(" + ".join(names) or "-" for names in several), credit.licence or "-"]


@pytest.mark.parametrize("row", _rows(TABLE), ids=lambda row: row[0])
def test_table(row: list[str]) -> None:
    assert [row[0], *_cells(parse_credit(row[0]))] == row


@pytest.mark.parametrize("row", _rows(TABLE.with_name("bylines.txt")), ids=lambda row: row[0])
def test_byline_table(row: list[str]) -> None:
    byline, _, credit = row[0].partition("~")
    assert [row[0], *_cells(parse_credit(credit.strip(), byline.strip()))] == row


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
    split = split_credit(caption.replace("\\n", "\n"))
    assert ("none" if split is None else " | ".join(_cells(split.parsed))) == expected


def test_a_caption_in_the_credit_field_names_nobody() -> None:
    assert parse_credit("Ein Sensor im frisch gegrabenen Loch im Wald.") == Credit()


def test_an_officer_is_not_credited_by_the_service() -> None:
    assert split_credit("Ines Calder, United States Navy.") is None
    assert split_credit("Photo by Ines Calder, United States Navy.") is not None
