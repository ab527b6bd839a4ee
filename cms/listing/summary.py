"""A page in a list: plone.restapi's summary, and the metadata that a client asks for more.

https://6.docs.plone.org/plone.restapi/docs/source/usage/serialization.html
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from cms.domain.paris import PARIS
from cms.listing.origin import ORIGIN
from cms.listing.row import ListingRow

FOLDERISH = {"Cycle", "Folder", "Plone Site", "Programme", "Roadmap", "VideoSeries"}


def address(row: ListingRow) -> str:
    """Return the canonical address of a row's page, the `@id` of plone.restapi."""
    return page_address(row.path)


def page_address(path: str) -> str:
    return ORIGIN + quote(path.rstrip("/"))


def summary(row: ListingRow, picture: dict[str, Any] | None) -> dict[str, Any]:
    """Return what lists say of a page, as Plone's catalogue does by default."""
    return {
        "@id": address(row),
        "@type": row.type,
        "UID": row.uid.hex,
        "title": row.title,
        "description": row.description,
        "review_state": "published",
        "type_title": row.type_label,
        "effective": effective(row),
        "start": None,
        "end": None,
        "image_field": "image" if picture else None,
        "image_scales": {"image": [picture]} if picture else None,
        "is_folderish": row.type in FOLDERISH,
        "getObjSize": None,
        "getRemoteUrl": None,
        "head_title": None,
        "nav_title": None,
        "mime_type": "text/html",
    }


def effective(row: ListingRow) -> str:
    """Return the day that decides the page's quarter, as the instant it begins in Paris."""
    return datetime.datetime.combine(row.effective, datetime.time(), PARIS).isoformat()


def position(row: ListingRow) -> dict[str, float] | None:
    if row.lon is None or row.lat is None:
        return None
    return {"longitude": row.lon, "latitude": row.lat}


def metadata(row: ListingRow, names: Iterable[str]) -> dict[str, Any]:
    """Return the metadata named, or all for `_all`; names that are unknown are passed over."""
    wanted = METADATA if "_all" in names else [name for name in METADATA if name in names]
    return {name: METADATA[name](row) for name in wanted}


# What the summary does not say anyway, by the names of Plone's catalogue and ours.
METADATA: dict[str, Callable[[ListingRow], Any]] = {
    "id": lambda row: row.path.rpartition("/")[2],
    "getId": lambda row: row.path.rpartition("/")[2],
    "getPath": lambda row: row.path,
    "getURL": address,
    "getIcon": lambda row: None,
    "portal_type": lambda row: row.type,
    "Type": lambda row: row.type_label,
    "Title": lambda row: row.title,
    "Description": lambda row: row.description,
    "Subject": lambda row: row.tags,
    "Creator": lambda row: row.member,
    "listCreators": lambda row: [row.member] if row.member else [],
    "created": lambda row: row.created,
    "modified": lambda row: row.modified,
    "expires": lambda row: row.expires_at,
    "Date": effective,
    "CreationDate": lambda row: row.created,
    "ModificationDate": lambda row: row.modified,
    "EffectiveDate": effective,
    "ExpirationDate": lambda row: row.expires_at,
    "author_name": lambda row: None,
    "cmf_uid": lambda row: None,
    "commentators": lambda row: [],
    "in_response_to": lambda row: None,
    "exclude_from_nav": lambda row: not row.in_menu,
    "hasPreviewImage": lambda row: row.image is not None,
    "last_comment_date": lambda row: None,
    "location": lambda row: None,
    "sync_uid": lambda row: None,
    "total_comments": lambda row: 0,
    "Language": lambda row: row.locale,
    "topics": lambda row: row.topics,
    "territories": lambda row: row.territories,
    "years": lambda row: row.years,
    "member": lambda row: row.member,
    "position": position,
    "provenance": lambda row: row.provenance,
    "fields": lambda row: row.fields,
}
