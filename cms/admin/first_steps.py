"""« Premiers pas »: what is left to do after installation, and what to ask of one's IT people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Site

from cms.domain.it_lines import it_lines
from cms.models.alliance import Alliance
from cms.models.home import HomePage
from cms.models.initiative import InitiativePage
from cms.models.topic import Topic


class Step(NamedTuple):
    """Something to do once: how to tell that it is done, and where to do it."""

    title: str
    explained: str
    is_done: Callable[[], bool]
    url: Callable[[], str]


def snippet_url(model: type, name: str = "list") -> str:
    return reverse(model.snippet_viewset.get_url_name(name))


def home_url() -> str:
    home = HomePage.objects.first()
    return reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else explore_url()


def explore_url() -> str:
    return reverse("wagtailadmin_explore_root")


STEPS: list[Step] = [
    Step(
        "Votre alliance",
        "Son nom, ses membres et la date de leur entrée.",
        lambda: Alliance.objects.filter(memberships__isnull=False).exists(),
        lambda: snippet_url(Alliance),
    ),
    Step(
        "Vos thématiques",
        "Gardez celles dont vous parlez, ajoutez les vôtres.",
        lambda: Topic.objects.exists(),
        lambda: snippet_url(Topic),
    ),
    Step(
        "Votre page d’accueil",
        "Un titre, et deux phrases qui disent qui vous êtes.",
        lambda: HomePage.objects.live().exclude(summary="").exists(),
        home_url,
    ),
    Step(
        "Votre première initiative",
        "Dans le dossier d’un membre\xa0: un titre, un résumé, une photo.",
        lambda: InitiativePage.objects.live().exists(),
        explore_url,
    ),
    Step(
        "Votre équipe",
        "Quand vous ne serez plus seule ou seul\xa0: qui écrit, qui relit, qui envoie.",
        lambda: get_user_model().objects.filter(is_active=True).count() > 1,
        lambda: reverse("team:index"),
    ),
]


def register(*steps: Step) -> None:
    """Add steps of other applications."""
    STEPS.extend(steps)


def index(request: HttpRequest) -> HttpResponse:
    """Show the steps, and the lines to send to one's IT department."""
    if not request.user.is_superuser:
        raise PermissionDenied
    steps = [
        {
            "title": step.title,
            "explained": step.explained,
            "is_done": step.is_done(),
            "url": step.url(),
        }
        for step in STEPS
    ]
    site = Site.objects.filter(is_default_site=True).first()
    context = {
        "steps": steps,
        "left": sum(not step["is_done"] for step in steps),
        "lines": it_lines(site.root_url if site else "", settings.DEFAULT_FROM_EMAIL),
    }
    return TemplateResponse(request, "passeur_cms/first_steps.html", context)


class FirstStepsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


class FirstStepsViewSet(ViewSet):
    name = "first_steps"
    url_prefix = "premiers-pas"
    icon = "list-ol"
    menu_label = "Premiers pas"
    menu_order = 5
    add_to_settings_menu = True
    menu_item_class = FirstStepsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [path("", index, name="index")]
