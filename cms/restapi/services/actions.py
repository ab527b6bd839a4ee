"""`@actions`: what a reader may do, by the categories of Plone's portal_actions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cms.listing.origin import ORIGIN
from cms.listing.summary import page_address
from cms.restapi.place import Place


def actions(place: Place) -> dict[str, Any]:
    """Return the actions of a page. Volto cannot render one without them.

    Changing a page is not among them: that is done in Wagtail's admin, to which signing in
    leads. `/sitemap` is a page of the front end.
    """
    root = page_address(place.root_path)
    login = action("login", "Se connecter", "plone-login", ORIGIN + reverse("wagtailadmin_login"))
    return {
        "document_actions": [],
        "object": [action("view", "Voir", "toolbar-action/view", place.id)],
        "object_buttons": [],
        "portal_tabs": [action("index_html", "Accueil", "plone-home", root)],
        "site_actions": [action("sitemap", "Plan du site", "plone-sitemap", f"{root}/sitemap")],
        "user": [] if place.asked.reader else [login],
    }


def action(name: str, title: str, icon: str, url: str) -> dict[str, str]:
    return {"id": name, "title": title, "icon": icon, "url": url}
