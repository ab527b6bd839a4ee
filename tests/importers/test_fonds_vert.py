"""The real list of the Fonds vert's projects, imported by the preset that ships."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, Revision

from cms.domain import authoring
from cms.models import InitiativePage, Topic, Triage
from importers.config import preset
from importers.models import ImportedRecord, Run, Source
from tests.importers.conftest import make_whole_alliance

# One import for all, on one worker.
pytestmark = [pytest.mark.xdist_group("fonds-vert"), pytest.mark.lasts]

BY_MEMBER = {
    "243500741": 24,
    "200043990": 12,
    "244400552": 12,
    "245614383": 9,
    "200066785": 9,
    "200072726": 9,
    "200038990": 8,
    "200027027": 7,
    "243500550": 5,
    "200070662": 4,
    "244400537": 3,
    "243500618": 2,
    "200066777": 1,
    "244400453": 1,
}


@pytest.fixture(scope="module")
def export(data):
    return data / "fonds-vert/fonds-vert-2023-export.csv"


@pytest.fixture(scope="module")
def first_import(module_database, export) -> dict[str, int]:
    """One import for the whole module."""
    make_whole_alliance()
    return import_(export)


@pytest.fixture
def imported(first_import, db):
    return first_import


def import_(path, *options) -> dict[str, int]:
    out = StringIO()
    call_command(
        "import_catalogue",
        "fonds-vert",
        "--from",
        str(path),
        "--json",
        *options,
        stdout=out,
        stderr=StringIO(),
    )
    return json.loads(out.getvalue().splitlines()[-1])


def rewritten(export, tmp_path, dossier: str, old: str, new: str):
    """Return a copy of the export in which one cell of one row has changed."""
    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    [place] = [n for n, line in enumerate(lines) if f";{dossier};" in line]
    assert old in lines[place]
    lines[place] = lines[place].replace(old, new)
    path = tmp_path / "export.csv"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def state_of_pages() -> dict:
    return {
        "pages": list(Page.objects.order_by("pk").values()),
        "revisions": Revision.objects.count(),
        "log": PageLogEntry.objects.count(),
    }


def page_of(dossier: str) -> InitiativePage:
    return InitiativePage.objects.get(imported_record__external_id=dossier)


def test_import_first_run_makes_106_drafts_of_the_vivier(imported):
    assert imported == {
        "created": 106,
        "updated": 0,
        "unchanged": 0,
        "conflicts": 0,
        "vanished": 0,
        "errors": 0,
    }
    pages = InitiativePage.objects.all()
    assert pages.count() == 106
    assert not pages.filter(live=True).exists()
    assert Triage.objects.filter(state=Triage.State.WAITING, page__in=pages).count() == 106


def test_import_counts_by_member_are_those_of_the_folders(imported):
    folders = (page.get_parent().specific for page in InitiativePage.objects.all())
    assert Counter(folder.organisation.siren for folder in folders) == BY_MEMBER


def test_import_each_fiche_says_where_what_how_much_and_from_whom(imported):
    for page in InitiativePage.objects.all():
        assert page.territories
        assert page.topics.all()
        assert (page.start_year, page.end_year, page.effective) == (2023, None, None)
        [funding] = page.fundings.all()
        assert funding.funder == "État – Fonds vert"
        assert funding.amount > 0
        assert page.provenance.licence == "Licence Ouverte 2.0"
        assert page.provenance.licence_url.startswith("https://www.etalab.gouv.fr/")
        assert page.provenance.external_id == page.imported_record.external_id
        assert page.summary.startswith("Projet soutenu par le Fonds vert en 2023")


@pytest.mark.parametrize(
    ("dossier", "amount", "commune", "title"),
    [
        ("12779727", "1500000.00", "Redon", "Recyclage foncier friche STEF - Redon"),
        ("11369816", "13445.76", "Saint-Gonlay", "Création d’un chemin de la biodiversité"),
        ("12158575", "719369.94", "Pipriac", "Restauration écologique et paysagère"),
        ("12317979", "15666.50", "Soudan", "Renaturation et végétalisation des abords du Lavoir"),
        ("12140506", "1235000.00", "Ingrandes", "Rénovation énergétique du collège Maryse"),
    ],
)
def test_import_dossier_is_right_to_the_cent(imported, dossier, amount, commune, title):
    page = page_of(dossier)
    assert page.fundings.get().amount == Decimal(amount)
    assert page.territories[0].name.startswith(commune)
    assert page.title.startswith(title)


def test_import_row_without_commune_is_placed_by_its_member(imported):
    page = page_of("11812594")
    assert [territory.level for territory in page.territories] == ["epci"]
    assert "Montfort" in page.get_parent().title
    assert page.contact.siren == "243500550"


def test_preset_has_known_topics_for_every_measure_of_the_file(imported, export):
    table = tomllib.loads(preset("fonds-vert").read_text())["mapping"]["tables"]["topics"]
    lines = export.read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split(";")[7] for line in lines} == set(table)
    assert len(table) == 14
    known = set(Topic.objects.values_list("slug", flat=True))
    assert all(topics and set(topics) <= known for topics in table.values())


@pytest.mark.parametrize(
    ("dossier", "topics"),
    [
        ("12140506", {"energie"}),
        ("12488960", {"energie", "biodiversite"}),
        ("12779727", {"foncier"}),
        ("13678801", {"biodiversite", "foncier"}),
        ("13968466", {"foncier"}),
        ("11746490", {"risques", "eau"}),
        ("13524013", {"risques"}),
        ("11369816", {"biodiversite"}),
        ("14404082", {"mobilites"}),
        ("11958327", {"dechets"}),
    ],
)
def test_import_topics_follow_the_measure(imported, dossier, topics):
    assert {topic.slug for topic in page_of(dossier).topics.all()} == topics


def test_import_second_run_finds_106_unchanged_and_writes_no_page(imported, export):
    before = state_of_pages()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = import_(export)
    assert again == dict.fromkeys(again, 0) | {"unchanged": 106}
    assert state_of_pages() == before
    written = [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "SAVEPOINT", "REL"))]
    assert not [sql for sql in written if "wagtailcore_" in sql or "initiativepage" in sql]
    assert len(queries) < 60


def test_import_dry_run_tells_the_same_and_writes_nothing(imported, export, tmp_path):
    changed = rewritten(export, tmp_path, "12779727", "1 500 000,00".replace(" ", "\xa0"), "1,00")
    with CaptureQueriesContext(connection) as queries:
        told = import_(changed, "--dry-run")
    assert (told["updated"], told["unchanged"]) == (1, 105)
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_import_changed_row_updates_its_draft_alone(imported, export, tmp_path):
    changed = rewritten(export, tmp_path, "12779727", "1\xa0500\xa0000,00", "1\xa0400\xa0000,50")
    before = page_of("12779727").latest_revision_id
    assert import_(changed) == dict.fromkeys(imported, 0) | {"updated": 1, "unchanged": 105}
    page = page_of("12779727")
    assert page.latest_revision_id != before
    draft = page.get_latest_revision_as_object()
    assert draft.fundings.get().amount == Decimal("1400000.50")
    assert import_(changed)["unchanged"] == 106


def test_import_title_edited_by_staff_against_a_changed_row_is_one_conflict(
    imported, export, tmp_path
):
    page = page_of("12779727")
    authoring.update(page, {"title": "La friche STEF revit"})
    before = state_of_pages()
    changed = rewritten(export, tmp_path, "12779727", "Recyclage foncier friche", "Friche")
    for _ in range(2):
        counts = import_(changed)
        assert counts == dict.fromkeys(counts, 0) | {"conflicts": 1, "unchanged": 105}
        assert state_of_pages() == before
    record = ImportedRecord.objects.get(external_id="12779727")
    assert record.conflict == {"title": "Friche STEF - Redon"}
    [line] = Run.objects.first().lines
    assert line["what"] == "conflicts"
    assert "titre" in line["text"]


def test_import_title_edited_by_staff_is_kept_when_the_row_did_not_change(imported, export):
    page = page_of("12779727")
    authoring.update(page, {"title": "La friche STEF revit"})
    assert import_(export)["unchanged"] == 106
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "La friche STEF revit"


def test_import_staff_and_source_changed_different_fields_are_merged(imported, export, tmp_path):
    authoring.update(page_of("12779727"), {"title": "La friche STEF revit"})
    changed = rewritten(export, tmp_path, "12779727", "1\xa0500\xa0000,00", "1\xa0400\xa0000,50")
    assert import_(changed)["updated"] == 1
    draft = page_of("12779727").get_latest_revision_as_object()
    assert draft.title == "La friche STEF revit"
    assert draft.fundings.get().amount == Decimal("1400000.50")


def test_import_row_that_cannot_be_read_is_reported_and_stops_nobody(imported, export, tmp_path):
    broken = rewritten(export, tmp_path, "12779727", "1\xa0500\xa0000,00 €", "beaucoup")
    counts = import_(broken)
    assert (counts["errors"], counts["unchanged"], counts["vanished"]) == (1, 105, 0)
    [line] = Run.objects.first().lines
    assert line["row"] == 2157
    assert line["title"] == "12779727"
    assert "« beaucoup » n’est pas un montant" in line["text"]


def test_import_row_gone_is_flagged_after_a_complete_run_only(imported, export, tmp_path):
    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(line for line in lines if ";12779727;" not in line), encoding="utf-8")
    assert import_(short, "--limit", "10")["vanished"] == 0
    before = state_of_pages()
    assert import_(short)["vanished"] == 1
    assert state_of_pages() == before
    assert ImportedRecord.objects.get(missing_since__isnull=False).external_id == "12779727"
    assert import_(export)["unchanged"] == 106
    assert not ImportedRecord.objects.filter(missing_since__isnull=False).exists()


def test_import_rows_of_the_report_survive_with_their_source(imported):
    record = ImportedRecord.objects.get(external_id="12779727")
    assert record.raw["nom_beneficiaire_principal"] == "CA REDON AGGLOMERATION"
    assert Source.objects.get().attribution.startswith("Ministère de la Transition écologique")
