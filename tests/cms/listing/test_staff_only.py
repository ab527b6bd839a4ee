"""A meeting that is not public shows nowhere, though Wagtail holds it for a live page."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import querydict_from_html

from cms.domain import authoring
from cms.listing.sync import rebuild, stale
from cms.listing.tracking import tracking
from cms.models import ListingRow, SessionPage, Tombstone
from tests.cms.restapi.asking import ask, get
from tests.factories.cms import make_cycle, make_initiative, make_session

SECRET = "zqsecret"
PATH = "/cycles/habiter-demain/zqsecret"
KIND = SessionPage.Kind.PRESIDENTS


@pytest.fixture(scope="module")
@tracking()
def module_secret(module_site: int) -> int:
    """The meeting below, made once for a module."""
    make_cycle("Habiter demain")
    make_session("Derval")
    page = make_session(
        SECRET, kind=KIND, place=SECRET, summary=SECRET, body=[("text", f"<p>{SECRET}</p>")]
    )
    link = f'<p><a linktype="page" id="{page.pk}">ici</a></p>'
    make_initiative("La régie", body=json.dumps([{"type": "text", "value": link}]))
    return page.pk


@pytest.fixture
def secret(module_secret: int, site: Site) -> SessionPage:
    """A live meeting of presidents, linked from the text of a public page."""
    return SessionPage.objects.get(pk=module_secret)


@pytest.mark.parametrize(
    "address",
    [
        "/cycles/habiter-demain/",
        "/cycles/",
        "/recherche/?q=zqsec*",
        "/recherche/?type=Session",
        "/sitemap.xml",
        "/api/v2/pages/?limit=20",
        "/++api++/cycles/habiter-demain?fullobjects=1",
        "/++api++/cycles/habiter-demain/derval",
        "/++api++/initiatives/redon-agglomeration/la-regie",
        "/++api++/@search?portal_type=Session&fullobjects=1",
        "/++api++/@search?SearchableText=zqsec*&metadata_fields=_all",
        "/++api++/@navigation?expand.navigation.depth=9",
        "/++api++/cycles/habiter-demain/@contextnavigation",
    ],
)
def test_no_answer_holds_a_word_or_the_address_of_it(secret, address):
    assert secret.live

    response = Client().get(address)

    assert response.status_code == 200
    said = response.content.decode().replace("q=zqsec*", "").replace("zqsec*", "")
    assert SECRET not in said


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("path", [f"{PATH}/", f"/++api++{PATH}", f"/++api++{PATH}/@breadcrumbs"])
def test_its_address_answers_as_if_nothing_were_there(secret, path, accept):
    assert Client().get(path, headers={"accept": accept}).status_code == 404


def test_staff_see_it_in_previews_and_with_their_token(secret, admin, django_user_model):
    assert admin.get(f"{PATH}/").status_code == 404
    preview = admin.get(f"/admin/pages/{secret.pk}/view_draft/")
    assert SECRET in preview.content.decode()
    answer = ask(PATH, django_user_model.objects.get(username="chef"))
    assert answer.json()["title"] == SECRET


def publish_in_admin(admin: Client, page: SessionPage) -> str:
    """Press Publish in Wagtail's own form of a page; return what the next screen says."""
    url = f"/admin/pages/{page.pk}/edit/"
    form = querydict_from_html(admin.get(url).content.decode(), form_id="page-edit-form")
    # What the scripts of the form add.
    data = dict(form.lists()) | {"body-count": "0", "programme-count": "0"}
    response = admin.post(url, data | {"action-publish": "1"})
    assert response.status_code == 302
    return admin.get(response["Location"]).content.decode()


def test_whoever_publishes_it_is_told_that_nobody_else_sees_it(secret, admin):
    assert "reste entre vous" in publish_in_admin(admin, secret)

    public = SessionPage.objects.get(title="Derval")
    assert "reste entre vous" not in publish_in_admin(admin, public)


def test_session_that_becomes_one_is_gone_and_comes_back(secret):
    page = SessionPage.objects.get(title="Derval")
    authoring.update(page, {"kind": KIND}, publish=True)

    assert not ListingRow.objects.filter(page=page.pk).exists()
    assert Client().get(page.get_url()).status_code == 410
    assert Tombstone.objects.get().path == "/cycles/habiter-demain/derval"

    authoring.update(page, {"kind": "visit"}, publish=True)

    assert Client().get(page.get_url()).status_code == 200
    assert get("/cycles/habiter-demain/derval")["title"] == "Derval"


def test_alias_of_it_is_as_hidden(secret):
    alias = secret.create_alias(parent=make_cycle("Se déplacer"), update_slug="copie")
    rebuild()

    assert Page.objects.get(pk=alias.pk).live
    assert Client().get("/cycles/se-deplacer/copie/").status_code == 404
    assert not ListingRow.objects.filter(title=SECRET).exists()


def test_row_left_behind_by_another_writer_is_found_by_the_tick(secret):
    page = SessionPage.objects.get(title="Derval")
    assert stale() == set()

    SessionPage.objects.filter(pk=page.pk).update(kind=KIND)

    assert stale() == {page.pk}
