"""The screen on which the pages of a year are taken into its report."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Revision

from cms.domain.report_chapters import pages_told, stored_body
from cms.models import ReportPage
from tests.factories.cms import make_initiative, make_report, make_session
from tests.factories.reports import body_of, chapter, line

LABEL = "Reprendre les pages de l’année"
DAY = datetime.date(2024, 2, 15)


@pytest.fixture
def report(site) -> ReportPage:
    return make_report(year=2024)


@pytest.fixture
def editor(report: ReportPage) -> Client:
    """Return a client signed in as somebody who may edit that report, and nothing else."""
    return signed_in("sam", report)


def signed_in(name: str, page: Page) -> Client:
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(
        codename="change_page", content_type__app_label="wagtailcore"
    )
    GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=permission)
    user = get_user_model().objects.create_user(name)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def address(page: Page) -> str:
    return reverse("passeur_draw_chapters", args=[page.pk])


def offered(response: HttpResponse) -> dict[str, list[str]]:
    """Return the pages that the screen shows, by heading."""
    html = BeautifulSoup(response.content, "html.parser")
    return {
        group.legend.get_text(): [" ".join(label.get_text().split()) for label in group("label")]
        for group in html.select("main fieldset")
    }


def add(client: Client, report: Page, *pages: Any) -> HttpResponse:
    ids = [getattr(page, "pk", page) for page in pages]
    return client.post(address(report), {"page": ids}, follow=True)


def told(report: ReportPage) -> set[int]:
    draft = ReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    return pages_told(stored_body(draft))


def test_screen_shows_by_type_what_would_be_added_and_saves_nothing(editor, report) -> None:
    make_session("Derval", date=DAY)
    known = make_initiative("Déjà dite", effective=DAY)
    make_initiative("Une régie", effective=DAY)
    make_initiative("De 2023", effective=datetime.date(2023, 12, 31))
    make_initiative("Brouillon", effective=DAY, publish=False)
    report.body = body_of([chapter("Nos actions", line(known))])
    report.save_revision()
    revisions = Revision.objects.count()

    response = editor.get(address(report))

    assert offered(response) == {
        "Rendez-vous": ["Derval (15 février 2024)"],
        "Initiatives": ["Une régie (15 février 2024)"],
    }
    html = BeautifulSoup(response.content, "html.parser")
    assert all(box.has_attr("checked") for box in html.select("main input[type=checkbox]"))
    assert Revision.objects.count() == revisions


def test_confirmed_pages_go_into_a_draft_in_the_name_of_who_confirms(editor, report) -> None:
    session, page = make_session("Derval", date=DAY), make_initiative("Une régie", effective=DAY)

    response = add(editor, report, session, page)

    assert response.redirect_chain[0][0] == reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert "2\xa0pages ajoutées aux chapitres, dans un brouillon." in response.content.decode()
    assert told(report) == {session.pk, page.pk}
    report.refresh_from_db()
    assert report.latest_revision.user.username == "sam"
    assert report.live
    assert report.has_unpublished_changes
    assert len(report.body) == 0


def test_asked_twice_adds_nothing_and_says_so(editor, report) -> None:
    page = make_initiative("Une régie", effective=DAY)
    first = add(editor, report, page)

    second = add(editor, report, page)
    shown = editor.get(address(report))

    assert "1\xa0page ajoutée aux chapitres" in first.content.decode()
    assert "Aucune page n’a été ajoutée\xa0: le rapport n’a pas changé." in str(
        second.content.decode()
    )
    assert "Toutes les pages en ligne de 2024 sont déjà dans les chapitres" in str(
        shown.content.decode()
    )
    assert offered(shown) == {}
    assert told(report) == {page.pk}


def test_page_that_is_unticked_stays_out_and_is_offered_again(editor, report) -> None:
    kept = make_initiative("Une régie", effective=DAY)
    make_initiative("Une gare", effective=DAY)

    add(editor, report, kept)

    assert told(report) == {kept.pk}
    assert offered(editor.get(address(report))) == {"Initiatives": ["Une gare (15 février 2024)"]}


def test_year_without_pages_says_so(editor, report) -> None:
    html = editor.get(address(report)).content.decode()

    assert "Aucune page en ligne ne porte l’année 2024." in html
    assert "<fieldset" not in html


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "9" * 30, "1;2"])
def test_nonsense_adds_nothing(editor, report, nonsense) -> None:
    make_initiative("Une régie", effective=DAY)

    assert "Aucune page n’a été ajoutée" in add(editor, report, nonsense).content.decode()
    assert told(report) == set()


def test_page_of_another_year_or_of_nobody_s_is_not_added(editor, report) -> None:
    other = make_initiative("De 2023", effective=datetime.date(2023, 1, 1))
    draft = make_initiative("Brouillon", effective=DAY, publish=False)

    add(editor, report, other, draft)

    assert told(report) == set()


def test_editor_finds_the_screen_from_the_report_alone(editor, report, admin) -> None:
    assert (
        address(report)
        in editor.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content.decode()
    )
    page = make_initiative("Une régie")
    assert (
        LABEL not in admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    )
    assert admin.get(address(page)).status_code == 404


def test_who_may_not_edit_the_report_is_refused(report) -> None:
    page = make_initiative("Une régie", effective=DAY)
    elsewhere = signed_in("lea", page)

    for response in (elsewhere.get(address(report), follow=True), add(elsewhere, report, page)):
        assert response.redirect_chain[0][0] == reverse("wagtailadmin_home")
    assert told(report) == set()


def test_report_that_is_locked_or_an_alias_is_left_alone(editor, report, admin) -> None:
    page = make_initiative("Une régie", effective=DAY)
    alias = report.create_alias(parent=report.get_parent(), update_slug="alias")
    assert add(admin, alias, page).redirect_chain[0][0] == reverse("wagtailadmin_home")

    Page.objects.filter(pk=report.pk).update(locked=True, locked_at=timezone.now())

    assert add(editor, report, page).redirect_chain[0][0] == reverse("wagtailadmin_home")
    assert told(report) == set()


def test_stranger_is_asked_to_sign_in(report) -> None:
    response = Client().get(address(report))

    assert response["Location"].startswith(reverse("wagtailadmin_login"))
