"""What reading takes a short way for comes out as by the long one, on arbitrary input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from capaudit.data import page_furniture
from capaudit.model.text import Span
from capaudit.readers import suffix_of
from capaudit.readers.dialects import in_plain_markdown
from capaudit.readers.markdown_tree import Offsets
from capaudit.readers.shortcodes import FILLER, Masked, Shortcode, mask
from capaudit.readers.tags import raw_feed
from capaudit.readers.tree import TreeBuilder
from capaudit.readers.yaml_record import _composed, _nests_too_deep

PIECES = st.sampled_from(
    (
        *("Fähre", "a boat", " ", "  ", "\n", "\t", "\u00a0", "\u3000", "写真", "𝄞", "e\u0301"),
        *("&amp;", "&nbsp;", "&#32;", "<b>", "</b>", "<br>", "<p>", "</p>", "<img src='a.jpg'>"),
        *("<i>", "</i>", "<pre>", "</pre>", "<video>", "</video>", "<div class='caption'>"),
    )
)
LINES = st.sampled_from(
    (
        *(
            "title: Ferry",
            "date: 2021-05-03",
            "tags: [a, b]",
            "credit: 'O''Neill'",
            "  - no",
            "- 1",
        ),
        *('alt: "Fähre \\u00e4"', "lead: |", "  Two lines", "nested: {a: {b: 12:30}}", "&x y: *x"),
        *(
            "empty:",
            "null: ~",
            "? - - a",
            "\tb: c",
            "---",
            "# note",
            "'': ''",
            "<<: {a: b}",
            "a: !!int 3",
        ),
    )
)


@given(st.lists(PIECES, max_size=12), st.integers(1, 3))
@example(["a boat", "<pre>", "Fähre"], 3)
def test_a_passage_is_the_same_where_nothing_is_run_together(pieces: list[str], step: int) -> None:
    builder = TreeBuilder("".join(pieces))
    feed = raw_feed("".join(pieces), builder)
    position = 0
    for piece in pieces:
        feed.html(position, position + len(piece))
        position += len(piece)
        if len(piece) % 2:
            builder.start("soft-break", position, position, {})
    tree = builder.build()
    for start in range(1, len(tree.nodes)):
        for nodes in (tree.nodes[start::step], tree.nodes[1:start:step]):
            # A node that is left out has each looked at by itself.
            assert tree.passage_of(nodes) == tree.passage_of(nodes, without=frozenset({-1}))


@given(st.text(st.sampled_from("a \nßЖ写𝄞"), max_size=400), st.lists(st.integers(0, 400)))
def test_bytes_are_located_in_any_order(text: str, asked: list[int]) -> None:
    offsets = Offsets(text, 7)
    for number in (min(one, len(text)) for one in asked):
        assert offsets.locate(len(text[:number].encode())) == number + 7


@given(st.lists(st.integers(0, 30), unique=True), st.integers(0, 40), st.integers(0, 10))
def test_a_stretch_holds_the_shortcodes_that_begin_in_it(
    starts: list[int], start: int, length: int
) -> None:
    codes = tuple(Shortcode("x", Span(at, at + 1)) for at in sorted(starts))
    masked = Masked("", codes, tuple(sorted(starts)))
    inside = tuple(one for one in codes if start <= one.span.start < start + length)
    assert masked.within(start, start + length) == inside
    assert masked.holds(start, start + length) is bool(inside)


@given(
    st.lists(
        st.sampled_from(("{{< x >}}", "{% x %}", "={a}", "){.b}", "{", "}", "é\n")), max_size=9
    )
)
def test_brackets_are_found_alike_beside_an_embed(pieces: list[str]) -> None:
    """With `![[` in the text another search is used."""
    text = "".join(pieces)
    with_embed = mask(f"{text}\n![[a.jpg]]")
    assert with_embed.shortcodes[:-1] == mask(text).shortcodes
    assert with_embed.text == f"{mask(text).text}\n{FILLER * 10}"


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_yaml_is_composed_as_by_a_loader_that_tells_types(block: str) -> None:
    assert _shape_of(_composed, block) == _shape_of(_with_types, block)


def _with_types(block: str) -> yaml.Node | None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    node: yaml.Node | None = yaml.compose(block, Loader=loader)
    return node


def _shape_of(compose: Callable[[str], yaml.Node | None], block: str) -> str | tuple[object, ...]:
    """What a block is composed to, or how it is refused."""
    try:
        node = compose(block)
    except yaml.YAMLError as error:
        return str(error)
    return _shape(node) if node is not None else ()


def _shape(node: yaml.Node) -> tuple[object, ...]:
    """A node's value, style and place, all the way down."""
    place = (node.start_mark.index, node.end_mark.index)
    match node:
        case yaml.MappingNode():
            return (*place, [(_shape(key), _shape(value)) for key, value in node.value])
        case yaml.SequenceNode():
            return (*place, [_shape(item) for item in node.value])
        case yaml.ScalarNode():
            return (*place, node.value, node.style)
    return place


@pytest.mark.parametrize("nest", ["[", "{a: ", "- ", "? ", "- ? "])
def test_blocks_that_nest_too_deep_are_told_from_long_ones(nest: str) -> None:
    assert _nests_too_deep(nest * 201)
    assert not _nests_too_deep(f"{nest * 20}\n" * 9)
    assert not _nests_too_deep("a: [b, {c: d}]\n- e\n" * 300)


def test_a_line_of_furniture_may_have_marks_around_and_any_case() -> None:
    lines = page_furniture._table().lines
    longest = max(lines, key=len)
    assert page_furniture.is_furniture_line(f"  ▶ {longest.upper()} … ")
    assert not page_furniture.is_furniture_line(f"{longest} {longest}")


@given(
    st.text(st.sampled_from("a.B/\\ "), max_size=8).filter(lambda path: path[-1:] not in ("/", "."))
)
def test_a_suffix_is_what_a_path_says(path: str) -> None:
    assert suffix_of(path).lower() == PurePosixPath(path).suffix.lower()


@pytest.mark.parametrize(
    "line",
    [
        "!!! note",
        "??? note",
        "???+ note",
        '=== "A"',
        ":::tip",
        "import A from 'a.jpg'",
        "/// caption",
    ],
)
@pytest.mark.parametrize(
    "before", ["", "A boat.\n", "A boat.\n\n   ", "---\ntitle: a\n---\n", "\t"]
)
def test_a_line_of_a_dialect_is_read_wherever_it_begins(before: str, line: str) -> None:
    text = f"{before}{line}\n\n        ![boat](a.jpg)\n"
    start = before.rfind("---") + 3 if "---" in before else 0
    plain = in_plain_markdown(text, start)
    assert len(plain.text) == len(text)
    assert plain.text != text or plain.tags
