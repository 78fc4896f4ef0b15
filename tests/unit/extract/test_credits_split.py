"""Where a credit hides in a caption."""

import pytest

from capaudit.extract.credits import split_credit

CAPTION = "Boats leave the harbour of Tideway on May 3, 2021."


@pytest.mark.parametrize(
    ("wrapped", "credit"),
    [
        (" [Kim Sol Bit/AFP]", "Kim Sol Bit/AFP"),
        (" (AP Photo/Tobias Renn)", "AP Photo/Tobias Renn"),
        (" (AFP)", "AFP"),
        (" (Photo by Ines Calder / AFP)", "Photo by Ines Calder / AFP"),
        (" (U.S. Navy photo by Seaman Ines Calder)", "U.S. Navy photo by Seaman Ines Calder"),
        (" (Ines Calder/Tideway Courier)", "Ines Calder/Tideway Courier"),
        (" (Ines Calder/Tideway Courier via AP).", "Ines Calder/Tideway Courier via AP"),
        (" REUTERS/Okan Demir", "REUTERS/Okan Demir"),
        (" Photograph: Ines Calder", "Photograph: Ines Calder"),
        (" Photo credit: Ines Calder/EPA", "Photo credit: Ines Calder/EPA"),
        (" Foto: Jana Wegner/dpa", "Foto: Jana Wegner/dpa"),
        (" (Bild: Jana Wegner)", "Bild: Jana Wegner"),
        (" © Ines Calder", "© Ines Calder"),
        (" — Ines Calder/Tideway Courier", "Ines Calder/Tideway Courier"),
        (" | Ines Calder / Reuters", "Ines Calder / Reuters"),
        ("\nInes Calder/AFP", "Ines Calder/AFP"),
        ("\nPhoto: Ines Calder", "Photo: Ines Calder"),
        (" Фото: Пётр Лунин/ТАСС", "Фото: Пётр Лунин/ТАСС"),
        (" Courtesy of the City of Tideway.", "Courtesy of the City of Tideway."),
        (" Photo by Ines Calder on Unsplash", "Photo by Ines Calder on Unsplash"),
    ],
)
def test_caption_and_credit_part(wrapped: str, credit: str) -> None:
    text = CAPTION + wrapped
    split = split_credit(text)
    assert split is not None
    assert text[split.credit.start : split.credit.end] == credit
    assert text[split.caption.start : split.caption.end] == CAPTION
    assert not split.is_whole


@pytest.mark.parametrize(
    "text",
    [
        "Photograph: Ines Calder/AFP",
        "Ines Calder/AFP via Getty Images",
        "Ines Calder, iStock, Getty Images",
        "Photo by [Ines Calder](https://unsplash.com/@i) on [Unsplash](https://unsplash.com)",
        "© Ines Calder",
        "사진=김바다 기자",
    ],
)
def test_nothing_but_a_credit(text: str) -> None:
    split = split_credit(text)
    assert split is not None
    assert split.is_whole
    assert not len(split.caption)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Credit card",
        "Credit cards on a table",
        "Image is split into three",
        "Illustration de l'ajout",
        "Ein Haus in Kiel (Archivbild)",
        "Reuters journalists wait outside the court.",
        "A photo of the harbour: boats everywhere",
        "The dog (left) and the cat (right)",
        "The National Aeronautics and Space Administration (NASA)",
        "Ines Calder, Per Holm and Una Frey (from left)",
        "The mayor, photographed by his wife in 1950",
        "Photo: a crowd gathers outside the town hall before the vote",
        "A man reads the news on Telegram",
        "He works for AP",
        "Winter 2019/2020",
        "Either/or",
        "Portrait Ines Calder",
        "A row of pictures. Video Ines Calder",
        "Source Perrier Valley",
        "Photo Gallery Tideway",
        "The chronicle of Tideway for the Gazette",
        "Ines Calder and Per Holm / Una Frey",
    ],
)
def test_no_credit(text: str) -> None:
    assert split_credit(text) is None


def test_the_seed_shape() -> None:
    text = "Children at the gate of the Tideway school. [Kim Sol Bit/AFP]"
    split = split_credit(text)
    assert split is not None
    assert split.parsed.creators == ("Kim Sol Bit",)
    assert split.parsed.organisations == ("AFP",)
    assert split.parsed.credit_line == "AFP"


def test_pool_in_japanese_brackets() -> None:
    split = split_credit("港に入る船(代表撮影)")
    assert split is not None
    assert split.parsed.disclosures == ("pool",)


def test_agency_before_a_chinese_bracket() -> None:
    split = split_credit("港口的船。新华社发（陈海 摄）")
    assert split is not None
    assert (split.parsed.creators, split.parsed.organisations) == (("陈海",), ("Xinhua",))


@pytest.mark.parametrize(
    "credit", ["REUTERS/Okan Demir", "AP Photo/Tobias Renn, File", "Photo: Ines Calder/EPA"]
)
def test_a_caption_without_its_full_stop(credit: str) -> None:
    text = f"A ferry crosses the strait, 4 June 2019 {credit}"
    split = split_credit(text)
    assert split is not None
    assert text[split.credit.start : split.credit.end] == credit
