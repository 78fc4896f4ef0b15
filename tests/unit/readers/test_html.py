"""HTML pages."""

from capaudit.model.article import Role
from capaudit.readers import read_article

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Quake | The Daily</title>
<meta property="article:published_time" content="2023-02-07T08:00:00Z">
<meta name="description" content="Rubble &amp; rescue"></head>
<body><nav><img src="logo.png"></nav><main><article>
<header><h1>Quake hits Ankara</h1><p class="byline">By <a rel="author">Ann Bee</a> and Cy Dee</p>
<time datetime="2023-02-06T10:00:00+03:00"></time></header>
<figure><picture><source srcset="lead.webp 1x, lead2.webp 2x"><img src="lead.jpg" alt="rubble"
 width="600"></picture>
<figcaption>Rescuers <em>search</em>.
<cite>Zed/AFP</cite></figcaption></figure>
<p>ANKARA, Turkey (AP) &mdash; A quake struck.<p>Second para &amp; more.
<p><img src="three.jpg" alt="3"></p><p class="cutline">Cut three</p>
<figure><img src=m1.jpg><img src=m2.jpg>
<figcaption>Left, right. <small>F/G</small></figcaption></figure>
<img data-src="lazy.jpg" src="data:image/gif;base64,R0" alt=lazy>
<noscript><img src="lazy.jpg"></noscript>
</article></main><footer><img src=f.png>Footer</footer></body></html>"""


def test_a_page() -> None:
    article = read_article(PAGE.encode(), "quake.html")

    assert article.headline is not None
    assert article.headline.text == "Quake hits Ankara"
    assert article.description is not None
    assert article.description.text == "Rubble & rescue"
    assert article.byline_names == ("Ann Bee", "Cy Dee")
    assert article.language == "en"
    assert article.dateline is not None
    assert article.dateline.text == "ANKARA, Turkey"
    assert [one.passage.text for one in article.dates_published] == [
        "2023-02-06T10:00:00+03:00",
        "2023-02-07T08:00:00Z",
    ]
    assert article.body.text == "ANKARA, Turkey (AP) — A quake struck.\n\nSecond para & more."


def test_figures_of_a_page() -> None:
    lead, third, left, right, lazy = read_article(PAGE.encode(), "quake.html").figures

    assert (lead.role, lead.width, lead.alternatives) == (
        Role.LEAD,
        600,
        ("lead.webp", "lead2.webp"),
    )
    assert lead.caption is not None
    assert lead.caption.text == "Rescuers search."
    assert lead.credit_line is not None
    assert lead.credit_line.text == "Zed/AFP"
    assert third.caption is not None
    assert third.caption.text == "Cut three"
    assert [one.role for one in (left, right)] == [Role.GALLERY] * 2
    assert left.credit_is_shared
    assert lazy.src == "lazy.jpg"


def test_structured_data_gives_dates_and_captions() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
        '"headline": "Quake", "datePublished": "2023-02-06", "author": [{"name": "Ann Bee"}],'
        '"image": {"@type": "ImageObject", "url": "https://x.example/i/lead.jpg?w=9",'
        '"caption": "Rescuers", "creditText": "Zed/AFP"}}]}</script></head>'
        '<body><p><img src="/i/lead.jpg"></p><p>A quake struck.</p></body></html>'
    )
    article = read_article(page.encode(), "quake.html")

    assert article.dates_published[0].passage.text == "2023-02-06"
    assert article.headline is not None
    assert article.headline.text == "Quake"
    assert article.byline_names == ("Ann Bee",)
    (figure,) = article.figures
    assert figure.caption is not None
    assert figure.caption.text == "Rescuers"
    assert figure.credit_line is not None
    assert figure.credit_line.text == "Zed/AFP"
