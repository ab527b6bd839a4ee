"""The screen « Équipe »: who may write, read again, publish and send, in few words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.mail import send_mail
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from cms.domain import roles
from cms.domain.people import find_or_make, name_of
from cms.models.role import RoleGroup

logger = logging.getLogger(__name__)


class InvitationForm(forms.Form):
    """Somebody's address, name, and what they will do."""

    email = forms.EmailField(label="Adresse électronique", max_length=254)
    first_name = forms.CharField(label="Prénom", max_length=150, required=False)
    last_name = forms.CharField(label="Nom", max_length=150, required=False)
    role = forms.ChoiceField(label="Rôle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choisissez un rôle"), *role_choices()]

    def clean_role(self) -> tuple[roles.Role, Page]:
        """Return the role and the page at which it is given: the choices name both."""
        key, page_id = self.cleaned_data["role"].split(":")
        return roles.ROLES[key], Page.objects.get(pk=page_id)


def role_choices() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the roles, each with the pages at which it can be given."""
    for role in roles.ROLES.values():
        pages = [(f"{role.key}:{page.pk}", page.title) for page in roles.places(role)]
        if pages:
            yield role.label, pages


def check_may_manage(request: HttpRequest) -> None:
    """Refuse all but administrators: whoever gives roles could give themselves any."""
    if not request.user.is_superuser:
        raise PermissionDenied


def index(request: HttpRequest) -> HttpResponse:
    """List who has which role."""
    check_may_manage(request)
    held = RoleGroup.objects.select_related("group", "page").prefetch_related("group__user_set")
    rows = [
        {"user": user, "name": name_of(user), "role": roles.ROLES[each.role], "held": each}
        for each in held.order_by("role", "page__title")
        if each.role in roles.ROLES
        for user in each.group.user_set.all()
    ]
    administrators = get_user_model().objects.filter(is_superuser=True, is_active=True)
    context = {
        "rows": sorted(rows, key=lambda row: row["name"].casefold()),
        "administrators": [{"user": user, "name": name_of(user)} for user in administrators],
        "roles": roles.ROLES.values(),
    }
    return TemplateResponse(request, "passeur_cms/team/index.html", context)


def invite(request: HttpRequest) -> HttpResponse:
    """Give somebody a role; whoever is new receives a link to choose a password."""
    check_may_manage(request)
    form = InvitationForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "roles": roles.ROLES.values()}
        return TemplateResponse(request, "passeur_cms/team/invite.html", context)
    role, page = form.cleaned_data["role"]
    user, is_new = find_or_make(
        form.cleaned_data["email"], form.cleaned_data["first_name"], form.cleaned_data["last_name"]
    )
    roles.grant(user, role, page)
    messages.success(request, f"{name_of(user)}\xa0: rôle «\xa0{role.label}\xa0» donné.")
    if is_new:
        send_invitation(request, user, role)
    return redirect("team:index")


def send_invitation(request: HttpRequest, user: Any, role: roles.Role) -> None:
    """Send a link to choose a password. The account stays, whatever becomes of the mail.

    Django's own form for lost passwords keeps to itself that a mail could not leave.
    """
    context = {
        "user": user,
        "role": role,
        "invited_by": name_of(request.user),
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "host": f"{request.scheme}://{request.get_host()}",
    }
    text = render_to_string("passeur_cms/team/invitation.txt", context)
    try:
        send_mail("Votre accès à l’administration du site", text, [user.email])
    except OSError:
        logger.exception("the invitation of user %s could not be sent", user.pk)
        messages.warning(
            request,
            "Le courriel n’est pas parti. La personne peut choisir son mot de passe elle-même, par "
            "«\xa0Mot de passe oublié\xa0» sur l’écran de connexion.",
        )
    else:
        messages.info(request, f"Un lien pour choisir un mot de passe part à {user.email}.")


def remove(request: HttpRequest, held_id: int, user_id: int) -> HttpResponse:
    """Take a role from somebody, after asking."""
    check_may_manage(request)
    held = get_object_or_404(RoleGroup.objects.select_related("page"), pk=held_id)
    user = get_object_or_404(held.group.user_set, pk=user_id)
    role = roles.ROLES[held.role]
    if request.method == "POST":
        roles.revoke(user, held)
        messages.success(request, f"{name_of(user)} n’a plus le rôle «\xa0{role.label}\xa0».")
        return redirect("team:index")
    context = {"held": held, "role": role, "name": name_of(user)}
    return TemplateResponse(request, "passeur_cms/team/remove.html", context)


class TeamMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


class TeamViewSet(ViewSet):
    name = "team"
    url_prefix = "equipe"
    icon = "group"
    menu_label = "Équipe"
    menu_order = 10
    add_to_settings_menu = True
    menu_item_class = TeamMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", index, name="index"),
            path("inviter/", invite, name="invite"),
            path("retirer/<int:held_id>/<int:user_id>/", remove, name="remove"),
        ]
