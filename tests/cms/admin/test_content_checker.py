"""Our rules in Wagtail's content checker."""

from __future__ import annotations

import json

from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.userbar import AdminItem, ContentCheckerItem
from wagtail.models import Site

from cms.admin.content_checker import EditingChecker, check_our_way
from tests.factories.cms import make_news

OURS = {"image-alt", "vague-link", "bare-address"}


def test_bar_of_public_pages_and_panel_of_the_editor_check_our_way(admin: Client, site: Site):
    page = make_news()
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for address in (page.get_url(), editor):
        html = BeautifulSoup(admin.get(address).content, "html.parser")
        configuration = json.loads(html.find(id="checker-axe-configuration").string)

        assert {*OURS, "heading-order"} <= set(configuration["options"]["runOnly"])
        assert {*OURS, "heading-order"} <= set(configuration["messages"])
        assert OURS - {"image-alt"} <= {rule["id"] for rule in configuration["spec"]["rules"]}


def test_public_never_loads_the_checks(admin: Client, site: Site):
    script = "/static/passeur_cms/content_checker.js"
    page = make_news()

    assert script in admin.get(page.get_url()).content.decode()
    assert script not in Client().get(page.get_url()).content.decode()


def test_checker_of_a_host_project_stays():
    class Theirs(ContentCheckerItem):
        pass

    items = [AdminItem(), Theirs(), ContentCheckerItem(in_editor=True)]
    check_our_way(RequestFactory().get("/"), items, None)

    assert [type(item) for item in items] == [AdminItem, Theirs, EditingChecker]
    assert items[2].in_editor
