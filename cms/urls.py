"""Addresses that the cms answers besides Wagtail's pages; include them before Wagtail's own."""

from __future__ import annotations

from django.urls import include, path, re_path

from cms import media
from cms.outputs import crawlers
from cms.restapi.traversal import traverse

own = [
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("", include("cms.restapi.urls")),
    re_path(
        r"^(?:.+/)?@@images/(?P<signature>[^/]+)/(?P<image_id>\d+)/(?P<spec>[^/]+)/(?P<filename>[^/]+)$",
        media.serve_picture,
        name="picture",
    ),
    # Plone's clients append this to the address of the page that shows the picture.
    re_path(r"^(?P<path>(?:.+/)?@@images/[^/]+(?:/[^/]+)?)$", traverse, name="page_picture"),
]
urlpatterns = [
    path("", include((own, "cms"))),
    path("", include("cms.web.urls")),
    path("", include("themes.urls")),
]
