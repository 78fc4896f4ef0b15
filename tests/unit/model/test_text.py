from capaudit.model.text import Passage, PassageBuilder, Range, SourceText, Span


def test_lines_and_columns_count_characters_from_one_whatever_the_line_end() -> None:
    source = SourceText("Überschrift\r\nФото: Тест\rlast 🙂 line\n")
    assert source.position(0) == (1, 1)
    assert source.position(source.text.index("Тест")) == (2, 7)
    assert source.position(source.text.index("line")) == (3, 8)
    assert source.line(2) == "Фото: Тест"
    assert source.line(9) == ""


def test_line_around_a_column_says_where_it_begins() -> None:
    source = SourceText("one\nabcdefghij\r\nthree")
    assert source.line_around(2, 6, 3) == ("cdefgh", 3)
    assert source.line_around(2, 1, 3) == ("abc", 1)
    assert source.line_around(2, 10, 3) == ("ghij", 7)
    assert source.line_around(2, 99, 3)[0] == "j"
    assert source.line_around(9, 1, 3) == ("", 1)


def test_an_end_column_is_exclusive() -> None:
    source = SourceText("first\nsecond pool photo\n")
    start = source.text.index("pool photo")
    assert source.range(Span(start, start + 10)) == Range(2, 8, 2, 18)


def test_a_position_past_the_end_stands_behind_the_last_character() -> None:
    assert SourceText("ab").position(99) == (1, 3)


def builder_over(source: str) -> PassageBuilder:
    """`Tom &amp; *Ann*` read as a browser shows it."""
    builder = PassageBuilder()
    builder.copy("Tom ", source.index("Tom"))
    builder.replace("&", source.index("&amp;"), 5)
    builder.copy(" ", source.index(" *Ann"))
    builder.copy("Ann", source.index("Ann"))
    return builder


def test_a_passage_leads_back_through_entities_and_emphasis() -> None:
    source = "<p>Tom &amp; *Ann*</p>"
    passage = builder_over(source).build()
    assert passage.text == "Tom & Ann"
    found = passage.locate(Span(4, 9))
    assert found is not None
    assert source[found.start : found.end] == "&amp; *Ann"


def test_a_cut_passage_keeps_its_own_way_back() -> None:
    source = "<p>Tom &amp; *Ann*</p>"
    part = builder_over(source).build().cut(Span(4, 9)).stripped()
    assert part.text == "& Ann"
    span = part.locate(Span(2, 5))
    assert span is not None
    assert source[span.start : span.end] == "Ann"


def test_a_passage_without_source_leads_nowhere() -> None:
    assert Passage("from a file's metadata").span is None


def test_inserted_text_takes_the_place_of_its_neighbour() -> None:
    builder = PassageBuilder()
    builder.copy("one", 10)
    builder.insert("\n\n")
    builder.copy("two", 20)
    passage = builder.build()
    assert passage.locate(Span(3, 5)) == Span(13, 13)
    assert passage.span == Span(10, 23)


def test_a_stretch_of_a_larger_text_knows_its_place_there() -> None:
    whole = "first\nsecond <item>\r\nthird</item>\nlast"
    start = whole.index("<item>")
    own = SourceText(whole)
    stretch = SourceText(whole[start:-5], first_line=2, first_column=8)

    for offset in range(len(stretch.text)):
        assert stretch.position(offset) == own.position(start + offset)
    assert stretch.line(3) == "third</item>"
    assert stretch.line(2) == "<item>"
    assert stretch.line(1) == stretch.line(4) == ""
    assert stretch.line_around(2, 10, 2) == ("<item>"[:4], 8)
    assert stretch.line_around(3, 4, 2) == ("hird", 2)
    assert stretch.line_start(3) == whole.index("third") - start
