"""`@navroot`: the page that navigation starts from, the site's root in the page's language."""

from __future__ import annotations

from wagtail.models import Site

from cms.restapi.fragments import extended, text_of
from cms.restapi.place import Place
from cms.restapi.services.site import site_title
from cms.restapi.summary import page_address


def navroot(place: Place) -> str:
    """Return the root in full, as JSON text, without what lies below it."""
    root = extended(root_of(place), {"parent": "{}"})
    return extended("{}", {"@id": text_of(f"{place.id}/@navroot"), "navroot": root})


def root_of(place: Place) -> str:
    """Return the document of the root.

    Where the root is a page of the host project, its address and the site's name must do.
    """
    top = place.way[0]
    if top.path == place.root_path:
        return top.document
    site = Site.objects.select_related("root_page").get(pk=place.asked.site_id)
    address = page_address(place.root_path)
    return text_of({"@id": address, "@type": "Plone Site", "title": site_title(site)})
