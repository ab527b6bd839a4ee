"""People who may sign in to the demo."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission


class Login(NamedTuple):
    """A login as the summary prints it."""

    username: str
    password: str
    role: str


LOGINS = (
    Login("admin", "demo-passeur-admin", "administration"),
    Login("redaction", "demo-passeur-redaction", "rédaction"),
)


def make() -> int:
    """Create the users that are missing; one that exists keeps its password."""
    made = 0
    for login in LOGINS:
        if get_user_model().objects.filter(username=login.username).exists():
            continue
        create = (
            get_user_model().objects.create_superuser
            if login.username == "admin"
            else get_user_model().objects.create_user
        )
        user = create(login.username, f"{login.username}@example.org", login.password)
        user.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
        user.user_permissions.set(
            Permission.objects.filter(
                content_type__app_label="passeur_importers", codename="pull_source"
            )
        )
        made += 1
    return made


def still_open(login: Login) -> bool:
    """Tell whether a login still has the password that the demo gave it."""
    user = get_user_model().objects.filter(username=login.username, is_active=True).first()
    return bool(user and user.check_password(login.password))
