from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.domain import authoring
from cms.models import InitiativePage
from importers.models import ImportedRecord, Run, Source
from tests.factories.importers import make_row, make_source, pull_rows, write_table


@pytest.fixture
def source(alliance, web, tmp_path) -> Source:
    table = write_table(tmp_path / "web.csv", [make_row(), make_row(2, montant="?")])
    web.expect_request("/c.csv").respond_with_data(table.read_bytes(), content_type="text/csv")
    return make_source(address=web.url_for("/c.csv"))


@pytest.fixture
def sign_in(client, django_user_model):
    def make(*codenames: str):
        user = django_user_model.objects.create_user("agent", password="x")
        group = Group.objects.create(name="Agents")
        names = ["access_admin", *codenames]
        group.permissions.set(Permission.objects.filter(codename__in=names))
        user.groups.add(group)
        client.force_login(user)
        return client

    return make


def test_index_lists_sources_with_their_last_update(source, admin_client, tmp_path):
    never = make_source("jamais")
    pull_rows(source, tmp_path, [make_row()])
    page = admin_client.get(reverse("sources:index")).content.decode()
    assert reverse("sources:report", args=[source.pk]) in page
    assert reverse("sources:report", args=[never.pk]) in page
    assert "1 nouvelle" in page
    assert "Fichier tabulaire (CSV)" in page


def test_index_costs_the_same_whatever_the_number(db, admin_client):
    admin_client.get(reverse("sources:index"))
    spent = []
    for number in (1, 3, 30):
        while Source.objects.count() < number:
            source = make_source(f"source-{Source.objects.count()}")
            Run.objects.create(source=source)
            Run.objects.create(source=source)
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(reverse("sources:index"))
        spent.append(len(queries))
    assert len(set(spent)) == 1


def test_index_offers_neither_adding_nor_deleting(source, admin_client):
    assert "sources/new/" not in admin_client.get(reverse("sources:index")).content.decode()
    assert admin_client.get(reverse("sources:add")).status_code == 302
    edit = admin_client.get(reverse("sources:edit", args=[source.pk])).content.decode()
    assert "sources/delete/" not in edit
    assert admin_client.post(reverse("sources:delete", args=[source.pk])).status_code == 302
    assert Source.objects.filter(pk=source.pk).exists()


def test_pull_asks_first_and_then_carries_out(
    source, admin_client, admin_user, django_capture_on_commit_callbacks
):
    url = reverse("sources:pull", args=[source.pk])
    assert "rien n’est publié ni retiré" in admin_client.get(url).content.decode()
    assert not Run.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(url)
    assert response.url == reverse("sources:report", args=[source.pk])
    run = Run.objects.get()
    assert (run.state, run.created, run.errors, run.asked_by) == ("done", 1, 1, admin_user)


def test_report_shows_updates_conflicts_and_what_vanished(source, admin_client, tmp_path):
    pull_rows(source, tmp_path, [make_row(1), make_row(2)])
    page = InitiativePage.objects.order_by("pk").first()
    authoring.update(page, {"title": "Le nôtre"})
    pull_rows(source, tmp_path, [make_row(1, titre="Le leur")])
    report = admin_client.get(reverse("sources:report", args=[source.pk])).content.decode()
    assert "1 fiche modifiée ici et dans la source" in report
    assert "Le nôtre" in report
    assert "Le leur" in report
    assert "1 fiche qui ne figure plus dans la source" in report
    assert "1 conflit, 1 disparue" in report


@pytest.mark.parametrize(
    ("choice", "title"), [("ours", "Le nôtre"), ("theirs", "Le leur"), ("", "Le nôtre")]
)
def test_conflict_is_settled_by_a_choice(source, admin_client, tmp_path, choice, title):
    pull_rows(source, tmp_path, [make_row()])
    authoring.update(InitiativePage.objects.get(), {"title": "Le nôtre"})
    pull_rows(source, tmp_path, [make_row(titre="Le leur")])
    url = reverse("sources:conflict", args=[ImportedRecord.objects.get().pk])
    for _ in range(2):
        assert admin_client.post(url, {"choice": choice}).status_code == 302
    assert ImportedRecord.objects.get().conflict is None
    assert InitiativePage.objects.get().get_latest_revision_as_object().title == title


def test_run_shows_each_unreadable_row(source, admin_client, tmp_path):
    run = pull_rows(source, tmp_path, [make_row(1), make_row("<b>2", montant="<i>?")])
    page = admin_client.get(reverse("sources:run", args=[run.pk])).content.decode()
    assert "« &lt;i&gt;? » n’est pas un montant" in page
    assert "&lt;b&gt;2" in page


def test_run_that_failed_shows_why(source, admin_client, tmp_path):
    run = pull_rows(source, tmp_path, [{"id": "1"}])
    page = admin_client.get(reverse("sources:run", args=[run.pk])).content.decode()
    assert "Échec" in page
    assert "colonne absente" in page


@pytest.mark.parametrize(
    ("codenames", "may_see", "may_pull"),
    [((), False, False), (("change_source",), True, False), (("pull_source",), True, True)],
)
def test_sources_follow_permissions(source, sign_in, tmp_path, codenames, may_see, may_pull):
    run = pull_rows(source, tmp_path, [make_row()])
    client = sign_in(*codenames)
    for name, pk in (("index", None), ("report", source.pk), ("run", run.pk)):
        url = reverse(f"sources:{name}", args=[pk] if pk else [])
        assert (client.get(url).status_code == 200) is may_see
    record = ImportedRecord.objects.get()
    before = Run.objects.count()
    client.post(reverse("sources:pull", args=[source.pk]))
    assert (Run.objects.count() > before) is may_pull
    record.conflict = {"title": "x"}
    record.save()
    client.post(reverse("sources:conflict", args=[record.pk]))
    record.refresh_from_db()
    assert (record.conflict is None) is may_pull
    assert ("Mettre à jour" in _text(client, source)) is may_pull


def _text(client, source) -> str:
    return client.get(reverse("sources:report", args=[source.pk])).content.decode()
