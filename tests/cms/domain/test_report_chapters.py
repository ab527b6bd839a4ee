"""Chapters drawn from a year's pages: nothing is told twice, nothing that staff wrote changes."""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from cms.domain import authoring
from cms.domain.report_chapters import (
    Group,
    draw,
    grouped,
    left_to_tell,
    pages_told,
    rows_of_year,
    stored_body,
    with_chapters,
)
from cms.models import SessionPage
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_news,
    make_report,
    make_resource,
    make_session,
    make_video,
)
from tests.factories.reports import body_of, chapter, line

HEADINGS = st.sampled_from(["Cycles", "Vidéos", "Actualités"])
PAGES = st.integers(1, 12)
FOUND = st.lists(st.builds(Group, HEADINGS, st.lists(PAGES)), unique_by=lambda group: group.heading)
LINES = st.lists(st.builds(line, st.none() | PAGES, st.sampled_from(["", "Nos mots"])))
CHAPTERS = st.builds(
    lambda heading, lines, words: chapter(heading, *lines, introduction=words),
    HEADINGS | st.just("Le nôtre"),
    LINES,
    st.sampled_from(["", "<p>Nous avons…</p>"]),
)
TEXTS = st.just({"type": "text", "value": "<p>Un texte.</p>"})
BODIES = st.lists(CHAPTERS | TEXTS)


def lines_in(body: list[dict[str, Any]]) -> list[int]:
    return [
        told["value"]["page"] if "value" in told else told["page"]
        for block in body
        if block["type"] == "chapter"
        for told in block["value"]["pages"]
    ]


def without_lines(body: list[dict[str, Any]]) -> list[Any]:
    """Return a body with the number of lines of each chapter in place of its lines."""
    return [
        block["value"] | {"pages": None} if block["type"] == "chapter" else block for block in body
    ]


def bare(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each.get("value", each) for each in lines]


@given(BODIES, FOUND)
def test_drawing_leaves_all_that_was_written_in_its_order(body, found):
    before = copy.deepcopy(body)

    after = with_chapters(body, found)

    assert body == before
    assert without_lines(after)[: len(body)] == without_lines(before)
    for old, new in zip(before, after, strict=False):
        if old["type"] == "chapter":
            kept = bare(new["value"]["pages"])[: len(old["value"]["pages"])]
            assert kept == old["value"]["pages"]


@given(BODIES, FOUND)
def test_drawing_tells_of_each_page_found_and_of_none_once_more(body, found):
    wanted = {page for group in found for page in group.pages}
    told = lines_in(body)

    after = lines_in(with_chapters(body, found))

    assert sorted(after, key=str) == sorted([*told, *(wanted - set(told))], key=str)
    assert wanted <= pages_told(with_chapters(body, found))


@given(BODIES, FOUND, FOUND)
def test_drawing_twice_adds_what_is_new_alone(body, found, later):
    once = with_chapters(body, found)

    assert with_chapters(once, found) == once
    assert left_to_tell(once, found) == []
    new = {page for group in later for page in group.pages} - pages_told(once)
    assert set(lines_in(with_chapters(once, later))) == set(lines_in(once)) | new


@given(st.lists(PAGES, min_size=1), FOUND)
def test_pages_are_drawn_in_the_order_in_which_they_were_found(pages, others):
    found = [Group("Rendez-vous", pages), *others]

    first, *_ = with_chapters([], found)

    assert lines_in([first]) == list(dict.fromkeys(pages))


def test_chapter_that_staff_renamed_keeps_its_pages_and_new_ones_get_their_own():
    renamed = chapter("Nos rencontres", line(1, "La plus belle."))

    after = with_chapters([renamed], [Group("Rendez-vous", [1, 2])])

    assert after[0] == renamed
    assert [block["value"]["heading"] for block in after] == ["Nos rencontres", "Rendez-vous"]
    assert lines_in(after) == [1, 2]


def titles(report) -> list[str]:
    return [row.title for row in rows_of_year(report)]


@pytest.mark.django_db
def test_pages_of_a_year_are_those_that_name_it_and_those_of_its_days(site: Site):
    report = make_report(year=2024)
    cycle = make_cycle("Sur trois ans", start_year=2023, end_year=2025)
    day = datetime.date(2023, 6, 1)
    make_cycle("Avant", start_year=2022, end_year=2023, effective=day)
    make_session("En février", cycle=cycle, date=datetime.date(2024, 2, 15))
    make_session("La veille", cycle=cycle, date=datetime.date(2023, 12, 31))
    make_session(
        "Des présidents",
        cycle=cycle,
        kind=SessionPage.Kind.PRESIDENTS,
        date=datetime.date(2024, 3, 1),
    )
    make_resource("Un livre reçu", published_year=2018, effective=datetime.date(2024, 5, 1))
    make_news("Le dernier jour", effective=datetime.date(2024, 12, 31))
    make_video("Un film", effective=datetime.date(2024, 6, 1))
    make_initiative("Brouillon", effective=datetime.date(2024, 6, 1), publish=False)

    assert sorted(titles(report)) == [
        "En février",
        "Le dernier jour",
        "Sur trois ans",
        "Un film",
        "Un livre reçu",
    ]


@pytest.mark.django_db
def test_page_without_any_year_belongs_to_that_in_which_it_came_online(site: Site):
    make_initiative("Sans date")
    year = make_initiative("Autre").first_published_at.year

    assert titles(make_report(year=year)) == ["Sans date", "Autre"]
    assert titles(make_report(year=year - 1)) == []


@pytest.mark.django_db
def test_drawing_writes_a_draft_with_chapters_by_type_and_leaves_what_is_online(site: Site):
    day = datetime.date(2024, 2, 15)
    session = make_session("Derval", date=day)
    first = make_initiative("Une régie", effective=datetime.date(2024, 1, 1))
    second = make_initiative("Une gare", effective=day)
    report = make_report(editorial="<p>Une année.</p>")

    assert draw(report) == 3

    report.refresh_from_db()
    draft = report.get_latest_revision_as_object()
    assert len(report.body) == 0
    assert report.has_unpublished_changes
    assert draft.editorial == "<p>Une année.</p>"
    assert [
        (block.value["heading"], [told["page"].pk for told in block.value["pages"]])
        for block in draft.body
    ] == [("Rendez-vous", [session.pk]), ("Initiatives", [first.pk, second.pk])]


@pytest.mark.django_db
def test_drawing_again_after_edits_adds_new_pages_alone(site: Site):
    told = make_initiative("Une régie", effective=datetime.date(2024, 1, 1))
    written = chapter("Initiatives", line(told, "Nos mots."), introduction="<p>Nos débuts.</p>")
    report = make_report(body=body_of([{"type": "heading", "value": "Avant"}, written]))
    assert draw(report) == 0
    revision = report.latest_revision_id

    new = make_initiative("Une gare", effective=datetime.date(2024, 2, 1))

    assert (draw(report), draw(report)) == (1, 0)
    report.refresh_from_db()
    body = stored_body(report.get_latest_revision_as_object())
    assert report.latest_revision_id != revision
    assert [block["type"] for block in body] == ["heading", "chapter"]
    value = body[1]["value"]
    assert value["introduction"] == "<p>Nos débuts.</p>"
    assert bare(value["pages"]) == [line(told, "Nos mots."), line(new)]


@pytest.mark.django_db
def test_only_chosen_pages_are_drawn_and_only_if_the_year_has_them(site: Site):
    chosen = make_initiative("Une régie", effective=datetime.date(2024, 1, 1))
    make_initiative("Une gare", effective=datetime.date(2024, 1, 2))
    elsewhere = make_initiative("De 2020", effective=datetime.date(2020, 1, 1))
    report = make_report()

    assert draw(report, {chosen.pk, elsewhere.pk}) == 1

    assert pages_told(stored_body(report.get_latest_revision_as_object())) == {chosen.pk}


@pytest.mark.django_db
def test_drawing_starts_from_the_latest_draft(site: Site):
    make_initiative("Une régie", effective=datetime.date(2024, 1, 1))
    report = make_report(year=2020)
    authoring.update(report, {"year": 2024, "summary": "En cours d’écriture."})

    assert draw(report) == 1
    assert report.get_latest_revision_as_object().summary == "En cours d’écriture."


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_of_a_year_are_read_in_as_many_queries(site: Site, count, django_assert_num_queries):
    report = make_report()
    for number in range(count):
        make_initiative(f"Une régie {number}", effective=datetime.date(2024, 1, 1))

    with django_assert_num_queries(4):
        assert len(grouped(rows_of_year(report))[0].pages) == count
