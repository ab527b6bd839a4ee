"""Roles are given, found again and taken away; what others submit is read again."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupPagePermission, Site, Workflow, WorkflowPage

from cms.domain import roles
from cms.models import HomePage, ReviewTask, RoleGroup
from newsletter.domain.roles import NEWSLETTER
from tests.factories.cms import make_initiative, make_member


def make_user(name: str = "lea"):
    return get_user_model().objects.create_user(name, f"{name}@example.org")


@pytest.fixture
def home(site: Site) -> HomePage:
    return site.root_page.specific


def test_contributor_may_write_under_the_own_member_and_publish_nothing(site: Site) -> None:
    ours, theirs = make_member("Redon Agglomération"), make_member("Nozay")
    user = make_user()

    roles.grant(user, roles.CONTRIBUTOR, ours)

    mine = make_initiative("Une régie", folder=ours).permissions_for_user(user)
    other = make_initiative("Une autre", folder=theirs).permissions_for_user(user)
    assert mine.can_edit()
    assert mine.can_submit_for_moderation()
    assert not mine.can_publish()
    assert not mine.can_unpublish()
    assert not mine.can_delete()
    assert not other.can_edit()
    assert user.has_perm("wagtailadmin.access_admin")


def test_contributor_has_a_collection_of_files_of_its_own(site: Site) -> None:
    roles.grant(make_user(), roles.CONTRIBUTOR, make_member("Nozay"))

    (group,) = RoleGroup.objects.filter(role="contributor").values_list("group", flat=True)
    held = Group.objects.get(pk=group).collection_permissions
    assert set(held.values_list("collection__name", flat=True)) == {"Nozay"}
    assert held.count() == 6


def test_role_given_twice_is_one_group(home: HomePage) -> None:
    user = make_user()

    first, second = roles.grant(user, roles.EDITOR, home), roles.grant(user, roles.EDITOR, home)

    assert first == second
    assert Group.objects.filter(name="Rédaction").count() == 1
    assert Collection.objects.count() == 1


def test_role_is_found_again_after_its_group_was_renamed(home: HomePage) -> None:
    Group.objects.filter(pk=roles.grant(make_user(), roles.EDITOR, home).group_id).update(name="X")

    roles.grant(make_user("max"), roles.EDITOR, home)

    assert Group.objects.get(name="X").user_set.count() == 2


def test_role_gets_another_name_where_the_alliance_has_a_group_of_that_name(home) -> None:
    Group.objects.create(name="Rédaction")

    made = roles.grant(make_user(), roles.EDITOR, home)

    assert made.group.name == f"Rédaction ({home.pk})"


def test_role_taken_away_leaves_the_group_to_others(home: HomePage) -> None:
    lea, max_ = make_user(), make_user("max")
    roles.grant(lea, roles.PUBLISHER, home)
    held = roles.grant(max_, roles.PUBLISHER, home)

    roles.revoke(lea, held)

    assert not home.permissions_for_user(get_user_model().objects.get(pk=lea.pk)).can_publish()
    assert home.permissions_for_user(max_).can_publish()


def test_first_role_has_publishers_read_again_what_others_submit(site: Site) -> None:
    folder = make_member("Nozay")

    roles.grant(make_user(), roles.CONTRIBUTOR, folder)

    workflow = make_initiative("Une régie", folder=folder).get_workflow()
    (task,) = workflow.tasks.specific()
    assert isinstance(task, ReviewTask)
    assert [group.name for group in task.groups.all()] == ["Publication"]
    assert GroupPagePermission.objects.filter(
        group__name="Publication", permission__codename="publish_page"
    ).exists()


def test_workflow_of_the_alliance_is_left_alone(home: HomePage) -> None:
    own = Workflow.objects.create(name="Le nôtre")
    WorkflowPage.objects.create(workflow=own, page=home)

    roles.grant(make_user(), roles.EDITOR, home)

    assert home.get_workflow() == own
    assert not ReviewTask.objects.exists()


def test_roles_of_other_applications_are_known_with_their_rights(home: HomePage) -> None:
    user = make_user()
    roles.grant(user, roles.EDITOR, home)

    assert roles.ROLES["newsletter"] is NEWSLETTER
    assert user.has_perm("passeur_importers.pull_source")
