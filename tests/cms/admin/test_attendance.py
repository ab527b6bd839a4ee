"""Attendance in the admin: entered, counted, downloaded, and the list to sign."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.models import Membership, Organisation, SessionAttendance, SessionPage
from tests.cms.staff import NO_FORMS, copy
from tests.factories.cms import make_cycle, make_member, make_session
from tests.reading import text_of

DAY = datetime.date(2024, 2, 15)
REPORT, SHEET = "passeur_attendance", "passeur_attendance_sheet"


def read(client: Client, name: str, page: Page) -> Tag:
    response = client.get(reverse(name, args=[page.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def came(organisation: Organisation, officials: int, staff: int) -> SessionAttendance:
    return SessionAttendance(
        organisation=organisation, officials=officials, staff=staff, sort_order=0
    )


@pytest.fixture
def redon(site) -> Organisation:
    return make_member("Redon").organisation


def save(client: Client, session: SessionPage, *lines: dict[str, int]) -> list[dict]:
    """Send the form of a session with its attendance; return the errors of these rows."""
    data = {"attendance": inline_formset(list(lines))}
    data |= {"title": session.title, "slug": session.slug, "kind": session.kind}
    data |= {"body": streamfield([]), "programme": streamfield([]), "action-publish": "1"}
    url = reverse("wagtailadmin_pages:edit", args=[session.pk])
    response = client.post(url, NO_FORMS | nested_form_data(data))
    if response.status_code == 302:
        return []
    form = response.context["form"]
    assert form.errors == {}
    return [dict(row.errors) for row in form.formsets["attendance"].forms]


def test_attendance_is_counted_once_a_member_and_no_visitor_is_told(admin, site, redon) -> None:
    session = make_session("Groupe déchets")
    line = {"organisation": redon.pk, "officials": 2, "staff": 1}

    assert save(admin, session, line, line) == [
        {},
        {"organisation": ["Ce membre est déjà compté."]},
    ]
    assert save(admin, session, line) == []

    (row,) = SessionAttendance.objects.all()
    assert (row.page_id, row.organisation, row.officials, row.staff) == (session.pk, redon, 2, 1)
    path = session.get_url()
    assert "attendance" not in Client().get(f"/++api++{path}").json()
    schema = Client().get("/++api++/@types/Session").json()
    assert "attendance" not in schema["properties"]
    assert "Redon" not in Client().get(path).content.decode()


def test_copy_of_a_session_has_no_attendance(admin, cycle, redon) -> None:
    session = make_session("Groupe", cycle=cycle, attendance=[came(redon, 2, 1)])

    copy(admin, session, cycle, "copie", alias=False, live=False, title="Copie")

    assert SessionPage.objects.get(slug="copie").attendance.count() == 0


def test_report_counts_each_member_at_each_session(editor, cycle, redon) -> None:
    make_member("Blain")
    make_session("Premier", cycle=cycle, date=DAY, attendance=[came(redon, 2, 1)])
    make_session("Second", cycle=cycle, attendance=[came(redon, 1, 0)])

    table = read(editor, REPORT, cycle).main.find("table")

    assert [[text_of(cell) for cell in row(["th", "td"])] for row in table("tr")] == [
        ["Membre", "Premier 15/02/2024", "Second", "Total"],
        ["Blain", "–", "–", "–"],
        ["Redon", "2 élus, 1 agent", "1 élu", "3 élus, 1 agent"],
        ["Total", "2 élus, 1 agent", "1 élu", "3 élus, 1 agent"],
    ]
    assert {cell["scope"] for cell in table("th")} == {"col", "row"}


def test_report_is_downloaded_with_no_cell_that_runs(editor, cycle) -> None:
    sly = make_member("=HYPERLINK(1)").organisation
    make_session("+33, le retour", cycle=cycle, date=DAY, attendance=[came(sly, 2, 1)])

    response = editor.get(reverse(REPORT, args=[cycle.pk]), {"format": "csv"})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="presences-gerer-les-dechets.csv"' in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    name = "+33, le retour (15\u00a0février 2024)\u00a0: "
    assert rows == [
        ["Membre", f"'{name}élus", f"'{name}agents", "Total\u00a0: élus", "Total\u00a0: agents"],
        ["'=HYPERLINK(1)", "2", "1", "2", "1"],
        ["Total", "2", "1", "2", "1"],
    ]


def test_report_of_nothing_says_what_to_do(editor, cycle) -> None:
    assert "n’a pas encore de rendez-vous" in text_of(read(editor, REPORT, cycle))
    make_session("Groupe", cycle=cycle)
    assert "Aucune présence n’est encore notée" in text_of(read(editor, REPORT, cycle))


def test_sheet_has_lines_to_sign_for_the_members_of_that_day(editor, cycle, site) -> None:
    for name in ("Redon", "Évran", "Ancien"):
        make_member(name)
    Membership.objects.filter(organisation__name="Ancien").update(ends=DAY)
    site.alliance.organisation = Organisation.objects.create(
        name="AE", slug="ae", email="contact@example.org"
    )
    site.alliance.save()
    session = make_session(
        "Groupe déchets", cycle=cycle, date=DAY, starts=datetime.time(9, 30), place="Blain"
    )

    html = read(editor, SHEET, session)

    facts = {text_of(line.dt): text_of(line.dd) for line in html.select("dl > div")}
    assert facts["Quand"] == "Jeudi 15 février 2024, à 9 h 30"
    assert (facts["Où"], text_of(html.find(class_="title"))) == ("Blain", "Groupe déchets")
    assert [text_of(head) for head in html.thead("th")] == [
        "Organisme",
        "Nom",
        "Fonction",
        "Signature",
    ]
    groups = html("tbody")
    assert [text_of(group) for group in groups] == ["Évran", "Redon", ""]
    assert [len(group("tr")) for group in groups] == [3, 3, 5]
    notice = text_of(html.find(class_="notice"))
    assert "qui garde cette feuille jusqu’au bilan du cycle, puis la détruit" in notice
    assert notice.endswith("contact@example.org.")


def test_sheet_of_a_session_without_day_leaves_room_for_it(editor, cycle) -> None:
    html = read(editor, SHEET, make_session("Une idée", cycle=cycle))

    assert len(html.select("dd .blank")) == 2
    assert [len(group("tr")) for group in html("tbody")] == [5]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_sheet_costs_the_same_for_one_three_or_thirty_members(
    editor, cycle, django_assert_num_queries, count
) -> None:
    session = make_session("Groupe", cycle=cycle, date=DAY)
    for number in range(count):
        make_member(f"Membre {number}")
    address = reverse(SHEET, args=[session.pk])
    editor.get(address)
    with django_assert_num_queries(10):
        editor.get(address)


def test_screens_are_found_from_the_pages_they_are_about(editor, cycle) -> None:
    session = make_session("Groupe", cycle=cycle)
    for page, name, other in ((cycle, REPORT, SHEET), (session, SHEET, REPORT)):
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert reverse(name, args=[page.pk]) in html
        assert reverse(other, args=[page.pk]) not in html


def test_pages_that_one_may_not_edit_are_refused(editor, site) -> None:
    cycle = make_cycle("Autre")
    for name, page in ((REPORT, cycle), (SHEET, make_session("Ailleurs", cycle=cycle))):
        response = editor.get(reverse(name, args=[page.pk]), follow=True)
        assert response.redirect_chain[0][0] == reverse("wagtailadmin_home")
        assert "Ailleurs" not in response.content.decode()


@pytest.mark.parametrize("name", [REPORT, SHEET])
def test_page_of_another_type_is_not_found_and_strangers_sign_in(editor, site, name) -> None:
    address = reverse(name, args=[site.root_page_id])

    assert editor.get(address).status_code == 404
    assert Client().get(address)["Location"].startswith(reverse("wagtailadmin_login"))


def test_member_of_staff_without_any_page_is_refused(cycle) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_user("autre"))

    assert client.get(reverse(REPORT, args=[cycle.pk])).status_code == 302
