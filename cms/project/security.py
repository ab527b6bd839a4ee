"""The Content-Security-Policy of public pages and of the admin."""

from __future__ import annotations

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from cms.listing.middleware import is_admin


class ContentSecurityPolicy(CSPMiddleware):
    """Gives public pages `CONTENT_SECURITY_POLICY`, the admin `ADMIN_SECURITY_POLICY`.

    A response that brings its own policy keeps it: media, and archived letters, whose
    styles are inline as mail readers want them.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: Any = super().get_policy_parts(request, response, report_only)
        # A preview is made by a request to the page's own address, and shown in the admin.
        inside = is_admin(request) or getattr(request, "is_preview", False)
        if inside and not report_only:
            parts.config = settings.ADMIN_SECURITY_POLICY
        return parts
