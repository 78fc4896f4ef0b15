"""What WordPress writes into the HTML of a post: shortcodes, block comments, paragraphs unmarked.

`[caption]` and `[gallery]` (https://codex.wordpress.org/Caption_Shortcode, …/Gallery_Shortcode),
comments of the block editor (https://developer.wordpress.org/block-editor/explanations/
architecture/key-concepts/), and blank lines that WordPress makes paragraphs of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.text import Passage, Span
from capaudit.readers.image_tags import UNKNOWN
from capaudit.readers.json_record import read_json
from capaudit.readers.plain import without_markup
from capaudit.readers.record import Record
from capaudit.readers.tags import Feed, raw_feed
from capaudit.readers.tree import TreeBuilder, decoded
from capaudit.readers.vocabulary import GALLERY_WORDS
from capaudit.readers.wordpress_media import GALLERY_ITEM, GALLERY_OF_POST, MEDIA_CLASS

# A shortcode in double brackets is shown as it stands.
_SHORTCODE = (
    r"(?<!\[)\[(?P<code>caption|wp_caption|gallery)"
    r"(?P<given>(?:\s[^\[\]<>]{0,2000})?)/?\](?!\])"
)
_COVER = r"<!--\s{1,9}wp:(?P<block>cover)\s{1,9}(?P<json>\{)"
_MARK = re.compile(rf"{_SHORTCODE}|{_COVER}|(?P<blank>\n[ \t\r]*\n\s*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z_]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))"
)
_ENDS = {name: f"[/{name}]" for name in ("caption", "wp_caption")}
# What a caption in brackets encloses: an image, perhaps with a link around it, then the words.
# https://developer.wordpress.org/reference/functions/img_caption_shortcode/
_CAPTIONED = re.compile(
    r"\s*(?:<a\s[^<>]{0,3000}>\s*)?<img\s[^<>]{0,8000}>(?:\s{0,100}</a\s{0,9}>)?", re.IGNORECASE
)
# Words under a picture are no story.
_LONGEST_CAPTION = 20_000
_LONGEST_COMMENT = 20_000
_LONGEST_TAG = 2000
_OPENS_TAG = re.compile(r"<[!/A-Za-z]")
_NUMBER = re.compile(r"\d{1,18}")
_MOST_IN_GALLERY = 500
# Where the pictures of a cover end and what is written over them begins.
_OVER_COVER = re.compile(r"wp-block-cover__inner-container|<!--\s|</div>")
_IMAGE = re.compile(r"<img\s", re.IGNORECASE)


def scan_wordpress(text: str, builder: TreeBuilder) -> None:
    """Read the HTML of a post as it is stored, or as the site gives it out."""
    _Scanner(text, builder).run()


class _Scanner:
    """Hands stretches of HTML to a feed, and what WordPress puts between them to the builder."""

    def __init__(self, text: str, builder: TreeBuilder) -> None:
        self._text = text
        self._builder = builder
        self._feed: Feed = raw_feed(text, builder)
        # The block editor marks paragraphs itself.
        self._has_blocks = "<!-- wp:" in text
        # Where each closing mark was found last: none is looked for twice over the same stretch.
        self._found: dict[str, int] = {}

    def run(self) -> None:
        """Read the whole text."""
        self._stretch(0, len(self._text))

    def _stretch(self, start: int, end: int) -> None:
        position = start
        for found in self._marks(start, end):
            if found.start() < position:
                continue
            self._feed.html(position, found.start())
            position = self._take(found, end)
        self._feed.html(position, end)

    def _marks(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The marks that stand in text, not inside a tag."""
        for found in _MARK.finditer(self._text, start, end):
            if not self._is_in_tag(found.start(), start):
                yield found

    def _is_in_tag(self, at: int, start: int) -> bool:
        """Whether a tag or comment that opens before an offset closes behind it."""
        tag = self._text.rfind("<", max(start, at - _LONGEST_TAG), at)
        opens = tag >= 0 and _OPENS_TAG.match(self._text, tag) is not None
        return opens and self._text.find(">", tag, at) < 0

    def _take(self, found: re.Match[str], end: int) -> int:
        """Read one mark; the offset behind it."""
        if found["blank"]:
            if not self._has_blocks:
                self._builder.start("p", found.start(), found.end(), {})
            return found.end()
        if found["block"]:
            return self._cover(found, end)
        if found["code"] == "gallery":
            self._gallery(found)
            return found.end()
        return self._caption(found, end)

    def _caption(self, found: re.Match[str], end: int) -> int:
        """`[caption …]<img> words[/caption]`, or with the words in `caption="…"`."""
        closing = _ENDS[found["code"]]
        start, inner = found.span()
        stop = self._next(closing, inner)
        if stop > min(end, inner + _LONGEST_CAPTION):
            self._builder.html_words(start, inner)
            return inner
        image = _CAPTIONED.match(self._text, inner, stop)
        given = self._parameters(found).get("caption")
        words_start = image.end() if image is not None and given is None else stop
        after = stop + len(closing)
        self._builder.start("figure", start, start, {})
        self._feed.html(inner, words_start)
        self._builder.start("figcaption", words_start, words_start, {})
        if given is not None:
            self._passage(without_markup(given))
        else:
            self._feed.html(words_start, stop)
        self._builder.end("figcaption", stop, stop)
        self._builder.end("figure", stop, after)
        return after

    def _next(self, mark: str, start: int) -> int:
        """Where a mark stands next; behind the text where nowhere."""
        known = self._found.get(mark, -1)
        if known < start:
            known = self._text.find(mark, start)
            known = known if known >= 0 else len(self._text) + 1
            self._found[mark] = known
        return known

    def _passage(self, passage: Passage) -> None:
        for run in passage.runs:
            words = passage.text[run.text_start : run.text_start + run.text_length]
            self._builder.words(words, run.source_start, run.source_length)

    def _parameters(self, found: re.Match[str]) -> dict[str, Passage]:
        named: dict[str, Passage] = {}
        for one in _PARAMETER.finditer(self._text, *found.span("given")):
            start, end = one.span(one.lastindex or 1)
            named.setdefault(one["name"], decoded(self._text[start:end], start))
        return named

    def _gallery(self, found: re.Match[str]) -> None:
        """`[gallery ids="5,7"]`: pictures by their numbers; without any, those of the post."""
        start, end = found.span()
        named = self._parameters(found)
        listed = named.get("ids") or named.get("include")
        self._builder.start("div", start, start, {"class": Passage(GALLERY_WORDS[0])})
        if listed is not None and listed.text:
            for number in list(_NUMBER.finditer(listed.text))[:_MOST_IN_GALLERY]:
                src = listed.cut(Span(*number.span()))
                self._picture(src, f"{GALLERY_ITEM} {MEDIA_CLASS}{number[0]}", start, end)
        else:
            post = named["id"].text if "id" in named else ""
            src = Passage.verbatim(found["code"], found.start("code"))
            self._picture(src, f"{GALLERY_OF_POST}{post}", start, end)
        self._builder.end("div", end, end)

    def _picture(self, src: Passage, classes: str, start: int, end: int) -> None:
        attributes = {"src": src, "class": Passage(classes), f"{UNKNOWN}alt": Passage("")}
        at = src.span or Span(start, end)
        self._builder.start("#image-tag", at.start, at.end, attributes)

    def _cover(self, found: re.Match[str], end: int) -> int:
        """A picture behind words, where the block's comment alone names it."""
        close = self._next("-->", found.end())
        if close > min(end, found.end() + _LONGEST_COMMENT):
            return found.end()
        record, _ = read_json(self._text[:close], found.start("json"), close)
        url = record.passage("url")
        over = _OVER_COVER.search(self._text, close + 3, end)
        inside = self._text[close + 3 : over.start() if over else end]
        if url is not None and _is_picture(record) and _IMAGE.search(inside) is None:
            self._builder.start("img", found.start(), close + 3, _cover_attributes(record, url))
        return close + 3


def _is_picture(record: Record) -> bool:
    kind = record.passage("backgroundType")
    return kind is None or kind.text == "image"


def _cover_attributes(record: Record, url: Passage) -> dict[str, Passage]:
    number = record.passage("id")
    classes = f"{MEDIA_CLASS}{number.text}" if number is not None else ""
    # A background without words for those who cannot see it is decoration: WordPress writes alt="".
    alt = record.passage("alt") or Passage("")
    return {"src": url, "alt": alt, "class": Passage(classes)}
