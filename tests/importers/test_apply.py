"""What records write: drafts, updates that heed what staff did, and where they go."""

from __future__ import annotations

from decimal import Decimal

import pytest
from wagtail.models import Revision, Workflow

from cms.domain import authoring, triage
from cms.models import InitiativePage, ListingRow, MemberFolder
from importers.models import ImportedRecord, Run
from tests.factories.importers import counts, make_row, pull_rows


def the_page() -> InitiativePage:
    return InitiativePage.objects.get()


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


def test_pull_live_page_shows_when_its_source_was_last_read(source, tmp_path):
    pull_rows(source, tmp_path, [make_row()])
    authoring.publish(the_page())
    before = ListingRow.objects.get(page=the_page()).provenance["last_seen"]
    run = pull_rows(source, tmp_path, [make_row()])
    row = ListingRow.objects.get(page=the_page())
    assert row.provenance["last_seen"] > before
    assert row.provenance["last_seen"] == run.started_at.isoformat()
    assert ImportedRecord.objects.get().last_seen_at == run.started_at


def test_pull_hostile_content_is_harmless_text(source, tmp_path):
    row = make_row(
        titre="{{ settings.SECRET_KEY }} <script>alert(1)</script>",
        texte="<p onclick=x()>{% debug %}</p><script>alert(1)</script><img src=x onerror=y>",
    )
    pull_rows(source, tmp_path, [row])
    page = the_page()
    assert "script" not in page.title
    assert page.body[1].value.source == "<p>{% debug %}</p>"
