"""A draft as its web page, for whoever has a link to it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from cms.domain.preview import (
    InvalidPreview,
    Preview,
    PreviewGone,
    moment,
    open_pictures,
    previewed_page,
    read_preview_token,
    state_of,
)
from cms.models.base import BasePage
from cms.web.context import site_context, site_of


@login_not_required
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show a page as one revision has it; no cache, search engine or other site hears of it."""
    try:
        found = read_preview_token(token)
        page = previewed_page(found)
    except InvalidPreview as problem:
        response = refused(request, 401, "Lien d’aperçu non valable", str(problem))
        response["WWW-Authenticate"] = 'Bearer realm="Passeur"'  # due with 401 (RFC 9110, 11.6.1)
    except PreviewGone as problem:
        response = refused(request, 410, "Aperçu retiré", str(problem))
    else:
        if page.get_site() != site_of(request):
            raise Http404
        response = HttpResponse(open_pictures(draw_page(request, page, found), token))
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def draw_page(request: HttpRequest, page: BasePage, preview: Preview) -> str:
    """Return the page's HTML with a notice, and without a public address to share by mistake."""
    notice = f"{state_of(page, preview)} — lien valable jusqu’au {moment(preview.expires_at)}"
    context = page.get_context(request) | {"preview_notice": notice, "canonical": ""}
    return render_to_string(page.get_template(request), context, request)


def refused(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    context = site_context(request) | {"title": title, "reason": reason}
    return render(request, f"pack/{context['pack'].name}/web/refused.html", context, status=status)
