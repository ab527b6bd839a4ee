"""Who is named as having sent an image."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser

from cms.models.alliance import Alliance
from cms.models.organisation import Organisation


def credit_of(user: AbstractBaseUser) -> str:
    """Return « Transmise par » with the body that a user works for; nothing where several may be.

    A member's contributors may write in its folder; others on the staff are the alliance's.
    Never the name of the person.
    """
    members = Organisation.objects.filter(
        member_folders__group_permissions__group__user=user
    ).distinct()
    bodies = list(members[:2]) or list(Alliance.objects.all()[:2])
    return f"Transmise par {bodies[0].name}" if len(bodies) == 1 else ""
