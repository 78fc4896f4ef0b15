"""WordPress' exports: posts with their pictures, found in the library of the same file."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaudit.errors import ReadError
from capaudit.model.article import Article, Role
from capaudit.model.text import Passage, Span
from capaudit.readers import xml_tree
from capaudit.readers.site_view import NO_SITE
from capaudit.readers.wxr import is_wxr, read_wxr
from capaudit.readers.xml_items import ItemBytes, ItemScanner, TooLong
from support.news_xml import RSS, attachment, meta, post, wxr


def found_in(data: bytes) -> Iterator[Article | ReadError]:
    return read_wxr(io.BytesIO(data), "export.xml", NO_SITE)


def read(*items: str) -> list[Article]:
    found = list(found_in(wxr(*items).encode()))
    assert not [one for one in found if isinstance(one, ReadError)]
    return [one for one in found if isinstance(one, Article)]


def text(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def line_of(whole: str, words: str) -> int:
    return whole[: whole.index(words)].count("\n") + 1


def test_a_post_is_an_article_at_its_place_in_the_export() -> None:
    content = (
        '<p>Brann i Halden.</p>\n<figure><img src="a.jpg"/><figcaption>Mølla.</figcaption></figure>'
    )
    items = (attachment(5), post(content, number=41))
    (article,) = read(*items)
    (figure,) = article.figures
    whole = wxr(*items)

    assert (article.item, article.format, article.language) == ("41", "wordpress-wxr", "nb")
    assert text(article.headline) == "Mølla brant"
    assert article.byline_names == ("Ada Quist",)
    assert text(article.section) == "Local"
    assert article.body.text == "Brann i Halden."
    (published,) = article.dates_published
    assert published.value is not None
    assert published.value.edtf == "2024-05-02T09:00:00"
    assert figure.caption is not None
    assert figure.caption.span is not None
    where = article.source.range(figure.caption.span)
    line = whole.splitlines()[where.line - 1]
    assert where.line == line_of(whole, "<figcaption>")
    assert line[where.column - 1 : where.end_column - 1] == "Mølla."
    assert article.source.line(where.line) == line


def test_a_gallery_prints_what_the_library_says_in_its_own_place() -> None:
    items = (post('[gallery ids="5,6"]'), attachment(5, "Mølla."), attachment(6, ""))
    (article,) = read(*items)
    mill, other = article.figures
    whole = wxr(*items)

    assert (mill.src, text(mill.caption)) == ("https://img.example/5.jpg", "Mølla.")
    assert text(mill.alt_text) == "A mill"
    assert (other.src, other.caption) == ("https://img.example/6.jpg", None)
    assert mill.record == ()
    assert mill.caption is not None
    assert mill.caption.span is None
    where = mill.caption.range_in_file(Span(0, 6))
    assert where is not None
    assert where.line == line_of(whole, "Mølla.]]>")
    assert whole.splitlines()[where.line - 1][where.column - 1 :].startswith("Mølla.]]>")


def test_a_gallery_without_numbers_shows_what_was_sent_up_to_the_post() -> None:
    items = (attachment(5), attachment(6, parent=9), post("[gallery]"), attachment(8))
    (article,) = read(*items)

    assert [one.src for one in article.figures] == [
        "https://img.example/5.jpg",
        "https://img.example/8.jpg",
    ]


def test_pictures_that_the_export_does_not_hold_are_left_out() -> None:
    (article,) = read(post('[gallery ids="5"]', meta=meta("_thumbnail_id", "6")))

    assert article.figures == ()


def test_the_featured_image_leads() -> None:
    content = '<p>Brann.</p><img src="x.jpg" alt="X"/>'
    (article,) = read(post(content, meta=meta("_thumbnail_id", "5")), attachment(5))
    lead, inline = article.figures

    assert (lead.src, lead.role, text(lead.caption)) == (
        "https://img.example/5.jpg",
        Role.LEAD,
        "The mill.",
    )
    assert (inline.src, inline.role) == ("x.jpg", Role.INLINE)
    assert article.source.text[lead.span.start : lead.span.end] == "5"


def test_a_featured_image_that_the_text_shows_stands_once() -> None:
    content = '<img src="x.jpg" class="wp-image-5" alt="X"/>'
    (article,) = read(post(content, meta=meta("_thumbnail_id", "5")), attachment(5))

    assert [one.src for one in article.figures] == ["x.jpg"]


PHP = (
    'a:1:{s:10:"image_meta";a:4:{s:6:"credit";s:9:"Ada Quist";s:17:"created_timestamp";'
    's:10:"1714558500";s:9:"copyright";s:0:"";s:5:"title";s:0:"";}}'
)


def test_the_library_records_what_the_picture_itself_said() -> None:
    content = '<img src="x.jpg" class="wp-image-5" alt="X"/>'
    items = (post(content), attachment(5, meta=meta("_wp_attachment_metadata", PHP)))
    (article,) = read(*items)
    (figure,) = article.figures

    assert figure.caption is None
    assert [(one.path, one.value.text) for one in figure.record] == [
        ("attachment.caption", "The mill."),
        ("attachment.alt", "A mill"),
        ("attachment.credit", "Ada Quist"),
        ("attachment.date_taken", "2024-05-01"),
    ]


def test_a_picture_in_a_gallery_is_held_against_what_it_said_itself() -> None:
    metadata = meta("_wp_attachment_metadata", PHP)
    (article,) = read(post('[gallery ids="5"]'), attachment(5, meta=metadata))
    (figure,) = article.figures

    assert [one.path for one in figure.record] == ["attachment.credit", "attachment.date_taken"]


@pytest.mark.parametrize(
    "item",
    [
        post("x", kind="nav_menu_item"),
        post("x", kind="revision"),
        post("x").replace("[publish]", "[trash]"),
        attachment(5),
    ],
)
def test_what_nobody_reads_is_no_article(item: str) -> None:
    assert [one.item for one in read(item, post("Brann.", number=3))] == ["3"]


def test_numbers_without_end_are_none() -> None:
    many = "9" * 5000
    attached = attachment(5).replace("<wp:post_id>5<", f"<wp:post_id>{many}<")
    (article,) = read(
        attached,
        attachment(6),
        post(f'[gallery id="{many}"][gallery ids="{many}"]', meta=meta("_thumbnail_id", many)),
    )

    assert article.figures == ()


def test_an_export_without_posts_is_refused() -> None:
    with pytest.raises(ReadError, match="without any post or page"):
        list(found_in(wxr(attachment(5)).encode()))


def test_prefixes_are_the_files_own() -> None:
    xml = wxr(attachment(5), post('[gallery ids="5"]'))
    xml = xml.replace("xmlns:wp", "xmlns:q").replace("<wp:", "<q:").replace("</wp:", "</q:")
    (article,) = found_in(xml.encode())

    assert isinstance(article, Article)
    assert [one.src for one in article.figures] == ["https://img.example/5.jpg"]


def test_tags_in_a_text_part_no_items_and_state_nothing() -> None:
    content = "<p>Of </item><item> and <wp:post_type>attachment</wp:post_type>.</p>"
    quoted = meta("note", "<wp:post_type>attachment</wp:post_type><wp:status>trash</wp:status>")
    (article,) = read(post(content, meta=quoted))

    assert article.body.text == "Of and attachment."


def test_an_item_of_too_many_elements_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "_MOST_NODES", 60)
    found = list(found_in(wxr(post("One.", 1, meta=meta("a", "b") * 20), post("Two.", 2)).encode()))

    assert [one.item for one in found if isinstance(one, Article)] == ["2"]
    assert [str(one) for one in found if isinstance(one, ReadError)] == [
        "the item at 9:1 holds more than 60 elements and texts"
    ]


def test_a_post_that_is_never_closed_costs_no_other() -> None:
    broken = post("One.", number=1).replace("</item>", "")
    found = list(found_in(wxr(broken, post("Two.", number=2)).encode()))

    assert [one.item for one in found if isinstance(one, Article)] == ["1", "2"]
    assert [str(one) for one in found if isinstance(one, ReadError)] == [
        "XML not well-formed at 9:1: <item> is never closed"
    ]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_other_encodings(codec: str) -> None:
    xml = wxr(attachment(5, "Mølla."), post('[gallery ids="5"]'))
    data = xml.replace("UTF-8", "Windows-1252" if codec == "cp1252" else codec).encode(codec)
    (article,) = found_in(data)

    assert is_wxr(data[:65536])
    assert isinstance(article, Article)
    assert text(article.headline) == "Mølla brant"
    assert [text(one.caption) for one in article.figures] == ["Mølla."]


def test_entities_of_its_own_are_refused() -> None:
    xml = wxr(post("&x;")).replace("<!-- made", '<!DOCTYPE rss [<!ENTITY x "y">]><!-- made')

    with pytest.raises(ReadError, match="declares entities"):
        list(found_in(xml.encode()))


def test_a_feed_is_no_export() -> None:
    assert not is_wxr(RSS.encode())
    with pytest.raises(ReadError, match="is no export of WordPress"):
        list(found_in(RSS.encode()))


class Slow(io.BytesIO):
    """A file that gives a few bytes at a time, so that every mark is cut in two once."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7)


@given(
    st.lists(
        st.sampled_from(
            (
                *("<item>", "</item>", "<item a='1'>", "<items>", "<![CDATA[", "]]>", "<!--"),
                *("-->", "ø", "\n", "\r\n", "\r", "words ", "</item  >", "]", "-", "<"),
            )
        ),
        max_size=60,
    )
)
def test_items_stand_where_they_are_said_to(pieces: list[str]) -> None:
    whole = "".join(pieces)
    data = whole.encode()
    found = list(ItemScanner(Slow(data), "item"))

    assert found == list(ItemScanner(io.BytesIO(data), "item"))
    for item in found:
        assert isinstance(item, ItemBytes)
        assert data[item.offset :].startswith(item.data)
        before = data[: item.offset].decode().replace("\r\n", "\n").replace("\r", "\n")
        assert (item.line, item.column) == (
            before.count("\n") + 1,
            len(before) - before.rfind("\n"),
        )


def test_an_item_too_long_is_left_out() -> None:
    data = b"<r>\n <item>" + b"x" * 3_000_000 + b"</item><item>y</item></r>"
    first, second = ItemScanner(io.BytesIO(data), "item", longest=100_000)

    assert first == TooLong(2, 2)
    assert isinstance(second, ItemBytes)
    assert second.data == b"<item>y</item>"


class Generated(io.RawIOBase):
    """An export of many posts that is never held as a whole."""

    def __init__(self, posts: int) -> None:
        self._head, self._tail = wxr("\0").encode().split(b"\0")
        self._item = post(f"<p>{'Brann i Halden. ' * 5000}</p>").encode()
        self._size = len(self._head) + posts * len(self._item) + len(self._tail)
        self._at = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._at = offset
        return offset

    def read(self, size: int = -1, /) -> bytes:
        begin, end = self._at, min(self._at + size, self._size)
        first = max(0, begin - len(self._head)) // len(self._item)
        base = len(self._head) + first * len(self._item)
        repeated = self._item * ((end - base) // len(self._item) + 2)
        last = self._size - len(self._tail)
        stretch = repeated[max(begin, base) - base : max(0, min(end, last) - base)]
        self._at = end
        return (
            self._head[begin:end]
            + stretch
            + (self._tail[max(0, begin - last) :] if end > last else b"")
        )


def test_memory_does_not_grow_with_the_export() -> None:
    def peak(posts: int) -> int:
        tracemalloc.start()
        count = sum(
            isinstance(one, Article) for one in read_wxr(Generated(posts), "x.xml", NO_SITE)
        )  # type: ignore[arg-type]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == posts
        return most

    peak(5)
    assert peak(120) < 1.5 * peak(60)
