"""A page is written by one, and read again and put online by another."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Locator, Page, Request, expect
from wagtail.models import Site

from cms.domain import roles
from cms.domain.paris import day_in_paris
from cms.domain.reviews import due
from cms.models import ProgrammeIndexPage
from cms.models.review_task import A_WEEK
from cms.web.moments import moment_text
from tests.browser.desk import Desk
from tests.factories.rows import plant

pytestmark = pytest.mark.browser
TITLE = "Un toit pour les saisonniers"
SUMMARY = "Des chambres à louer au mois, près de la gare, pour qui vient travailler une saison."
TEXT = "Douze chambres."
# Wagtail compares a form with what it was two seconds after it opened.
WATCHED = """form => new Promise(resolve => {
    const look = () => wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved")
        ?.initialFormData ? resolve() : requestAnimationFrame(look);
    look();
})"""


@pytest.fixture
def index(site: Site) -> ProgrammeIndexPage:
    return plant(site.root_page, ProgrammeIndexPage(title="Dispositifs", show_in_menus=True))


def colleague(name: str, first: str, last: str, role: roles.Role, site: Site) -> None:
    user = get_user_model().objects.create_user(
        name, f"{name}@example.org", "secret", first_name=first, last_name=last
    )
    roles.grant(user, role, site.root_page)


def write(tab: Page) -> None:
    """Fill in the form of a new programme, and wait until Wagtail has saved it by itself."""
    tab.locator("[data-edit-form]").evaluate(WATCHED)
    tab.locator("#id_title").fill(TITLE)
    tab.locator("#id_summary").fill(SUMMARY)
    tab.get_by_role("button", name="Insérer un bloc").first.click()
    tab.get_by_role("option", name="Texte", exact=True).click()
    with tab.expect_response(lambda answer: TEXT.encode() in posted(answer.request)):
        tab.locator("[data-contentpath=body] [contenteditable=true]").fill(TEXT)
    tab.wait_for_url("**/edit/")


def posted(request: Request) -> bytes:
    return request.post_data_buffer or b""


def act(tab: Page, name: str) -> None:
    """Choose in the menu beside « Enregistrer le brouillon »."""
    tab.get_by_role("button", name="Plus d'actions").click()
    with tab.expect_navigation():
        tab.get_by_role("button", name=name).click()


def state(tab: Page) -> Locator:
    """Return where the list of pages tells the state of the programme."""
    return tab.get_by_role("row").filter(has_text=TITLE).locator(".w-status")


def test_programme_is_written_previewed_submitted_and_put_online_by_two(
    live_server, site: Site, index, settings, browser
) -> None:
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    colleague("lea", "Léa", "Le Goff", roles.EDITOR, site)
    colleague("max", "Max", "Mahé", roles.PUBLISHER, site)
    address = f"{live_server.url}{index.get_url()}un-toit-pour-les-saisonniers/"
    visitor = browser.new_page()

    lea = Desk(browser, live_server.url, "lea")
    tab = lea.open(reverse("wagtailadmin_explore", args=[index.pk]))
    tab.get_by_role("link", name="Ajouter une sous-page").click()
    write(tab)
    tab.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = tab.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.locator(".kicker")).to_have_text("Dispositif")
    expect(preview.get_by_text(TEXT)).to_be_visible()
    act(tab, "Soumettre à Relecture")
    expect(state(tab)).to_have_text("Status actuel de la page\u00a0: À relire")
    assert visitor.goto(address).status == 404

    (asked,) = mail.outbox
    by_when = moment_text(due(day_in_paris(), A_WEEK))
    assert asked.to == ["max@example.org"]
    assert f"Léa Le Goff vous demande de relire « {TITLE} » (dispositif), avant le " in asked.body
    assert by_when in asked.body
    editor = re.search(r"L’approuver, ou demander des modifications : (\S+)", asked.body)[1]

    max_ = Desk(browser, live_server.url, "max")
    tab = max_.tab
    waiting = tab.locator("[aria-labelledby=a-faire-a-relire] li")
    expect(waiting).to_have_text(f"{TITLE}\u00a0: demandée par Léa Le Goff, pour le {by_when}")
    waiting.get_by_role("link").click()
    expect(tab.locator("h1")).to_have_text(f"Modification de Dispositif: {TITLE}")
    assert tab.url == editor
    act(tab, "Approuver et Publier")
    max_.open(reverse("wagtailadmin_explore", args=[index.pk]))
    expect(state(tab)).to_have_text("Status actuel de la page\u00a0: En ligne")

    assert visitor.goto(address).status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    told = mail.outbox[-1]
    assert (told.to, told.subject) == (["lea@example.org"], f"En ligne : {TITLE}")
    assert address in told.body
    assert lea.faults == max_.faults == []
