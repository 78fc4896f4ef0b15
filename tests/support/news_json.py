"""Items of each exchange format in JSON, as their systems write them."""

from typing import Any

NINJS_1: dict[str, Any] = {
    "uri": "urn:example:desk:ferry-1",
    "type": "text",
    "versioncreated": "2024-03-05T14:20:00Z",
    "firstcreated": "2024-03-05T09:00:00Z",
    "language": "en-GB",
    "headline": "Ferry returns to Wharton Pier",
    "byline": "By Ann Hoxley",
    "located": "Wharton, England",
    "description_text": "The ferry is back after a winter in dock.",
    "body_text": "The ferry is back.\n\nIt left in May.",
    "body_xhtml": "<p>The ferry \u201cIrwell\u201d is back.</p><p>It left in May.</p>",
    "associations": {
        "main": {
            "uri": "urn:example:desk:ferry-1-pic",
            "type": "picture",
            "headline": "Ferry",
            "byline": "Tom Brack",
            "description_text": "The ferry <b>Irwell</b> at the pier on 4 March 2024.",
            "copyrightholder": "Northern Pictures",
            "contentcreated": "2024-03-04T10:00:00Z",
            "located": "Liverpool",
            "infosources": [{"name": "Northern Pictures"}],
            "renditions": {
                "thumb": {"href": "thumb.jpg", "mimetype": "image/jpeg", "width": 90, "height": 60},
                "original": {
                    "href": "ferry.jpg",
                    "mimetype": "image/jpeg",
                    "width": 900,
                    "height": 600,
                },
                "clip": {
                    "href": "ferry.mp4",
                    "mimetype": "video/mp4",
                    "width": 1900,
                    "height": 900,
                },
            },
        },
        "sound": {"uri": "urn:example:sound", "type": "audio", "renditions": {}},
    },
}

NINJS_3: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "urn:example:desk:ferry-3",
    "type": "text",
    "versionCreated": "2024-03-05T14:20:00Z",
    "by": "Ann Hoxley",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry returns"}],
    "descriptions": [{"role": "summary", "contentType": "text/plain", "value": "It is back."}],
    "bodies": [
        {"role": "nitf", "contentType": "application/xml", "value": "<nitf><p>No.</p></nitf>"},
        {"role": "text", "contentType": "text/plain", "value": "The ferry is back."},
        {
            "role": "html",
            "contentType": "text/html",
            "value": "<h1>Ferry returns</h1><p>WHARTON, England (AP) -- It is back.</p><figure>"
            '<img src="https://pics.example/ferry-small.jpg" alt="A ferry">'
            "<figcaption>The ferry on Monday.</figcaption></figure>",
        },
    ],
    "associations": [
        {
            "name": "p1",
            "type": "picture",
            "uri": "urn:example:desk:pic-3",
            "by": "Tom Brack",
            "descriptions": [
                {"role": "creditline", "value": "Northern Pictures"},
                {"role": "caption", "value": "The ferry Irwell."},
            ],
            "usageTerms": "Not for resale.",
            "renditions": [
                {
                    "name": "small",
                    "href": "https://pics.example/ferry-small.jpg",
                    "width": 90,
                    "height": 60,
                },
                {
                    "name": "hires",
                    "href": "https://pics.example/ferry.jpg",
                    "width": 900,
                    "height": 600,
                },
            ],
        }
    ],
}

ANS_PICTURE: dict[str, Any] = {
    "_id": "FERRY01",
    "type": "image",
    "version": "0.10.9",
    "url": "https://cdn.example/ferry.jpg",
    "caption": "The <i>Irwell</i> at the pier.",
    "alt_text": "A white ferry",
    "subtitle": "Back in service",
    "credits": {
        "by": [{"type": "author", "name": "Thomas Brack", "byline": "Tom Brack"}],
        "affiliation": [{"type": "author", "name": "Northern Pictures"}],
    },
    "copyright": "© 2024 Northern Pictures",
    "address": {"locality": "Liverpool", "region": "England", "country_name": "GBR"},
    "additional_properties": {"takenOn": "2024-03-04T00:00:00Z", "keywords": ["ferry"]},
    "width": 900,
    "height": 600,
}

ANS_HANDOUT: dict[str, Any] = {
    "_id": "PIER01",
    "type": "image",
    "version": "0.10.9",
    "url": "https://cdn.example/pier.jpg",
    "caption": "The pier.",
    "credits": {"by": [], "affiliation": []},
    "distributor": {"name": "Wharton Archive", "category": "handout"},
}

ANS_STORY: dict[str, Any] = {
    "_id": "STORY01",
    "type": "story",
    "version": "0.10.9",
    "language": "en-US",
    "location": "Wharton, England",
    "headlines": {"basic": "Ferry returns"},
    "subheadlines": {"basic": "After a winter in dock"},
    "credits": {"by": [{"type": "author", "name": "Ann Hoxley"}, {"type": "reference"}]},
    "taxonomy": {"primary_section": {"_id": "/north", "name": "The North"}},
    "display_date": "2024-03-05T14:20:00Z",
    "publish_date": "2024-03-05T15:00:00Z",
    "last_updated_date": "2024-03-06T08:00:00Z",
    "promo_items": {"basic": ANS_PICTURE},
    "content_elements": [
        {"type": "text", "content": "The ferry &ldquo;Irwell&rdquo; is back."},
        {"type": "list", "items": [{"type": "text", "content": "Two decks"}]},
        {"type": "interstitial_link", "content": "Read more about ferries"},
        ANS_HANDOUT,
        {
            "type": "raw_html",
            "content": '<figure><img src="map.png"><figcaption>Map</figcaption></figure>',
        },
        {"type": "gallery", "content_elements": [ANS_PICTURE, {"type": "image", "url": ""}]},
        {"type": "text", "content": "<p>It left in May.</p>"},
    ],
}

WORDPRESS_MEDIUM: dict[str, Any] = {
    "id": 34,
    "date": "2024-03-04T09:00:00",
    "type": "attachment",
    "title": {"rendered": "ferry"},
    "caption": {"rendered": "<p>The <em>Irwell</em> at the pier. Photo: Tom Brack</p>\n"},
    "alt_text": "A white ferry",
    "media_type": "image",
    "mime_type": "image/jpeg",
    "media_details": {
        "width": 900,
        "height": 600,
        "image_meta": {
            "credit": "Tom Brack",
            "copyright": "Northern Pictures",
            "caption": "",
            "created_timestamp": "1549843200",
        },
    },
    "source_url": "https://paper.example/up/ferry.jpg",
}

WORDPRESS_POST: dict[str, Any] = {
    "id": 12,
    "date": "2024-03-05T08:00:00",
    "date_gmt": "2024-03-05T07:00:00",
    "modified": "2024-03-06T08:00:00",
    "guid": {"rendered": "https://paper.example/?p=12"},
    "type": "post",
    "title": {"rendered": "Ferry&#8217;s back"},
    "content": {
        "rendered": '\n<p>WHARTON (AP) &#8212; It is back.</p>\n\n<figure class="wp-block-image">'
        '<img src="https://paper.example/up/pier-300x200.jpg" alt="Pier" class="wp-image-33"/>'
        '<figcaption class="wp-element-caption">The pier. Photo: Ann Hoxley</figcaption>'
        "</figure>\n",
        "protected": False,
    },
    "excerpt": {"rendered": "<p>It is back. [&hellip;]</p>\n", "protected": False},
    "featured_media": 34,
    "_embedded": {
        "author": [{"id": 2, "name": "Max Roe"}],
        "wp:featuredmedia": [WORDPRESS_MEDIUM],
        "wp:term": [[{"id": 1, "name": "News &amp; more", "taxonomy": "category"}], []],
    },
}

GHOST_HTML = (
    "<p>It is back.</p><figure class='kg-card kg-image-card'>"
    '<img src="__GHOST_URL__/content/images/pier.jpg" class="kg-image" alt="Pier" width="900">'
    "<figcaption>The pier. Photo: Ann Hoxley</figcaption></figure>"
)

LEXICAL: dict[str, Any] = {
    "root": {
        "type": "root",
        "children": [
            {
                "type": "paragraph",
                "children": [
                    {"type": "extended-text", "text": "The “Irwell” "},
                    {"type": "link", "children": [{"type": "extended-text", "text": "is back"}]},
                    {"type": "linebreak"},
                    {"type": "extended-text", "text": "at last."},
                ],
            },
            {
                "type": "image",
                "src": "__GHOST_URL__/content/images/pier.jpg",
                "alt": "Pier",
                "caption": "<span>The pier. Photo: Ann Hoxley</span>",
                "width": 900,
                "height": 600,
            },
            {
                "type": "gallery",
                "images": [{"src": "/a.jpg", "row": 0}, {"src": "/b.jpg", "row": 0}],
                "caption": "Two ferries",
            },
            {"type": "html", "html": "<p>It left in May.</p>"},
            {
                "type": "list",
                "children": [
                    {"type": "listitem", "children": [{"type": "text", "text": "Two decks"}]}
                ],
            },
        ],
    }
}

MOBILEDOC: dict[str, Any] = {
    "version": "0.3.1",
    "atoms": [["soft-return", "", {}]],
    "markups": [["em"]],
    "cards": [
        ["image", {"src": "/content/images/pier.jpg", "alt": "Pier", "caption": "The pier."}],
        ["markdown", {"markdown": "It left ![Map](map.png) in **May**."}],
    ],
    "sections": [
        [
            1,
            "p",
            [
                [0, [], 0, "The “Irwell” "],
                [0, [0], 1, "is back"],
                [1, [], 0, 0],
                [0, [], 0, "at last."],
            ],
        ],
        [10, 0],
        [2, "/old.jpg"],
        [3, "ul", [[[0, [], 0, "Two decks"]]]],
        [10, 1],
        [10, 9],
    ],
}

GHOST_POST: dict[str, Any] = {
    "id": "p1",
    "title": "Ferry returns",
    "html": GHOST_HTML,
    "feature_image": "__GHOST_URL__/content/images/ferry.jpg",
    "custom_excerpt": "After a winter in dock",
    "published_at": "2024-03-05T14:20:00.000Z",
    "updated_at": "2024-03-06T08:00:00.000Z",
    "type": "post",
}

GHOST_TABLES: dict[str, Any] = {
    "posts": [GHOST_POST],
    "posts_authors": [
        {"post_id": "p1", "author_id": "u2", "sort_order": 1},
        {"post_id": "p1", "author_id": "u1", "sort_order": 0},
    ],
    "posts_meta": [
        {
            "post_id": "p1",
            "feature_image_alt": "A white ferry",
            "feature_image_caption": "The <i>Irwell</i>. Photo: Tom Brack",
        }
    ],
    "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 0}],
    "tags": [{"id": "t1", "name": "The North"}],
    "users": [{"id": "u1", "name": "Ann Hoxley"}, {"id": "u2", "name": "Max Roe"}],
}
