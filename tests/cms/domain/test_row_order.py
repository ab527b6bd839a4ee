"""Rows that a program gives stay in the order in which it gave them."""

from __future__ import annotations

from wagtail.models import Site

from cms.domain import authoring
from cms.models import CycleDeliverable, CycleIndexPage, CyclePage


def lines(*titles: str) -> list[CycleDeliverable]:
    return [CycleDeliverable(title=title, state="underway") for title in titles]


def numbers(page: CyclePage) -> dict[str, int]:
    return dict(page.deliverables.order_by("pk").values_list("title", "sort_order"))


def test_rows_of_a_program_are_numbered_as_given(site: Site) -> None:
    page = CyclePage(title="Habiter")
    page.deliverables = lines("Carte", "Récit")

    authoring.create(CycleIndexPage.objects.get(), page)
    assert numbers(page) == {"Carte": 0, "Récit": 1}

    changed = [*lines("Film"), *page.deliverables.all()]
    authoring.update(page, {"deliverables": changed}, publish=True)
    assert numbers(page) == {"Carte": 1, "Récit": 2, "Film": 0}


def test_rows_that_have_numbers_keep_them(site: Site) -> None:
    page = CyclePage(title="Habiter")
    page.deliverables = lines("Carte", "Récit")
    for row, number in zip(page.deliverables.all(), (7, 3), strict=True):
        row.sort_order = number

    authoring.create(CycleIndexPage.objects.get(), page)

    assert numbers(page) == {"Carte": 7, "Récit": 3}
