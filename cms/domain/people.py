"""People of the staff: how colleagues know them, and how they come to have an account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.crypto import get_random_string

LONGEST = 150  # of a username, in Django


def name_of(user: Any) -> str:
    """Return how colleagues know a user: by name, else by what they sign in with."""
    return user.get_full_name() or user.get_username()


def find_or_make(email: str, first_name: str = "", last_name: str = "") -> tuple[Any, bool]:
    """Return the user of an address and whether the account is new.

    A new account signs in with its address. Its password is random: Django sends no link
    to choose another to accounts that have none.
    """
    users = get_user_model().objects
    if known := users.filter(email__iexact=email).order_by("-is_active", "pk").first():
        return known, False
    name = email.lower()[:LONGEST]
    while users.filter(username=name).exists():
        name = f"{name[: LONGEST - 5]}-{get_random_string(4).lower()}"
    user = users.create_user(
        name, email, get_random_string(40), first_name=first_name, last_name=last_name
    )
    return user, True
