"""Whatever is done to a tree of pages, in whatever order, the listing says what is true."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Page, PageViewRestriction, Site

from cms.domain import authoring
from cms.listing import sync
from cms.listing.check import differences
from cms.models import InitiativePage, ListingRow, MemberFolder, Tombstone, Topic
from tests.cms.oracle import listed_addresses, public_addresses
from tests.factories.cms import make_initiative, make_member, make_site, make_topic

NUMBER = st.integers(min_value=0, max_value=99)
NAMES = ["eau", "bois", "gare"]


class ListingMachine(RuleBasedStateMachine):
    """A small tree of folders and initiatives, changed through our doors and Wagtail's own."""

    @initialize()
    def plant(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.site = make_site()
        self.folders = [make_member(name).pk for name in ("Blain", "Nozay")]
        self.topic = make_topic("eau").pk
        self.was_public: set[str] = set()
        for name in NAMES[:2]:
            make_initiative(name, folder=self.folder(0))

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def folder(self, number: int) -> MemberFolder:
        return MemberFolder.objects.get(pk=self.folders[number % 2])

    def page(self, number: int) -> Page | None:
        """Return one of the pages that are there, folders among them."""
        pages = list(Page.objects.type(InitiativePage, MemberFolder).order_by("path").specific())
        return pages[number % len(pages)] if pages else None

    def editable(self, number: int) -> Page | None:
        """Return a page that has revisions: Wagtail lets nobody write to an alias."""
        page = self.page(number)
        return None if page is None or page.alias_of_id else page

    def change(self, number: int, do: Callable[[Page], None]) -> None:
        if page := self.page(number):
            with sync.tracking():
                do(page)

    @rule(name=st.sampled_from(NAMES), folder=NUMBER, publish=st.booleans())
    def create(self, name: str, folder: int, publish: bool) -> None:
        page = InitiativePage(title=name)
        page.topics = Topic.objects.filter(pk=self.topic)
        authoring.create(self.folder(folder), page, publish=publish)

    @rule(number=NUMBER, publish=st.booleans())
    def edit(self, number: int, publish: bool) -> None:
        if page := self.editable(number):
            authoring.update(page, {"title": f"{page.title} bis"}, publish=publish)

    @rule(number=NUMBER, name=st.sampled_from(NAMES))
    def rename(self, number: int, name: str) -> None:
        def do(page: Page) -> None:
            slug = authoring.free_slug(page.get_parent(), name)
            authoring.update(page, {"slug": slug}, publish=page.live)

        if self.editable(number):
            self.change(number, do)

    @rule(number=NUMBER)
    def publish(self, number: int) -> None:
        if page := self.editable(number):
            authoring.publish(page)

    @rule(number=NUMBER)
    def unpublish(self, number: int) -> None:
        if page := self.page(number):
            authoring.unpublish(page)

    @rule(number=NUMBER)
    def delete(self, number: int) -> None:
        page = self.page(number)
        if isinstance(page, InitiativePage):
            authoring.delete(page)

    @rule(number=NUMBER, folder=NUMBER)
    def move(self, number: int, folder: int) -> None:
        page, target = self.page(number), self.folder(folder)
        if isinstance(page, InitiativePage) and page.get_parent().pk != target.pk:
            page.slug = authoring.free_slug(target, page.slug)
            with sync.tracking():
                page.save()
                page.move(target, pos="last-child")

    @rule(number=NUMBER, alias=st.booleans())
    def copy(self, number: int, alias: bool) -> None:
        def do(page: Page) -> None:
            if isinstance(page, MemberFolder):
                return
            slug = authoring.free_slug(page.get_parent(), page.slug)
            if alias:
                page.create_alias(parent=page.get_parent(), update_slug=slug)
            else:
                page.copy(update_attrs={"slug": slug}, keep_live=True)

        self.change(number, do)

    @rule(number=NUMBER)
    def restrict(self, number: int) -> None:
        self.change(
            number,
            lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        )

    @rule()
    def open_all(self) -> None:
        with sync.tracking():
            for restriction in PageViewRestriction.objects.all():
                restriction.delete()

    @rule(number=NUMBER)
    def expire(self, number: int) -> None:
        def do(page: Page) -> None:
            page.expire_at = timezone.now() - datetime.timedelta(minutes=1)
            page.save()

        self.change(number, do)

    @rule(slug=st.sampled_from(["eau", "onde"]))
    def rename_topic(self, slug: str) -> None:
        topic = Topic.objects.get(pk=self.topic)
        topic.slug = slug
        with sync.tracking():
            topic.save()

    @invariant()
    def listing_is_true(self) -> None:
        public = public_addresses()
        assert listed_addresses() == public
        assert differences() == []
        assert sync.stale() == set()
        assert not ListingRow.objects.exclude(page_id__in=public).exists()

    @invariant()
    def every_address_that_was_public_is_remembered(self) -> None:
        now = {path for _, path in public_addresses().values()}
        graves = set(Tombstone.objects.values_list("path", flat=True))
        assert graves == self.was_public - now
        self.was_public |= now


def run(examples: int, steps: int) -> None:
    Site.clear_site_root_paths_cache()
    run_state_machine_as_test(
        ListingMachine,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )


def test_listing_any_sequence_of_changes_leaves_it_true(db) -> None:
    run(examples=3, steps=8)


@pytest.mark.slow
def test_listing_any_long_sequence_of_changes_leaves_it_true(db) -> None:
    run(examples=8, steps=20)
