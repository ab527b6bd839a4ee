"""What may happen to the pages of the small site, at random.

Nothing here refreshes, rebuilds or tracks anything: changes go through the admin's own
views, `authoring` and `tick`, as they do in real life.
"""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.models import Page

from cms.domain import authoring, tick
from cms.models import InitiativePage, Organisation, Provenance, Topic
from tests.cms import staff
from tests.cms.listing.machine import FOLDER, INITIATIVE, NUMBER, SLUG, SiteMachine, picked

HOURS = st.sampled_from([1.0, 3.0])
DAY = st.sampled_from([None, datetime.date(2024, 12, 31), datetime.date(2025, 1, 1)])
YEAR = st.sampled_from([None, 2023, 2024])
TAGS = st.lists(st.sampled_from(["bois", "eau vive"]), unique=True)


class PagesMachine(SiteMachine):
    """What programs, time and staff do to pages."""

    # -- Programs, through `authoring` -----------------------------------------------------

    @rule(folder=NUMBER, slug=SLUG, publish=st.booleans(), sourced=st.booleans(), tags=TAGS)
    def program_creates(
        self, folder: int, slug: str, publish: bool, sourced: bool, tags: list[str]
    ) -> None:
        page = InitiativePage(title=self.title(), slug=slug, summary=self.title())
        page.territories = self.places
        page.tags.add(*tags)
        authoring.create(
            self.folder(folder), page, publish=publish, prepare=source if sourced else None
        )

    @rule(number=NUMBER, publish=st.booleans(), tags=TAGS, somewhere=st.booleans())
    def program_updates(self, number: int, publish: bool, tags: list[str], somewhere: bool) -> None:
        page = self.initiative(number, alias=None)
        changes = {"title": self.title(), "tags": tags}
        changes["territories"] = self.places if somewhere else []
        if page and page.alias_of_id:
            with pytest.raises(ValidationError):
                authoring.update(page, changes, publish=publish)
        elif page:
            authoring.update(page, changes, publish=publish)

    @rule(number=NUMBER)
    def program_publishes(self, number: int) -> None:
        if page := self.initiative_or_folder(number):
            authoring.publish(page)

    @rule(number=NUMBER)
    def program_unpublishes(self, number: int) -> None:
        if page := self.initiative_or_folder(number, alias=None):
            authoring.unpublish(page)

    @rule(number=NUMBER)
    def program_deletes(self, number: int) -> None:
        if page := self.initiative(number, alias=None):
            authoring.delete(page)

    # -- Time ------------------------------------------------------------------------------

    @rule(hours=HOURS, ticks=st.sampled_from(["none", "whole", "cut short"]))
    def wait(self, hours: float, ticks: str) -> None:
        self.later(hours)
        if ticks == "whole":
            assert tick.run() == []
        elif ticks == "cut short":  # killed before it could repair anything
            tick.publish_scheduled()

    @rule(number=NUMBER, starts=st.none() | HOURS, ends=st.none() | HOURS)
    def staff_schedule(self, number: int, starts: float | None, ends: float | None) -> None:
        def at(hours: float | None) -> datetime.datetime | None:
            return self.now + datetime.timedelta(hours=hours - 0.5) if hours else None

        if page := self.initiative(number):
            wait = {"go_live_at": at(starts), "expire_at": at(ends)}
            if None in wait.values() or starts < ends:
                staff.edit(self.admin, page, title=self.title(), **wait)

    # -- Staff, one page at a time ---------------------------------------------------------

    @rule(folder=NUMBER, slug=SLUG, publish=st.booleans())
    def staff_create(self, folder: int, slug: str, publish: bool) -> None:
        parent = self.folder(folder)
        page = InitiativePage(title=self.title(), summary=self.title())
        page.slug = self.free(parent, slug)
        staff.create(self.admin, page, parent, publish=publish)

    @rule(number=NUMBER, publish=st.booleans(), effective=DAY, start=YEAR, tags=TAGS)
    def staff_edit(
        self,
        number: int,
        publish: bool,
        effective: datetime.date | None,
        start: int | None,
        tags: list[str],
    ) -> None:
        if page := self.initiative(number):
            staff.edit(
                self.admin,
                page,
                publish=publish,
                title=self.title(),
                topics=[topic.pk for topic in Topic.objects.all()[: number % 3]],
                tags=",".join(f'"{tag}"' for tag in tags),
                effective=effective,
                start_year=start,
                end_year=start and 2025,
            )

    @rule(number=NUMBER, slug=SLUG, publish=st.booleans())
    def staff_change_the_address(self, number: int, slug: str, publish: bool) -> None:
        # Wagtail lets a draft wait for an address that a neighbour takes meanwhile.
        if (page := self.any_page(number)) and (publish or not page.live):
            free = self.free(page.get_parent(), slug)
            staff.edit(self.admin, page, publish=publish, slug=free, summary=self.title())

    @rule(number=NUMBER, descendants=st.booleans())
    def staff_unpublish(self, number: int, descendants: bool) -> None:
        if (page := self.initiative_or_folder(number)) and page.live:
            staff.unpublish(self.admin, page, descendants=descendants)

    @rule(number=NUMBER)
    def staff_delete(self, number: int) -> None:
        page = self.initiative_or_folder(number, alias=None)
        if page and page.get_siblings(inclusive=False).exists():  # the last folder is kept
            staff.delete(self.admin, page)

    @rule(number=NUMBER, parent=NUMBER)
    def staff_move(self, number: int, parent: int) -> None:
        page = self.initiative_or_folder(number, alias=None)
        parent = page and self.parent(page, parent)
        if parent and self.free(parent, page.slug) == page.slug:
            staff.move(self.admin, page, parent)

    @rule(number=NUMBER, body=NUMBER)
    def staff_give_a_folder_to_another_member(self, number: int, body: int) -> None:
        bodies = list(Organisation.objects.order_by("pk"))
        if folder := picked(self.pages(*FOLDER, alias=False), number):
            chosen = bodies[body % len(bodies)].pk
            staff.edit(self.admin, folder, organisation=chosen)

    @rule(number=NUMBER, position=st.integers(0, 2))
    def staff_reorder(self, number: int, position: int) -> None:
        if page := self.initiative_or_folder(number, alias=None):
            staff.reorder(self.admin, page, position)

    @rule(number=NUMBER, parent=NUMBER, slug=SLUG, alias=st.booleans(), live=st.booleans())
    def staff_copy(self, number: int, parent: int, slug: str, alias: bool, live: bool) -> None:
        if page := self.initiative_or_folder(number, alias=None):
            target = self.parent(page, parent)
            free, title = self.free(target, slug), self.title()
            staff.copy(self.admin, page, target, free, alias=alias, live=live, title=title)

    @rule(number=NUMBER)
    def staff_convert_an_alias(self, number: int) -> None:
        if page := picked(self.pages(*INITIATIVE, alias=True), number):
            staff.convert_alias(self.admin, page)

    @rule(number=NUMBER, kind=st.sampled_from(["login", "password", "none", "none"]))
    def staff_set_privacy(self, number: int, kind: str) -> None:
        staff.set_privacy(self.admin, self.any_page(number), kind)

    @rule(
        numbers=st.sets(NUMBER, min_size=1, max_size=3),
        action=st.sampled_from(["publish", "unpublish", "delete", "move"]),
        descendants=st.booleans(),
    )
    def staff_act_in_bulk(self, numbers: set[int], action: str, descendants: bool) -> None:
        chosen = {page.pk: page for n in sorted(numbers) if (page := self.initiative(n))}
        pages, data = list(chosen.values()), {}
        if action in ("publish", "unpublish") and descendants:
            data = {"include_descendants": "on"}
        if action == "move" and pages:
            parent = self.folder(max(numbers), locale=pages[0].locale)
            pages = [p for p in pages if parent and self.welcome(parent, p)][:1]
            data = {"chooser": parent and parent.pk}
        if pages:
            staff.bulk(self.admin, action, pages, **data)

    def welcome(self, parent: Page, page: Page) -> bool:
        return parent.locale == page.locale and self.free(parent, page.slug) == page.slug


def source(page: Page) -> None:
    Provenance.objects.create(
        page=page, source_name="Partenaire", original_url=f"https://example.org/{page.pk}"
    )
