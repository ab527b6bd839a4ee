from __future__ import annotations

import pytest

from cms.domain import authoring
from newsletter.domain import letter as letters
from newsletter.domain.preflight import preflight
from newsletter.models import Edition, IssuePage, SeriesPage, Subscription
from tests.factories.cms import make_initiative, make_topic
from tests.factories.newsletter import edit, make_issue, sections
from tests.newsletter.domain.test_freeze import make_image


def messages(issue) -> list[str]:
    return [problem.message for problem in preflight(issue)]


@pytest.fixture(scope="module")
def module_issue(module_series: int) -> int:
    return make_issue(SeriesPage.objects.get(pk=module_series)).pk


@pytest.fixture
def issue(module_issue: int, series) -> IssuePage:
    return IssuePage.objects.get(pk=module_issue)


def test_issue_just_assembled_can_go(issue):
    assert preflight(issue) == []


def test_issue_without_subject_cannot_go(issue):
    edit(issue, subject="  ")
    assert messages(issue) == ["L’objet du courriel est vide."]


def test_issue_without_section_cannot_go(issue):
    edit(issue, sections=sections())
    assert messages(issue) == ["Le numéro n’a aucune rubrique."]


def test_issue_with_an_image_without_alternative_text_cannot_go(issue, tmp_path):
    value = {"image": make_image(tmp_path).pk, "decorative": False, "alt_text": ""}
    edit(issue, sections=sections(("image", {"image": value, "caption": ""})))
    assert messages(issue) == ["Rubrique 1 « Image » : l’image n’a pas de texte de remplacement."]


def test_issue_with_a_decorative_image_can_go(issue, tmp_path):
    value = {"image": make_image(tmp_path).pk, "decorative": True, "alt_text": ""}
    edit(issue, sections=sections(("image", {"image": value, "caption": ""})))
    assert preflight(issue) == []


def test_issue_with_a_page_image_without_alternative_text_leads_to_the_page(series, tmp_path):
    topic = make_topic("eau")
    page = make_initiative("Sans texte", topics=(topic,), image=make_image(tmp_path), image_alt="x")
    issue = make_issue(series, topic=topic, period="2024-Q3", initiatives=0)
    type(page).objects.filter(pk=page.pk).update(image_alt="")
    page.listing_row.image["alt"] = ""
    page.listing_row.save()
    (problem,) = preflight(issue)
    assert "l’image de « Sans texte » n’a pas de texte de remplacement" in problem.message
    assert problem.url == f"/admin/pages/{page.pk}/edit/"


def test_issue_whose_image_file_is_gone_cannot_go(issue, media, tmp_path):
    image = make_image(tmp_path)
    value = {"image": image.pk, "decorative": True, "alt_text": ""}
    edit(issue, sections=sections(("image", {"image": value, "caption": ""})))
    (media / image.file.name).unlink()
    assert messages(issue) == [
        "Rubrique 1 « Image » : le fichier de l’image « Rivière » a disparu."
    ]


def test_issue_that_shows_a_page_taken_offline_cannot_go(issue):
    authoring.unpublish(issue.sections[0].value["page"])
    assert messages(issue) == ["Rubrique 1 « À la une » : une page n’est plus en ligne."]


def test_issue_that_shows_a_deleted_page_cannot_go(issue):
    authoring.delete(issue.sections[0].value["page"])
    assert messages(issue) == ["Rubrique 1 « À la une » : une page n’est plus en ligne."]


def test_issue_without_recipient_cannot_go(issue):
    Subscription.objects.update(state="unsubscribed")
    assert messages(issue) == ["« Passeur d’idées » n’a aucun destinataire."]


def test_issue_that_no_transport_can_carry_cannot_go(issue, settings):
    settings.MAIL_URL = "pigeon://volant"
    assert messages(issue)[0].startswith("MAIL_URL n’est pas une adresse d’envoi connue")


def test_issue_that_is_too_heavy_cannot_go(issue):
    text = f"<p>{'Trop long. ' * 10_000}</p>"
    edit(issue, sections=sections(("text", text)))
    assert "au-delà de 100 Ko les messageries la coupent" in messages(issue)[0]


def test_issue_that_is_nearly_too_heavy_is_only_warned_about(issue):
    edit(issue, sections=sections(("text", f"<p>{'x' * 85_000}</p>")))
    (problem,) = preflight(issue)
    assert "tout près de la limite" in problem.message
    assert not problem.blocking


def test_copy_of_an_issue_cannot_go(issue):
    copy = issue.copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert "Cette page n’est le numéro d’aucun trimestre" in messages(copy)[0]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_reading_an_issue_costs_the_same_for_few_or_many(
    issue, count, django_assert_max_num_queries
):
    pages = [make_initiative(f"Page {number}", topics=(make_topic(),)) for number in range(3)]
    blocks = [
        ("initiative", {"page": pages[n % 3].pk, "title": "", "chapo": ""}) for n in range(count)
    ]
    draft = edit(issue, sections=sections(*blocks)).get_latest_revision_as_object()
    edition = Edition.objects.select_related("series", "topic").get()
    with django_assert_max_num_queries(12):
        assert len(letters.read(draft, edition).sections) == count
