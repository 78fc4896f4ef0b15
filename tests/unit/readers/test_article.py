"""What an article says of itself: headline, byline, dateline, dates, body, flaws, ignores."""

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article, FlawKind
from capaudit.readers import read_article

SCRAPED = """Weather
River towns brace for a second crest after 'historic' weekend
According to forecasters, the water will not fall before Thursday.
![Volunteers stack sandbags in Selby on March 4. [Ida Moss/AFP]](/x1/2024/03/05/101-flood-370.webp)
By Tove Lind |
SELBY -- Volunteers worked through the night to raise the wall, officials said on \
Monday, as the second crest neared the old quay of the town.
The water stood at 4.2 meters, the highest reading since the gauge was installed \
in 1931, said the river authority on Monday.
![The quay in 1931. [Bo Ek/TT]](/x1/2024/03/05/102-flood-370.webp)
Slow retreat
"We have seen worse," said the harbor master.
"""


def read(text: str, path: str = "news/flood.md") -> Article:
    return read_article(text.encode(), path)


def test_scraped_text_is_read_in_full() -> None:
    article = read(SCRAPED)

    assert article.section is not None
    assert article.section.text == "Weather"
    assert article.headline is not None
    assert article.headline.text.startswith("River towns brace")
    assert article.description is not None
    assert article.description.text.startswith("According to forecasters")
    assert article.byline_names == ("Tove Lind",)
    assert article.dateline is not None
    assert article.dateline.text == "SELBY"
    assert [article.source.range(one.span).line for one in article.figures] == [4, 8]
    assert article.body.text.split("\n\n")[2:] == [
        "Slow retreat",
        '"We have seen worse," said the harbor master.',
    ]
    (date,) = article.dates_published
    assert date.inferred
    assert date.value is not None
    assert date.value.edtf == "2024-03-05"


@pytest.mark.parametrize(
    ("line", "names", "open_end"),
    [
        ("By Tove Lind |", ("Tove Lind",), True),
        ("By Tove Lind and Bo Ek", ("Tove Lind", "Bo Ek"), False),
        ("By Tove Lind and", ("Tove Lind",), True),
        ("By Tove Lind,", ("Tove Lind",), True),
        ("Von Tove Lind und Bo Ek", ("Tove Lind", "Bo Ek"), False),
        ("By Tove Lind | March 5, 2024", ("Tove Lind",), False),
        ("Автор: Тарас Лис", ("Тарас Лис",), False),
    ],
)
def test_byline(line: str, names: tuple[str, ...], open_end: bool) -> None:
    article = read(f"# Flood\n\n{line}\n\nThe river rose on Monday.\n")

    assert article.byline_names == names
    assert (FlawKind.BYLINE in {flaw.kind for flaw in article.flaws}) is open_end


def test_short_unmarked_lines_before_a_byline_stay_apart() -> None:
    article = read("Ministers meet in Oslo\nMarch 5, 2024\nBy Tove Lind\n\nOSLO -- They met.\n")

    assert article.headline is not None
    assert article.headline.text == "Ministers meet in Oslo"
    assert article.byline_names == ("Tove Lind",)
    assert [one.passage.text for one in article.dates_published] == ["March 5, 2024"]


def test_prose_that_begins_with_by_is_no_byline() -> None:
    assert read("# Flood\n\nBy air the town is an hour away\n\nText.\n").byline is None


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("KYIV -- Text", "KYIV"),
        ("KYIV, Ukraine (AP) — Text", "KYIV, Ukraine"),
        ("LONDON, March 5 (Reuters) - Text", "LONDON"),
        ("**ODESA** — Text", "ODESA"),
        ("Lviv (AP) — Text", "Lviv"),
        ("КИЇВ — Text", "КИЇВ"),
        ("The well-known town — Text", None),
        ("Yesterday - Text", None),
        ("A boat — Text", None),
        ("NPS National App — Text", None),
        ("National Water Council (NWC) - Text", None),
    ],
)
def test_dateline(start: str, place: str | None) -> None:
    dateline = read(f"# Flood\n\n{start} of the story goes on.\n").dateline

    assert (dateline and dateline.text) == place


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("---\ndate: 2024-03-05\n---\nText", "a.md", "2024-03-05"),
        ("---\npublishDate: 2024-03-05T10:00:00Z\n---\nText", "a.md", "2024-03-05T10:00:00Z"),
        ("Text", "2024-03-05-flood.md", "2024-03-05"),
        ("Text", "news/2024/03/05/flood.md", "2024-03-05"),
    ],
)
def test_publication_date(text: str, path: str, expected: str) -> None:
    first = read(text, path).dates_published[0]

    assert first.value is not None
    assert first.value.edtf == expected
    assert not first.inferred


def test_a_date_in_words_is_left_to_extraction() -> None:
    (date,) = read("---\ndate: March 5, 2024\n---\nText").dates_published

    assert (date.value, date.passage.text) == (None, "March 5, 2024")


def test_raw_scalars_stay_text() -> None:
    article = read("---\ntime: 12:30\ndraft: no\nempty:\ntilde: ~\nn: 012\n---\nText")

    assert article.record == {
        "time": "12:30",
        "draft": "no",
        "empty": None,
        "tilde": None,
        "n": "012",
    }


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("---\ntitle: Flood\n\tdate: 2024-03-05\n---\n", "tab"),
        ("---\ntitle: Flood\ntitle: Flood\n---\n", "twice"),
        ("---\ntitle: Flood\nlist: [a, b\nx: y\n---\n", "does not parse"),
        ("---\ntitle: Flood\ndate: 2024-03-05\n\nText\n", "never ends"),
        ('+++\ntitle = "Flood"\nx = = 1\n+++\n', "does not parse"),
        ('{"title": "Flood", "x": }\n', "does not parse"),
    ],
)
def test_broken_front_matter_is_a_flaw_and_salvaged(front: str, says: str) -> None:
    article = read(f"{front}\nThe river rose. ![boats](b.jpg)\n")

    assert any(
        flaw.kind is FlawKind.FRONT_MATTER and says in flaw.message for flaw in article.flaws
    )
    assert article.headline is not None
    assert article.headline.text == "Flood"


@pytest.mark.parametrize(
    ("front", "path"),
    [
        ("---\na:\n- b: 'It''s'\n---\n", "a[0].b"),
        ('---\na:\n- b: "It\\u0027s"\n---\n', "a[0].b"),
        ('+++\n[[a]]\nb = "It\'s"\n+++\n', "a[0].b"),
        ('{"a": [{"b": "It\\u0027s"}]}\n', "a[0].b"),
    ],
)
def test_entries_lead_to_the_source(front: str, path: str) -> None:
    article = read(f"{front}Text")
    entry = article.entry(path)

    assert entry is not None
    assert entry.value.text == "It's"
    span = entry.value.span
    assert span is not None
    assert article.source.text[span.start : span.end] in {"It's", "It''s", "It\\u0027s"}
    assert article.source.text[entry.key_span.start : entry.key_span.end] == "b"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    article = read("---\n\nProse begins here, with a rule above.\n")

    assert article.record == {}
    assert article.flaws == ()


def test_body_is_what_a_reader_reads() -> None:
    article = read(
        "---\ntitle: Flood\n---\nOne *bold*\nline &amp; [link](x).\n\n> Said she.\n\n"
        "```\ncode\n```\n"
        '<aside>Related</aside>\n\n![a](a.jpg)\n*A caption.*\n\n{{< video "x" >}}\n\nTwo.\n'
    )

    assert article.body.text == "One bold line & link.\n\nSaid she.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<!-- capaudit: ignore CRD001, DAT006: agreed -->\n\n![a](a.jpg)\n", 3),
        ("![a](a.jpg) <!-- capaudit: ignore CRD001, DAT006: agreed -->\n", 1),
        ("{/* capaudit: ignore CRD001, DAT006: agreed */}\n![a](a.jpg)\n", 2),
        ("{# capaudit: ignore CRD001, DAT006: agreed #}\n![a](a.jpg)\n", 2),
    ],
)
def test_ignores(text: str, line: int) -> None:
    (ignore,) = read(text).ignores

    assert (ignore.codes, ignore.reason, ignore.line) == (("CRD001", "DAT006"), "agreed", line)


def test_ignores_in_the_front_matter_count_for_the_article() -> None:
    (ignore,) = read("---\ncapaudit: {ignore: [CRD001]}\n---\nText").ignores

    assert (ignore.codes, ignore.line) == (("CRD001",), None)


@pytest.mark.parametrize(
    ("data", "encoding", "headline"),
    [
        ("# Größe".encode("cp1252"), "windows-1252", "Größe"),
        ("# Größe".encode("utf-16"), "utf-16-le", "Größe"),
        (b"\xef\xbb\xbf# Flood", "utf-8", "Flood"),
    ],
)
def test_encodings(data: bytes, encoding: str, headline: str) -> None:
    article = read_article(data, "a.md")

    assert article.encoding == encoding
    assert article.headline is not None
    assert article.headline.text == headline
    assert bool(article.flaws) is (encoding == "windows-1252")


def test_an_unknown_format_cannot_be_read() -> None:
    with pytest.raises(ReadError, match="markdown"):
        read_article(b"", "a.xyz")
