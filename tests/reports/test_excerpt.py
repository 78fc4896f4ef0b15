from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaudit.reports.escape import visible
from capaudit.reports.excerpt import excerpt, text_width


@pytest.mark.parametrize(
    ("line", "column", "end_column", "text", "carets"),
    [
        ("a caption", 3, 10, "a caption", "  ^^^^^^^"),
        ("東京 Jane", 4, 8, "東京 Jane", "     ^^^^"),
        ("in 東京 on", 4, 6, "in 東京 on", "   ^^^^"),
        ("ＡＢ c", 4, 5, "ＡＢ c", "     ^"),
        ("\tJane", 2, 6, "    Jane", "    ^^^^"),
        ("Jane\u0301", 1, 6, "Jane\u0301", "^^^^"),
        ("e\u0301!", 3, 4, "e\u0301!", " ^"),
        ("\x1b[31mred", 6, 9, "\\x1b[31mred", "        ^^^"),
        ("end", 4, 4, "end", "   ^"),
        ("", 1, 1, "", "^"),
        ("short", 90, 95, "short", "     ^"),
    ],
)
def test_carets_stand_under_the_words(
    line: str, column: int, end_column: int, text: str, carets: str
) -> None:
    cut = excerpt(line, column, end_column, 60)
    assert (cut.text, cut.carets) == (text, carets)


def test_words_longer_than_the_page_begin_in_view() -> None:
    cut = excerpt("a" * 30 + "b" * 500, 31, 531, 40)
    assert cut.text.startswith("…b")
    assert text_width(cut.text) <= 40
    assert len(cut.carets) <= 40


@given(st.text(max_size=200), st.integers(1, 220), st.integers(0, 220), st.integers(20, 120))
def test_any_line_fits_the_page(line: str, column: int, length: int, width: int) -> None:
    cut = excerpt(line, column, column + length, width)
    assert text_width(cut.text) <= width
    assert cut.carets.strip() == cut.carets.strip("^ ") + cut.carets.strip()
    assert "^" in cut.carets


@given(st.text())
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert shown.isprintable() or not any(ord(one) < 32 or 127 <= ord(one) < 160 for one in shown)


def test_no_character_that_controls_or_turns_text_is_left() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    steering = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(chr(code)) in turning
    ]
    assert len(steering) > 2048
    assert not set(visible("".join(steering))) & set(steering)


def test_visible_keeps_ordinary_text_of_all_scripts() -> None:
    text = "Київ — 東京, قهوه، é 👩‍🚒 naïve\u00a0mot"
    assert visible(text).replace("\\xa0", "\u00a0") == text
