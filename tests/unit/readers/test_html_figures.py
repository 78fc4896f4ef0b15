"""Every way an HTML page shows an image, with what is said of it."""

import pytest

from capaudit.model.article import Article, Figure
from capaudit.model.text import Passage
from capaudit.readers import read_article


def read(body: str, head: str = "") -> Article:
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    return read_article(page.encode(), "2024/floods.html")


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def said(figure: Figure) -> tuple[str | None, ...]:
    passages = (figure.caption, figure.credit_line, figure.alt_text)
    for one in passages:
        assert one is None or one.span is not None
    return tuple(words(one) for one in passages)


CAPTION = "Boats in Selby on Friday."
CREDIT = "Ida Moss/AFP"
# The markup of news sites, by where it was seen; words, names and pictures are made up.
CONVENTIONS = {
    "figcaption with cite": "<figcaption>{caption} <cite>{credit}</cite></figcaption>",
    "cite beside the caption": "<figcaption>{caption}</figcaption><cite>{credit}</cite>",
    "hidden labels": (
        "<figcaption><span class='visually-hidden'>Image caption, </span>{caption}</figcaption>"
        "<p class='copyright'><span class='visually-hidden'>Image source, </span>{credit}</p>"
    ),
    "figcaption as the credit": (
        "<div class='image__metadata'><div class='image__caption attribution'>{caption}</div>"
        "<figcaption class='image__credit'>{credit}</figcaption></div>"
    ),
    "a block named for both": (
        "<div class='credit-caption'><div class='caption'><p>{caption}"
        "<b class='credit'>{credit}</b><b class='hide-caption'>hide caption</b></p></div></div>"
    ),
    "names with capitals": (
        "<div class='Figure_captionText__x1'><p class='ArticleImage_Caption__a1B2'>{caption}</p>"
        "<p class='ArticleImage_PhotoCredit__c3'>{credit}</p></div>"
    ),
    "test ids": (
        "<div data-testid='caption'>{caption}</div><div data-testid='photo-credit'>{credit}</div>"
    ),
    "schema.org properties": (
        "<figcaption itemprop='caption description'>{caption} "
        "<span itemprop='copyrightHolder'>{credit}</span></figcaption>"
    ),
    "properties without words beside": (
        "<meta itemprop='caption' content='Boats.'><meta itemprop='copyrightHolder' content='X'>"
        "<figcaption>{caption} <span class='credit'>{credit}</span></figcaption>"
    ),
    "RDFa": (
        "<p property='schema:caption'>{caption}</p><p property='cc:attributionName'>{credit}</p>"
    ),
    "French": (
        "<figcaption class='article__legend'>{caption} "
        "<span class='article__credit'>{credit}</span></figcaption>"
    ),
    "German": (
        "<figcaption><p class='bildunterschrift'>{caption}</p>"
        "<p class='bildnachweis'>{credit}</p></figcaption>"
    ),
    "Spanish": "<p class='leyenda'>{caption}</p><p class='foto-credito'>{credit}</p>",
}


@pytest.mark.parametrize("form", CONVENTIONS.values(), ids=CONVENTIONS.keys())
def test_captions_and_credits_of_publishers(form: str) -> None:
    printed = form.format(caption=CAPTION, credit=CREDIT)
    (figure,) = read(
        f"<figure><img src='a.jpg' alt='boats'>{printed}</figure><p>Prose.</p>"
    ).figures

    assert said(figure) == (CAPTION, CREDIT, "boats")


@pytest.mark.parametrize("form", CONVENTIONS.values(), ids=CONVENTIONS.keys())
def test_captions_and_credits_are_not_in_the_body(form: str) -> None:
    printed = form.format(caption=CAPTION, credit=CREDIT)

    assert read(f"<figure><img src='a.jpg'>{printed}</figure><p>Prose.</p>").body.text == "Prose."


ATTRIBUTES = {
    "data-caption and data-credit": "data-caption='{caption}' data-credit='{credit}'",
    "Gannett's": "data-c-caption='{caption}' data-c-credit='{credit}'",
}


@pytest.mark.parametrize("form", ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_attributes(form: str) -> None:
    given = form.format(caption=CAPTION, credit=CREDIT)
    (figure,) = read(f"<p>Prose.</p><img src='a.jpg' alt='boats' {given}>").figures

    assert said(figure) == (CAPTION, CREDIT, "boats")


REFERENCES = {
    "srcset": ("<img srcset='a-1.jpg 1x, a-2.jpg 2x'>", "a-1.jpg", ("a-2.jpg",)),
    "lazy srcset": ("<img data-srcset='a-1.jpg 300w, a-2.jpg 600w'>", "a-1.jpg", ("a-2.jpg",)),
    "sources": (
        "<picture><source srcset='a.avif'><source data-srcset='a.webp'><img src='a.jpg'></picture>",
        "a.jpg",
        ("a.avif", "a.webp"),
    ),
    "sources alone": (
        "<picture><source srcset='a.webp 1x, b.webp 2x'><img alt=''></picture>",
        "a.webp",
        ("b.webp",),
    ),
    "a stand-in": ("<img src='/img/placeholder.gif' data-src='a.jpg'>", "a.jpg", ()),
    "a stand-in as data": (
        "<img src='data:image/gif;base64,R0' data-lazy-src='a.jpg'>",
        "a.jpg",
        (),
    ),
    "a drawing before the photo": ("<img src='wait.gif' data-src='a.jpg'>", "a.jpg", ()),
    "both": ("<img src='a.jpg' data-src='a-large.jpg'>", "a.jpg", ()),
    "nothing but a stand-in": ("<img src='/img/blank.gif'>", "/img/blank.gif", ()),
    "commas in addresses": (
        "<img src=a.jpg srcset='/w_300,h_200/a.jpg 300w, /w_600,h_400/a.jpg 600w'>",
        "a.jpg",
        ("/w_300,h_200/a.jpg", "/w_600,h_400/a.jpg"),
    ),
    "only in noscript": (
        "<div class='lazy'><noscript><img src='a.jpg'></noscript></div>",
        "a.jpg",
        (),
    ),
    "again in noscript": (
        "<img data-src='a.jpg'><noscript><img src='a.jpg?w=600'></noscript>",
        "a.jpg",
        (),
    ),
}


@pytest.mark.parametrize(
    ("text", "src", "alternatives"), REFERENCES.values(), ids=REFERENCES.keys()
)
def test_references(text: str, src: str, alternatives: tuple[str, ...]) -> None:
    article = read(f"<p>Prose.</p><figure>{text}</figure>")
    (figure,) = article.figures

    assert (figure.src, figure.alternatives) == (src, alternatives)
    assert figure.src_span is not None
    assert article.source.text[figure.src_span.start : figure.src_span.end] == src


def test_an_image_in_noscript_beside_another_picture() -> None:
    figures = read("<img src='a.jpg'><p>Prose.</p><noscript><img src='b.jpg'></noscript>").figures

    assert [one.src for one in figures] == ["a.jpg", "b.jpg"]


def test_an_image_in_noscript_beside_its_stand_in() -> None:
    figures = read(
        "<img src='wait.gif'> <noscript><img src='b.jpg'></noscript><p>Prose.</p>"
    ).figures

    assert [one.src for one in figures] == ["wait.gif"]


STATED = {
    "JSON-LD": """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Floods",
 "image": [{"@type": "ImageObject", "url": "https://example.org/i/a-1024x683.jpg",
 "caption": "Boats in Selby on Friday.", "creator": {"name": "Ida Moss/AFP"}}]}</script>
<img src="/i/a.jpg" alt="boats">""",
    "microdata": """<div itemscope itemtype="https://schema.org/NewsArticle">
<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject">
<img src="/i/a.jpg" alt="boats" itemprop="contentUrl">
<meta itemprop="caption" content="Boats in Selby on Friday.">
<div itemprop="creator" itemscope itemtype="https://schema.org/Person">
<meta itemprop="name" content="Ida Moss/AFP"></div></div></div>""",
    "RDFa": """<div typeof="schema:ImageObject"><img src="/i/a.jpg" alt="boats">
<meta property="schema:caption" content="Boats in Selby on Friday.">
<meta property="schema:creditText" content="Ida Moss/AFP"></div>""",
}


@pytest.mark.parametrize("text", STATED.values(), ids=STATED.keys())
def test_what_structured_data_states_of_an_image(text: str) -> None:
    (figure,) = read(f"<p>Prose.</p>{text}").figures

    assert said(figure) == (CAPTION, CREDIT, "boats")


def test_what_microdata_states_of_the_article() -> None:
    article = read(
        '<div itemscope itemtype="http://schema.org/NewsArticle">'
        '<h2 itemprop="headline">Floods</h2>'
        '<span itemprop="author" itemscope itemtype="http://schema.org/Person">'
        '<span itemprop="name">Tove Lind</span></span>'
        '<meta itemprop="datePublished" content="2024-03-05">'
        '<meta itemprop="inLanguage" content="en-GB"><p>Prose.</p></div>'
    )

    assert words(article.headline) == "Floods"
    assert article.byline_names == ("Tove Lind",)
    assert article.dates_published[0].passage.text == "2024-03-05"
    assert article.language == "en"


def test_a_byline_is_no_credit() -> None:
    (figure,) = read(
        '<div itemscope itemtype="http://schema.org/NewsArticle">'
        '<div><img src="a.jpg" alt="boats"><span itemprop="author">Tove Lind</span></div></div>'
    ).figures

    assert figure.credit_line is None


OPEN_GRAPH = '<meta property="og:image" content="https://example.org/a.jpg">'
OPEN_GRAPH_ALT = '<meta property="og:image:alt" content="boats">'


def test_an_image_to_share_with_stands_in_where_there_is_none() -> None:
    (figure,) = read("<p>Prose.</p>", OPEN_GRAPH + OPEN_GRAPH_ALT).figures

    assert (figure.src, said(figure)) == ("https://example.org/a.jpg", (None, None, "boats"))


@pytest.mark.parametrize(
    ("body", "head", "count"),
    [("<p>Prose.</p>", OPEN_GRAPH, 0), ("<img src='b.jpg'>", OPEN_GRAPH + OPEN_GRAPH_ALT, 1)],
)
def test_an_image_to_share_with_counts_only_then(body: str, head: str, count: int) -> None:
    assert len(read(body, head).figures) == count


def test_asciidoctor_prints_the_title_below() -> None:
    (figure,) = read(
        '<p>Prose.</p><div class="imageblock"><div class="content"><img src="a.jpg" alt="boats">'
        '</div><div class="title">Boats in Selby on Friday.</div></div>'
    ).figures

    assert said(figure) == (CAPTION, None, "boats")
