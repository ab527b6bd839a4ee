"""What the demo tells when it is ready: where to look, and how to sign in."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.urls import reverse

from cms.domain.triage import waiting
from cms.project.demo import users
from cms.project.demo.pages import find


def text() -> str:
    """Return the closing summary."""
    return "\n".join(lines())


def lines() -> Iterator[str]:
    yield line("Site", settings.SITE_URL + "/")
    for name, label in (("initiatives", "Initiatives"), ("lettre", "Lettre")):
        if (page := find(name)) and page.live:
            yield line(label, settings.SITE_URL + (page.get_url() or "/"))
    drafts = apps.get_model("passeur_newsletter", "Edition").objects.filter(state="draft")
    for edition in drafts.exclude(issue=None):
        address = reverse("wagtailadmin_pages:edit", args=[edition.issue_id])
        yield line("Numéro à relire", settings.SITE_URL + address)
    if settings.MAIL_URL.startswith("file://"):
        yield line("Courriels", settings.MAIL_URL.removeprefix("file://"))
    yield line("Administration", settings.SITE_URL + reverse("wagtailadmin_home"))
    yield line("Vivier", f"{waiting().count()} fiches à trier")
    yield ""
    yield "Comptes, pour cette démonstration seulement :"
    for login in users.LOGINS:
        secret = login.password if users.still_open(login) else "(mot de passe changé depuis)"
        yield f"  {login.username:<10} {secret:<26} {login.role}"


def line(label: str, value: str) -> str:
    return f"  {label:<16} {value}"
