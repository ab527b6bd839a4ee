"""What a page says by itself, in full: the part of plone.restapi's content that is stored.

Topics, territories, years, member, position and provenance are ours: a client that does
not know them leaves them alone. So are the fields of the page's own type, which never
hide a key of Plone's.
"""

from __future__ import annotations

import mimetypes
from typing import Any

from django.utils.translation import get_language_info

from cms.blocks.html import parts_html, plain_html
from cms.blocks.registry import VoltoBlock
from cms.blocks.targets import Targets
from cms.blocks.volto import volto_blocks
from cms.listing.pictures import picture_scales
from cms.listing.row import ListingRow
from cms.listing.summary import FOLDERISH, address, effective, position


def document(row: ListingRow, page: Any, targets: Targets | None = None) -> dict[str, Any]:
    """Return everything that the content of a page says without looking around it."""
    folderish = row.type in FOLDERISH
    html = plain_html(page, row.path, targets)
    body = volto_blocks(page, row.path, targets, row.provenance)
    return {
        **row.fields,
        "@id": address(row),
        "@type": row.type,
        "UID": row.uid.hex,
        "id": row.path.rpartition("/")[2],
        "title": row.title,
        "description": row.description,
        "type_title": row.type_label,
        "review_state": "published",
        "language": {"token": row.locale, "title": language(row.locale)},
        "created": row.created,
        "modified": row.modified,
        "effective": effective(row),
        "expires": row.expires_at,
        "exclude_from_nav": not row.in_menu,
        "subjects": row.tags,
        "topics": row.topics,
        "territories": row.territories,
        "years": row.years,
        "member": row.member,
        "position": position(row),
        "provenance": row.provenance,
        **pictures(row, page),
        **parts(row, page, targets),
        **body,
        "text": rich_text(html),
        "is_folderish": folderish,
        "layout": layout(body["blocks"], folderish),
        # Plone has these; nobody discusses, locks or holds a working copy through the API.
        "allow_discussion": False,
        "contributors": [],
        "creators": [row.member] if row.member else [],
        "lock": {"locked": False, "stealable": True},
        "nextPreviousEnabled": not folderish,
        "relatedItems": row.fields.get("relatedItems", []),
        "rights": (row.provenance or {}).get("licence", ""),
        "table_of_contents": None,
        "version": "current",
        "versioning_enabled": True,
        "working_copy": None,
        "working_copy_of": None,
    }


def parts(row: ListingRow, page: Any, targets: Targets | None) -> dict[str, Any]:
    """Return the named parts of the text, which stand in `text` and `blocks` too."""
    written = parts_html(page, row.path, targets)
    return {name: rich_text(written.get(name)) for name in getattr(page, "text_parts", ())}


def rich_text(html: str | None) -> dict[str, str] | None:
    return {"content-type": "text/html", "data": html, "encoding": "utf-8"} if html else None


def layout(blocks: dict[str, VoltoBlock], folderish: bool) -> str:
    """Return the view in which Volto shows a page.

    A folder is a list of its pages, unless blocks of its own say what to show: in the other
    view Volto passes over them.
    """
    own = {block["@type"] for block in blocks.values()} - {"title", "description"}
    return "document_view" if own or not folderish else "listing_view"


def pictures(row: ListingRow, page: Any) -> dict[str, Any]:
    """Return the main picture under Plone's two names: its own and that of the lead image."""
    shown = page.listing_image()
    if shown is None:
        return {
            "image": None,
            "image_caption": None,
            "preview_image": None,
            "preview_caption": None,
        }
    image, alt = shown
    scales = picture_scales(image, "image")
    value = {
        "content-type": mimetypes.guess_type(image.filename)[0],
        "filename": image.filename,
        "size": None,
        "alt": alt,
        "credit": row.image["credit"],
        "width": scales["width"],
        "height": scales["height"],
        "download": absolute(row, scales["download"]),
        "scales": {
            name: {**scale, "download": absolute(row, scale["download"])}
            for name, scale in scales["scales"].items()
        },
    }
    return {
        "image": value,
        "image_caption": alt,
        "preview_image": value,
        "preview_caption": alt,
    }


def absolute(row: ListingRow, below: str) -> str:
    return f"{address(row)}/{below}"


def language(token: str) -> str:
    return get_language_info(token)["name_local"].capitalize()


def brief_picture(row: ListingRow, page: Any) -> dict[str, Any] | None:
    """Return the picture as lists show it; its addresses are relative to the item's `@id`."""
    shown = page.listing_image()
    if shown is None:
        return None
    image, alt = shown
    return {
        **picture_scales(image, "image"),
        "filename": image.filename,
        "alt": alt,
        "credit": row.image["credit"],
    }
