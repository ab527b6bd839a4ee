"""A reader who may see every draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Site


@pytest.fixture
def chief(site: Site) -> Any:
    return get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
