from __future__ import annotations

import pytest

from cms.domain import authoring
from cms.models import InitiativePage
from importers import conflicts
from importers.models import ImportedRecord
from tests.factories.importers import make_row, make_source, pull_rows


@pytest.fixture
def record(alliance, tmp_path) -> ImportedRecord:
    source = make_source()
    pull_rows(source, tmp_path, [make_row()])
    authoring.update(InitiativePage.objects.get(), {"title": "Le nôtre"})
    pull_rows(source, tmp_path, [make_row(titre="Le leur", resume="Résumé changé.")])
    return ImportedRecord.objects.get()


def title_of_draft() -> str:
    return InitiativePage.objects.get().get_latest_revision_as_object().title


def test_sides_name_the_field_and_show_both(record):
    assert conflicts.sides(record) == [("titre", "Le nôtre", "Le leur")]


def test_keep_ours_settles_for_good_and_lets_other_fields_in(record, tmp_path):
    conflicts.keep_ours(record)
    run = pull_rows(record.source, tmp_path, [make_row(titre="Le leur", resume="Résumé changé.")])
    assert (run.updated, run.conflicts) == (1, 0)
    draft = InitiativePage.objects.get().get_latest_revision_as_object()
    assert (draft.title, draft.summary) == ("Le nôtre", "Résumé changé.")


def test_take_theirs_writes_a_draft(record, tmp_path, admin_user):
    conflicts.take_theirs(record, admin_user)
    assert title_of_draft() == "Le leur"
    assert InitiativePage.objects.get().latest_revision.user == admin_user
    record.refresh_from_db()
    assert record.conflict is None


def test_keep_ours_then_a_new_change_is_a_new_conflict(record, tmp_path):
    conflicts.keep_ours(record)
    run = pull_rows(record.source, tmp_path, [make_row(titre="Encore autre")])
    assert run.conflicts == 1
