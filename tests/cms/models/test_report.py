"""Activity reports: what may be written into them, and what the listing holds of them."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from cms.blocks.chapter import ChapterBlock
from cms.domain import authoring
from cms.domain.editing_checks import hints
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import ListingRow, Organisation, ReportIndexPage, ReportPage, ReportSignatory
from tests.cms.listing.truth import assert_true
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_initiative, make_report
from tests.factories.reports import body_of, chapter, line


def row() -> ListingRow:
    return ListingRow.objects.get(type="Report")


def pages_of_chapter() -> list[dict]:
    return row().fields["chapters"][0]["pages"]


def test_reports_stand_in_their_list_and_hold_no_pages() -> None:
    assert ReportIndexPage.allowed_subpage_models() == [ReportPage]
    assert ReportPage.allowed_parent_page_models() == [ReportIndexPage]
    assert ReportPage.allowed_subpage_models() == []


def test_row_tells_the_year_the_signature_and_the_chapters(site: Site) -> None:
    told = make_initiative("Une régie", summary="Deux communes s’unissent.")
    make_report(
        year=2023,
        signatories=[ReportSignatory(office="Présidente", organisation_name="Nozay")],
        body=body_of([chapter("La vision", line(told, "Un début."), start_year=2023)]),
    )

    found = row()

    assert found.years == [2023]
    assert found.fields["year"] == 2023
    assert found.fields["signatories"] == [
        {"office": "Présidente", "organisation": "Nozay", "name": ""}
    ]
    (part,) = found.fields["chapters"]
    assert (part["title"], part["start_year"], part["end_year"]) == ("La vision", 2023, None)
    (page,) = part["pages"]
    assert (page["page"]["title"], page["text"]) == ("Une régie", "Un début.")


@pytest.mark.parametrize(
    "words", ["remplie", "présidente", "Nozay", "la vision", "fondations", "un début"]
)
def test_search_finds_editorial_signature_and_chapters(site: Site, words) -> None:
    page = make_report(
        editorial="<p>Une année bien remplie.</p>",
        signatories=[ReportSignatory(office="Présidente", organisation_name="Nozay")],
        body=body_of(
            [chapter("La vision", line(None, "Un début."), introduction="<p>Des fondations.</p>")]
        ),
    )

    found = find(Query(text=words, types=["Report"]), site)
    assert [each.pk for each in found] == [page.pk]


def test_page_that_leaves_the_site_leaves_the_words_on_it_and_no_trace(site: Site) -> None:
    silent, worded = make_initiative("Secrète un"), make_initiative("Secrète deux")
    make_report(body=body_of([chapter("A", line(silent), line(worded, "Nos mots."))]))
    assert [each["page"]["title"] for each in pages_of_chapter()] == ["Secrète un", "Secrète deux"]

    for page in (silent, worded):
        authoring.unpublish(page)

    assert pages_of_chapter() == [{"page": None, "text": "Nos mots."}]
    assert "Secrète" not in row().document
    assert "Nos mots." in row().document

    authoring.delete(worded)
    assert pages_of_chapter() == [{"page": None, "text": "Nos mots."}]


def test_page_that_changes_its_title_is_told_so_in_chapters(site: Site) -> None:
    told = make_initiative("Une régie")
    make_report(body=body_of([chapter("A", line(told))]))

    authoring.update(told, {"title": "Une régie publique"}, publish=True)

    assert pages_of_chapter()[0]["page"]["title"] == "Une régie publique"
    assert "Une régie publique" in json.loads(row().document)["text"]["data"]


def test_organisation_that_changes_its_name_does_so_in_the_signature(site: Site) -> None:
    body = Organisation.objects.create(name="Pays de Blain", slug="blain")
    make_report(signatories=[ReportSignatory(office="Présidente", organisation=body)])

    with tracking():
        body.name = "Blain Communauté"
        body.save()

    assert row().fields["signatories"][0]["organisation"] == "Blain Communauté"
    assert_true()


@pytest.mark.parametrize(
    ("start", "end", "fits"), [(2019, 2022, True), (2022, 2022, True), (2022, 2019, False)]
)
def test_chapter_ends_after_it_begins(start, end, fits) -> None:
    block = ChapterBlock()
    value = block.to_python(chapter("La Création", start_year=start, end_year=end)["value"])

    if fits:
        block.clean(value)
    else:
        with pytest.raises(ValidationError) as refused:
            block.clean(value)
        assert "ne peut pas précéder" in str(refused.value.block_errors["end_year"])


def test_heading_of_a_chapter_is_one_for_the_headings_in_its_introduction(site: Site) -> None:
    subheading = "<h3>Ce que nous avons appris</h3>"
    page = make_report(body=body_of([chapter("A", introduction=subheading)]))

    assert not [hint for hint in hints(page) if "saute un niveau" in hint]


def sent(**fields: str) -> dict[str, str]:
    forms = {
        f"signatories-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    }
    page = {"title": "Rapport", "slug": "rapport", "body-count": "0", "editorial": "null"}
    return NO_FORMS | forms | page | fields


def add(admin: Client, index: Page, **fields: str):
    url = reverse("wagtailadmin_pages:add", args=["passeur_cms", "reportpage", index.pk])
    return admin.post(url, sent(**fields))


def test_second_report_of_a_year_is_refused_with_a_sentence(admin, site: Site) -> None:
    first = make_report("Rapport 2024", year=2024)
    index = first.get_parent()

    response = add(admin, index, year="2024")

    assert response.context["form"].errors["year"] == [
        "«\xa0Rapport 2024\xa0» est déjà le rapport de 2024\xa0: modifiez-le, ou choisissez une "
        "autre année."
    ]
    assert add(admin, index, year="2025").status_code == 302
    assert ReportPage.objects.count() == 2


def test_report_is_saved_again_and_takes_no_year_of_another_s_draft(admin, site: Site) -> None:
    first = make_report("Rapport 2024", year=2024)
    data = {"new_title": "Rapport 2025", "new_slug": "r-2025"}
    data |= {"new_parent_page": first.get_parent().pk}
    copied = admin.post(reverse("wagtailadmin_pages:copy", args=[first.pk]), data)
    assert copied.status_code == 302

    def save(page, year):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return admin.post(url, sent(title=page.title, slug=page.slug, year=year))

    copy = ReportPage.objects.get(slug="r-2025")
    assert save(first, "2024").status_code == 302
    assert "year" in save(copy, "2024").context["form"].errors
    assert save(copy, "2025").status_code == 302
    assert "year" in add(admin, first.get_parent(), year="2025").context["form"].errors
    assert "year" in save(first, "2025").context["form"].errors
    assert save(first, "2023").status_code == 302
    assert save(first, "2024").status_code == 302  # as it says online


@pytest.mark.parametrize("year", ["", "24", "20245"])
def test_year_is_written_in_four_digits(admin, site: Site, year) -> None:
    response = add(admin, make_report(year=2000).get_parent(), year=year)

    assert list(response.context["form"].errors) == ["year"]
