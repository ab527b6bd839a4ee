from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision, Workflow
from werkzeug import Request as HTTPRequest
from werkzeug import Response

from cms.domain import authoring, lease, triage
from cms.models import InitiativePage, ListingRow, MemberFolder, Membership
from importers import pipeline
from importers.models import ImportedRecord, Run, Source
from importers.pipeline import Request, pull
from tests.factories.importers import make_row, make_source, pull_rows, write_table
from tests.importers.conftest import DATASET


def counts(run: Run) -> dict[str, int]:
    return {name: number for name, number in run.counts().items() if number}


def the_page() -> InitiativePage:
    return InitiativePage.objects.get()


@pytest.fixture
def source(alliance) -> Source:
    return make_source()


def test_pull_new_record_becomes_a_complete_draft(source, tmp_path):
    run = pull_rows(source, tmp_path, [make_row(themes="energie,eau")])
    assert (run.state, counts(run)) == (Run.State.DONE, {"created": 1})
    page = the_page()
    assert (page.title, page.live, page.triage.state) == ("Une action 1", False, "waiting")
    assert {topic.slug for topic in page.topics.all()} == {"energie", "eau"}
    assert [territory.name for territory in page.territories] == ["Redon"]
    assert [(f.funder, f.amount, f.label) for f in page.fundings.all()] == [
        ("Région", Decimal("1200.50"), "Coût")
    ]
    assert (page.body[0].block_type, page.body[0].value) == ("heading", "Le contexte")
    assert page.body[1].value.source == "<p>Il fallait agir.</p>"
    assert page.provenance.original_url == "https://catalogue.example.org/1"
    assert page.provenance.source_name == "Partenaire d’essai"
    assert page.get_latest_revision() is not None


def test_pull_record_of_a_former_commune_is_placed_in_today_s(source, tmp_path):
    pull_rows(source, tmp_path, [make_row(insee="44900")])
    assert the_page().territories[0].name == "Blain"


def test_pull_record_of_two_members_goes_to_the_alliance_s_folder(source, tmp_path):
    source.mapping_rules["record"]["territories"][0]["split"] = "+"
    source.save()
    pull_rows(source, tmp_path, [make_row(insee="35236+44015")])
    folder = the_page().get_parent().specific
    assert (folder.slug, folder.organisation, folder.live) == ("alliance", None, True)


def test_pull_folder_of_a_member_is_made_once(source, tmp_path):
    MemberFolder.objects.all().delete()
    pull_rows(source, tmp_path, [make_row(1), make_row(2)])
    pull_rows(source, tmp_path, [make_row(1), make_row(2), make_row(3)])
    folder = MemberFolder.objects.get()
    assert (folder.slug, folder.live) == ("redon-agglomeration", True)
    assert folder.get_children().count() == 3


def test_pull_unchanged_costs_no_more_queries_a_record(source, tmp_path):
    spent = {}
    for number in (1, 3, 30):
        rows = [make_row(place) for place in range(number)]
        pull_rows(source, tmp_path, rows)
        with CaptureQueriesContext(connection) as queries:
            run = pull_rows(source, tmp_path, rows)
        assert counts(run) == {"unchanged": number}
        spent[number] = len(queries)
    assert spent[1] == spent[3] == spent[30]


def test_pull_each_field_that_the_source_changes_is_taken_over(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    changed = make_row(
        titre="Un autre titre",
        resume="Autrement dit.",
        texte="<h3>Titre</h3><p>Nouveau</p>",
        themes="eau",
        insee="44015",
        montant="3",
        financeur="État",
    )
    run = pull_rows(source, tmp_path, [changed])
    assert counts(run) == {"updated": 1}
    draft = the_page().get_latest_revision_as_object()
    assert draft.title == "Un autre titre"
    assert draft.summary == "Autrement dit."
    assert draft.body[-1].value.source == "<h3>Titre</h3><p>Nouveau</p>"
    assert [topic.slug for topic in draft.topics.all()] == ["eau"]
    assert draft.territories[0].code == "44015"
    assert [(f.funder, f.amount) for f in draft.fundings.all()] == [("État", 3)]
    assert counts(pull_rows(source, tmp_path, [changed])) == {"unchanged": 1}


def test_pull_update_of_a_live_page_waits_in_a_draft(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    authoring.publish(the_page())
    pull_rows(source, tmp_path, [make_row(titre="Nouveau titre")])
    page = the_page()
    assert (page.title, page.live, page.has_unpublished_changes) == ("Une action 1", True, True)
    assert page.get_latest_revision_as_object().title == "Nouveau titre"


def test_pull_body_that_the_editor_only_saved_again_is_not_staff_s_change(source, tmp_path):
    """Draftail writes its own attributes into a text that nobody touched."""
    pull_rows(source, tmp_path, [make_row()])
    page = the_page()
    page.body = [
        ("heading", "Le contexte"),
        ("text", '<p data-block-key="a1">Il fallait agir.</p>'),
    ]
    page.save_revision()
    run = pull_rows(source, tmp_path, [make_row(texte="<p>Il fallait agir vite.</p>")])
    assert counts(run) == {"updated": 1}


def test_pull_body_that_staff_worked_on_is_a_conflict(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    page = the_page()
    page.body = [*((b.block_type, b.value) for b in page.body), ("quote", {"text": "Oui."})]
    page.save_revision()
    run = pull_rows(source, tmp_path, [make_row(texte="<p>Autre chose.</p>")])
    assert counts(run) == {"conflicts": 1}


@pytest.mark.parametrize("state", ["locked", "workflow"])
def test_pull_page_in_somebody_s_hands_is_not_written(source, tmp_path, state, admin_user):
    pull_rows(source, tmp_path, [make_row()])
    page = the_page()
    if state == "locked":
        page.locked = True
        page.save()
    else:
        Workflow.objects.get().start(page, admin_user)
    before = Revision.objects.count()
    assert counts(pull_rows(source, tmp_path, [make_row(titre="Autre")])) == {"conflicts": 1}
    assert Revision.objects.count() == before


def test_pull_conflict_is_forgotten_when_the_source_comes_back(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    authoring.update(the_page(), {"title": "Le nôtre"})
    pull_rows(source, tmp_path, [make_row(titre="Le leur")])
    assert ImportedRecord.objects.get().conflict == {"title": "Le leur"}
    assert counts(pull_rows(source, tmp_path, [make_row()])) == {"unchanged": 1}
    assert ImportedRecord.objects.get().conflict is None
    assert the_page().get_latest_revision_as_object().title == "Le nôtre"


def test_pull_record_whose_page_was_deleted_never_comes_back(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    authoring.delete(the_page())
    for row in (make_row(), make_row(titre="Nouveau titre")):
        assert counts(pull_rows(source, tmp_path, [row])) == {"unchanged": 1}
    assert not InitiativePage.objects.exists()


def test_pull_record_set_aside_is_left_alone(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    triage.set_aside(the_page())
    before = Revision.objects.count()
    assert counts(pull_rows(source, tmp_path, [make_row(titre="Nouveau")])) == {"unchanged": 1}
    assert Revision.objects.count() == before
    triage.keep(the_page())
    assert counts(pull_rows(source, tmp_path, [make_row(titre="Nouveau")])) == {"updated": 1}


def test_pull_kept_or_moved_page_is_still_followed(source, tmp_path):
    pull_rows(source, tmp_path, [make_row(), make_row(2, insee="44015")])
    page, other = InitiativePage.objects.order_by("pk")
    triage.keep(page)
    page.move(other.get_parent(), pos="last-child")
    run = pull_rows(source, tmp_path, [make_row(titre="Nouveau"), make_row(2, insee="44015")])
    assert counts(run) == {"updated": 1, "unchanged": 1}


def test_pull_copy_of_a_page_is_the_alliance_s_own(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    copy = the_page().copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert not hasattr(copy, "provenance")
    assert counts(pull_rows(source, tmp_path, [make_row(titre="Nouveau")])) == {"updated": 1}
    copy.refresh_from_db()
    assert copy.get_latest_revision_as_object().title == "Copie"


def test_pull_same_reference_twice_is_an_error_that_names_the_first(source, tmp_path):
    run = pull_rows(source, tmp_path, [make_row(1), make_row(2), make_row(1, titre="Encore")])
    assert counts(run) == {"created": 2, "errors": 1}
    assert run.lines[0]["row"] == 4
    assert "la référence 1 figure déjà à la ligne 2" in run.lines[0]["text"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"insee": "75056"}, "territoire inconnu (commune 75056)"),
        ({"themes": "magie"}, "thématique inconnue (magie)"),
        ({"montant": "-5"}, "montant négatif"),
        ({"titre": "#Invalid Ref: A1"}, "erreur de tableur"),
    ],
)
def test_pull_record_that_does_not_fit_is_reported_and_stops_nobody(
    source, tmp_path, cells, reason
):
    run = pull_rows(source, tmp_path, [make_row(1), make_row(2, **cells), make_row(3)])
    assert counts(run) == {"created": 2, "errors": 1}
    assert run.lines[0]["row"] == 3
    assert reason in run.lines[0]["text"]
    assert Page.objects.filter(title__startswith="Une action").count() == 2


def test_pull_missing_column_stops_before_any_write(source, tmp_path):
    rows = [{("Titre" if name == "titre" else name): v for name, v in make_row().items()}]
    run = pull_rows(source, tmp_path, rows)
    assert run.state == Run.State.FAILED
    assert "colonne absente : titre" in run.message
    assert "sans emploi : Titre" in run.message
    assert not InitiativePage.objects.exists()


def test_pull_engagement_list_whose_columns_were_renamed_is_refused(alliance, data, tmp_path):
    source = make_source()
    source.mapping_rules["record"] = {"external_id": "id_engcit", "title": "dispositif"}
    source.save()
    real = data / "anct-engagement/liste_tec_te.csv"
    later = tmp_path / "later.csv"
    later.write_text(real.read_text(encoding="utf-8").replace("dispositif", "Dispositif", 1))
    assert pull(Run(source=source), Request(real, dry_run=True, limit=5)).created == 5
    run = pull(Run(source=source), Request(later))
    assert "colonne absente : dispositif" in run.message
    assert "Dispositif" in run.message


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "vide"),
        ("id;titre;resume;texte;themes;insee;montant;financeur\n", "aucune fiche"),
        ("<!doctype html><title>Erreur</title>", "page web"),
    ],
)
def test_pull_catalogue_that_holds_nothing_changes_nothing(source, tmp_path, content, sentence):
    pull_rows(source, tmp_path, [make_row()])
    path = tmp_path / "vide.csv"
    path.write_text(content)
    run = pull(Run(source=source), Request(path))
    assert run.state == Run.State.FAILED
    assert sentence in run.message
    assert not ImportedRecord.objects.filter(missing_since__isnull=False).exists()


def test_pull_limit_never_makes_records_vanish(source, tmp_path):
    rows = [make_row(place) for place in range(3)]
    pull_rows(source, tmp_path, rows)
    assert counts(pull_rows(source, tmp_path, rows, limit=2)) == {"unchanged": 2}
    assert counts(pull_rows(source, tmp_path, rows[:2])) == {"unchanged": 2, "vanished": 1}
    assert counts(pull_rows(source, tmp_path, rows[:2])) == {"unchanged": 2}


def test_pull_unreadable_row_without_a_reference_makes_nothing_vanish(source, tmp_path):
    pull_rows(source, tmp_path, [make_row(1), make_row(2)])
    run = pull_rows(source, tmp_path, [make_row(1), make_row(2, id="")])
    assert counts(run) == {"unchanged": 1, "errors": 1}


def test_pull_dry_run_writes_nothing_at_all(source, tmp_path):
    with CaptureQueriesContext(connection) as queries:
        run = pull_rows(source, tmp_path, [make_row()], dry_run=True)
    assert counts(run) == {"created": 1}
    assert not [q for q in queries if not q["sql"].startswith("SELECT")]


def test_pull_same_source_twice_at_once_is_refused(source, tmp_path):
    holder = lease.claim(Source.objects.filter(pk=source.pk), timedelta(minutes=1))
    run = pull_rows(source, tmp_path, [make_row()])
    assert run.state == Run.State.FAILED
    assert "déjà en cours" in run.message
    lease.release(Source.objects.filter(pk=source.pk), holder)
    assert counts(pull_rows(source, tmp_path, [make_row()])) == {"created": 1}


def test_pull_gives_the_source_back_after_success_and_failure(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    pull(Run(source=source), Request())
    source.refresh_from_db()
    assert not source.is_leased


def test_pull_that_lost_its_source_to_another_stops(source, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "BEAT", 0)
    path = write_table(tmp_path / "c.csv", [make_row(place) for place in range(3)])

    def lose(done: int, total: int) -> None:
        Source.objects.update(leased_by="another")

    run = pull(Run(source=source), Request(path), progress=lose)
    assert (run.state, run.created) == (Run.State.FAILED, 2)
    assert "a pris la suite" in run.message
    assert Source.objects.get().leased_by == "another"


def test_pull_live_page_shows_when_its_source_was_last_read(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    authoring.publish(the_page())
    before = ListingRow.objects.get(page=the_page()).provenance["last_seen"]
    run = pull_rows(source, tmp_path, [make_row()])
    row = ListingRow.objects.get(page=the_page())
    assert row.provenance["last_seen"] > before
    assert row.provenance["last_seen"] == run.started_at.isoformat()
    assert ImportedRecord.objects.get().last_seen_at == run.started_at


def test_pull_for_members_of_whom_nothing_is_known_is_told(source, tmp_path):
    source.mapping_rules["members"] = {"commune": "insee"}
    source.save()
    Membership.objects.all().delete()
    run = pull_rows(source, tmp_path, [make_row()])
    assert "Aucun territoire membre" in run.message


def test_pull_keeps_only_what_concerns_members(source, tmp_path):
    source.mapping_rules["members"] = {"commune": "insee"}
    source.save()
    rows = [make_row(1), make_row(2, insee="75056", montant="illisible"), make_row(3, insee="NULL")]
    assert counts(pull_rows(source, tmp_path, rows)) == {"created": 1}


def test_pull_nobody_at_the_address_is_told(alliance, settings):
    settings.FETCH_ALLOW = ["127.0.0.1:9"]
    run = pull(Run(source=make_source(address="http://127.0.0.1:9/liste.csv")))
    assert run.state == Run.State.FAILED
    assert run.message.startswith("http://127.0.0.1:9/liste.csv ne répond pas")


def test_pull_from_a_server_that_drips_ends_in_a_sentence(alliance, settings, httpserver):
    settings.FETCH_ALLOW = [f"{httpserver.host}:{httpserver.port}"]
    settings.FETCH_TIMEOUT = 0.5

    def drip(request: HTTPRequest) -> Response:
        def lines() -> Iterator[str]:
            for _ in range(30):
                yield "id;titre\n"
                time.sleep(0.1)

        return Response(lines(), content_type="text/csv")

    httpserver.expect_request("/liste.csv").respond_with_handler(drip)
    run = pull(Run(source=make_source(address=httpserver.url_for("/liste.csv"))))
    assert run.state == Run.State.FAILED
    assert "met trop de temps à répondre" in run.message
    assert not InitiativePage.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "disparu"}, "« disparu » n’est pas installé"),
        ({"mapping_rules": {"record": {"title": "titre"}}}, "« record.external_id » manque"),
    ],
)
def test_pull_source_whose_description_does_not_hold_is_told(source, tmp_path, change, sentence):
    Source.objects.update(**change)
    run = pull_rows(Source.objects.get(), tmp_path, [make_row()])
    assert run.state == Run.State.FAILED
    assert sentence in run.message


def test_pull_unforeseen_failure_is_logged_and_gives_the_source_back(source, tmp_path, caplog):
    path = write_table(tmp_path / "c.csv", [make_row()])

    def fail(done: int, total: int) -> None:
        raise RuntimeError("disk on fire")

    with pytest.raises(RuntimeError):
        pull(Run(source=source), Request(path), progress=fail)
    run = Run.objects.get()
    assert (run.state, run.created) == (Run.State.FAILED, 1)
    assert "imprévue" in run.message
    assert "disk on fire" in caplog.text
    assert not Source.objects.get().is_leased


def test_pull_broken_off_in_the_middle_is_finished_by_the_next(source, tmp_path):
    rows = [make_row(place) for place in range(5)]
    path = write_table(tmp_path / "c.csv", rows)

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(Run(source=source), Request(path), progress=stop)
    assert InitiativePage.objects.count() == 3
    assert counts(pull_rows(source, tmp_path, rows)) == {"created": 2, "unchanged": 3}


def test_pull_opendatasoft_catalogue_over_http(alliance, portal):
    rows = [make_row(place) | {"themes": ["energie", "eau"], "montant": 12} for place in range(120)]
    catalogue = portal(rows[:101])
    source = make_source(kind="opendatasoft", address=catalogue.address)
    source.mapping_rules["record"]["topics"][0]["split"] = ""
    source.save()
    run = pull(Run(source=source), Request(limit=3))
    assert counts(run) == {"created": 3}
    assert {topic.slug for topic in InitiativePage.objects.first().topics.all()} == {
        "energie",
        "eau",
    }
    assert counts(pull(Run(source=source), Request(limit=3))) == {"unchanged": 3}


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (404, "", "code 404"),
        (200, "<html>Bonjour</html>", "autre chose que des données"),
        (200, "{}", "pas un jeu de données"),
    ],
)
def test_pull_server_that_is_not_what_it_claims_fails_with_a_sentence(
    alliance, web, caplog, status, body, sentence
):
    web.expect_request(DATASET).respond_with_data(body, status=status)
    source = make_source(kind="opendatasoft", address=web.url_for(DATASET))
    with caplog.at_level(logging.WARNING):
        run = pull(Run(source=source))
    assert run.state == Run.State.FAILED
    assert sentence in run.message
    assert "pull of essai failed" in caplog.text
    assert not InitiativePage.objects.exists()


def test_pull_catalogue_cut_short_changes_nothing(alliance, portal):
    rows = [make_row(place) for place in range(120)]
    catalogue = portal(rows, lost=10, total=120)
    run = pull(Run(source=make_source(kind="opendatasoft", address=catalogue.address)))
    assert "annonce 120 fiches et en a donné 110" in run.message
    assert not InitiativePage.objects.exists()


def test_pull_site_without_a_list_of_initiatives_is_told(source, tmp_path):
    Page.objects.filter(title="Initiatives").get().delete()
    assert "liste des initiatives" in pull_rows(source, tmp_path, [make_row()]).message


def test_pull_hostile_content_is_harmless_text(source, tmp_path):
    row = make_row(
        titre="{{ settings.SECRET_KEY }} <script>alert(1)</script>",
        texte="<p onclick=x()>{% debug %}</p><script>alert(1)</script><img src=x onerror=y>",
    )
    pull_rows(source, tmp_path, [row])
    page = the_page()
    assert "script" not in page.title
    assert page.body[1].value.source == "<p>{% debug %}</p>"
