"""What is made of measured costs."""

from __future__ import annotations

import pytest

from benchmarks.figures import BEGIN, END, Ratio, Row, put_into, ratio, row, tables
from benchmarks.process import Cost


def test_a_row_has_the_medians_and_the_most_memory() -> None:
    costs = [Cost(3.0, 5.0, 90, 2), Cost(1.0, 4.0, 120, 3), Cost(2.0, 9.0, None, None)]
    assert row("cold", costs) == Row("cold", 2.0, 5.0, 120, 3)
    assert row("cold", [Cost(1.0, 1.0)]) == Row("cold", 1.0, 1.0, None, None)


def test_a_ratio_is_taken_within_each_round() -> None:
    rounds = [
        {"exiftool": Cost(10.0, 10.0, 50), "cold": Cost(2.0, 4.0, 100)},
        # A busy moment: all of it takes ten times as long.
        {"exiftool": Cost(100.0, 12.0, 50), "cold": Cost(20.0, 4.0, 200)},
        {"exiftool": Cost(14.0, 8.0, 50), "cold": Cost(2.0, 4.0, 100)},
    ]
    assert ratio("x", rounds, "exiftool", "cold") == Ratio("x", 5.0, 2.5, 0.5)


def test_time_is_divided_by_work_and_memory_is_not() -> None:
    rounds = [{"cold": Cost(30.0, 50.0, 110), "tenth": Cost(3.0, 4.0, 100)}]
    assert ratio("x", rounds, "cold", "tenth", 0.1) == Ratio("x", 1.0, 1.25, 1.1)


def test_rounds_without_one_of_them_do_not_count() -> None:
    rounds = [
        {"a": Cost(9.0, 9.0), "b": Cost(1.0, 1.0)},
        {"a": Cost(1.0, 1.0)},
        {"a": Cost(3.0, 3.0), "b": Cost(1.0, 1.0)},
    ]
    assert ratio("x", rounds, "a", "b") == Ratio("x", 6.0, 6.0, None)


def test_the_tables_are_markdown() -> None:
    rows = [Row("capaudit", 1234.567, 2.0, 103_400_000, 3), Row("exiftool", 0.5, 0.25, None, None)]
    assert list(tables(rows, [Ratio("exiftool / capaudit", 7.0, 3.456, None)])) == [
        "| what | seconds | of the processor | MB at most | processes |",
        "|---|---:|---:|---:|---:|",
        "| capaudit | 1,234.57 | 2.00 | 103 | 3 |",
        "| exiftool | 0.50 | 0.25 | – | – |",
        "",
        "| ratio | seconds | of the processor | memory |",
        "|---|---:|---:|---:|",
        "| exiftool / capaudit | 7.00 | 3.46 | – |",
    ]


def test_figures_take_the_place_of_the_old_ones() -> None:
    page = f"# Figures\n\n{BEGIN}\nold\n{END}\n\nMore.\n"
    renewed = put_into(page, ["new", "", "figures"])
    assert renewed == f"# Figures\n\n{BEGIN}\nnew\n\nfigures\n{END}\n\nMore.\n"
    assert put_into(renewed, ["new", "", "figures"]) == renewed


@pytest.mark.parametrize("page", ["no marks", f"{BEGIN}\nno end", f"no begin\n{END}"])
def test_a_page_without_marks_is_left_alone(page: str) -> None:
    with pytest.raises(ValueError, match="has no"):
        put_into(page, ["figures"])
