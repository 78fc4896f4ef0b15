from hypothesis import given
from hypothesis import strategies as st

from capaudit.model.dates import PartialDate, parse_date
from capaudit.model.text import PassageBuilder, SourceText, Span

clock = st.one_of(st.none(), st.just("14:05"), st.just("00:00:59"))
full = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
partial = st.one_of(
    full,
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12) | st.integers(21, 24)),
    st.builds(PartialDate, st.none(), st.integers(1, 12), st.integers(1, 31)),
    st.builds(PartialDate, st.integers(1, 998).map(lambda n: n * 10), years=st.just(10)),
)


@given(partial)
def test_written_dates_read_back(date: PartialDate) -> None:
    assert parse_date(date.edtf) == date


@given(partial, partial, st.integers(0, 400))
def test_contradiction_is_symmetric(one: PartialDate, other: PartialDate, tolerance: int) -> None:
    assert one.contradicts(other, tolerance) == other.contradicts(one, tolerance)


@given(partial)
def test_no_date_contradicts_itself(date: PartialDate) -> None:
    assert not date.contradicts(date)


@given(full, st.integers(0, 30))
def test_a_day_never_contradicts_its_own_month_or_year(date: PartialDate, tolerance: int) -> None:
    assert not date.contradicts(PartialDate(date.year, date.month), tolerance)
    assert not date.contradicts(PartialDate(date.year), tolerance)


@given(st.text(), st.integers(0, 50))
def test_lines_and_columns_lead_back_to_the_offset(text: str, offset: int) -> None:
    source = SourceText(text)
    offset = min(offset, len(text))
    line, column = source.position(offset)
    assert source.line_start(line) + column - 1 == offset


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=3)), max_size=8))
def test_copied_stretches_lead_back_to_themselves(pieces: list[tuple[str, str]]) -> None:
    source = "".join(copied + skipped for copied, skipped in pieces)
    builder, offset = PassageBuilder(), 0
    for copied, skipped in pieces:
        builder.copy(copied, offset)
        offset += len(copied) + len(skipped)
    passage = builder.build()
    for index, character in enumerate(passage.text):
        span = passage.locate(Span(index, index + 1))
        assert span is not None
        assert source[span.start : span.end] == character
