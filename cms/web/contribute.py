"""The form in which a member tells of an initiative, opened by a personal link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.domain import contributions
from cms.models.contribution import ContributionRequest
from cms.web.context import site_context
from cms.web.contribute_form import MOST_BYTES, PHOTOGRAPHS, ContributionForm
from cms.web.links import ended, find, personal
from cms.web.moments import moment_text
from cms.web.preview import refused

LARGEST = (PHOTOGRAPHS + 1) * MOST_BYTES  # what is written is far below one photograph
UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError)


@login_not_required
@csrf_exempt  # no cookie, no session: the link is the whole proof of who answers
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def contribute(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form; on POST, make a draft of the answer, once."""
    asked = find(request, ContributionRequest.Kind.INITIATIVE, token)
    if response := ended(request, asked):
        return response
    if request.method != "POST":
        return show(request, asked, ContributionForm())
    if refusal := too_large(request):
        return refusal
    form = ContributionForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, asked, form, status=400)
    try:
        contributions.answer(asked, form.answer())
    except contributions.Closed:  # meanwhile, or twice at once
        asked.refresh_from_db()
    return HttpResponseRedirect(f"{request.path}?merci")


def show(
    request: HttpRequest, asked: ContributionRequest, form: ContributionForm, status: int = 200
) -> HttpResponse:
    title = "Racontez-nous en dix minutes, sans mot de passe"
    problems = form.problems if request.method == "POST" else []
    context = site_context(request) | {
        "title": f"Erreur – {title}" if problems else title,
        "heading": title,
        "asked": asked,
        "deadline": moment_text(asked.deadline),
        "form": form,
        "problems": problems,
        "most": PHOTOGRAPHS,
    }
    name = f"pack/{context['pack'].name}/web/contribute.html"
    return render(request, name, context, status=status)


def too_large(request: HttpRequest) -> HttpResponse | None:
    """Refuse what is too much before it is read, and what cannot be read; None for the rest."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return refusal(request)
    try:
        request.POST  # noqa: B018 -- read here, where a refusal can be said in French
    except UNREADABLE:
        return refusal(request)
    return None


def refusal(request: HttpRequest) -> HttpResponse:
    reason = (
        f"Votre envoi est trop lourd, ou ses fichiers sont trop nombreux\u00a0: {PHOTOGRAPHS} "
        "photographies au plus, de 10\u00a0Mo chacune. Rien n’a été reçu\u00a0: revenez en "
        "arrière, puis recommencez avec des photographies plus légères."
    )
    return refused(request, 413, "Envoi trop lourd", reason)
