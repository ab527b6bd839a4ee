"""Roles: who may do what at a page and below it, in few words.

A role is an ordinary group of Django's with Wagtail's permissions on a part of the tree.
Groups are made when somebody first gets the role, so that screens show no role that the
alliance does not use.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models.home import HomePage
from cms.models.member_folder import MemberFolder
from cms.models.review_task import ReviewTask
from cms.models.role import RoleGroup

ADMIN = "wagtailadmin.access_admin"
FILES = ("add_image", "change_image", "choose_image")
FILES += ("add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Role:
    """What people may do who have a role; it is given at a page of the type `given_at`.

    `own_files` keeps them to pictures and documents of a collection of their own.
    """

    key: str
    label: str
    explained: str
    given_at: type[Page]
    pages: tuple[str, ...]
    may: tuple[str, ...] = ()
    own_files: bool = False


CONTRIBUTOR = Role(
    "contributor",
    "Contribution",
    "Écrit les pages de son intercommunalité et les soumet à relecture.",
    MemberFolder,
    ("add_page", "change_page"),
    own_files=True,
)
EDITOR = Role(
    "editor",
    "Rédaction",
    "Écrit toutes les pages, trie le vivier et soumet à relecture.",
    HomePage,
    ("add_page", "change_page"),
    ("passeur_cms.add_organisation", "passeur_cms.change_organisation"),
)
PUBLISHER = Role(
    "publisher",
    "Publication",
    "Relit, met en ligne et archive.",
    HomePage,
    ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    (
        "passeur_cms.add_organisation",
        "passeur_cms.change_organisation",
        "passeur_cms.add_topic",
        "passeur_cms.change_topic",
        "passeur_cms.change_alliance",
    ),
)
# Other applications add theirs: the cms knows of no letter.
ROLES: dict[str, Role] = {role.key: role for role in (CONTRIBUTOR, EDITOR, PUBLISHER)}
# Rights that other applications give to roles of the cms, by role.
MORE: dict[str, set[str]] = {}


def register(role: Role) -> None:
    """Add a role of another application."""
    ROLES[role.key] = role


def allow(role: Role, *permissions: str) -> None:
    """Let a role do something in another application; permissions are named `app.codename`."""
    MORE.setdefault(role.key, set()).update(permissions)


def places(role: Role) -> QuerySet[Page]:
    """Return the pages at which a role can be given."""
    return role.given_at.objects.order_by("title")


@transaction.atomic
def grant(user: AbstractBaseUser, role: Role, page: Page) -> RoleGroup:
    """Give somebody a role at a page; whoever has it already keeps it."""
    made = RoleGroup.objects.filter(role=role.key, page=page).first() or make_group(role, page)
    user.groups.add(made.group)
    ensure_review(page)
    return made


def revoke(user: AbstractBaseUser, held: RoleGroup) -> None:
    """Take a role from somebody. The group stays: others may hold it."""
    user.groups.remove(held.group)


def make_group(role: Role, page: Page) -> RoleGroup:
    """Make the group of a role at a page, with its rights on pages, files and snippets."""
    group = Group.objects.create(name=free_name(role, page))
    group.permissions.set(permissions({ADMIN, *role.may, *MORE.get(role.key, ())}))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page.pk, permission=permission)
        for permission in permissions({f"wagtailcore.{name}" for name in role.pages})
    )
    files = Collection.get_first_root_node()
    if role.own_files:
        files = files.add_child(name=page.title)
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=files, permission=permission)
        for permission in Permission.objects.filter(
            codename__in=FILES, content_type__app_label__in=["wagtailimages", "wagtaildocs"]
        )
    )
    return RoleGroup.objects.create(role=role.key, page_id=page.pk, group=group)


def free_name(role: Role, page: Page) -> str:
    """Name a group after its role, and after its page where there is a choice of pages."""
    name = role.label if role.given_at is HomePage else f"{role.label}\xa0: {page.title}"
    taken = Group.objects.filter(name=name[:150]).exists()
    return f"{name[:140]} ({page.pk})" if taken else name[:150]


def permissions(names: set[str]) -> QuerySet[Permission]:
    """Return Django's permissions of some names, `app.codename`; unknown ones are left out."""
    wanted = Q(pk=None)
    for name in names:
        label, codename = name.split(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    return Permission.objects.filter(wanted)


def ensure_review(page: Page) -> None:
    """Have a publisher read again what others submit, where no workflow is set up yet.

    Wagtail's own default stands on the root of the tree, for groups that nobody is in; a
    workflow that the alliance has put on its home page is left alone.
    """
    home = HomePage.objects.ancestor_of(page, inclusive=True).first()
    if home is None or WorkflowPage.objects.filter(page=home).exists():
        return
    publishers = RoleGroup.objects.filter(role=PUBLISHER.key, page_id=home.pk).first()
    group = (publishers or make_group(PUBLISHER, home)).group
    task = ReviewTask.objects.create(name="Relecture")
    task.groups.add(group)
    workflow = Workflow.objects.create(name=f"Relecture\xa0: {home.title}"[:255])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page_id=home.pk)
