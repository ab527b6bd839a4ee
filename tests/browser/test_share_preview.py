"""An editor copies a link to a draft, and a stranger opens it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from tests.browser.test_public_pages import WCAG
from tests.factories.cms import make_initiative
from tests.factories.images import png

pytestmark = pytest.mark.browser


def test_editor_copies_a_link_and_a_stranger_opens_it(live_server, addresses, browser):
    host, port = live_server.thread.host, live_server.thread.port
    Site.objects.update(hostname=host, port=port)
    private = Collection.get_first_root_node().add_child(name="Réservée")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    image = get_image_model().objects.create(
        title="Pont", file=png("pont.png", 900, 600), collection=private
    )
    page = make_initiative("Le bac de Fégréac", image=image, image_alt="Un pont", publish=False)
    get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")

    office = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = office.new_page()
    tab.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    tab.locator("[name=username]").fill("chef")
    tab.locator("[name=password]").fill("secret")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Actions", exact=True).first.click()
    tab.get_by_role("link", name="Partager un aperçu").click()
    copy = tab.get_by_role("button", name="Copier le lien d’aperçu")
    expect(copy).to_be_visible()
    results = Axe().run(tab, context="main", options=WCAG).response["violations"]
    assert [(result["id"], result["nodes"][0]["html"]) for result in results] == []
    copy.click()
    expect(tab.get_by_text("Lien copié")).to_be_visible()
    link = tab.evaluate("navigator.clipboard.readText()")
    office.close()

    outside = browser.new_context()
    tab = outside.new_page()
    assert tab.goto(live_server.url + page.get_url()).status == 404
    assert tab.goto(link).status == 200
    expect(tab.get_by_role("heading", level=1)).to_have_text("Le bac de Fégréac")
    expect(tab.get_by_role("note")).to_contain_text("Aperçu d’une page non publiée")
    pictures = tab.get_by_role("img", name="Un pont")
    assert pictures.first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    results = Axe().run(tab, options=WCAG).response["violations"]
    assert [(result["id"], result["nodes"][0]["html"]) for result in results] == []
    assert tab.goto(f"{link.rstrip('/')}x/").status == 401
    expect(tab.get_by_role("heading", level=1)).to_have_text("Lien d’aperçu non valable")
    outside.close()
