"""One address for the whole API: what follows it is a page's path and perhaps a service.

No page can stand at the two others: slugs hold neither a dot nor an @.
"""

from __future__ import annotations

from django.urls import path, re_path

from cms.restapi.openapi.views import docs, openapi
from cms.restapi.traversal import traverse

urlpatterns = [
    path("++api++/openapi.json", openapi, name="openapi"),
    path("++api++/@@docs", docs, name="api_docs"),
    # Whatever is asked is answered as JSON, a path with a line break too.
    re_path(r"^\+\+api\+\+(?P<path>/[\s\S]*)?$", traverse, name="api"),
]
