"""People who may sign in to the demo."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from cms.domain import roles
from cms.models import MemberFolder


class Login(NamedTuple):
    """A login as the summary prints it; `role` is what it may do, in our words."""

    username: str
    password: str
    role: str


LOGINS = (
    Login("admin", "demo-passeur-admin", "administration"),
    Login("redaction", "demo-passeur-redaction", "rédaction, publication et lettre"),
    Login("redon", "demo-passeur-redon", "contribution de Redon Agglomération"),
)


def make() -> int:
    """Create the users that are missing; one that exists keeps its password and its roles."""
    made = 0
    for login in LOGINS:
        if get_user_model().objects.filter(username=login.username).exists():
            continue
        address = f"{login.username}@example.org"
        if login.username == "admin":
            get_user_model().objects.create_superuser(login.username, address, login.password)
        else:
            user = get_user_model().objects.create_user(login.username, address, login.password)
            for role, page in roles_of(login.username):
                roles.grant(user, role, page)
        made += 1
    return made


def roles_of(username: str) -> list[tuple[roles.Role, Page]]:
    """Return what a login of the demo may do, and where."""
    if username == "redon":
        return [(roles.CONTRIBUTOR, MemberFolder.objects.get(slug="redon-agglomeration"))]
    home = Site.objects.get(is_default_site=True).root_page
    series = roles.ROLES["newsletter"]
    return [
        (roles.EDITOR, home),
        (roles.PUBLISHER, home),
        *((series, page) for page in roles.places(series)),
    ]


def still_open(login: Login) -> bool:
    """Tell whether a login still has the password that the demo gave it."""
    user = get_user_model().objects.filter(username=login.username, is_active=True).first()
    return bool(user and user.check_password(login.password))
