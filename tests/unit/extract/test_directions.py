import pytest

from capaudit.extract.directions import direction_of
from capaudit.model.article import Direction

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("The ferry sails again.", "en", LTR),
        ("عادت العبّارة إلى العمل يوم الثلاثاء.", "ar", RTL),
        ("המעבורת חזרה לפעול ביום שלישי.", None, RTL),
        ("قال مدير شركة Holm Ferries إن العبّارة عادت إلى العمل", "ar", RTL),
        # Letters outweigh the language: Kurdish and Urdu are written in Latin letters too.
        ("Yeh kashti mangal ko wapas aayi.", "ur", LTR),
        ("كه‌شتییه‌كه‌ گه‌ڕایه‌وه‌", "ku", RTL),
        ("12.3.2025, 14:30", "fa", RTL),
        ("", "he", RTL),
        ("", "ja", LTR),
        ("", None, None),
        ("…", None, None),
    ],
)
def test_letters_tell_the_direction_and_else_the_language(
    text: str, language: str | None, direction: Direction | None
) -> None:
    assert direction_of(text, language) is direction
