"""A row in a list: plone.restapi's summary, and the metadata that a client asks for more."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from cms.listing.pictures import scale_address
from cms.listing.row import ListingRow
from cms.restapi.place import address

PARIS = ZoneInfo("Europe/Paris")
FOLDERISH = {"Folder", "Plone Site"}


def summary(row: ListingRow, base: str, fields: Iterable[str] = ()) -> dict[str, Any]:
    """Return the default summary of a row, with the metadata named in `fields` or `_all`."""
    names = set(METADATA) if "_all" in fields else set(fields) & set(METADATA)
    return {
        "@id": address(base, row),
        "@type": row.type,
        "title": row.title,
        "description": row.description,
        "review_state": "published",
        "type_title": row.type_label,
        "effective": effective(row),
        "image_field": "image" if row.image else None,
        "image_scales": image_scales(row),
        **{name: METADATA[name](row, base) for name in sorted(names)},
    }


def effective(row: ListingRow) -> str:
    """Return the day that decides the page's quarter, as the instant it begins in Paris."""
    return datetime.datetime.combine(row.effective, datetime.time(), PARIS).isoformat()


def image_scales(row: ListingRow) -> dict[str, Any] | None:
    """Return the scales with addresses relative to the item's `@id`, as Plone's catalog does."""
    if row.image is None:
        return None
    return {"image": [picture(row.image, lambda path: path.lstrip("/"))]}


def picture(value: dict[str, Any], locate: Callable[[str], str]) -> dict[str, Any]:
    """Return a picture and its scales; `locate` makes an address of a path from the root."""
    scales = {
        name: {
            "download": locate(scale_address(value, name)),
            "width": scale["width"],
            "height": scale["height"],
        }
        for name, scale in value["scales"].items()
    }
    return {
        **scales["great"],
        "filename": value["filename"],
        "alt": value["alt"],
        "credit": value["credit"],
        "scales": scales,
    }


def position(row: ListingRow) -> dict[str, float] | None:
    if row.lon is None or row.lat is None:
        return None
    return {"longitude": row.lon, "latitude": row.lat}


METADATA: dict[str, Callable[[ListingRow, str], Any]] = {
    "UID": lambda row, base: row.uid.hex,
    "id": lambda row, base: row.path.rpartition("/")[2],
    "getId": lambda row, base: row.path.rpartition("/")[2],
    "getPath": lambda row, base: row.path,
    "getURL": lambda row, base: address(base, row),
    "getObjSize": lambda row, base: None,
    "getRemoteUrl": lambda row, base: None,
    "portal_type": lambda row, base: row.type,
    "Type": lambda row, base: row.type_label,
    "Title": lambda row, base: row.title,
    "Description": lambda row, base: row.description,
    "Subject": lambda row, base: row.tags,
    "Creator": lambda row, base: row.member,
    "listCreators": lambda row, base: [row.member] if row.member else [],
    "created": lambda row, base: row.created.isoformat(),
    "modified": lambda row, base: row.modified.isoformat(),
    "expires": lambda row, base: row.expires_at.isoformat() if row.expires_at else None,
    "Date": lambda row, base: effective(row),
    "CreationDate": lambda row, base: row.created.isoformat(),
    "ModificationDate": lambda row, base: row.modified.isoformat(),
    "EffectiveDate": lambda row, base: effective(row),
    "ExpirationDate": lambda row, base: row.expires_at.isoformat() if row.expires_at else None,
    "start": lambda row, base: None,
    "end": lambda row, base: None,
    "exclude_from_nav": lambda row, base: not row.in_menu,
    "is_folderish": lambda row, base: row.type in FOLDERISH,
    "hasPreviewImage": lambda row, base: row.image is not None,
    "head_title": lambda row, base: None,
    "nav_title": lambda row, base: None,
    "mime_type": lambda row, base: "text/html",
    "Language": lambda row, base: row.locale,
    "topics": lambda row, base: row.topics,
    "territories": lambda row, base: row.territories,
    "years": lambda row, base: row.years,
    "member": lambda row, base: row.member,
    "position": lambda row, base: position(row),
    "provenance": lambda row, base: row.provenance,
    "fields": lambda row, base: row.fields,
}
