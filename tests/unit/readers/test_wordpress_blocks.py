"""Shortcodes, block comments and unmarked paragraphs of WordPress, led back to the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaudit.model.article import Figure, RecordEntry, Role
from capaudit.model.text import Passage, Span
from capaudit.readers.fragment import Fragment, read_fragment
from capaudit.readers.wordpress_blocks import scan_wordpress
from capaudit.readers.wordpress_media import Library, Media, joined_with_library, media_number


def read(html: str) -> Fragment:
    return read_fragment(Passage.verbatim(html, 0), scan=scan_wordpress)


def words_at(html: str, passage: Passage | None) -> str:
    assert passage is not None
    assert passage.span is not None
    return html[passage.span.start : passage.span.end]


def test_a_caption_in_the_attribute() -> None:
    html = (
        '[caption id="attachment_12" width="640" caption="The mill burns &amp; smokes. Ada Quist"]'
        '<a href="/mill"><img src="/mill.jpg" alt="Mill" class="size-full wp-image-12"/></a>'
        "[/caption]"
    )
    (figure,) = read(html).figures

    assert figure.src == "/mill.jpg"
    assert figure.caption is not None
    assert figure.caption.text == "The mill burns & smokes. Ada Quist"
    assert words_at(html, figure.caption) == "The mill burns &amp; smokes. Ada Quist"
    assert html[figure.span.start : figure.span.end] == html
    assert media_number(figure) == 12


def test_a_caption_behind_the_image() -> None:
    html = (
        '[caption id="attachment_13" width="300"]<img src="/weir.jpg" alt=""/> The <em>weir</em>, '
        'seen from <a href="/b">the bridge</a>.[/caption]\n\nNobody crossed it.'
    )
    fragment = read(html)
    (figure,) = fragment.figures

    assert figure.caption is not None
    assert figure.caption.text == "The weir, seen from the bridge."
    assert fragment.body.text == "Nobody crossed it."


def test_a_caption_without_an_end_is_text() -> None:
    assert read("[caption width=3] The weir.").body.text == "[caption width=3] The weir."


def test_a_shortcode_in_double_brackets_or_in_a_comment_shows_nothing() -> None:
    assert read('[[gallery ids="5"]] <!-- [gallery ids="7"] -->').figures == ()


def test_a_gallery_names_its_pictures_by_number() -> None:
    html = 'Before.\n\n[gallery columns="2" ids="5, 7"]\n\nAfter.'
    fragment = read(html)

    assert [media_number(one) for one in fragment.figures] == [5, 7]
    assert [html[one.span.start : one.span.end] for one in fragment.figures] == ["5", "7"]
    assert {one.role for one in fragment.figures} == {Role.GALLERY}
    assert fragment.body.text == "Before.\n\nAfter."


def test_blank_lines_part_paragraphs_where_no_block_does() -> None:
    assert read("One line\nand its end.\n \nAnother.").body.text == (
        "One line and its end.\n\nAnother."
    )


def test_a_cover_named_by_its_comment_alone() -> None:
    html = (
        r'<!-- wp:cover {"url":"https:\/\/a.example\/mill\u002d\u002dfire.jpg","id":61,'
        '"alt":"A mill"} -->'
        '<div class="wp-block-cover"><div role="img" style="background-image:url(x)"></div>'
        '<div class="wp-block-cover__inner-container"><p>Fire in Halden</p></div></div>'
        "<!-- /wp:cover -->"
    )
    fragment = read(html)
    (figure,) = fragment.figures

    assert figure.src == "https://a.example/mill--fire.jpg"
    assert media_number(figure) == 61
    assert words_at(html, figure.alt_text) == "A mill"
    assert fragment.body.text == "Fire in Halden"


@pytest.mark.parametrize(
    "html",
    [
        '<!-- wp:cover {"url":"/a.jpg","id":61} --><div class="wp-block-cover"><img src="/a.jpg"'
        ' class="wp-image-61" alt="A mill"/><div class="wp-block-cover__inner-container">'
        "</div></div>",
        '<!-- wp:image {"id":61} --><figure class="wp-block-image"><img src="/a.jpg" alt="A mill" '
        'class="wp-image-61"/></figure><!-- /wp:image -->',
        '<!-- wp:media-text {"mediaId":61} --><div class="wp-block-media-text"><figure><img '
        'src="/a.jpg" alt="A mill" class="wp-image-61"/></figure><div><p>Beside.</p></div></div>',
        '<!-- wp:gallery {"ids":[61]} --><figure class="wp-block-gallery"><ul><li><figure><img '
        'src="/a.jpg" alt="A mill" class="wp-image-61"/></figure></li></ul></figure>',
    ],
)
def test_an_image_in_a_block_is_found_once_and_without_words_beside_it(html: str) -> None:
    (figure,) = read(html).figures

    assert (figure.src, media_number(figure), figure.caption) == ("/a.jpg", 61, None)


def test_a_cover_with_a_video_shows_no_picture() -> None:
    html = '<!-- wp:cover {"url":"/a.mp4","backgroundType":"video"} --><div></div>'

    assert read(html).figures == ()


def test_pictures_of_a_nested_gallery_keep_their_captions() -> None:
    html = (
        '<!-- wp:gallery --><figure class="wp-block-gallery has-nested-images">'
        '<!-- wp:image {"id":5} --><figure class="wp-block-image"><img src="/a.jpg" alt=""/>'
        "<figcaption>The mill. Ada Quist</figcaption></figure><!-- /wp:image -->"
        '<!-- wp:image {"id":7} --><figure class="wp-block-image"><img src="/b.jpg" alt=""/>'
        "</figure><!-- /wp:image --></figure><!-- /wp:gallery -->"
    )
    first, second = read(html).figures

    assert first.caption is not None
    assert first.caption.text == "The mill. Ada Quist"
    assert second.caption is None


MILL = Media(
    url=Passage("https://a.example/mill.jpg"),
    caption=Passage("The mill."),
    alt_text=Passage("A mill"),
    entries=(RecordEntry("attachment.caption", Span(0, 0), Passage("The mill.")),),
)
LIBRARY = Library({5: MILL}.get, lambda post: (5, 6) if post == 3 else ())


def joined(html: str) -> tuple[Figure, ...]:
    return joined_with_library(read(html).figures, LIBRARY, 3)


@pytest.mark.parametrize("code", ['[gallery ids="5,6"]', "[gallery]", '[gallery id="3"]'])
def test_a_gallery_prints_what_the_library_says(code: str) -> None:
    (figure,) = joined(code)

    assert figure.src == "https://a.example/mill.jpg"
    assert (figure.caption, figure.alt_text) == (MILL.caption, MILL.alt_text)
    assert (figure.index, figure.css_classes) == (0, ())


def test_elsewhere_the_library_only_records() -> None:
    (figure,) = joined('<img src="/x.jpg" class="wp-image-5" alt="Weir"/>')

    assert (figure.src, figure.caption, figure.record) == ("/x.jpg", None, MILL.entries)


@given(
    st.lists(
        st.sampled_from(
            (
                *('[caption id="a"]', "[/caption]", '[caption caption="x"]', '[gallery ids="5,6"]'),
                *("[gallery", "]", "[[", '<img src="a.jpg" class="wp-image-5"/>', "<a href='x'>"),
                *("</a>", "<p>", "\n\n", '<!-- wp:cover {"url":"a.jpg"', "-->", "words &amp; more"),
                *("<figure>", "</figure>", "<figcaption>", '"', "<", "\u2028é"),
            )
        ),
        max_size=24,
    )
)
def test_any_text_stays_in_its_place(pieces: list[str]) -> None:
    html = "".join(pieces)
    fragment = read(html)
    for passage in (*fragment.story, *(one.caption for one in fragment.figures if one.caption)):
        for run in passage.runs:
            stretch = html[run.source_start : run.source_start + run.source_length]
            words = passage.text[run.text_start : run.text_start + run.text_length]
            if run.text_length == run.source_length > 1:
                assert words == stretch
    for figure in joined(html):
        assert 0 <= figure.span.start <= figure.span.end <= len(html)


@pytest.mark.parametrize("piece", ["[caption]", '<!-- wp:cover {"a":1', "[gallery ids=", "\n\n<a "])
def test_marks_without_an_end_cost_no_scan_each(piece: str) -> None:
    """Eight times the text takes about eight times as long, where a square would take 64."""

    def seconds(count: int) -> float:
        # The best of several tries: a pause for collecting garbage is none of the reader's.
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            read(piece * count)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(32_000) < 24 * max(seconds(4_000), 0.02)
