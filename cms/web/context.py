"""What every public page is given: the look, the site, and where one stands in it."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Site

from cms.models.alliance import Alliance
from cms.models.look import Look
from cms.web.navigation import menus
from themes.registry import Pack, UnknownPack, get_pack

logger = logging.getLogger(__name__)
DEFAULT_PACK = Look._meta.get_field("pack").default


def site_of(request: HttpRequest) -> Site:
    """Return the site that a request is for.

    Raises:
        Http404: no site answers at this host.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("Aucun site ne répond à cette adresse.")
    return site


def pack_of(request: HttpRequest) -> Pack:
    """Return the pack of the request's site, looked up once per request.

    A pack that was taken away must not take the site down: the default one stands in.
    """
    if not hasattr(request, "_theme_pack"):
        request._theme_pack = pack_of_site(Site.find_for_request(request))
    return request._theme_pack


def pack_of_site(site: Site | None) -> Pack:
    """Return the pack of a site, for what is made without a request, such as letters."""
    # Not `Look.for_site`, which writes a row when there is none: a visit must not write.
    name = Look.objects.filter(site=site).values_list("pack", flat=True).first()
    try:
        return get_pack(name or DEFAULT_PACK)
    except UnknownPack as error:
        logger.error("%s", error)
        return get_pack(DEFAULT_PACK)


def site_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs: pack, names, menus, search."""
    site = site_of(request)
    alliance = Alliance.objects.filter(site=site).first()
    return {
        "pack": pack_of(request),
        "alliance": alliance,
        "site_name": alliance.name if alliance else site.site_name,
        "site_short_name": (alliance.short_name if alliance else "") or site.site_name,
        "home_url": "/",
        "search_url": reverse("passeur_web:search"),
        **menus(site, request.path),
    }
