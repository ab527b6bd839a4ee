"""The dashboard's lines lead where they say: each is clicked."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Locator, Page
from wagtail.models import Page as WagtailPage
from wagtail.models import Site

from cms.admin.dashboard import MOST, SECTIONS
from cms.domain import roles
from cms.domain.paris import day_in_paris
from cms.models import InitiativePage, Reminder, SessionPage
from newsletter.domain.assemble import assemble
from newsletter.domain.period import Quarter
from tests.browser.desk import Desk
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_member,
    make_session,
    make_territory,
    make_topic,
)
from tests.factories.images import make_image
from tests.factories.newsletter import make_series

pytestmark = pytest.mark.browser
# By the key of a section, its lines and the heading of the screen where each leads.
Lines = dict[str, dict[str, str]]


def initiative(title: str, **lacking) -> InitiativePage:
    """Return an initiative that lacks nothing but what is told."""
    values = {"topics": (make_topic(),), "territories": (make_territory(),)}
    return make_initiative(title, **(values | lacking))


def submitted() -> InitiativePage:
    page = initiative("Le bac", publish=False)
    lea = get_user_model().objects.create_user("lea")
    roles.grant(lea, roles.CONTRIBUTOR, page.get_parent())
    page.get_workflow().start(page, lea)
    return page


def reminded(today: datetime.date) -> InitiativePage:
    page = initiative("Le lavoir")
    page.reminders.add(Reminder(due=today, note="Ajouter le coût"))
    page.save_revision()
    return page


def bare_session(today: datetime.date) -> SessionPage:
    words = {"topics": (make_topic(),), "summary": "Une journée."}
    day = today + datetime.timedelta(days=12)
    return make_session("Les haies", date=day, cycle=make_cycle(**words), **words)


def old_draft() -> InitiativePage:
    page = initiative("Le four", publish=False)
    long_ago = timezone.now() - datetime.timedelta(days=45)
    WagtailPage.objects.filter(pk=page.pk).update(latest_revision_created_at=long_ago)
    return page


def letters(today: datetime.date) -> dict[str, str]:
    """Make a letter whose issue is begun and one whose is not; return their lines."""
    begun, _ = (
        make_series(title=title, slug=slug, list_id=f"{slug}.example.org", summary="Une lettre.")
        for title, slug in (("Le Courrier", "courrier"), ("La Gazette", "gazette"))
    )
    quarter = Quarter(today.year, (today.month + 2) // 3)
    issue = assemble(begun, make_topic(), quarter).issue
    return {
        f"La Gazette, {quarter.label}": "Assembler un numéro",
        f"Le Courrier, {quarter.label}": f"Modification de Numéro: {issue.title}",
    }


def one_case_of_each() -> Lines:
    """Plant what each section of the dashboard tells, and more members than one shows."""
    today = day_in_paris()
    make_member("Nozay")
    rights = {"licence": "CC BY 4.0", "people": "nobody"}
    puits, digue = make_image("Le puits", **rights), make_image("Vue de la digue", licence="")
    initiative("La digue", image=digue, image_alt="Une digue")
    pages = {
        "a-relire": submitted(),
        "rappels": reminded(today),
        "rendez-vous": bare_session(today),
        "brouillons": old_draft(),
        "sans-thematique": initiative("La gare", topics=()),
        "sans-territoire": initiative("Le pont", territories=()),
        "sans-resume": initiative("Le moulin", summary=""),
        "sans-texte-d-image": initiative("La margelle", image=puits, image_alt=""),
    }
    members = [f"Blain {number}" for number in range(MOST + 1)]
    for name in members:
        make_member(name)
    return {
        key: {page.title: f"Modification de {page.type_label}: {page.title}"}
        for key, page in pages.items()
    } | {
        "images-sans-droits": {"Vue de la digue": "Modification: Vue de la digue"},
        "membres": {name: f"Exploration: {name}" for name in members},
        "prochain-numero": letters(today),
    }


def arrive(tab: Page, link: Locator) -> str:
    """Click a link that opens a screen; return its heading."""
    with tab.expect_navigation() as navigation:
        link.click()
    assert navigation.value.status == 200
    return " ".join(tab.locator("h1").text_content().split())


def test_each_line_of_each_section_leads_to_what_it_names(live_server, site: Site, browser) -> None:
    told = one_case_of_each()
    assert told.keys() == {section.key for section in SECTIONS}
    get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
    desk = Desk(browser, live_server.url, "chef")
    tab = desk.tab

    for key, lines in told.items():
        section = tab.locator(f"[aria-labelledby=a-faire-{key}]")
        shown = dict(list(lines.items())[:MOST])
        assert section.locator("li a").all_text_contents() == list(shown)
        for text, heading in shown.items():
            assert arrive(tab, section.get_by_role("link", name=text, exact=True)) == heading
            tab.go_back()

    every = tab.get_by_role("link", name="Tout voir")
    assert every.all_text_contents() == [f"Tout voir ({MOST + 1})"]
    assert arrive(tab, every) == "Membres qu’on ne voit plus"
    last, heading = list(told["membres"].items())[-1]
    assert arrive(tab, tab.get_by_role("link", name=last)) == heading
    assert desk.faults == []
