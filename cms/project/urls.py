"""Addresses of the site. Wagtail's page tree comes last: it answers everything else."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.media import serve_file
from cms.project.api import router

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v2/", router.urls),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_file, name="media"),
    path("lettre/", include("newsletter.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]

handler404 = "cms.web.views.not_found"
handler500 = "cms.web.views.server_error"
