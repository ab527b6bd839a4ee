"""The screen that duplicates a page as a model, and leads to the editor of the copy."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages
from wagtail.models import Page

from cms.admin.frame import frame_about
from cms.domain.duplicates import duplicate, left_out, may_duplicate

LABEL = "Dupliquer comme modèle"


class DuplicateForm(forms.Form):
    title = forms.CharField(
        label="Titre de la copie",
        max_length=255,
        error_messages={"required": "Donnez un titre à la copie."},
    )


def duplicate_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say what the copy will not have, ask for its title, make it and open it."""
    page = get_object_or_404(Page, pk=page_id)
    if not may_duplicate(request.user, page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    form = DuplicateForm(
        request.POST or None, initial={"title": f"Copie de {draft.title}"[:255].rstrip()}
    )
    without = left_out(draft)
    if request.method == "POST" and form.is_valid():
        made = duplicate(page, title=form.cleaned_data["title"], user=request.user)
        empty = f" Sont restés vides\xa0: {', '.join(without)}." if without else ""
        told = f"Copie de «\xa0{draft.title}\xa0» faite, en brouillon.{empty} Relisez le reste."
        messages.success(request, told)
        return redirect("wagtailadmin_pages:edit", made.pk)
    context = frame_about(page, LABEL, "copy") | {"form": form, "without": without}
    return TemplateResponse(request, "passeur_cms/duplicate.html", context)
