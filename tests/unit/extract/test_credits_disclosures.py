"""What running text discloses about a picture, and whom it names as its supplier."""

import pytest

from capaudit.extract.credits import find_disclosures, find_suppliers


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("In this pool photograph distributed by the agency, he waves.", "pool", "pool photograph"),
        ("A handout photo released by the ministry shows a ship.", "handout", "handout photo"),
        ("In this photo provided by the navy, a ship burns.", "handout", "photo provided by"),
        ("POOL", "pool", "POOL"),
        ("HANDOUT - EDITORIAL USE ONLY", "handout", "HANDOUT"),
        ("He dives. (Ines Calder/Pool/AP)", "pool", "Pool"),
        ("FILE - A ferry leaves the pier.", "file", "FILE"),
        ("FILE PHOTO: A ferry leaves the pier.", "file", "FILE PHOTO"),
        ("A ferry in a file photo from 2019.", "file", "file photo"),
        ("Ein Haus in Kiel (Archivbild)", "file", "Archivbild"),
        ("Un buque en una imagen de archivo.", "file", "imagen de archivo"),
        ("Le port, photo d'archives.", "file", "photo d'archives"),
        ("资料图片：港口一景。", "file", "资料图片"),
        ("The bridge opens. Courtesy of the City of Tideway.", "courtesy", "Courtesy of"),
        ("Image courtesy of Tideway Museum", "courtesy", "Image courtesy of"),
        ("This screenshot shows the page.", "screenshot", "This screenshot"),
        ("In this image taken from video, smoke rises.", "screenshot", "image taken from video"),
        ("An AI-generated image of a city.", "ai", "AI-generated image"),
        ("Das Bild wurde mit KI erstellt.", "ai", "mit KI erstellt"),
        ("An artist's impression of the tower.", "illustration", "artist's impression"),
    ],
)
def test_disclosed(text: str, kind: str, words: str) -> None:
    mention = find_disclosures(text)[0]
    assert (mention.kind, mention.text) == (kind, words)
    assert text[mention.span.start : mention.span.end] == words


def test_one_statement_is_one_mention() -> None:
    text = "In this pool photograph distributed by the state agency Sputnik, he waves."
    assert [mention.kind for mention in find_disclosures(text)] == ["pool"]


@pytest.mark.parametrize(
    "text",
    [
        "Swimmers leave the pool after the storm.",
        "A prize for the best swimming pool photo.",
        "The school pool photo day is on Monday.",
        "They file a complaint at the court.",
        "A clerk carries a court file.",
        "A volunteer stacks handout leaflets.",
        "An AI researcher explains a model.",
        "Shuttles run courtesy of the city.",
        "The prisoners released by the ministry.",
        "He paid her a courtesy call.",
    ],
)
def test_nothing_disclosed(text: str) -> None:
    assert find_disclosures(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pool photograph distributed by the Russian state agency Sputnik, he", "Sputnik"),
        ("photo released by the State Emergency Service, ships", "State Emergency Service"),
        ("photo provided by Tideway Police shows", "Tideway Police"),
        ("The bridge. Courtesy of NASA", "NASA"),
    ],
)
def test_supplier(text: str, name: str) -> None:
    assert [mention.name for mention in find_suppliers(text)] == [name]


def test_no_supplier() -> None:
    assert find_suppliers("A pool photo of the president by the sea") == ()
