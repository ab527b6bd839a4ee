"""What the addresses of personal links share: one thing opens, and nothing leaks.

Whoever holds such a link needs no password, so the link is kept from everybody else: no
cache, no search engine, no address handed to another site.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from cms.domain.attempts import address_of, may_try
from cms.domain.contribution_rules import State, state_of
from cms.domain.paris import day_in_paris
from cms.listing.query import storable
from cms.models.contribution import ContributionRequest
from cms.web.context import site_context, site_of
from cms.web.moments import day_text, hour_text
from cms.web.preview import refused

SECONDS = 60
MOST_BY_ADDRESS = 60  # a town hall has one address for all who work there
MOST_BY_LINK = 20
View = Callable[[HttpRequest, str], HttpResponse]


def personal(view: View) -> View:
    """Decorate a view whose address is a secret: few tries a minute, and no trace of it."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token) if in_measure(request, token) else too_often(request)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def in_measure(request: HttpRequest, token: str) -> bool:
    """Count a visit, by the visitor's address and by the link; both are counted always."""
    by_address = may_try(f"links of {address_of(request)}", MOST_BY_ADDRESS, SECONDS)
    by_link = may_try(f"link {token}", MOST_BY_LINK, SECONDS)
    return by_address and by_link


def too_often(request: HttpRequest) -> HttpResponse:
    reason = "Vous avez ouvert ce lien trop souvent. Attendez une minute, puis recommencez."
    response = refused(request, 429, "Trop d’essais", reason)
    response["Retry-After"] = str(SECONDS)
    return response


def find(request: HttpRequest, kind: str, token: str) -> ContributionRequest:
    """Return what a link asks for. Raises Http404 for a guessed one, or on another site."""
    asked = get_object_or_404(
        ContributionRequest.objects.select_related("folder__organisation", "page", "topic"),
        token=storable(token),
        kind=kind,
    )
    if asked.folder.get_site() != site_of(request):
        raise Http404
    return asked


def ended(request: HttpRequest, asked: ContributionRequest) -> HttpResponse | None:
    """Return the page of a link that takes no answer any more; None while it does."""
    state = state_of(asked, day_in_paris())
    if state in (State.WAITING, State.LATE):
        return None
    if state in (State.ANSWERED, State.VALIDATED):
        return received(request, asked)
    return closed(request)


def received(request: HttpRequest, asked: ContributionRequest) -> HttpResponse:
    """Say that the answer has arrived, and when: what it was is shown to nobody."""
    instant = timezone.localtime(asked.answered_at or asked.validated_at)
    when = f"{day_text(instant)} à {hour_text(instant.time())}"
    thanked = "merci" in request.GET
    context = site_context(request) | {
        "title": "Merci, c’est bien reçu" if thanked else "Déjà reçu",
        "thanked": thanked,
        "when": when,
        "asked": asked,
    }
    return render(request, f"pack/{context['pack'].name}/web/received.html", context)


def closed(request: HttpRequest) -> HttpResponse:
    """Say of a link that is late or revoked whom to ask, and nothing of what it opened."""
    alliance = site_context(request)["alliance"]
    email = alliance.organisation.email if alliance and alliance.organisation else ""
    ask = f"écrivez à {email}" if email else "répondez au courriel qui vous l’a apporté"
    reason = f"Sa date est passée, ou nous l’avons retiré. Pour en recevoir un autre, {ask}."
    return refused(request, 410, "Ce lien n’est plus valable", reason)
