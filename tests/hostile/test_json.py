"""JSON made to break or to stall its readers: each answers in linear time or refuses the file."""

import json
import time
from collections.abc import Callable

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.readers import NO_SITE, READERS, articles_in, read_articles, reader_of
from support.news_json import ANS_STORY, GHOST_TABLES, LEXICAL, NINJS_1, NINJS_3, WORDPRESS_POST

FORMATS = ("ans", "ghost", "ninjs", "wordpress-rest")
COUNT = 400


def read(data: bytes, format: str) -> tuple[list[Article], list[str]]:
    """The articles of a file, and the reasons for what is not read."""
    articles: list[Article] = []
    reasons: list[str] = []
    try:
        for one in articles_in(data, "a.json", READERS[format], NO_SITE):
            if isinstance(one, ReadError):
                reasons.append(str(one))
            else:
                articles.append(one)
    except ReadError as error:
        reasons.append(str(error))
    return articles, reasons


def seconds(data: bytes, format: str) -> float:
    best = 1e9
    for _ in range(2):
        started = time.process_time()
        read(data, format)
        best = min(best, time.process_time() - started)
    return best


def ninjs(**fields: object) -> dict[str, object]:
    return {**NINJS_1, **fields}


def ghost(posts: list[object], **tables: object) -> dict[str, object]:
    return {"db": [{"data": {**GHOST_TABLES, "posts": posts, **tables}}]}


GROWING: dict[str, tuple[str, Callable[[int], object]]] = {
    "ninjs items": ("ninjs", lambda n: [NINJS_3] * n),
    "lines of a plain body": (
        "ninjs",
        lambda n: {"uri": "a", "type": "text", "body_text": 'A "line".\n' * n * 9},
    ),
    "escapes of a body": ("ninjs", lambda n: ninjs(body_xhtml='<p class="a">"b"</p>\n' * n * 3)),
    "associations": ("ninjs", lambda n: ninjs(associations=NINJS_3["associations"] * n)),
    "renditions": (
        "ninjs",
        lambda n: {**NINJS_3["associations"][0], "renditions": [{"href": "a.jpg"}] * n * 4},
    ),
    "unknown keys": ("ninjs", lambda n: ninjs(**{f"K{i}": "a" for i in range(n * 9)})),
    "elements of a story": (
        "ans",
        lambda n: {
            **ANS_STORY,
            "content_elements": [{"type": "text", "content": "<p>A b.</p>"}] * n,
        },
    ),
    "pictures of a story": (
        "ans",
        lambda n: {**ANS_STORY, "content_elements": [ANS_STORY["promo_items"]["basic"]] * n},
    ),
    "posts": ("wordpress-rest", lambda n: [WORDPRESS_POST] * n),
    "posts of an export": ("ghost", lambda n: ghost(GHOST_TABLES["posts"] * n)),
    "rows of other tables": (
        "ghost",
        lambda n: ghost(
            [{**GHOST_TABLES["posts"][0], "id": f"p{i}"} for i in range(n)],
            posts_meta=[{"post_id": f"p{i}", "feature_image_alt": "a"} for i in range(n)],
            posts_authors=[{"post_id": f"p{i}", "author_id": "u1"} for i in range(n)],
        ),
    ),
    "nodes of an editor": (
        "ghost",
        lambda n: ghost(
            [
                {
                    "id": "p1",
                    "lexical": json.dumps({"root": {"children": LEXICAL["root"]["children"] * n}}),
                }
            ]
        ),
    ),
}


@pytest.mark.parametrize(("format", "made"), GROWING.values(), ids=GROWING.keys())
def test_four_times_the_file_takes_four_times_as_long(
    format: str, made: Callable[[int], object]
) -> None:
    small, large = (seconds(json.dumps(made(COUNT * n // 4)).encode(), format) for n in (1, 4))

    # A square would take sixteen times as long.
    assert large < 10 * small + 0.2


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 100_000,
        '[{"uri": "a", "type": "text", "associations": ' + "[" * 100_000,
        '[{"uri": "a", "type": "story", "version": "0.10.9", "content_elements": '
        + '[{"type": "quote", "content_elements": ' * 5000,
        '{"db": [{"data": {"posts": ' + "[" * 100_000,
        '{"posts": [' + '{"title": {"rendered": "a"}},' * 3000,
        '{"uri": "a", ' * 3000,
        '"' + "\\" * 100_001,
        '{"uri": "a", "headline": "' + "\\ud800" * 20_000,
        "{" + '"uri": "a", ' * 20_000 + '"type": "text"}',
        "1" * 200_000,
        '[{"uri": "a", "pubstatus": ' + "9" * 200_000 + "}]",
        "\x00" * 50_000,
        "",
        "null",
        "[]",
        "{}",
    ],
    ids=range(17),
)
def test_bombs(text: str, format: str) -> None:
    started = time.process_time()
    read(text.encode(), format)

    assert time.process_time() - started < 10


def test_a_key_that_stands_twice_is_told_and_the_last_one_counts() -> None:
    text = (
        '{"uri": "a", "type": "text", "headline": 7, "headline": "Ferry", "body_text": "It left."}'
    )
    (article,), _ = read(text.encode(), "ninjs")

    assert article.headline is not None
    assert article.headline.text == "Ferry"
    assert [flaw.message for flaw in article.flaws] == [
        "the key 'headline' stands twice; the last one counts"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings(encoding: str) -> None:
    data = json.dumps(NINJS_1, ensure_ascii=False).encode(encoding)

    (article,) = read_articles(data, "a.json")

    assert article.body.text.startswith("The ferry “Irwell” is back.")
    assert article.headline is not None
    span = article.headline.span
    assert span is not None
    assert article.source.text[span.start : span.end] == article.headline.text


def test_a_file_that_is_no_utf_8_is_read_with_a_flaw() -> None:
    data = json.dumps(NINJS_1, ensure_ascii=False).replace("“", "").replace("”", "é")

    (article,), _ = read(data.encode("cp1252"), "ninjs")

    assert "not UTF-8" in article.flaws[0].message
    assert article.body.text.startswith("The ferry Irwellé is back.")


def test_items_before_the_end_of_a_truncated_list_are_read() -> None:
    data = json.dumps([NINJS_1, NINJS_3, NINJS_1]).encode()
    third = data.rindex(b'"uri": "urn:example:desk:ferry-1"')

    whole, reasons = read(data[: third - 3], "ninjs")
    assert [len(one.figures) for one in whole] == [1, 1]
    assert reasons
    assert "the JSON does not parse from line 1" in reasons[0]

    *_, last = read(data[: data.index(b"It left in May.</p>", third)], "ninjs")[0]
    assert last.item == "urn:example:desk:ferry-1"
    assert last.body.text == "The ferry “Irwell” is back."
    assert "does not parse" in last.flaws[0].message


def test_a_picture_that_the_file_ends_in_is_not_said_to_lack_anything() -> None:
    item = {
        **NINJS_1,
        "associations": {**NINJS_1["associations"], "next": NINJS_3["associations"][0]},
    }
    data = json.dumps(item).encode()

    (article,), _ = read(data[: data.index(b"The ferry Irwell.")], "ninjs")

    assert [one.src for one in article.figures] == ["ferry.jpg"]
    assert "does not parse" in article.flaws[0].message


def test_what_follows_an_item_in_the_wrong_way_costs_no_item() -> None:
    data = json.dumps([NINJS_1, NINJS_3]).encode()

    articles, reasons = read(data.replace(b"}]}]}]", b"}]}] oops", 1), "ninjs")

    assert articles
    assert articles[0].item == "urn:example:desk:ferry-1"
    assert len(articles) + len(reasons) >= 2


@pytest.mark.parametrize(
    "head", [b"", b"{", b'{"a"', b"[1, 2]", b"\xff\xfe{\x00", b"<rss/>", b"\x00"]
)
def test_what_is_no_news_is_recognised_by_no_reader(head: bytes) -> None:
    with pytest.raises(ReadError, match="no reader for what this"):
        reader_of("a.json", head)
