"""`@navroot`: the page that navigation starts from, the site's root in the page's language."""

from __future__ import annotations

from cms.listing.fragments import extended, text_of
from cms.listing.summary import page_address
from cms.models.home import HomePage
from cms.restapi.place import Place, find_place
from cms.restapi.root import root_place


def navroot(place: Place) -> str:
    """Return the root in full, as JSON text, without what lies below it."""
    root = extended(root_of(place), {"parent": "{}"})
    return extended("{}", {"@id": text_of(f"{place.id}/@navroot"), "navroot": root})


def root_of(place: Place) -> str:
    """Return the document of the root, also where it is a page of the host project.

    One that the public may not see has an address and a type only.
    """
    if place.page.path == place.root_path:
        return place.page.document
    if root := find_place(place.asked, place.root_path) or root_place(place.asked):
        return root.page.document
    return text_of({"@id": page_address(place.root_path), "@type": HomePage.portal_type})
