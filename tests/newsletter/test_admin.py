from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import PageLogEntry

from cms.domain import roles
from newsletter.domain.roles import NEWSLETTER
from newsletter.models import ConsentRecord, Delivery, Edition, IssuePage, Subscription
from tests.factories.cms import make_initiative, make_topic
from tests.factories.newsletter import (
    edit,
    make_dispatch,
    make_issue,
    make_series,
    make_subscription,
)


@pytest.fixture
def staff(client, series):
    user = get_user_model().objects.create_superuser("agent", "agent@example.org", "x")
    client.force_login(user)
    return client


@pytest.fixture
def guest(client, series):
    user = get_user_model().objects.create_user("invite", "invite@example.org", "x")
    client.force_login(user)
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_assemble_makes_a_draft_and_opens_it(staff, series):
    topic = make_topic()
    make_initiative(topics=(topic,))
    page = staff.get("/admin/lettres/assembler/")
    period = page.context["form"]["period"].value()
    form = {"series": series.pk, "topic": topic.pk, "period": period}
    response = staff.post("/admin/lettres/assembler/", form)
    issue = IssuePage.objects.get()
    assert response.url == f"/admin/pages/{issue.pk}/edit/"
    assert "est prêt, avec une page" in text(staff.get(response.url))
    entry = PageLogEntry.objects.get(action="newsletter.assemble")
    assert (entry.page_id, entry.user.username) == (issue.pk, "agent")


def test_assemble_of_nothing_says_so_and_stays(staff, series):
    period = staff.get("/admin/lettres/assembler/").context["form"]["period"].value()
    form = {"series": series.pk, "topic": make_topic().pk, "period": period}
    response = staff.post("/admin/lettres/assembler/", form)
    assert response.status_code == 200
    assert "il n’y a rien à envoyer" in text(response)
    assert not IssuePage.objects.exists()


def test_assemble_another_topic_is_refused_in_the_form(staff, series):
    period = staff.get("/admin/lettres/assembler/").context["form"]["period"].value()
    make_issue(series, period=period)
    form = {"series": series.pk, "topic": make_topic("eau").pk, "period": period}
    response = staff.post("/admin/lettres/assembler/", form)
    assert "porte déjà sur « Energie »" in text(response)


def test_send_says_what_will_happen_before_anything_does(staff, series):
    issue = make_issue(series, recipients=3)
    response = staff.get(f"/admin/lettres/{issue.pk}/envoyer/")
    assert "Envoyer à 3 personnes" in text(response)
    assert Edition.objects.get().state == "draft"


def test_send_delivers_and_reports(staff, series, outbox, django_capture_on_commit_callbacks):
    issue = make_issue(series, recipients=3)
    with django_capture_on_commit_callbacks(execute=True):
        response = staff.post(f"/admin/lettres/{issue.pk}/envoyer/")
    assert response.url == f"/admin/lettres/{issue.pk}/bilan/"
    report = text(staff.get(response.url))
    assert "3 lettres acceptées sur 3." in report
    assert "lectrice-2@example.org" in report
    assert len(list(outbox.glob("*.eml"))) == 3
    actions = PageLogEntry.objects.filter(page=issue.pk).values_list("action", flat=True)
    assert {"newsletter.freeze", "newsletter.sent"} <= set(actions)


def test_send_twice_is_one_sending(staff, series, outbox, django_capture_on_commit_callbacks):
    issue = make_issue(series)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            staff.post(f"/admin/lettres/{issue.pk}/envoyer/")
    assert len(list(outbox.glob("*.eml"))) == 1


def test_send_with_problems_lists_them_with_links_and_no_button(staff, series):
    issue = edit(make_issue(series), subject="")
    for response in (
        staff.get(f"/admin/lettres/{issue.pk}/envoyer/"),
        staff.post(f"/admin/lettres/{issue.pk}/envoyer/"),
    ):
        assert "L’objet du courriel est vide." in text(response)
        assert f'href="/admin/pages/{issue.pk}/edit/"' in text(response)
        assert "Envoyer à" not in text(response)
    assert Edition.objects.get().state == "draft"


def test_report_shows_who_is_unknown_and_resumes_the_others(
    staff, series, outbox, django_capture_on_commit_callbacks
):
    dispatch = make_dispatch(series)
    issue = make_issue(series, period="2024-Q3", recipients=0, topic=make_topic())
    edition = issue.edition
    edition.issue = None
    edition.save()
    Edition.objects.filter(pk=dispatch.edition_id).update(issue=issue)
    Delivery.objects.filter(address="lectrice-1@example.org").update(state="unknown")
    report = text(staff.get(f"/admin/lettres/{issue.pk}/bilan/"))
    assert "Issue inconnue (1)" in report
    assert "jamais renvoyée" in report
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(f"/admin/lettres/{issue.pk}/reprendre/")
    assert len(list(outbox.glob("*.eml"))) == 2
    assert Delivery.objects.get(address="lectrice-1@example.org").state == "unknown"


def test_screens_are_closed_to_who_may_not_publish(guest, series):
    issue = make_issue(series)
    for path in ("assembler/", f"{issue.pk}/envoyer/", f"{issue.pk}/bilan/"):
        assert guest.get(f"/admin/lettres/{path}").status_code in (302, 403)
    assert guest.post(f"/admin/lettres/{issue.pk}/envoyer/").status_code in (302, 403)
    assert Edition.objects.get().state == "draft"


def test_issues_of_a_letter_are_listed_to_its_people_alone(client, series):
    issue = make_issue(series)
    other = make_series(title="Autre lettre", slug="autre", list_id="autre.example.org")
    for name, role, status in (("lettre", NEWSLETTER, 200), ("membre", roles.CONTRIBUTOR, 302)):
        user = get_user_model().objects.create_user(name, f"{name}@example.org", "x")
        roles.grant(user, role, roles.places(role).exclude(pk=other.pk).get())
        client.force_login(user)
        page = client.get("/admin/lettres/")
        assert (page.status_code, issue.title in page.content.decode()) == (status, status == 200)

    elsewhere = get_user_model().objects.create_user("autre", "autre@example.org", "x")
    roles.grant(elsewhere, NEWSLETTER, other)
    client.force_login(elsewhere)
    assert issue.title not in client.get("/admin/lettres/").content.decode()


def test_editor_offers_sending_and_not_publishing(staff, series):
    issue = make_issue(series)
    page = text(staff.get(f"/admin/pages/{issue.pk}/edit/"))
    assert f'href="/admin/lettres/{issue.pk}/envoyer/"' in page
    assert 'name="action-publish"' not in page


@pytest.mark.parametrize("mode", ["letter", "bare", "text"])
def test_preview_shows_the_letter(staff, series, rf, mode, media):
    issue = make_issue(series)
    response = issue.make_preview_request(rf.get("/"), preview_mode=mode)
    assert "Initiative 1" in response.content.decode()
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert not (media / "lettre").exists()


def test_index_lists_editions_with_few_queries(staff, series, django_assert_max_num_queries):
    for number in range(1, 4):
        make_dispatch(series, recipients=1, period=f"2023-Q{number}")
    staff.get("/admin/lettres/")
    with django_assert_max_num_queries(20):
        page = text(staff.get("/admin/lettres/"))
    assert "T3 2023" in page


def test_series_with_subscribers_cannot_be_deleted(staff, series):
    make_subscription(series)
    response = staff.post(f"/admin/pages/{series.pk}/delete/", follow=True)
    assert "ne peut être supprimée" in text(response)
    series.refresh_from_db()


def test_subscription_by_hand_keeps_the_proof(staff, series):
    form = {
        "email": "Nouvelle@example.org",
        "series": series.pk,
        "basis": "consent",
        "wording": "J’accepte.",
        "source": "Bulletin signé",
        "office": "",
    }
    staff.post("/admin/lettres/abonnes/new/", form)
    record = ConsentRecord.objects.get()
    assert (record.wording, record.source, record.recorded_by) == (
        "J’accepte.",
        "Bulletin signé",
        "agent",
    )
    again = staff.post("/admin/lettres/abonnes/new/", form)
    assert "reçoit déjà cette lettre" in text(again)
    form |= {"email": "autre@example.org", "wording": ""}
    assert "Recopiez le texte" in text(staff.post("/admin/lettres/abonnes/new/", form))
    assert "nouvelle@example.org" in text(staff.get("/admin/lettres/abonnes/"))


def test_subscription_is_withdrawn_and_never_deleted(staff, series):
    subscription = make_subscription(series)
    address = f"/admin/lettres/abonnes/delete/{subscription.pk}/"
    assert "ne recevra plus" in text(staff.get(address))
    staff.post(address)
    assert Subscription.objects.get().state == "unsubscribed"
    assert ConsentRecord.objects.get(event="unsubscribed").recorded_by == "agent"
