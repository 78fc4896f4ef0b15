"""What is put away of the uses of a run, and how it is found again."""

from __future__ import annotations

import pytest

from capaudit.errors import UsageError
from capaudit.memory import use_shelf
from capaudit.memory.use_shelf import UseShelf
from capaudit.model.trace import CreditForm, Trace
from capaudit.model.use import CreditStanding


def trace(  # noqa: PLR0917  all that a use is found by
    image: str,
    file: str | None = None,
    byte_size: int | None = None,
    names: tuple[tuple[str, tuple[str, ...]], ...] = (),
    marks: tuple[bytes, ...] = (),
    form: CreditForm | None = None,
) -> Trace:
    key = image.encode("utf-8", "surrogatepass")
    return Trace(
        article=key,
        image=key,
        picture=key,
        names=names,
        marks=marks,
        file=file,
        byte_size=byte_size,
        form=form,
    )


def shelf_of(*articles: tuple[Trace, ...]) -> UseShelf:
    shelf = UseShelf()
    for number, traces in enumerate(articles):
        shelf.add(number, traces, str(number).encode())
    return shelf


def test_the_uses_of_an_article_come_back_with_the_content_of_their_files() -> None:
    shelf = shelf_of((trace("a", "a.jpg"), trace("b")), (trace("c", "c.jpg"),))
    shelf.tell_contents([("a.jpg", b"1"), ("c.jpg", None)])
    assert shelf.uses(0) == (b"0", [b"1", None])
    assert shelf.uses(1) == (b"1", [None])
    assert shelf.uses(2) is None
    assert shelf.place(2) == (0, 1)


def test_uses_of_one_image_are_found_by_key_and_by_content() -> None:
    images = [("a", ""), ("b", "x"), ("c", ""), ("d", "x"), ("b", "x2"), ("e", "y"), ("d", "y2")]
    shelf = shelf_of(*((trace(key, file or None),) for key, file in images))
    shelf.tell_contents([("x", b"x"), ("x2", b"x"), ("y", b"y"), ("y2", b"y")])
    assert shelf.uses_of_image(b"e") == ([2, 4, 5, 6, 7], {b"b", b"d", b"e"})
    assert shelf.uses_of_image(b"a") == ([1], {b"a"})
    assert shelf.uses_of_image(b"unknown") == ([], {b"unknown"})
    assert shelf.uses_of_content(b"x") == [(2, b"b"), (4, b"d"), (5, b"b")]
    assert shelf.sharing_an_image() == {1, 3, 4, 5, 6}
    assert shelf.showing([b"b", b"nowhere"]) == {1, 4}


def test_an_image_that_one_article_has_twice_is_shared_with_nobody() -> None:
    shelf = shelf_of((trace("a"), trace("a")), (trace("b"),))
    assert shelf.sharing_an_image() == set()


def test_files_of_one_size_may_be_copies() -> None:
    shelf = shelf_of(
        (trace("a", "z.jpg", 7), trace("b", "b.jpg", 7)),
        (trace("c", "c.jpg", 8), trace("c", "c.jpg", 8), trace("d", "d.jpg")),
    )
    assert shelf.files_of_one_size() == ["b.jpg", "z.jpg"]
    assert shelf.files() == ["b.jpg", "c.jpg", "d.jpg", "z.jpg"]


def test_names_are_found_by_what_they_share_with_others() -> None:
    shelf = shelf_of(
        (trace("a", names=(("Jane Doe", ("doe j*", "jane d*")),)),),
        (trace("b", names=(("Jane Dow", ("dow j*", "jane d*")),)),),
        (trace("c", names=(("Jane Doe", ("doe j*", "jane d*")),)),),
    )
    assert list(shelf.names_to_compare()) == [("jane d*", ["Jane Doe", "Jane Dow"])]
    assert [(one.name, one.use) for one in shelf.credited("jane d*")] == [
        ("Jane Doe", 1),
        ("Jane Dow", 2),
        ("Jane Doe", 3),
    ]
    assert shelf.crediting("jane d*", "Jane Doe") == {0, 2}


def test_what_many_pictures_share_is_counted() -> None:
    shelf = shelf_of(*((trace(str(number), marks=(b"m",)),) for number in range(3)))
    assert shelf.pictures_marked(b"m") == {(b"0", None), (b"1", None), (b"2", None)}
    assert shelf.sharing_a_mark(3) == {0, 1, 2}
    assert shelf.sharing_a_mark(4) == set()


def test_images_without_their_field_are_told_from_those_that_have_it() -> None:
    form = CreditForm("site", "figure", CreditStanding.IN_FIELD, "attr")
    elsewhere = CreditForm("site", "figure", CreditStanding.ELSEWHERE)
    other = CreditForm("other", "figure", CreditStanding.NOWHERE)
    shelf = shelf_of(
        (trace("a", form=form),),
        (trace("b", form=elsewhere), trace("c", form=form)),
        (trace("d", form=other),),
        (trace("e"),),
    )
    assert dict(shelf.forms()) == {form: 2, elsewhere: 1, other: 1}
    assert shelf.without_field([("site", "figure")]) == {1}
    assert shelf.without_field([]) == set()


def test_names_that_are_no_utf_8_are_kept() -> None:
    name = "J\udcff Doe"
    shelf = shelf_of((trace("\udcff", "\udcff.jpg", 1, names=((name, ("\udcff d*",)),)),))
    assert shelf.files() == ["\udcff.jpg"]
    assert next(shelf.credited("\udcff d*")).name == name


def test_many_are_written_in_strokes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_shelf, "_STROKE", 2)
    shelf = shelf_of(*((trace(f"{number % 2}"), trace("x")) for number in range(5)))
    assert shelf.uses_of_image(b"0") == ([1, 5, 9], {b"0"})
    assert [shelf.place(number) for number in (1, 10)] == [(0, 0), (4, 1)]


def test_a_full_disk_is_told_with_what_to_do() -> None:
    shelf = UseShelf()
    shelf._connection.execute("PRAGMA max_page_count = 12")
    for number in range(use_shelf._STROKE - 1):
        shelf.add(number, (trace(str(number)),), b"x" * 1000)
    with pytest.raises(UsageError, match="disk is full") as told:
        shelf.files()
    assert told.value.hint is not None
    assert "TMPDIR" in told.value.hint
