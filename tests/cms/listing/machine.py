"""A small site that is changed at random, and what must be true of it after each change."""

from __future__ import annotations

import datetime
import re
from typing import Any

import time_machine
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    run_state_machine_as_test,
)
from wagtail.models import Locale, Page, Site

from cms.domain import authoring
from cms.models import InitiativeIndexPage, MemberFolder, Organisation
from tests.cms import oracle
from tests.factories.cms import make_initiative, make_site, make_topic
from tests.factories.cms import make_territory as make_place

NUMBER = st.integers(min_value=0, max_value=99)
SLUG = st.sampled_from(["eau", "bois", "gare"])
# New Year's Eve in Paris is near: a page first published in two hours belongs to 2025.
START = datetime.datetime(2024, 12, 31, 21, 30, tzinfo=datetime.UTC)
INITIATIVE, FOLDER, INDEX = ("initiativepage",), ("memberfolder",), ("initiativeindexpage",)
TOKEN = re.compile(r"zq\d{4}")
LISTS = ("/", "/initiatives/", "/recherche/", "/sitemap.xml", "/++api++/initiatives")

SAME = (
    "/++api++/initiatives?expand=navigation",
    "/++api++/@search?sort_on=path",
    "/++api++/@vocabularies/topics",
)


class SiteMachine(RuleBasedStateMachine):
    """Two members with an initiative each, changed by staff, programs and time.

    Every title and summary holds a word that no other does: wherever the word of a page
    that is not public is read by a stranger, something leaks.
    """

    @initialize()
    def plant(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        cache.clear()
        self.clock = time_machine.travel(START)
        self.clock.start()
        self.now = START
        self.words = self.turn = 0
        self.visitor = Client()
        self.known: set[oracle.Address] = set()
        self.answers: dict[str, tuple[str, bytes]] = {}
        user = get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")
        self.admin = Client()
        self.admin.force_login(user)
        self.site = make_site()
        self.topics = [make_topic(slug) for slug in ("eau", "energie")]
        self.places = [make_place("Bain", parents=[make_place("Pays de Bain", "epci")])]
        index = InitiativeIndexPage(title="Archives", slug="archives")
        authoring.create(self.site.root_page, index, publish=True)
        for name, slug in (("Blain", "blain"), ("Nozay", "nozay")):
            make_initiative(
                self.title(),
                slug=slug,
                summary=self.title(),
                folder=self.member(name),
                topics=self.topics[:1],
                territories=self.places,
            )
        self.translations()

    def member(self, name: str) -> MemberFolder:
        body = Organisation.objects.create(name=name, slug=name.lower())
        index = InitiativeIndexPage.objects.get(slug="initiatives")
        return authoring.create(index, MemberFolder(title=name, organisation=body), publish=True)

    def translations(self) -> None:
        """Hook of the machine with two languages."""

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def title(self) -> str:
        self.words += 1
        return f"Verger zq{self.words - 1:04}"

    def later(self, hours: float) -> None:
        self.now += datetime.timedelta(hours=hours)
        self.clock.stop()
        self.clock = time_machine.travel(self.now)
        self.clock.start()

    # -- What there is to change -----------------------------------------------------------

    def pages(self, *kinds: str, alias: bool | None = None) -> list[Page]:
        found = Page.objects.filter(content_type__model__in=kinds, depth__gt=2).order_by("path")
        if alias is not None:
            found = found.filter(alias_of__isnull=not alias)
        return list(found.specific())

    def initiative(self, number: int, *, alias: bool | None = False) -> Page | None:
        """Return one of the initiatives; aliases are written to by nobody."""
        return picked(self.pages(*INITIATIVE, alias=alias), number)

    def initiative_or_folder(self, number: int, *, alias: bool | None = False) -> Page | None:
        return picked(self.pages(*INITIATIVE, *FOLDER, alias=alias), number)

    def any_page(self, number: int) -> Page | None:
        return picked(self.pages(*INDEX, *INITIATIVE, *FOLDER, alias=False), number)

    def folder(self, number: int, *, locale: Locale | None = None) -> Page | None:
        """Return a folder to put something in; that of an alias too."""
        folders = self.pages(*FOLDER)
        return picked([f for f in folders if locale is None or f.locale == locale], number)

    def parent(self, page: Page, number: int) -> Page:
        """Return where a page may stand: Wagtail lets folders be in indexes only."""
        kinds = INDEX if isinstance(page, MemberFolder) else FOLDER
        return picked([p for p in self.pages(*kinds) if p.locale == page.locale], number)

    def free(self, parent: Page, slug: str) -> str:
        return authoring.free_slug(parent, slug)

    # -- What must be true -----------------------------------------------------------------

    @invariant()
    def what_is_served_is_what_the_tree_says(self) -> None:
        pages = oracle.public_pages()
        walk = oracle.walk(pages)
        # On any site: Wagtail serves the pages of a site within another at both.
        public = {
            word for pages in walk.values() for page in pages.values() for word in words_of(page)
        }
        self.rows_are_those_of(pages)
        for site in Site.objects.all():
            self.known |= {(site.pk, path) for path in walk[site.pk]}
            self.listing_equals(site, walk[site.pk])
            self.words_find_the_pages_that_hold_them(site, walk[site.pk])
            self.nothing_secret_is_served(site, walk[site.pk], public)
            self.an_answer_that_changed_is_not_called_the_same(site)
        self.known = {(site, path) for site, path in self.known if site in walk}

    def rows_are_those_of(self, pages: dict[int, tuple[int, Page]]) -> None:
        """Rows of pages that have expired since the last tick are hidden, not yet gone."""
        expired = set(self.overdue().values_list("pk", flat=True))
        rows = {pk: at for pk, at in oracle.listed_addresses().items() if pk not in expired}
        assert rows == oracle.addresses(pages)

    def listing_equals(self, site: Site, walk: dict[str, oracle.Seen]) -> None:
        answer = oracle.search(site, facets=1, sort_on="getObjPositionInParent")
        assert oracle.served(answer) == walk
        assert [item["getPath"] for item in answer["items"]] == list(walk)
        counts = {name: answer["facets"][name] for name in ("topic", "tag", "year", "type")}
        assert counts == oracle.facets(walk)

    def words_find_the_pages_that_hold_them(self, site: Site, walk: dict[str, oracle.Seen]) -> None:
        for word in [f"zq{number:04}" for number in range(self.words)][-3:]:
            holders = {path for path, seen in walk.items() if word in text_of(seen)}
            assert set(oracle.served(oracle.search(site, SearchableText=word))) == holders, word

    def nothing_secret_is_served(
        self, site: Site, walk: dict[str, oracle.Seen], public: set[str]
    ) -> None:
        """Read every address where something was, one that is, and one list: each in its turn."""
        self.turn += 1
        gone = {301, 410, 404} if self.overdue().exists() else {301, 410}
        hidden = {path for known_site, path in self.known if known_site == site.pk} - set(walk)
        paths = [*sorted(hidden), *sorted(walk)[self.turn % max(len(walk), 1) :][:1]]
        addresses = {f"/++api++{path}?expand=navigation,breadcrumbs": path for path in paths}
        page_of_the_web = f"{paths[self.turn % len(paths)]}/" if paths else "/"
        for address in [*addresses, page_of_the_web, LISTS[self.turn % len(LISTS)]]:
            response = self.visitor.get(address, headers={"host": site.hostname})
            if path := addresses.get(address):
                assert response.status_code in ({200} if path in walk else gone), path
            text = f"{response.headers}{response.content.decode()}"
            assert [word for word in TOKEN.findall(text) if word not in public] == [], address

    def an_answer_that_changed_is_not_called_the_same(self, site: Site) -> None:
        """Ask again with the ETag of the step before: 304 is for the very same answer."""
        for address in SAME:
            key, headers = f"{site.pk}{address}", {"host": site.hostname}
            etag, before = self.answers.get(key, ("", b""))
            again = self.visitor.get(address, headers={**headers, "if-none-match": etag})
            now = self.visitor.get(address, headers=headers)
            assert again.status_code != 304 or now.content == before, address
            self.answers[key] = (now.headers.get("ETag", ""), now.content)

    def overdue(self) -> QuerySet[Page]:
        return Page.objects.filter(live=True, expire_at__lte=timezone.now())


def run(machine: type[SiteMachine], examples: int, steps: int, **options: Any) -> None:
    common = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # A failing sequence is short enough to read: shrinking it takes minutes of publishing.
        phases=(Phase.reuse, Phase.generate),
    )
    run_state_machine_as_test(machine, settings=settings(common, **options))


def picked(pages: list[Page], number: int) -> Page | None:
    return pages[number % len(pages)] if pages else None


def text_of(seen: oracle.Seen) -> str:
    return f"{seen.title} {seen.description}"


def words_of(seen: oracle.Seen) -> list[str]:
    return TOKEN.findall(f"{text_of(seen)} {seen.picture}")
