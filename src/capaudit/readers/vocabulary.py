"""The words of markup and front matter that readers know, as tables."""

from __future__ import annotations

import re

# https://html.spec.whatwg.org/multipage/syntax.html#void-elements; neither a shortcode nor an image
# component has content.
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "shortcode", "#image", "#image-tag", "soft-break"),
        "image",
    )
)
# Content that is text to the parser: https://html.spec.whatwg.org/multipage/parsing.html
RAW_TEXT = frozenset(
    {"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"}
)
# Elements that stand on lines of their own: the rendering section of the HTML standard.
BLOCKS = frozenset(
    (
        *("#document", "address", "article", "aside", "blockquote", "body", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
BREAKS = frozenset({"br", "soft-break"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A generator runs the shortcodes of a block that Markdown takes for code by its indent alone.
CODE = frozenset({"pre", "code-block", "indented-code"})
# What a reader of the article does not read as its text.
UNREAD = frozenset(
    (
        *("script", "style", "template", "head", "nav", "footer", "aside", "form", "button"),
        *("select", "textarea", "noscript", *CODE, "svg", "math", "iframe"),
        *("object", "video", "audio", "canvas", "dialog", "menu"),
    )
)
# What may fill a figure in place of an image.
MEDIA = frozenset(
    (
        *("video", "iframe", "svg", "canvas", "audio", "object", "embed", "lite-youtube"),
        *("youtube", "tweet", "amp-video"),
    )
)
OTHER_CONTENT = MEDIA | frozenset({"table", "code", *CODE, "blockquote", "shortcode", "math"})
# `#image` is Markdown's, `#image-tag` a shortcode's or template's, `image` a component's.
IMAGES = frozenset({"img", "#image", "#image-tag", "image", "amp-img"})
IMAGES_BY_TEMPLATE = frozenset({"#image-tag", "image"})
# https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
_CLOSE_P = frozenset({"p"})
CLOSED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(BLOCKS - {"#document", "html", "head", "body", "title"}, _CLOSE_P),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "option": frozenset({"option"}),
    "body": frozenset({"head"}),
}

# CSS classes (or parts of them between hyphens and capitals) seen on captions and credits of news
# sites in several languages; their content systems' own: Arc, WordPress, CUE, Drupal, Ghost.
CAPTION_CLASSES = frozenset(
    (
        *("caption", "cutline", "figcaption", "legend", "captions", "captiontext"),
        *("imagecaption", "photocaption", "mediacaption", "picturecaption"),
        *("bildunterschrift", "bildtext", "legende", "legenda", "leyenda", "piefoto"),
        *("didascalia", "bijschrift", "onderschrift", "billedtekst", "bildtexten"),
    )
)
CREDIT_CLASSES = frozenset(
    (
        *("credit", "credits", "photo-credit", "image-credit", "attribution", "copyright"),
        *("source", "byline-photo", "photographer", "photocredit", "imagecredit", "rights"),
        *("creditline", "mediacredit", "imagesource", "image-source", "photo-source"),
        *("media-source", "bildnachweis", "bildquelle", "fotonachweis", "fotocredit"),
        *("fotograf", "fotografo", "credito", "creditos", "photographe", "crediti"),
    )
)
# Words for those who hear the page, not part of what it prints.
HIDDEN_CLASSES = frozenset(
    (
        *("visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "off-screen"),
        *("offscreen", "u-visually-hidden", "screenreader", "is-visually-hidden", "a11y-hidden"),
        *("screen-reader-only", "assistive-text"),
    )
)
# Buttons of a caption.
UNREAD_CLASSES = frozenset({"hide-caption", "toggle-caption", "show-caption", "caption-toggle"})
# https://schema.org/ImageObject, https://creativecommons.org/ns#
CAPTION_PROPERTIES = frozenset({"caption"})
CREDIT_PROPERTIES = frozenset(
    {"credittext", "copyrightholder", "copyrightnotice", "attributionname"}
)
CREATOR_PROPERTIES = frozenset({"creator", "author", "contributor", "photographer"})
IMAGE_TYPES = frozenset({"ImageObject", "Photograph", "Image"})
# Ends of the names of schema.org's kinds of article.
ARTICLE_TYPES = ("Article", "Posting", "Report")
CREDIT_ELEMENTS = frozenset({"cite", "small"})
BYLINE_CLASSES = frozenset({"byline", "author", "authors", "by-line", "article-author"})
DATELINE_CLASSES = frozenset({"dateline"})
DESCRIPTION_CLASSES = frozenset(
    {"deck", "dek", "standfirst", "subtitle", "subheadline", "lede", "summary"}
)
# ARIA landmarks that are not the article: https://www.w3.org/TR/wai-aria-1.2/#landmark_roles
NAVIGATION_ROLES = frozenset(
    {"navigation", "search", "complementary", "contentinfo", "banner", "dialog"}
)

# Keys of front matter, `-` written `_`, in lower case; the best first.
HEADLINE_KEYS = ("headline", "title", "name")
DESCRIPTION_KEYS = (
    *("description", "summary", "excerpt", "deck", "dek", "standfirst", "subtitle", "abstract"),
    *("lede", "lead", "teaser"),
)
SECTION_KEYS = ("section", "category", "categories", "kicker", "rubric", "topic")
BYLINE_KEYS = ("byline", "author", "authors", "by", "writer", "writers")
DATELINE_KEYS = ("dateline",)
LANGUAGE_KEYS = ("lang", "language", "locale")
DIRECTION_KEYS = ("dir", "direction", "text_direction")
PUBLISHED_KEYS = (
    *("date", "date_published", "datepublished", "published", "published_at", "publishdate"),
    *("publish_date", "publication_date", "pubdate", "pub_date", "published_date", "pubdatetime"),
    *("published_time", "release_date", "posted", "created", "created_at", "revdate"),
)
MODIFIED_KEYS = (
    *("lastmod", "date_modified", "datemodified", "modified", "modified_at", "last_modified_at"),
    *("last_modified", "updated", "updated_at", "last_updated", "moddatetime", "modified_time"),
)
# What the article shows; the second row stands in only where the first is absent.
IMAGE_KEYS = (
    *("image", "images", "img", "img_feat", "img_cover", "imgname", "cover", "cover_image"),
    *("hero_image", "hero", "lead_image", "main_image", "feature_image", "featured_image"),
    *("featuredimage", "primary_image", "window_image", "image_fullwidth", "header_image", "photo"),
    *("photos", "picture", "pictures", "gallery", "media", "banner", "banner_image", "image_url"),
    *("featured_img", "top_image", "coverimage", "heroimage", "slides", "slideshow"),
)
SHARING_IMAGE_KEYS = (
    *("thumbnail", "thumb", "og_image", "ogimage", "twitter_image", "social_image"),
    *("share_image", "sharing_image", "teaser_image", "card_image", "preview_image"),
)
# How themes of Hugo know the lead image among the files of a page: `GetMatch "*feature*"`.
LEAD_RESOURCES = ("feature", "cover", "header", "hero", "lead", "banner", "thumb")
SOURCE_KEYS = (
    *("src", "url", "path", "file", "filename", "imgname", "image", "img", "uid", "image_path"),
    *("image_url", "href", "source", "name", "photo", "picture", "permalink", "publicurl"),
)
CAPTION_KEYS = ("caption", "cutline", "figcaption", "legend", "captions")
CREDIT_KEYS = (
    *("credit", "credits", "attribution", "attr", "photo_credit", "photographer", "credit_line"),
    *("creditline", "photocredit", "copyright", "byline_photo", "credit_name"),
)
ALT_KEYS = ("alt", "alt_text", "alttext", "alternative_text")
TITLE_KEYS = ("title",)
# Page-level credit for all images that carry none of their own.
PAGE_CREDIT_KEYS = (
    *("photo_credit", "photo_credits", "image_credit", "image_credits", "photos_by"),
    *("photocredit", "photographer"),
)
# Records of people and of the site, whose pictures are no part of the article.
PORTRAIT_KEYS = frozenset(
    (
        *("author", "authors", "team", "staff", "avatar", "logo", "icon", "favicon", "speaker"),
        *("speakers", "people", "person", "host", "organizer", "publisher", "contributors"),
    )
)

IMAGE_SUFFIXES = (
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".heif"),
    *(".tif", ".tiff", ".bmp", ".svg", ".jxl", ".ico"),
)
# References in image syntax that are no images.
OTHER_SUFFIXES = (
    *(".pdf", ".mp4", ".webm", ".mov", ".m4v", ".ogv", ".mp3", ".wav", ".ogg", ".m4a", ".zip"),
    *(".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".html", ".htm", ".js", ".css"),
)
# Words in the name of a shortcode, tag or included template that make it an image.
IMAGE_TAG_WORDS = ("img", "image", "figure", "photo", "picture")
# `url` beside `image` is where the picture links to.
TAG_SOURCE_KEYS = ("src", "file", "image", "path", "filename", "image_path", "url", "uid", "link")
TAG_CAPTION_KEYS = ("caption", "cutline", "figcaption", "legend")
TAG_CREDIT_KEYS = (
    *("credit", "attr", "attrauthor", "attribution", "author", "photographer", "copyright"),
    *("source", "byline", "by"),
)
TAG_ALT_KEYS = ("alt", "alt_text", "alttext")

# Words that open a line which is nothing but a credit: `Photo: X`, `Image credit: X`, `© X`.
_CREDIT_NOUNS = (
    r"(?:photo(?:graph)?|image|picture|foto(?:grafia)?|bild|crédit photo|photographie|imagen|"
    r"zdjęcie|fotoğraf|фото(?:графия|графія)?|header image|cover image|featured image|graphic|"
    r"illustration|screenshot|video)s?"
)
_ALL = r"(?:all(?:e)?|todas las|todas as|toutes les|tutte le|все|всі|wszystkie|tüm)\s+"
CREDIT_LINE = re.compile(
    rf"\s*[\[(]?\s*(?:{_ALL})?(?P<label>(?:{_CREDIT_NOUNS}\s{{0,3}})?(?:credits?|crédits?|bildnachweis|quelle|"
    rf"source)\s{{0,3}}:|{_CREDIT_NOUNS}\s{{0,3}}:)?"
    rf"\s*(?P<words>(?P<open>©|\(c\)\s|{_CREDIT_NOUNS} (?:by|von|de|par|door|courtesy)\s|"
    rf"courtesy (?:of|:)\s)?.{{0,300}})",
    re.IGNORECASE | re.DOTALL,
)
# A credit for all pictures of a page: the plural, or a word for "all", says so.
_PLURALS = (
    r"(?:photos|photographs|images|pictures|fotos|bilder|imágenes|imagens|foto[’']s|"
    r"zdjęcia|fotoğraflar|фотографии|світлини)"
)
_OPENS_NAMES = (
    r"(?:\s{0,3}(?:credits?|courtesy)?\s{0,3}:|\s+(?:by|von|de|par|courtesy of|are by)\s)"
)
CREDIT_OF_ALL = re.compile(
    rf"\s*[\[(]?\s*{_ALL}(?:{_PLURALS}|foto|фото){_OPENS_NAMES}", re.IGNORECASE
)
SHARED_CREDIT = re.compile(
    rf"\s*[\[(]?\s*(?:(?:{_ALL})?{_PLURALS}|{_ALL}(?:foto|фото)){_OPENS_NAMES}", re.IGNORECASE
)
GALLERY_WORDS = ("gallery", "slideshow", "carousel", "slider", "lightbox", "photoset")
# What opens a byline, by language: en, de, fr, es/pt, it, nl, pl, ru/uk, tr.
BYLINE_WORDS = (
    "by|written by|story by|text by|von|par|por|di|door|tekst|autor|author|yazan|"
    "автор|автори|авторы"
)
# Agencies as datelines abbreviate them: `Lviv (AP) —`.
WIRES = frozenset(
    (
        *("ap", "afp", "reuters", "upi", "dpa", "epa", "efe", "ansa", "tass", "interfax", "xinhua"),
        *("kyodo", "kyodo news", "yonhap", "cnn", "pa", "apa", "sda", "anp", "belga", "tt", "ntb"),
        *("ritzau", "pap", "ukrinform", "unian", "ria", "pti", "ani", "aap", "cp", "lusa", "agi"),
        *("the canadian press", "associated press", "adn", "bloomberg", "kuna", "spa", "ians"),
    )
)
