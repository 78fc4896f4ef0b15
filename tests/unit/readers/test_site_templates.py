"""What image tags take, learnt from templates of every generator, or told by the house."""

from pathlib import Path

import pytest

from capaudit.model.article import Figure
from capaudit.model.text import Passage
from capaudit.readers import SiteTemplates, TagParameters, read_article

EXPECTED = ("boat.jpg", "A boat in Selby.", "Ida Moss/AFP", "boat")
# Each a template under its path, the settings that mark the site, and a use of the tag.
SITES = {
    "Hugo": (
        {
            "hugo.toml": "",
            "layouts/shortcodes/pic.html": """{{/* a picture */}}
<figure>
  <img src="{{ .Get "file" | relURL }}" alt="{{ with .Get "words" }}{{ . }}{{ end }}">
  {{- if .Get "under" -}}
  <figcaption>{{ .Get "under" | markdownify }} <cite>{{ .Get "by" }}</cite></figcaption>
  {{- end -}}
</figure>""",
        },
        '{{< pic file="boat.jpg" words="boat" under="A boat in Selby." by="Ida Moss/AFP" >}}',
    ),
    "Hugo by place, through variables": (
        {
            "config.toml": "",
            "themes/plain/layouts/shortcodes/pic.html": """{{ $file := .Get 0 }}
{{ $image := .Page.Resources.GetMatch $file }}
{{ $words := .Get 1 | default "" }}
<figure><img src="{{ $image.RelPermalink }}" alt="{{ $words }}" width="{{ $image.Width }}">
<figcaption>{{ with (.Get 2) }}{{ . }}{{ end }} Photo: {{ .Get 3 }}</figcaption></figure>""",
        },
        '{{< pic "boat.jpg" "boat" "A boat in Selby." "Ida Moss/AFP" >}}',
    ),
    "Hugo with a fallback": (
        {
            "layouts/shortcodes/pic.html": """<figure><img src="{{ .Get "file" }}"
alt="{{ with .Get "words" }}{{ . }}{{ else }}{{ .Get "short" }}{{ end }}">
<figcaption>{{ index .Params "under" }}<span class="credit">{{ .Params.by }}</span></figcaption>
</figure>""",
        },
        '{{< pic file="boat.jpg" short="boat" under="A boat in Selby." by="Ida Moss/AFP" >}}',
    ),
    "Jekyll": (
        {
            "_config.yml": "",
            "_includes/pic.html": """{% assign words = include.words | escape %}
<figure class="{{ include.class }}">
<a href="{{ include.file }}"><img src="{{ site.baseurl }}{{ include.file }}" alt="{{ words }}"></a>
{% if include.under %}<figcaption>{{ include.under | markdownify }}
<small>{{ include.by }}</small></figcaption>{% endif %}</figure>""",
        },
        '{% include pic.html\n  file="boat.jpg" words="boat"\n  under="A boat in Selby."'
        ' by="Ida Moss/AFP" %}',
    ),
    "Eleventy's includes": (
        {
            "eleventy.config.js": "",
            "src/_includes/pic.liquid": """<figure><img src="{{ file | url }}" alt="{{ words }}">
<figcaption>{{ under }} <span class="credit">{{ by }}</span></figcaption></figure>""",
        },
        '{% include "pic.liquid", file: "boat.jpg", words: "boat", under: "A boat in Selby.",'
        ' by: "Ida Moss/AFP" %}',
    ),
    "Nunjucks' macros": (
        {
            ".eleventy.js": "",
            "_includes/macros.njk": """{% macro other(a) %}{{ a }}{% endmacro %}
{% macro pic(file, words, under="", by="") -%}
<figure><img src="{{ file }}" alt="{{ words }}"><figcaption>{{ under }}
<span class="credit">{{ by }}</span></figcaption></figure>
{%- endmacro %}""",
        },
        '{{ pic("boat.jpg", "boat", "A boat in Selby.", by="Ida Moss/AFP") }}',
    ),
    "Eleventy's functions": (
        {
            ".eleventy.js": """module.exports = (config) => {
  config.addShortcode("year", () => `${new Date().getFullYear()}`);
  config.addNunjucksAsyncShortcode("pic", async function (file, words, under, by) {
    const data = await Image(file);
    return `<figure><img src="${file}" alt="${words}">
      <figcaption>${under} <span class="credit">${by}</span></figcaption></figure>`;
  });
};""",
        },
        '{% pic "boat.jpg", "boat", "A boat in Selby.", "Ida Moss/AFP" %}',
    ),
    "Astro's components": (
        {
            "astro.config.mjs": "",
            "src/components/Pic.astro": """---
const { file, words, under, by } = Astro.props;
---
<figure><img src={file} alt={words} /><figcaption>{under}
<cite>{by}</cite></figcaption></figure>""",
        },
        '<Pic file="boat.jpg" words="boat" under="A boat in Selby." by="Ida Moss/AFP" />',
    ),
}


def said(figure: Figure) -> tuple[str | None, ...]:
    passages = (figure.caption, figure.credit_line, figure.alt_text)
    return (figure.src, *(words(one) for one in passages))


def words(passage: Passage | None) -> str | None:
    if passage is None:
        return None
    assert passage.span is not None
    return passage.text


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(("files", "use"), SITES.values(), ids=SITES.keys())
@pytest.mark.parametrize("top", ["", "site/"])
def test_templates(files: dict[str, str], use: str, top: str, tmp_path: Path) -> None:
    write(tmp_path, {f"{top}{name}": text for name, text in files.items()})
    path = f"{top}content/news/flood.mdx"
    site = SiteTemplates(tmp_path).view_for(path)
    (figure,) = read_article(f"Some prose.\n\n{use}\n".encode(), path, site=site).figures

    assert said(figure) == EXPECTED
    assert figure.by_template


@pytest.mark.parametrize(("files", "use"), SITES.values(), ids=SITES.keys())
def test_without_templates_such_a_tag_is_none(files: dict[str, str], use: str) -> None:
    assert read_article(use.encode(), "content/news/flood.mdx").figures == ()


def test_what_the_house_says_goes_before_the_template(tmp_path: Path) -> None:
    files, _ = SITES["Hugo"]
    write(tmp_path, files)
    given = {"Pic": TagParameters(src=("0",), caption=("text", "short"), credit=("1",))}
    site = SiteTemplates(tmp_path, None, given).view_for("a.md")
    use = '{{< pic "boat.jpg" "Ida Moss/AFP" short="A boat in Selby." >}}'
    (figure,) = read_article(use.encode(), "a.md", site=site).figures

    assert said(figure) == ("boat.jpg", "A boat in Selby.", "Ida Moss/AFP", None)


def test_a_template_without_an_image_is_no_image_tag(tmp_path: Path) -> None:
    write(tmp_path, {"layouts/shortcodes/note.html": "<p>{{ .Get 0 }}</p>"})

    assert SiteTemplates(tmp_path).view_for("content/a.md").tags == {}


def test_the_kind_can_be_set(tmp_path: Path) -> None:
    files, _ = SITES["Jekyll"]
    write(tmp_path, {name: text for name, text in files.items() if name != "_config.yml"})

    assert SiteTemplates(tmp_path).view_for("a.md").tags == {}
    assert "pic" in SiteTemplates(tmp_path, "jekyll").view_for("a.md").tags


def test_another_kind_is_not_read_where_one_is_set(tmp_path: Path) -> None:
    write(tmp_path, SITES["Hugo"][0])

    assert SiteTemplates(tmp_path, "jekyll").view_for("a.md").tags == {}


def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text('<img src="{{ .Get 0 }}">', "utf-8")
    folder = tmp_path / "site" / "layouts" / "shortcodes"
    folder.mkdir(parents=True)
    (folder / "pic.html").symlink_to(outside)

    assert SiteTemplates(tmp_path / "site").view_for("a.md").tags == {}


@pytest.mark.parametrize(
    "template",
    [
        "{{ end }}{{ end }}<img src='{{ .Get 0 }}'>",
        "<img src='{{ .Get 0",
        "{{ with }}{{ else }}{{ . }}<img src='{{ .Get 0 }}",
        "{% macro %}<img",
        "\x00\ue000<img src=\ue001>",
        "{{" * 20000,
        "{% macro a(" * 5000,
        "<img src='" + "{{ .Get 0 }}" * 5000,
    ],
)
def test_broken_templates(template: str, tmp_path: Path) -> None:
    write(tmp_path, {"layouts/shortcodes/pic.html": template, "_config.yml": ""})
    write(tmp_path, {"_includes/pic.html": template, ".eleventy.js": f'addShortcode("a"{template}'})
    site = SiteTemplates(tmp_path).view_for("a.md")

    assert read_article(b'{{< pic "a.jpg" >}}', "a.md", site=site).path == "a.md"
