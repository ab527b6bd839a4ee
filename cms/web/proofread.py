"""A page as it will be, for the member whom it is about, to validate or to correct."""

from __future__ import annotations

import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.domain import contributions
from cms.domain.preview import make_preview_token, open_pictures
from cms.domain.sanitise import plain_text
from cms.models.base import BasePage
from cms.models.contribution import ContributionRequest
from cms.web.contribute import too_large
from cms.web.links import closed, ended, find, personal
from cms.web.moments import moment_text

LONGEST = 10_000
# Pictures are asked for at once. The token in their addresses opens the same draft and
# cannot be revoked, so it soon ends by itself.
PICTURES_FOR = datetime.timedelta(hours=1)
CHANGED = "La page vient d’être modifiée\u00a0: relisez-la, puis validez-la."
BOTH = "Vous avez écrit des corrections\u00a0: envoyez-les, ou effacez-les pour valider la page."
NOTHING = "Écrivez ce qu’il faut corriger."
TOO_LONG = "Ce texte est trop long\u00a0: 10\u00a0000\u00a0signes au plus."


@login_not_required
@csrf_exempt  # no cookie, no session: the link is the whole proof of who answers
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def proofread(request: HttpRequest, token: str) -> HttpResponse:
    """Show the latest draft of one page; on POST, note what the member says of it.

    GET changes nothing: the scanners of mail servers follow every link.
    """
    asked = find(request, ContributionRequest.Kind.PROOFREADING, token)
    if response := ended(request, asked):
        return response
    if asked.page is None or asked.page.latest_revision is None:
        return closed(request)
    if request.method != "POST":
        return show(request, asked)
    if refusal := too_large(request):
        return refusal
    text = request.POST.get("correction", "")
    try:
        problem = take(asked, text, request)
    except contributions.Closed:  # meanwhile, or twice at once
        asked.refresh_from_db()
        problem = ""
    if problem:
        return show(request, asked, text, problem)
    return HttpResponseRedirect(f"{request.path}?merci")


def take(asked: ContributionRequest, text: str, request: HttpRequest) -> str:
    """Note a validation or corrections; return what keeps from it, in a sentence."""
    if len(text) > 2 * LONGEST or len(plain_text(text)) > LONGEST:
        return TOO_LONG
    written = plain_text(text)
    if "validate" not in request.POST:
        if not written:
            return NOTHING
        contributions.correct(asked, written)
        return ""
    if written:
        return BOTH
    try:
        contributions.validate(asked, request.POST.get("version", ""))
    except contributions.PageChanged:
        asked.page.refresh_from_db()
        return CHANGED
    return ""


def show(
    request: HttpRequest, asked: ContributionRequest, text: str = "", problem: str = ""
) -> HttpResponse:
    """Answer with the page as visitors would see it, with the two buttons under it."""
    revision = asked.page.latest_revision
    page: BasePage = revision.as_object()
    proofreading = {
        "asked": asked,
        "deadline": moment_text(asked.deadline),
        "version": contributions.version_of(asked.page),
        "text": text,
        "problem": problem,
    }
    context = page.get_context(request) | {
        "preview_notice": "Page à relire, que nous vous montrons avant de la mettre en ligne",
        "proofreading": proofreading,
        "canonical": "",
        "userbar": "",
    }
    html = render_to_string(page.get_template(request), context, request)
    html = open_pictures(html, make_preview_token(revision, PICTURES_FOR))
    return HttpResponse(html, status=400 if problem else 200)
