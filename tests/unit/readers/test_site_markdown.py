"""The Markdown of site generators: MDX, Astro, Docusaurus, MkDocs, Obsidian, kramdown."""

import pytest

from capaudit.model.article import Article, Figure, Role
from capaudit.model.text import Passage
from capaudit.readers import read_article


def read(text: str, path: str = "docs/flood.mdx") -> Article:
    return read_article(text.encode(), path)


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def said(figure: Figure) -> tuple[str | None, ...]:
    passages = (figure.caption, figure.credit_line, figure.alt_text or figure.label)
    for one in passages:
        assert one is None or one.span is not None
    return (figure.src, *(words(one) for one in passages))


IMPORT = "import boat from '../images/boat.jpg';\n"
FORMS = {
    "an imported image": (
        IMPORT + '\n<Image src={boat} alt="A boat" />',
        ("../images/boat.jpg", None, None, "A boat"),
    ),
    "the path of an imported image": (
        IMPORT + '\nText\n\n<img src={boat.src} alt="A boat" />',
        ("../images/boat.jpg", None, None, "A boat"),
    ),
    "a constant": (
        'export const boat = require("./boat.jpg");\n\n<Photo src={boat} caption="A boat" />',
        ("./boat.jpg", "A boat", None, None),
    ),
    "a required image": (
        "<img src={require('./boat.jpg').default} alt=\"A boat\" />",
        ("./boat.jpg", None, None, "A boat"),
    ),
    "a function of the site": (
        "<img src={useBaseUrl('/img/boat.jpg')} alt={'A boat'} />",
        ("/img/boat.jpg", None, None, "A boat"),
    ),
    "strings in expressions": (
        '<Figure src={"boat.jpg"} caption={`A boat`} credit="Ida Moss/AFP" widths={[300, 600]} />',
        ("boat.jpg", "A boat", "Ida Moss/AFP", None),
    ),
    "a component around image and caption": (
        "<Figure>\n  <Image src='boat.jpg' alt='boat' />\n"
        "  <Caption attrAuthor='Ida Moss' attrUrl='https://example.org'>A boat.</Caption>\n"
        "</Figure>",
        ("boat.jpg", "A boat.", "Ida Moss", "boat"),
    ),
    "a component that encloses its caption": (
        "<Figure src='boat.jpg' alt='boat'>\n  A <em>boat</em>.\n</Figure>",
        ("boat.jpg", "A boat.", None, "boat"),
    ),
    "in an admonition of Docusaurus": (
        ":::note\n\n![A boat](boat.jpg)\n\n:::",
        ("boat.jpg", None, None, "A boat"),
    ),
    "in an admonition of MkDocs": (
        '!!! note "Boats"\n\n    ![A boat](boat.jpg)\n',
        ("boat.jpg", None, None, "A boat"),
    ),
    "in an admonition in an admonition": (
        "!!! note\n    ??? tip\n\n        ![A boat](boat.jpg)\n",
        ("boat.jpg", None, None, "A boat"),
    ),
    "in a tab of MkDocs": (
        '=== "Boats"\n\n    ![A boat](boat.jpg)\n',
        ("boat.jpg", None, None, "A boat"),
    ),
    "Markdown in HTML": (
        '<figure markdown>\n![boat](boat.jpg){ width="300" }\n<figcaption>A boat.</figcaption>\n'
        "</figure>",
        ("boat.jpg", "A boat.", None, "boat"),
    ),
    "a caption block": (
        "Prose.\n\n![boat](boat.jpg)\n/// caption\nA *boat*.\n///\n\nMore prose.",
        ("boat.jpg", "A boat.", None, "boat"),
    ),
    "a caption block apart": (
        "Prose.\n\n![boat](boat.jpg)\n\n/// figure-caption\n\nA boat.\n\n///\n\nMore prose.",
        ("boat.jpg", "A boat.", None, "boat"),
    ),
    "an embed": ("![[pics/boat.jpg]]", ("pics/boat.jpg", None, None, None)),
    "an embed with words": ("![[boat.jpg|A boat|300]]", ("boat.jpg", None, None, "A boat")),
    "a title in a list of attributes": (
        '![boat](boat.jpg){: .wide title="A boat." }',
        ("boat.jpg", "A boat.", None, "boat"),
    ),
    "an alternative text in a list of attributes": (
        '![](boat.jpg){: alt="boat"}',
        ("boat.jpg", None, None, "boat"),
    ),
    "a tag that gives a caption to the image in it": (
        '{% figure caption: "A boat." %}\n![boat](boat.jpg)\n{% endfigure %}\n\nProse.',
        ("boat.jpg", "A boat.", None, "boat"),
    ),
    "a paragraph given a class": (
        "![boat](boat.jpg)\n\nA boat.\n{: .image-caption}\n\nProse.",
        ("boat.jpg", "A boat.", None, "boat"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_forms(text: str, expected: tuple[str | None, ...]) -> None:
    article = read(text)
    (figure,) = article.figures

    assert said(figure) == expected
    assert figure.src_span is not None
    place = article.source.text[figure.src_span.start : figure.src_span.end]
    assert place == expected[0]


def test_what_the_front_matter_says() -> None:
    front = "---\nhero: {src: /img/boat.jpg, words: A boat.}\n---\n"
    named = "{% include photo.html file=page.hero.src caption=page.hero.words %}"
    figure = read(f"{front}\nText.\n\n{named}\n", "_posts/2024-03-05-flood.md").figures[-1]

    assert said(figure) == ("/img/boat.jpg", "A boat.", None, None)


def test_what_only_the_site_knows_is_neither_missing_nor_words() -> None:
    (figure,) = read("<Image src='a.jpg' alt={words(3)} caption={post.body.first} />").figures

    assert (figure.caption, figure.alt_text, figure.lacks_alt) == (None, None, False)
    assert not figure.decorative


def test_the_body_holds_neither_imports_nor_fences() -> None:
    text = "# Flood\n\nimport a from './a.jpg'\n\n:::note\n\nWords.\n\n:::\n\nimport nothing\n"

    assert read(text).body.text == "Words.\n\nimport nothing"


def test_the_body_holds_the_text_of_admonitions() -> None:
    text = (
        "# Flood\n\nFirst.\n\n!!! note\n\n    Words.\n\n    More.\n\n!!! no admonition\n\nLast.\n"
    )

    assert read(text).body.text == "First.\n\nWords.\n\nMore.\n\n!!! no admonition\n\nLast."


@pytest.mark.parametrize(
    "text",
    ["![[Note#heading]]", "![[clip.mp4]]", "[[boat.jpg]]", "`![[boat.jpg]]`", "![[a\nb.jpg]]"],
)
def test_other_embeds_are_no_images(text: str) -> None:
    assert read(f"Words {text} here.").figures == ()


def test_a_tag_around_images_may_be_a_gallery() -> None:
    images = '![a](a.jpg "One.")\n![b](b.jpg "Two.")'
    article = read(
        f"# Flood\n\nProse.\n\n{{{{< gallery >}}}}\n{images}\n{{{{< /gallery >}}}}\n\nMore."
    )

    assert [(one.role, words(one.caption)) for one in article.figures] == [
        (Role.GALLERY, "One."),
        (Role.GALLERY, "Two."),
    ]
    assert article.body.text == "Prose.\n\nMore."
