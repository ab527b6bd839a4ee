"""`@site`: what a front end asks once: the site's name, languages and sizes of pictures."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.models import Site

from cms.listing.address import site_roots
from cms.listing.pictures import PLONE_SCALES
from cms.listing.query import stands
from cms.listing.summary import page_address
from cms.models.alliance import Alliance
from cms.outputs.crawlers import robots_text
from cms.restapi.asked import Asked

# As far as a scale may go in height; the small ones are squares at most.
TALLEST = 65536


def site(asked: Asked, path: str) -> dict[str, Any] | None:
    """Return what Plone's clients read of the site, under the names of Plone's registry.

    The logo is the theme pack's, which a front end replaces by its own.
    """
    if not stands(asked.site_id, path):
        return None
    found = Site.objects.select_related("root_page__locale").get(pk=asked.site_id)
    languages = sorted({root.locale for root in site_roots() if root.site_id == found.pk})
    return {
        "@id": f"{page_address(path)}/@site",
        "plone.site_title": site_title(found),
        "plone.site_logo": None,
        # A front end fills in its own address, and makes its own site map from @search.
        "plone.robots_txt": robots_text("{portal_url}/sitemap.xml.gz"),
        "plone.allowed_sizes": [
            f"{name} {width}:{TALLEST if width >= PLONE_SCALES['mini'] else width}"
            for name, width in PLONE_SCALES.items()
        ],
        "plone.default_language": found.root_page.locale.language_code,
        "plone.available_languages": languages,
        "plone.portal_timezone": settings.TIME_ZONE,
        "features": {"filter_aliases_by_date": True, "multilingual": len(languages) > 1},
    }


def site_title(site: Site) -> str:
    """Return the name under which people know the site: that of its alliance, if it has one."""
    alliance = Alliance.objects.filter(site=site).values_list("name", flat=True).first()
    return alliance or site.site_name or site.hostname
