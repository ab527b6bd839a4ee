"""Fixtures of the cms tests."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from wagtail.models import Site

from tests.factories.cms import make_site


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget renditions and roots of the test before, which was rolled back."""
    cache.clear()


@pytest.fixture(scope="module")
def module_site(module_database) -> int:
    """The site below, made once for a module."""
    return make_site().pk


@pytest.fixture
def site(module_site: int, db) -> Site:
    """A site with a home page, the three indexes and an alliance."""
    return Site.objects.get(pk=module_site)


@pytest.fixture
def admin(db) -> Client:
    """Return a client signed in as a superuser."""
    user = get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
    client = Client()
    client.force_login(user)
    return client
