"""Every way an article in Markdown shows an image, with the caption, credit and alt text found."""

import pytest

from capaudit.model.article import Figure, Medium, Role
from capaudit.readers import read_article


def figures(text: str) -> tuple[Figure, ...]:
    article = read_article(text.encode(), "news/flood.md")
    for figure in article.figures:
        passages = (figure.caption, figure.credit_line, figure.alt_text, figure.label, figure.title)
        for passage in passages:
            assert passage is None or passage.span is not None
    return article.figures


def said(figure: Figure) -> tuple[str | None, ...]:
    passages = (figure.caption, figure.credit_line, figure.alt_text, figure.label)
    return tuple(None if one is None else one.text for one in passages)


FORMS = {
    "bracket text alone is a label": (
        "![Boats in Selby. [Ida Moss/AFP]](boats.jpg)",
        (None, None, None, "Boats in Selby. [Ida Moss/AFP]"),
    ),
    "a title is the caption": (
        '![boats](boats.jpg "Boats in Selby © Ida Moss")',
        ("Boats in Selby © Ida Moss", None, "boats", None),
    ),
    "an attribute list is no text": (
        "![boats](boats.jpg){: .wide loading=lazy }\n*Boats in Selby.*",
        ("Boats in Selby.", None, "boats", None),
    ),
    "an emphasised line with a credit behind it": (
        "![boats](boats.jpg)\n*Boats in Selby.* Image credit: Ida Moss",
        ("Boats in Selby.", "Ida Moss", "boats", None),
    ),
    "an emphasised paragraph below": (
        "![boats](boats.jpg)\n\n_Boats in Selby._\n\nProse follows.",
        ("Boats in Selby.", None, "boats", None),
    ),
    "an emphasised line below a tag, which Markdown leaves raw": (
        '<img src="boats.jpg" alt="boats">\n*Boats in Selby.*\n\nProse follows.',
        ("Boats in Selby.", None, "boats", None),
    ),
    "emphasis inside a line below a tag is prose": (
        '<img src="boats.jpg" alt="boats">\nBoats *in* Selby *now*\n\nProse follows.',
        (None, None, "boats", None),
    ),
    "a second emphasised paragraph with a labelled credit": (
        "![boats](boats.jpg)\n\n*Boats in Selby.*\n\n*Picture: Ida Moss/EPA*\n\nProse follows.",
        ("Boats in Selby.", "Ida Moss/EPA", "boats", None),
    ),
    "a second emphasised paragraph without a label": (
        "![boats](boats.jpg)\n\n*Boats in Selby.*\n\n*Ida Moss/EPA*\n\nProse follows.",
        ("Boats in Selby.\nIda Moss/EPA", None, "boats", None),
    ),
    "two emphasised lines": (
        "![boats](boats.jpg)\n*Boats in Selby.*\n*Ida Moss/EPA*\n\nProse follows.",
        ("Boats in Selby.\nIda Moss/EPA", None, "boats", None),
    ),
    "an emphasised line, then a credit line": (
        "![boats](boats.jpg)\n*Boats in Selby.*\n\nCredit: Ida Moss\n\nProse follows.",
        ("Boats in Selby.", "Ida Moss", "boats", None),
    ),
    "an emphasised sentence below the caption is the story's": (
        "![boats](boats.jpg)\n\n*Boats in Selby.*\n\n*This story was updated on Friday.*",
        ("Boats in Selby.", None, "boats", None),
    ),
    "a note about the article below": (
        "![boats](boats.jpg)\n\n*This story was first published on Friday.*\n\nProse.",
        (None, None, None, "boats"),
    ),
    "a word on the author at the end": (
        "![boats](boats.jpg)\n\n*Ida Moss is a reporter in Selby.*",
        (None, None, None, "boats"),
    ),
    "a caption about a person": (
        "![boats](boats.jpg)\n\n*Ida Moss is the mayor of Selby.*\n\nProse follows.",
        ("Ida Moss is the mayor of Selby.", None, "boats", None),
    ),
    "a credit line below": (
        "![boats](boats.jpg)\nCredit: Ida Moss",
        (None, "Ida Moss", None, "boats"),
    ),
    "a bracketed credit below": (
        "![boats](boats.jpg)\n(Ida Moss/AFP)",
        (None, "Ida Moss/AFP", None, "boats"),
    ),
    "bold italics are a heading of sorts": (
        "![boats](boats.jpg)\n\n***What rose?***\n\nProse.",
        (None, None, None, "boats"),
    ),
    "a centred line": (
        '<img src="boats.jpg" alt="boats">\n\n<center>In Selby</center>\n',
        ("In Selby", None, "boats", None),
    ),
    "emphasis that opens prose is no caption": (
        "![note](note.jpg) *Note* that the river rose again on Friday.",
        (None, None, None, "note"),
    ),
    "Hugo's figure": (
        '{{< figure src="boats.jpg" alt="boats" caption="In \\"Selby\\"" attr="Ida Moss" >}}',
        ('In "Selby"', "Ida Moss", "boats", None),
    ),
    "a Jekyll include over several lines": (
        '{% include figure.html\n  file="boats.jpg"\n  caption="In Selby"\n  credit="Ida Moss" %}',
        ("In Selby", "Ida Moss", None, None),
    ),
    "an include that links its picture": (
        '{% include linked-figure.html image: "boats.jpg" url: "//x.example" alt: "boats" %}',
        (None, None, "boats", None),
    ),
    "underscores that an editor escaped": (
        '{{< figure src="a\\_boats.jpg" alt="two \\_boats" >}}',
        (None, None, "two _boats", None),
    ),
    "a caption between a pair of shortcodes": (
        '{{< figure src="boats.jpg" attr="Ida Moss" >}}\nBoats in *Selby*.\n{{< /figure >}}',
        ("Boats in Selby.", "Ida Moss", None, None),
    ),
    "a caption between a pair of tags": (
        '{% figure "boats.jpg" %}\n\nBoats in Selby.\n\nIn May.\n\n{% endfigure %}',
        ("Boats in Selby. In May.", None, None, None),
    ),
    "a component with a caption component": (
        '<Figure>\n<Image src="boats.jpg" alt="boats" />\n'
        '<Caption attrAuthor="Ida Moss" attrLink="x">In Selby.</Caption>\n</Figure>',
        ("In Selby.", "Ida Moss", "boats", None),
    ),
    "a table with words in the row below": (
        "| ![boats](boats.jpg) |\n|---|\n| *Boats in Selby.* |",
        ("Boats in Selby.", None, "boats", None),
    ),
    "a layout table": (
        '<table><tr><td><a href="x"><img src="boats.jpg" alt="boats"></a></td></tr>\n'
        '<tr><td>In Selby. <span class="credit">Ida Moss</span></td></tr></table>',
        ("In Selby.", "Ida Moss", "boats", None),
    ),
    "a table of facts": (
        "| ![boats](boats.jpg) |\n|---|\n| 12 boats |\n| 4 crews |",
        (None, None, None, "boats"),
    ),
    "a shortcode that Markdown takes for code by its indent": (
        '    {{< figure src="boats.jpg" alt="boats" >}}',
        (None, None, "boats", None),
    ),
    "a Nunjucks tag": ('{% image "boats.jpg" "boats" %}', (None, None, "boats", None)),
    "a Nunjucks tag with a class": (
        '{% image_with_class "boats.jpg" "wide" "boats" %}',
        (None, None, "boats", None),
    ),
    "a macro": ('{{ image("boats.jpg", "boats") }}', (None, None, "boats", None)),
    "a figure with a credit element": (
        '<figure><img src="boats.jpg" alt="boats &amp; oars">'
        '<figcaption>In Selby. <span class="photo-credit">Ida Moss/AFP</span></figcaption>'
        "</figure>",
        ("In Selby.", "Ida Moss/AFP", "boats & oars", None),
    ),
    "a figure around Markdown": (
        "<figure>\n\n![boats](boats.jpg)\n\n<figcaption>In Selby</figcaption>\n</figure>",
        ("In Selby", None, "boats", None),
    ),
    "a cutline beside the image": (
        '<div><img src="boats.jpg" alt="boats"><p class="cutline">In Selby</p></div>',
        ("In Selby", None, "boats", None),
    ),
    "small print that is the whole caption": (
        '<figure><img src="boats.jpg"><figcaption><small>In Selby</small></figcaption></figure>',
        ("In Selby", None, None, None),
    ),
    "a linked image": ("[![boats](boats.jpg)](large.jpg)", (None, None, None, "boats")),
    "a path in a template expression": (
        '<img src="{{ site.baseurl }}/boats.jpg" alt="boats">',
        (None, None, "boats", None),
    ),
}


@pytest.mark.parametrize(("source", "expected"), FORMS.values(), ids=FORMS.keys())
def test_form(source: str, expected: tuple[str | None, ...]) -> None:
    (figure,) = figures(f"# Flood\n\nThe river rose.\n\n{source}\n")

    assert figure.src.endswith("boats.jpg") or figure.src == "note.jpg"
    assert said(figure) == expected


@pytest.mark.parametrize(
    "source",
    [
        "```\n![boats](boats.jpg)\n```",
        "`![boats](boats.jpg)`",
        "    ![boats](boats.jpg)",
        '    {{</* figure src="boats.jpg" */>}}',
        "<!-- ![boats](boats.jpg) <img src=boats.jpg> -->",
        '```\n{{< figure src="boats.jpg" >}}\n```',
        "![the report](report.pdf)",
        '{% configure "boats.jpg" %}',
        "![boats]()",
    ],
)
def test_what_is_no_image(source: str) -> None:
    assert figures(f"# Flood\n\n{source}\n\nEnd.") == ()


def test_a_figure_is_told_by_what_it_holds() -> None:
    found = figures(
        "<figure><figcaption>Nothing here</figcaption></figure>\n\n"
        '<figure><video src="v.mp4"></video><figcaption>A film</figcaption></figure>\n'
    )

    assert [one.medium for one in found] == [Medium.NOTHING, Medium.OTHER]


def test_one_credit_for_a_page_is_each_images() -> None:
    found = figures(
        "![a](a.jpg)\n\nProse.\n\n![b](b.jpg)\n*Own.* Photo: Ida Moss\n\nPhotos by Bo Ek/AFP"
    )

    assert [(one.credit_line.text, one.credit_is_shared) for one in found if one.credit_line] == [
        ("Photos by Bo Ek/AFP", True),
        ("Ida Moss", False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "All photos: Bo Ek/AFP",
        "Alle Fotos: Bo Ek/AFP",
        "Все фото: Bo Ek/AFP",
        "Tutte le foto: Bo Ek",
    ],
)
def test_a_credit_for_all_right_below_the_last_image(line: str) -> None:
    found = figures(f'![a](a.jpg "One.")\n\n![b](b.jpg "Two.")\n\n{line}\n')

    assert [one.credit_is_shared for one in found] == [True, True]


def test_one_credit_for_a_figure_of_figures() -> None:
    found = figures(
        "<figure><figure><img src=a.jpg alt=A><figcaption>One boat.</figcaption></figure>"
        "<figure><img src=b.jpg alt=B><figcaption>Two. <cite>Ida Moss</cite></figcaption></figure>"
        "<figcaption>Photos: Bo Ek/AFP</figcaption></figure>\n\n![c](c.jpg)\n"
    )

    assert [(one.credit_line and one.credit_line.text, one.credit_is_shared) for one in found] == [
        ("Bo Ek/AFP", True),
        ("Ida Moss", False),
        (None, False),
    ]


def test_an_empty_alt_declares_decoration_in_html_only() -> None:
    found = figures('<img src="a.jpg" alt="">\n\n![](b.jpg)\n\n<img src="c.jpg">\n')

    assert [(one.decorative, one.lacks_alt) for one in found] == [
        (True, False),
        (False, True),
        (False, True),
    ]


def test_spans_lead_back_to_the_source() -> None:
    text = "Überschrift ж\n\n😀 text ![Fluß &amp; Boot](b%20c.jpg)\n"
    article = read_article(text.encode(), "a.md")
    (figure,) = article.figures

    assert figure.src_span is not None
    assert text[figure.src_span.start : figure.src_span.end] == "b%20c.jpg"
    assert figure.label is not None
    assert figure.label.text == "Fluß & Boot"
    assert figure.label.span is not None
    assert text[figure.label.span.start : figure.label.span.end] == "Fluß &amp; Boot"


def test_front_matter_images() -> None:
    found = figures(
        "---\nimages:\n- imgname: a.png\n  attribution: <a href='x'>Ida Moss</a>, CC BY\n"
        "  alt: boats\n- imgname: b.png\n  captionX: off\n"
        "  caption: >-\n    In\n    Selby\n---\nText.\n"
    )

    assert [(one.src, one.role, said(one), one.record_path) for one in found] == [
        ("a.png", Role.LEAD, (None, "Ida Moss, CC BY", "boats", None), "images[0].imgname"),
        ("b.png", Role.GALLERY, ("In Selby", None, None, None), "images[1].imgname"),
    ]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("image: a.jpg\nimage_caption: In Selby", ("a.jpg", "In Selby")),
        ("img-feat: a.jpg\nimg-caption: In Selby", ("a.jpg", "In Selby")),
        ("featured_image:\n  src: a.jpg\n  caption: In Selby", ("a.jpg", "In Selby")),
        ("header:\n  image_fullwidth: a.jpg\n  caption: In Selby", ("a.jpg", "In Selby")),
        ("primary_image: boats-in-selby", ("boats-in-selby", None)),
        ("hero: false\nog_image: a.jpg", ("a.jpg", None)),
    ],
)
def test_lead_image_keys(front: str, expected: tuple[str, str | None]) -> None:
    (figure,) = figures(f"---\n{front}\n---\nText.\n")

    assert (figure.src, figure.caption and figure.caption.text) == expected
    assert figure.role is Role.LEAD


def test_portraits_of_authors_are_no_figures() -> None:
    assert figures("---\nauthor:\n  name: Ida Moss\n  image: ida.jpg\n---\nText.\n") == ()


@pytest.mark.parametrize("size", ['width="1" height="1"', "width=1", 'height="0"'])
def test_a_tracking_pixel_is_no_content(size: str) -> None:
    (pixel,) = figures(f'<img src="https://count.example.org/p.gif?id=7" {size}>')
    assert pixel.decorative


def test_an_address_under_captions_is_no_caption() -> None:
    (figure,) = figures(
        "---\nimage: /a/boats.jpg\ncaptions: https://live.example.org/7\n---\nText."
    )
    assert figure.caption is None


@pytest.mark.parametrize(
    ("text", "by_template"),
    [
        ("![boats](boats.jpg)", False),
        ('<img src="boats.jpg">', False),
        ('{{< figure src="boats.jpg" >}}', True),
        ('{% image "boats.jpg" %}', True),
        ('{% include figure.html file="boats.jpg" %}', True),
        ('<Image src="boats.jpg" />', True),
        ("---\nimage: /a/boats.jpg\n---\nText.", True),
    ],
)
def test_what_the_site_s_own_code_resolves(text: str, by_template: bool) -> None:
    (figure,) = figures(text)
    assert figure.by_template is by_template


def test_the_story_goes_on_behind_code() -> None:
    text = "One.\n\n    {{< figure src='a.jpg' >}} code\n\nTwo.\n\n```\ncode\n```\n\nThree.\n"
    article = read_article(text.encode(), "news/flood.md")
    assert article.body.text == "One.\n\nTwo.\n\nThree."


def test_a_shortcode_s_own_caption_comes_before_what_it_encloses() -> None:
    text = '{{< figure src="boats.jpg" caption="In Selby." >}}\nThe story.\n{{< /figure >}}\n'
    article = read_article(text.encode(), "news/flood.md")
    assert said(article.figures[0])[0] == "In Selby."
    assert article.body.text == "The story."


def test_a_reference_defined_elsewhere_is_shown_where_it_is_defined() -> None:
    text = "![boats][flood]\n\nText.\n\n[flood]: img/boats.jpg 'In Selby.'\n"
    (figure,) = read_article(text.encode(), "news/flood.md").figures
    assert figure.src_span is not None
    assert text[figure.src_span.start : figure.src_span.end] == figure.src == "img/boats.jpg"


def test_imports_at_the_top_are_no_text() -> None:
    text = (
        "import Figure from \"../figure\"\nimport {A} from '../a';\n\n"
        "export const meta = {\n  a: 1,\n}\n\n{/* a note */}\n\n# Flood\n\n"
        'import duties rose "sharply".\n'
    )
    article = read_article(text.encode(), "news/flood.mdx")
    assert article.headline is not None
    assert article.headline.text == "Flood"
    assert article.body.text == 'import duties rose "sharply".'


def test_toml_lists_lead_to_the_source() -> None:
    text = (
        '+++\nimages = [\n  "/a/b.jpg", # not "this"\n  \'/c/d.jpg\',\n]\n'
        'gallery = [{src = "e/f.jpg", caption = "In Selby."}, {src="g/h.jpg"}]\n+++\n'
    )
    found = read_article(text.encode(), "news/flood.md").figures
    assert [one.src for one in found] == ["/a/b.jpg", "/c/d.jpg", "e/f.jpg", "g/h.jpg"]
    for figure in found:
        assert figure.src_span is not None
        assert text[figure.src_span.start : figure.src_span.end] == figure.src
    assert said(found[2])[0] == "In Selby."


PAGE = "---\n{}---\n\n![boats](boats.jpg)\n"


def test_the_credit_of_the_lead_is_not_the_pages() -> None:
    lead, inline = figures(PAGE.format("image: lead.jpg\nimage_credit: Ida Moss/EPA\n"))
    assert said(lead)[1] == "Ida Moss/EPA"
    assert said(inline)[1] is None


def test_a_credit_beside_no_image_is_the_pages() -> None:
    (inline,) = figures(PAGE.format("title: Boats\nphoto_credit: Ida Moss/EPA\n"))
    assert said(inline)[1] == "Ida Moss/EPA"
    assert inline.credit_is_shared
