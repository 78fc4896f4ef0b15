"""Names of other scripts in Latin letters."""

import pytest

from capaudit.data.transliteration import in_pinyin, in_romaji, may_read_alike


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("林青", ("lin", "qing")),
        ("李文博", ("li", "wenbo")),
        ("李 文博", ("li", "wenbo")),
        ("歐陽明", ("ouyang", "ming")),
        ("曾雪", ("zeng", "xue")),
    ],
)
def test_pinyin(name: str, reading: tuple[str, str]) -> None:
    assert reading in in_pinyin(name)


@pytest.mark.parametrize("name", ["林", "中村由紀子", "まつもと", "김서연", "Lin Qing", ""])
def test_what_has_no_pinyin(name: str) -> None:
    assert in_pinyin(name) == ()


@pytest.mark.parametrize(
    ("name", "romaji"),
    [
        ("まつもと あゆみ", "matsumoto ayumi"),
        ("ハットリ・ジュン", "hattori jun"),
        ("イチロー", "ichiro"),
        ("きょうこ", "kyouko"),
    ],
)
def test_romaji(name: str, romaji: str) -> None:
    assert in_romaji(name) == romaji


@pytest.mark.parametrize("name", ["松本あゆみ", "Ayumi", "", "김서연"])
def test_what_is_not_kana(name: str) -> None:
    assert in_romaji(name) is None


def test_simplified_and_traditional_letters() -> None:
    assert may_read_alike("陈剑", "陳劍")
    assert not may_read_alike("陈剑", "陈明")
    assert not may_read_alike("陈剑", "陈剑明")
