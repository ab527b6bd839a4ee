from __future__ import annotations

import datetime

import pytest

from cms.domain import authoring
from cms.listing.tracking import tracking
from newsletter.domain import sending
from newsletter.domain.assemble import CannotAssemble, assemble, select
from newsletter.domain.period import Quarter
from newsletter.models import Edition, IssuePage
from tests.factories.cms import make_cycle, make_initiative, make_topic
from tests.factories.newsletter import make_series, make_subscription

Q2 = Quarter.parse("2024-Q2")


def make(title, topic, day, **fields):
    effective = datetime.date.fromisoformat(day)
    return make_initiative(title, topics=(topic,), effective=effective, **fields)


def test_assemble_puts_the_quarter_first_then_the_newest(series):
    topic = make_topic()
    make("ancienne", topic, "2023-01-01")
    make("dernier jour", topic, "2024-06-30")
    make("lendemain", topic, "2024-07-01")
    make("premier jour", topic, "2024-04-01")
    make("veille", topic, "2024-03-31")
    titles = [row.title for row in select(series, topic, Q2)]
    assert titles == ["dernier jour", "premier jour", "lendemain", "veille", "ancienne"]


def test_assemble_takes_live_pages_of_the_topic_only(series):
    topic, other = make_topic(), make_topic("eau")
    make("bonne", topic, "2024-05-01")
    make("autre thématique", other, "2024-05-01")
    make("brouillon", topic, "2024-05-01", publish=False)
    authoring.unpublish(make("retirée", topic, "2024-05-01"))
    make_cycle("cycle", topics=(topic,), effective=datetime.date(2024, 5, 2))
    assert [row.title for row in select(series, topic, Q2)] == ["cycle", "bonne"]


def test_assemble_caps_the_issue_at_one_lead_four_small_and_six_titles(series):
    topic = make_topic()
    with tracking():
        for day in range(1, 14):
            make(f"du {day}", topic, f"2024-05-{day:02}")
    issue = assemble(series, topic, Q2).issue
    blocks = [block.block_type for block in issue.sections]
    assert blocks == ["lead", *["initiative"] * 4, "elsewhere"]
    assert len(issue.sections[-1].value["pages"]) == 6
    assert issue.sections[0].value["page"].title == "du 13"


def test_assemble_again_returns_the_same_draft_untouched(series):
    topic = make_topic()
    make("une", topic, "2024-05-01")
    first = assemble(series, topic, Q2)
    first.issue.subject = "Objet de la rédactrice"
    first.issue.save_revision()
    make("deux", topic, "2024-05-02")
    again = assemble(series, topic, Q2)
    assert (first.created, again.created) == (True, False)
    assert again.issue.pk == first.issue.pk
    assert again.issue.get_latest_revision_as_object().subject == "Objet de la rédactrice"
    assert IssuePage.objects.count() == 1


def test_assemble_with_another_topic_for_the_quarter_is_refused_in_a_sentence(series):
    make("une", make_topic(), "2024-05-01")
    make("deux", make_topic("eau"), "2024-05-01")
    assemble(series, make_topic(), Q2)
    with pytest.raises(CannotAssemble, match="porte déjà sur « Energie »"):
        assemble(series, make_topic("eau"), Q2)
    assert Edition.objects.count() == 1


def test_assemble_without_any_page_leaves_nothing_behind(series):
    done = assemble(series, make_topic(), Q2)
    assert done.issue is None
    assert "rien à envoyer" in done.sentence
    assert (Edition.objects.count(), IssuePage.objects.count()) == (0, 0)


def test_assemble_after_the_draft_was_deleted_makes_a_new_one(series):
    make("une", make_topic(), "2024-05-01")
    first = assemble(series, make_topic(), Q2).issue
    authoring.delete(first)
    again = assemble(series, make_topic(), Q2)
    assert again.created
    assert Edition.objects.get().issue == again.issue


def test_assemble_leaves_out_what_an_issue_of_the_series_has_shown(series):
    topic = make_topic()
    make("montrée", topic, "2024-05-01")
    make_subscription(series)
    sending.prepare(assemble(series, topic, Q2).issue)
    make("nouvelle", topic, "2024-05-02")
    assert [row.title for row in select(series, topic, Q2.next())] == ["nouvelle"]
    other = make_series(title="Autre lettre", slug="autre", list_id="autre.example.org")
    assert len(select(other, topic, Q2.next())) == 2


def test_assemble_numbers_the_issues_of_a_series(series):
    topic = make_topic()
    make("une", topic, "2024-05-01")
    issues = [assemble(series, topic, period).issue for period in (Q2, Q2.next())]
    assert [issue.number for issue in issues] == [1, 2]
    assert [issue.slug for issue in issues] == ["numero-1", "numero-2"]


def test_assemble_reads_with_the_same_queries_for_few_or_many(
    series, django_assert_max_num_queries
):
    topic = make_topic()
    for count in (1, 3, 12):
        with tracking():
            for number in range(count):
                make(f"page {count} {number}", topic, "2024-05-01")
        with django_assert_max_num_queries(3):
            select(series, topic, Q2)
