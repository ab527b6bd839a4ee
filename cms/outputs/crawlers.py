"""What search engines read first: robots.txt and the sitemap."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.listing.row import ListingRow

MOST = 50_000  # of one file, https://www.sitemaps.org/protocol.html


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer `/robots.txt` (RFC 9309): everything public may be read, the admin is no use."""
    text = robots_text(f"{site_of(request).root_url}{reverse('cms:sitemap')}")
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def robots_text(sitemap_address: str) -> str:
    """Return the rules for robots, in our own robots.txt and in that of a front end."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Sitemap: {sitemap_address}",
    ]
    return "\n".join(lines) + "\n"


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer `/sitemap.xml`: the rows of the listing, each with its last publication."""
    site = site_of(request)
    rows = ListingRow.objects.of(site).order_by("tree_path").values_list("path", "modified")
    entries = [
        f"<url><loc>{escape(site.root_url + quote(path.rstrip('/')))}/</loc>"
        f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod></url>"
        for path, modified in rows[:MOST]
    ]
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(entries)
        + "\n</urlset>\n",
        content_type="application/xml; charset=utf-8",
    )


def site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site
