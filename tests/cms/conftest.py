"""Fixtures of the cms tests."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Site

from tests.factories.cms import make_site


@pytest.fixture
def site(db) -> Site:
    return make_site()


@pytest.fixture
def admin(db) -> Client:
    """Return a client signed in as a superuser."""
    user = get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
    client = Client()
    client.force_login(user)
    return client
