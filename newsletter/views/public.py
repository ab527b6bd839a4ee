"""Leaving a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.web.context import site_context
from newsletter.domain import consent
from newsletter.domain.consent import Evidence
from newsletter.models import Subscription

BUTTON = "Me désinscrire"


@csrf_exempt  # mail programs post with no page and no cookie: RFC 8058, section 3.1
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, unsubscribe on POST. The token is the whole proof of who asks.

    GET never changes anything, since scanners and previews follow every link of a mail.
    POST answers at once, without redirect, and the same when it is repeated.
    """
    subscription = get_object_or_404(
        Subscription.objects.select_related("subscriber", "series"), token=token
    )
    done = request.method == "POST"
    if done:
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        evidence = Evidence(
            wording=f"{BUTTON} de la lettre « {subscription.series.title} »",
            method="bouton de la messagerie" if one_click else "page de désinscription",
            source=request.path.replace(token, "…"),
        )
        consent.unsubscribe(subscription, evidence)
    elif subscription.state == Subscription.State.UNSUBSCRIBED:
        done = True
    context = site_context(request) | {
        "title": "Se désinscrire",
        "series": subscription.series,
        "address": masked(subscription.subscriber.email),
        "done": done,
        "button": BUTTON,
    }
    response = render(request, f"pack/{context['pack'].name}/web/unsubscribe.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address of this page is a secret
    response["X-Robots-Tag"] = "noindex"
    return response


def masked(email: str) -> str:
    """Show enough of an address for its owner: a forwarded letter must not give it away."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"
