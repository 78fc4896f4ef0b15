"""Sentences and languages, on which the reading of dates rests."""

from __future__ import annotations

import pytest

from capaudit.extract.languages import guess_language, language_of
from capaudit.extract.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One came. Two left.", 2),
        ("On Jan. 6 Dr. Ada Brenn met J. K. Holt in the U.S. Senate.", 1),
        ("Who came? Nobody! Nobody.", 3),
        ("今日は晴れ。明日は雨。", 2),
        ("पहला वाक्य। दूसरा वाक्य।", 2),
        ("first line\nsecond line", 2),
        ("Am 28. Oktober kam sie.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = sentences(text)
    assert len(found) == count
    assert all(text[each.start : each.end].strip() for each in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor of the town said that it was the first of its kind", "en"),
        ("El alcalde de la ciudad dijo que no se trata de una de las primeras", "es"),
        ("Le maire de la ville a dit que ce serait une première pour les habitants", "fr"),
        ("Der Bürgermeister der Stadt sagte, das sei nicht die erste und auch nicht", "de"),
        ("Мер міста сказав, що її будинок стоїть", "uk"),
        ("Мэр города сказал, что дом стоит", "ru"),
        ("市長は昨日それを発表した", "ja"),
        ("시장이 어제 발표했다", "ko"),
        ("市长昨天宣布了这一消息", "zh"),
        ("Oslo", None),
        ("", None),
    ],
)
def test_guess_language(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("Рабочие чинят мост в Нарве", "en", "ru"),
        ("Рыбаки чинят сети на берегу", "uk", "ru"),
        ("Жителі ремонтують міст, її берег", "ru", "uk"),
        ("A cyclist passes a cinema in Lyonne", "uk", "en"),
        ("Vecinos de la ciudad limpian las calles que el agua dejó con barro", "en", "es"),
        ("Marchers on the Paseo de la Reforma", "en", "en"),
        ("駅前で傘をさす人々", "ja", "ja"),
        ("市民在公园散步", "en", "zh"),
        ("Oslo", "nb", "nb"),
        ("", "de", "de"),
    ],
)
def test_another_language_than_the_article(text: str, told: str, language: str) -> None:
    assert language_of(text, told) == language
