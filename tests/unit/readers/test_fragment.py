"""HTML inside a value of another format leads back to the file around it."""

from hypothesis import given
from hypothesis import strategies as st

from capaudit.model.article import Role
from capaudit.model.text import Passage, PassageBuilder, Span
from capaudit.readers.fragment import read_fragment


def in_json(html: str, *, before: str = '{"body": "') -> tuple[str, Passage]:
    """A file with the HTML as an escaped string, and the string as a passage of it."""
    source, builder = before, PassageBuilder()
    for one in html:
        written = {'"': '\\"', "\n": "\\n", "é": "\\u00e9", "/": "\\/"}.get(one, one)
        builder.replace(one, len(source), len(written))
        source += written
    return source + '"}', builder.build()


PAGE = """<p>PARIS (AP) &mdash; The "Café Élan" burned.</p>
<figure><img src="/img/fire.jpg" alt="Smoke &amp; flames">
<figcaption>Firefighters at the café on Monday. <cite>Jane Doe/AP</cite></figcaption></figure>
<p>Nobody was hurt.</p>"""


def test_figures_and_story_lead_to_the_file() -> None:
    source, value = in_json(PAGE)
    fragment = read_fragment(value)

    (figure,) = fragment.figures
    assert figure.role is Role.LEAD
    assert figure.src == "/img/fire.jpg"
    assert figure.src_span is not None
    assert source[figure.src_span.start : figure.src_span.end] == r"\/img\/fire.jpg"
    assert source[figure.span.start : figure.span.end].startswith("<figure>")
    assert figure.caption is not None
    assert figure.caption.text == "Firefighters at the café on Monday."
    place = figure.caption.span
    assert place is not None
    assert source[place.start : place.end] == r"Firefighters at the caf\u00e9 on Monday."
    assert figure.credit_line is not None
    credit = figure.credit_line.span
    assert credit is not None
    assert source[credit.start : credit.end] == r"Jane Doe\/AP"
    assert figure.alt_text is not None
    assert figure.alt_text.text == "Smoke & flames"
    assert [one.text for one in fragment.story] == [
        'PARIS (AP) — The "Café Élan" burned.',
        "Nobody was hurt.",
    ]
    assert fragment.dateline is not None
    assert fragment.dateline.text == "PARIS"


def test_words_inside_a_passage_lead_to_the_file() -> None:
    source, value = in_json(PAGE)
    body = read_fragment(value).body
    at = body.text.index("Café")
    place = body.locate(Span(at, at + 4))

    assert place is not None
    assert source[place.start : place.end] == r"Caf\u00e9"


def test_the_headline_again_is_no_story() -> None:
    _, value = in_json("<h1>Fire in Paris</h1><p>Nobody was hurt.</p>")

    assert read_fragment(value, headline=Passage("Fire in Paris")).body.text == "Nobody was hurt."


def test_a_first_line_is_not_taken_for_a_headline() -> None:
    _, value = in_json("<p>Nobody was hurt</p><p>The café was empty when the fire broke out.</p>")

    assert read_fragment(value).body.text.startswith("Nobody was hurt\n\n")


def test_a_value_that_stands_nowhere_gives_no_places() -> None:
    (figure,) = read_fragment(Passage(PAGE)).figures

    assert figure.caption is not None
    assert figure.caption.span is None
    assert figure.span == Span(0, 0)


@given(st.text(alphabet='<>&;/"é\n =ampfigurecptionimgsrc!-', max_size=200))
def test_any_html_stays_inside_the_file(html: str) -> None:
    source, value = in_json(html)
    fragment = read_fragment(value)
    spans = [figure.span for figure in fragment.figures]
    spans += [one.span for one in fragment.story if one.span is not None]

    assert all(0 <= span.start <= span.end <= len(source) for span in spans)
    for paragraph in fragment.story:
        for run in paragraph.runs:
            if run.text_length == run.source_length > 0:
                words = paragraph.text[run.text_start : run.text_start + run.text_length]
                assert source[run.source_start : run.source_start + run.source_length] == words
