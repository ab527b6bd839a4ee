"""One address for the whole API: what follows it is a page's path and perhaps a service."""

from __future__ import annotations

from django.urls import re_path

from cms.restapi.traversal import traverse

urlpatterns = [re_path(r"^(?P<path>/.*)?$", traverse, name="api")]
