"""A draft as its web page, for a stranger with a link."""

from __future__ import annotations

import datetime
import json
import re

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms.domain import authoring
from cms.domain.preview import make_preview_token
from tests.factories.cms import make_initiative
from tests.factories.images import png

SECRET = "Zanzibar"


def open_link(page: Page, client: Client | None = None) -> HttpResponse:
    token = make_preview_token(page.latest_revision)
    return (client or Client()).get(reverse("passeur_web:preview", args=[token]))


def test_link_shows_the_draft_in_the_pack_with_a_notice_and_to_nobody_else(site: Site) -> None:
    with time_machine.travel("2026-11-23T07:45:00Z", tick=False):
        page = make_initiative(SECRET, publish=False)
        response = open_link(page)
        public = Client().get(page.get_url()).status_code

    html = response.content.decode()
    assert (response.status_code, public) == (200, 404)
    assert f"<h1>{SECRET}</h1>" in re.sub(r"\s*(</?h1)[^>]*>\s*", r"\1>", html)
    assert (
        "Aperçu d’une page non publiée — lien valable jusqu’au "
        "30\u00a0novembre 2026 à 8\u00a0h\u00a045"
    ) in html
    assert "Rechercher dans tout le site" in html
    assert 'rel="canonical"' not in html


def test_preview_is_kept_by_nobody_and_tells_no_other_site_its_address(site: Site) -> None:
    response = open_link(make_initiative(SECRET, publish=False))

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_every_type_of_page_has_a_preview(pages) -> None:
    for name, page in pages.items():
        response = open_link(authoring.update(page, {"title": SECRET}))
        assert response.status_code == 200, name
        assert SECRET in response.content.decode(), name
        assert "Aperçu d’une version non publiée" in response.content.decode(), name


def test_public_page_has_no_notice(client, pages) -> None:
    assert "preview-notice" not in client.get(pages["initiative"].get_url()).content.decode()


def test_link_shows_its_revision_whatever_is_written_after_it(site: Site) -> None:
    page = make_initiative("Première", publish=False)
    address = reverse("passeur_web:preview", args=[make_preview_token(page.latest_revision)])
    authoring.update(page, {"title": "Deuxième"}, publish=True)

    html = Client().get(address).content.decode()

    assert "Première" in html
    assert "Deuxième" not in html.partition("</title>")[0]


@pytest.mark.parametrize("change", [("5", "6"), (".", ","), ("", "a")])
def test_link_that_was_changed_is_a_401_in_french(site: Site, change: tuple[str, str]) -> None:
    token = make_preview_token(make_initiative(SECRET, publish=False).latest_revision)
    changed = token.replace(*change, 1) if change[0] in token else f"{token}a"
    response = Client().get(reverse("passeur_web:preview", args=[changed]))

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Cache-Control"] == "private, no-store"
    assert "Ce lien d’aperçu n’est pas valable" in response.content.decode()
    assert SECRET not in response.content.decode()


def test_link_that_is_late_is_a_401_that_says_since_when(site: Site) -> None:
    with time_machine.travel("2026-11-23T07:45:00Z", tick=False) as clock:
        page = make_initiative(SECRET, publish=False)
        address = reverse("passeur_web:preview", args=[make_preview_token(page.latest_revision)])
        clock.shift(datetime.timedelta(days=8))
        response = Client().get(address)

    assert response.status_code == 401
    assert "depuis le 30\u00a0novembre 2026 à 8\u00a0h\u00a045" in response.content.decode()
    assert SECRET not in response.content.decode()


def test_link_to_a_deleted_page_is_a_410(site: Site) -> None:
    page = make_initiative(SECRET, publish=False)
    address = reverse("passeur_web:preview", args=[make_preview_token(page.latest_revision)])
    authoring.delete(page)

    response = Client().get(address)

    assert response.status_code == 410
    assert "n’existe plus" in response.content.decode()


def test_link_does_not_open_on_another_site(site: Site) -> None:
    page = make_initiative(SECRET, publish=False)
    other = Page.objects.get(depth=1).add_child(instance=Page(title="Ailleurs", slug="ailleurs"))
    Site.objects.create(hostname="127.0.0.1", port=80, root_page=other, site_name="Ailleurs")
    address = reverse("passeur_web:preview", args=[make_preview_token(page.latest_revision)])

    response = Client().get(address, headers={"host": "127.0.0.1"})

    assert response.status_code == 404
    assert SECRET not in response.content.decode()


def test_preview_is_read_only(site: Site) -> None:
    address = reverse("passeur_web:preview", args=["1.2.3.x"])

    assert Client().post(address).status_code == 405


def test_pictures_of_a_private_collection_are_shown_in_the_preview_only(site: Site) -> None:
    private = Collection.get_first_root_node().add_child(name="Réservée")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    shown, body, other = (
        get_image_model().objects.create(
            title=name, file=png(f"{name}.png", 900, 600), collection=private
        )
        for name in ("pont", "quai", "secret")
    )
    block = json.dumps([{"type": "picture", "value": {"image": body.pk, "caption": ""}}])
    draft = {"image_alt": "Une vue", "publish": False}
    page = make_initiative(SECRET, image=shown, body=block, **draft)
    neighbour = make_initiative("Autre", image=other, **draft)

    found = set(re.findall(r"[^\s\"]+@@images/[^\s\"]+", open_link(page).content.decode()))
    foreign = re.findall(r"[^\s\"]+@@images/[^\s\"]+", open_link(neighbour).content.decode())[0]

    images = {address.split("/@@images/")[1].split("/")[1] for address in found}
    assert images == {str(shown.pk), str(body.pk)}
    for address in found:
        response = Client().get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert response["Cache-Control"].startswith("private")
        assert Client().get(address.partition("?")[0]).status_code == 403
        assert Client().get(f"{address}x").status_code == 401
    ours = next(iter(found)).partition("?")[2]
    assert Client().get(f"{foreign.partition('?')[0]}?{ours}").status_code == 403
