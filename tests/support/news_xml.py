"""Small files of each format of news in XML, made up for the tests."""

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:c="http://purl.org/rss/1.0/modules/content/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Halden Post</title><language>en-gb</language>
<item><title>Mill burns &amp;amp; nobody is hurt</title><guid isPermaLink="false">halden-1</guid>
<dc:creator>Ada Quist</dc:creator><dc:creator>Bo Lind</dc:creator>
<pubDate>Thu, 24 Aug 2017 17:46:58 +0200</pubDate><category>Local</category>
<description>A mill burned &lt;b&gt;down&lt;/b&gt;.</description>
<c:encoded><![CDATA[<p>HALDEN, Norway (AP) — The mill burned.</p>
<figure><img src="https://img.example/mill-300x200.jpg" alt="Smoke"/></figure>
<p>Nobody was hurt.</p>]]></c:encoded>
<m:content url="https://img.example/mill.jpg" medium="image" width="1200">
<m:description type="html">
Smoke over the &amp;quot;Old Mill&amp;quot; on August 23, 2017.</m:description>
<m:credit role="photographer">Ada Quist</m:credit><m:credit role="agency">AP</m:credit>
<m:copyright>AP 2017</m:copyright></m:content></item>
<item><title>Ferry sails again</title><link>https://halden.example/ferry</link>
<author>jane@halden.example (Jane Doe)</author>
<description>&lt;p&gt;The ferry &amp;amp; its crew.&lt;/p&gt;&lt;img src="crew.jpg"
 alt=""&gt;</description>
<m:group><m:content url="https://img.example/ferry-s.jpg" type="image/jpeg" width="300"/>
<m:content url="https://img.example/ferry-l.jpg" type="image/jpeg" width="900"/>
<m:title>The ferry</m:title></m:group>
<m:description>The ferry leaves Halden.</m:description><m:credit>Bo Lind</m:credit>
<enclosure url="https://img.example/ferry.mp3" type="audio/mpeg" length="1"/></item>
<item><title>Podcast</title><itunes:image href="https://img.example/cover.jpg"/>
<description>Words only.</description></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="de"><a:title>Post</a:title>
<a:author><a:name>Ada Quist</a:name></a:author>
<a:entry><a:id>urn:example:1</a:id><a:title type="html">Feuer &amp;amp; Rauch</a:title>
<a:published>2020-01-02T03:04:05+01:00</a:published><a:updated>2020-01-03T03:04:05Z</a:updated>
<a:link rel="enclosure" type="image/png" href="rauch.png"/>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Es <b>brennt</b>.</p>
<figure><img src="muehle.jpg" alt="Rauch"/><figcaption>Die Mühle. <small>Ada Quist</small>
</figcaption>
</figure></div></a:content></a:entry>
<a:entry><a:id>urn:example:2</a:id><a:title>Fähre</a:title><a:author><a:name>Bo Lind</a:name>
</a:author>
<a:updated>2020-01-04T03:04:05Z</a:updated><a:content>1 &lt; 2.

Zweiter Absatz.</a:content></a:entry></a:feed>
"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://halden.example/"/>
<item rdf:about="https://halden.example/3"><title>Weir</title><dc:date>2004-05-06</dc:date>
<description>The weir &lt;img src="weir.jpg"&gt;</description></item></rdf:RDF>
"""
_PICTURE = """<newsItem guid="{guid}" xml:lang="en">
<rightsInfo><copyrightHolder><name>Norsk Foto</name></copyrightHolder>
<usageTerms>Editorial use only</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:picture"/><versionCreated>2024-05-02T08:00:00Z</versionCreated>
<firstCreated>2024-05-01T12:00:00Z</firstCreated></itemMeta>
<contentMeta><contentCreated>2024-05-01T10:15:00+02:00</contentCreated>
<located type="cptype:city"><name>Halden</name><broader type="cptype:country"><name>Norway</name>
</broader></located>
<creator role="crol:photographer"><name>Ada Quist</name></creator>
<infoSource><name>Norsk Foto</name></infoSource>{credit}
<subject type="cpnat:person"><name>Kari Moe</name></subject>
<headline xml:lang="no">Brann</headline><headline>Fire at the mill</headline>
<description role="drol:summary">Not this.</description>
<description role="drol:caption" xml:lang="no">Mølla brenner.</description>
<description role="drol:caption" xml:lang="en-GB">Kari Moe watches
 the mill burn on May 1, 2024.</description></contentMeta>
<contentSet>
<remoteContent rendition="rnd:thumb" href="{name}-s.jpg" contenttype="image/jpeg" width="80"/>
<remoteContent rendition="rnd:highRes" href="{name}.jpg" contenttype="image/jpeg" width="1500"
 height="1000"/></contentSet></newsItem>
"""
_STORY = """<newsItem guid="urn:story:{number}" xml:lang="en-US"><itemMeta>
<itemClass qcode="ninat:text"/>
<versionCreated>2024-05-03T08:00:00Z</versionCreated>{link}</itemMeta>
<contentMeta><contentCreated>2024-05-02T07:00:00Z</contentCreated>
<creator><name>Bo Lind</name></creator><headline>Mill burns down</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml">
<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"><n:body><n:body.head><n:hedline>
<n:hl1>Mill burns down</n:hl1></n:hedline><n:byline>By Bo Lind, <n:byttl>Staff</n:byttl></n:byline>
<n:dateline>HALDEN</n:dateline></n:body.head><n:body.content>
<n:p>The mill burned &#x2014; all of it.</n:p>
{media}<n:p>Nobody was hurt.</n:p></n:body.content></n:body></n:nitf></inlineXML></contentSet>
</newsItem>
"""
MEDIA = """<n:media media-type="image"><n:media-reference mime-type="image/jpeg" source="small.jpg"
 width="100"/><n:media-reference mime-type="image/jpeg" source="weir.jpg" width="900"
 alternate-text="A weir"/><n:media-caption><n:p>The weir.</n:p></n:media-caption>
<n:media-producer>Ada Quist</n:media-producer></n:media>
<n:media media-type="video"><n:media-reference mime-type="video/mp4" source="fire.mp4"/>
<n:media-caption>The fire.</n:media-caption></n:media>"""
CREDIT = "<creditline>Ada Quist/Norsk Foto</creditline>"


def picture(guid: str = "urn:picture:1", name: str = "mill", credit: str = CREDIT) -> str:
    """A picture's news item."""
    return _PICTURE.format(guid=guid, name=name, credit=credit)


def story(number: int = 1, media: str = "", link: str = "") -> str:
    """A story's news item in NITF."""
    return _STORY.format(number=number, media=media, link=link)


def g2(content: str) -> str:
    """A whole file of NewsML-G2 around its root element's start, or a message of items."""
    if content.startswith("<newsItem "):
        items = content.count("<newsItem ")
        if items == 1:
            return content.replace("<newsItem ", f"<newsItem {G2_NAMESPACE} ", 1)
    return f"<newsMessage {G2_NAMESPACE}><itemSet>\n{content}</itemSet></newsMessage>"


G2_NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'

_WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- made for a test -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Halden Post</title><language>nb-NO</language>
<wp:author><wp:author_login><![CDATA[ada]]></wp:author_login>
<wp:author_display_name><![CDATA[Ada Quist]]></wp:author_display_name></wp:author>
"""
_POST = """<item><title>{title}</title><dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]>
</excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[2024-05-02 09:00:00]]></wp:post_date>
<wp:status><![CDATA[publish]]></wp:status><wp:post_parent>0</wp:post_parent>
<wp:post_type><![CDATA[{kind}]]></wp:post_type>
<category domain="category"><![CDATA[Local]]></category>{meta}</item>
"""
_ATTACHMENT = """<item><title>mill</title><content:encoded><![CDATA[{description}]]>
</content:encoded>
<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_parent>{parent}</wp:post_parent><wp:status>inherit</wp:status>
<wp:post_type>attachment</wp:post_type>
<wp:attachment_url><![CDATA[https://img.example/{number}.jpg]]></wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>
<wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>{meta}</item>
"""


def meta(key: str, value: str) -> str:
    """A custom field."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def post(content: str, number: int = 7, kind: str = "post", meta: str = "") -> str:
    """A post's item."""
    return _POST.format(title="Mølla brant", content=content, number=number, kind=kind, meta=meta)


def attachment(
    number: int, caption: str = "The mill.", parent: int = 7, meta: str = "", alt: str = "A mill"
) -> str:
    """An attachment's item."""
    return _ATTACHMENT.format(
        number=number, caption=caption, parent=parent, meta=meta, alt=alt, description=""
    )


def wxr(*items: str) -> str:
    """An export of these items."""
    return _WXR_HEAD + "".join(items) + "</channel></rss>\n"
