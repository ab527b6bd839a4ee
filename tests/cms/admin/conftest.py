"""Somebody who may edit one cycle and its sessions, and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Site

from cms.models import CyclePage
from tests.factories.cms import make_cycle


@pytest.fixture
def cycle(site: Site) -> CyclePage:
    return make_cycle("Gérer les déchets")


@pytest.fixture
def editor(cycle: CyclePage) -> Client:
    """Return a client signed in as somebody who may add to that cycle and edit it."""
    group = Group.objects.create(name="Déchets")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=cycle.page_ptr, permission=permission)
    user = get_user_model().objects.create_user("sam")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client
