"""Which reader reads a file, and what it hands on."""

import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.readers import READERS, Reader, articles_in, read_article, read_articles, reader_of
from support.digest import DIGEST, STREAMED_DIGEST, register

TWO = b"=== a1\n![Flood](a.jpg)\n\n=== a2\nWords.\n"


def test_every_format_has_one_way_to_be_read() -> None:
    for reader in READERS.values():
        ways = (reader.read, reader.read_many, reader.read_stream)
        assert sum(one is not None for one in ways) == 1, reader.name


def test_formats_that_share_a_suffix_are_recognised_by_content() -> None:
    suffixes = [(suffix, one) for one in READERS.values() for suffix in one.suffixes]
    for suffix, reader in suffixes:
        sharing = [one for other, one in suffixes if other == suffix]
        assert len(sharing) == 1 or reader.recognises is not None, reader.name


def test_a_file_holds_as_many_articles_as_its_format_says(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch)

    assert [one.item for one in read_articles(TWO, "news.digest")] == ["a1", "a2"]
    assert [one.item for one in read_articles(b"Words.\n", "a.md")] == [None]


@pytest.mark.parametrize("reader", [DIGEST, STREAMED_DIGEST])
def test_an_item_that_cannot_be_read_costs_no_other(reader: Reader) -> None:
    first, second, third = articles_in(
        b"=== a1\nWords.\n=== a2\n?\n=== a3\nMore.\n", "n.txt", reader
    )

    assert isinstance(first, Article)
    assert str(second) == "item a2: has no text"
    assert isinstance(third, Article)


def test_one_article_is_not_read_out_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch)

    assert read_article(b"=== a1\nWords.\n", "news.digest").item == "a1"
    with pytest.raises(ReadError, match="holds several articles"):
        read_article(TWO, "news.digest")
    with pytest.raises(ReadError, match="holds no article"):
        read_article(b"=== a2\n?\n", "news.digest")


def test_content_decides_where_formats_share_a_suffix(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Reader("minutes", (".txt",), READERS["markdown"].read, recognises=_is_minutes)
    register(monkeypatch)
    register(monkeypatch, other)

    assert reader_of("a.txt", b"=== a1\n").name == "digest"
    assert reader_of("a.txt", b"Minutes\n").name == "minutes"
    with pytest.raises(ReadError, match=r"no reader for what this \*\.txt file holds; known.*html"):
        reader_of("a.txt", b"Dear all\n")


def test_a_suffix_that_no_format_has_leaves_it_to_the_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(monkeypatch)

    assert reader_of("export.dat", b"=== a1\n").name == "digest"
    with pytest.raises(ReadError, match=r"no reader for files named \*\.dat"):
        reader_of("export.dat", b"Dear all\n")


def _is_minutes(head: bytes) -> bool:
    return head.startswith(b"Minutes")
