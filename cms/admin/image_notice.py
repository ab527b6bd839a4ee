"""Telling who publishes a page what its images lack, with the way to each image's form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page

from cms.domain.image_rules import (
    authorisation_missing,
    licence_missing,
    shown_images,
    without_authorisation,
    without_licence,
)
from cms.models.base import BasePage

Tell = Callable[..., None]


def refuse_publication(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send whoever publishes a page back to it, saved as a draft, with the reasons.

    Wagtail makes a new page live before it asks us.
    """
    if not refused(request, [page]):
        return None
    if request.resolver_match.view_name == "wagtailadmin_pages:add":
        Page.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_approval(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do the same to whoever approves a page in a workflow, which publishes it."""
    if request.method != "POST" or request.POST.get("workflow-action-name") != "approve":
        return None
    return refuse_publication(request, page)


def refuse_bulk_publication(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Publish none of the pages that were ticked where one may not be."""
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [draft for page in pages for draft in page.get_descendants().not_live()]
    drafts = [page.get_latest_revision_as_object() for page in pages]
    return redirect(action.next_url) if refused(request, drafts) else None


def refused(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Say of each page that may not be published why; tell whether there is one."""
    found = False
    for page in pages:
        images = without_authorisation(shown_images(page)) if isinstance(page, BasePage) else []
        for image in images:
            told = (
                f"Cette version de «\xa0{page.title}\xa0» n’est pas publiée\xa0: elle est gardée "
                f"en brouillon. {authorisation_missing(image)} Indiquez-la sur la fiche de "
                "l’image quand vous l’aurez, ou choisissez une autre image."
            )
            tell(messages.error, request, told, image)
            found = True
    return found


def tell_missing_licences(request: HttpRequest, page: Page) -> None:
    """Warn of each image of a page just published that has no licence."""
    if isinstance(page, BasePage):
        for image in without_licence(shown_images(page)):
            tell(messages.warning, request, licence_missing(image), image)


def tell_missing_licences_of_all(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> None:
    """Do the same for the pages that were ticked and are published now."""
    for each in objects if action_type == "publish" else ():
        if isinstance(each, Page):
            tell_missing_licences(request, each.specific_class.objects.get(pk=each.pk))


def tell(how: Tell, request: HttpRequest, text: str, image: Any) -> None:
    address = reverse("wagtailimages:edit", args=[image.pk])
    how(request, text, buttons=[messages.button(address, "Ouvrir la fiche de l’image")])
