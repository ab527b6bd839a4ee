from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from werkzeug import Request as HTTPRequest
from werkzeug import Response

from cms.domain import lease
from cms.models import InitiativePage, Membership
from importers import pipeline
from importers.models import ImportedRecord, Run, Source
from importers.pipeline import Request, pull
from tests.factories.importers import counts, make_row, make_source, pull_rows, write_table
from tests.importers.conftest import DATASET


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
