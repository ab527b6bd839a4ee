"""Wagtail's bar of quick actions on public pages, for staff who are signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from wagtail.admin.userbar import Userbar
from wagtail.models import Page


def userbar(request: HttpRequest, page: Page) -> str:
    """Return the bar, empty for the public.

    Visitors without a session are told apart by the absence of its cookie: asking who they
    are would mark every page as varying by cookie, and no cache could keep it.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    user = getattr(request, "user", None)
    if user is None or not user.has_perm("wagtailadmin.access_admin"):
        return ""
    return Userbar(object=page).render_html({"request": request})
