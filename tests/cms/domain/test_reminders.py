"""Reminders: what readers are told meanwhile, and what is due to whom."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page, Site

from cms.domain import authoring
from cms.domain.reminders import due, more_soon
from cms.listing.check import differences
from cms.listing.tracking import tracking
from cms.models import ListingRow, Reminder
from tests.cms import staff
from tests.cms.restapi.asking import get
from tests.factories.cms import make_initiative, make_member, make_news

DAY = datetime.date(2024, 5, 2)
SOON = "Plus de détails prochainement"


def remind(days: int = 0, **fields) -> Reminder:
    return Reminder(due=DAY + datetime.timedelta(days), **({"note": "Compléter"} | fields))


def make_user(name: str, *permissions: tuple[str, Page]):
    """Return a user of a group of its own, which may do things in some subtrees."""
    user = get_user_model().objects.create_user(name)
    group = Group.objects.create(name=name)
    user.groups.add(group)
    for codename, page in permissions:
        permission = Permission.objects.get(codename=f"{codename}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return user


@pytest.fixture
def chief(db):
    return get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")


def test_more_soon_tells_each_sentence_once_until_its_reminder_is_done(site: Site) -> None:
    page = make_news(
        reminders=[
            remind(sentence=SOON),
            remind(sentence=""),
            remind(1, sentence=SOON),
            remind(sentence="Les chiffres suivront"),
            remind(sentence="Le film arrive", done=True),
        ]
    )

    assert more_soon(page) == [SOON, "Les chiffres suivront"]


def test_readers_see_the_sentence_at_the_end_and_never_the_note(site: Site) -> None:
    page = make_news(reminders=[remind(sentence="<b>Bientôt</b>", note="Appeler la mairie")])

    html = Client().get(page.get_url()).content.decode()
    content = get("/actualites/un-livre-blanc")

    assert '<p class="more-soon">&lt;b&gt;Bientôt&lt;/b&gt;</p>' in html
    assert content["more_soon"] == ["<b>Bientôt</b>"]
    assert "Appeler" not in html + str(content)
    assert "reminders" not in content
    assert differences() == []


def test_home_page_tells_its_sentence_too(site: Site) -> None:
    home = site.root_page.specific
    authoring.update(home, {"reminders": [remind(sentence=SOON)]}, publish=True)

    assert SOON in Client().get("/").content.decode()


def test_sentence_leaves_page_and_listing_once_its_reminder_is_done(site: Site) -> None:
    page = make_news(reminders=[remind(sentence=SOON)])
    reminder = page.reminders.get()

    with tracking():
        reminder.done = True
        reminder.save()

    assert SOON not in Client().get(page.get_url()).content.decode()
    assert ListingRow.objects.get(page=page).fields["more_soon"] == []
    assert differences() == []


def test_preview_shows_the_sentence_of_a_draft(site: Site) -> None:
    page = make_news()
    page.reminders = [remind(sentence=SOON)]

    assert SOON in page.make_preview_request().rendered_content


def test_copy_of_a_page_is_reminded_of_nothing_and_its_alias_tells_the_same(
    site: Site, chief
) -> None:
    page = make_news(reminders=[remind(sentence=SOON)])
    with tracking():
        copy = page.copy(update_attrs={"slug": "copie"})
        alias = page.create_alias(update_slug="alias")

    assert more_soon(copy) == more_soon(copy.get_latest_revision_as_object()) == []
    assert more_soon(alias) == [SOON]
    assert [each.page.pk for each in due(DAY, chief)] == [page.pk]
    assert differences() == []


def test_due_is_what_is_not_done_and_whose_day_has_come_the_longest_due_first(
    site: Site, chief
) -> None:
    make_news("Demain", reminders=[remind(1)])
    make_news("Aujourd’hui", reminders=[remind(note="Chiffrer", sentence=SOON), remind(done=True)])
    make_news("Hier", reminders=[remind(-1)], publish=False)
    make_news("Rien")

    found = due(DAY, chief)

    assert [(each.page.title, each.due) for each in found] == [
        ("Hier", datetime.date(2024, 5, 1)),
        ("Aujourd’hui", DAY),
    ]
    assert (found[1].note, found[1].sentence) == ("Chiffrer", SOON)


def test_due_follows_the_draft_that_staff_see(site: Site, chief) -> None:
    kept, settled = make_news("Gardée"), make_news("Réglée", reminders=[remind()])
    authoring.update(kept, {"reminders": [remind()]})
    authoring.update(settled, {"reminders": []})

    assert [each.page.title for each in due(DAY, chief)] == ["Gardée"]


def test_due_tells_a_user_of_the_pages_that_they_may_edit(site: Site) -> None:
    folder, other = make_member("Redon"), make_member("Blain")
    editor = make_user("redon", ("change", folder))
    author = make_user("blain", ("add", other))
    stranger = make_user("personne")
    for title, where, owner in (
        ("À Redon", folder, None),
        ("À Blain", other, None),
        ("La sienne", other, author),
    ):
        make_initiative(title, folder=where, owner=owner, reminders=[remind()])

    def titles(user) -> list[str]:
        return [each.page.title for each in due(DAY, user)]

    assert titles(editor) == ["À Redon"]
    assert titles(author) == ["La sienne"]
    assert titles(stranger) == []
    editor.is_active = False
    assert titles(editor) == []


def test_due_takes_the_same_queries_for_one_three_or_thirty(site: Site) -> None:
    user = make_user("redon", ("change", Page.objects.get(pk=site.root_page_id)))
    counts = []
    for number in (1, 3, 30):
        with tracking():
            for _ in range(number):
                make_news(reminders=[remind()])
        with CaptureQueriesContext(connection) as captured:
            found = due(DAY, get_user_model().objects.get(pk=user.pk))
        counts.append(len(captured))
    assert len(found) == 34
    assert len(set(counts)) == 1


def test_reminder_is_set_and_done_in_the_form_of_any_page(admin: Client, site: Site) -> None:
    page = make_initiative("Une régie")
    fields = {"due": "2024-05-02", "note": "Chiffrer", "sentence": SOON, "id": ""}
    rows = {f"reminders-0-{name}": value for name, value in fields.items()}
    staff.edit(admin, page, **{"reminders-TOTAL_FORMS": "1"} | rows)

    assert SOON in Client().get(page.get_url()).content.decode()

    rows |= {"reminders-0-id": Reminder.objects.get().pk, "reminders-0-done": "on"}
    counts = {"reminders-TOTAL_FORMS": "1", "reminders-INITIAL_FORMS": "1"}
    staff.edit(admin, page, **counts | rows)

    assert SOON not in Client().get(page.get_url()).content.decode()
    assert Reminder.objects.get().done
