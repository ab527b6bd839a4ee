"""What may happen around the pages of the small site: topics, places, images, sites, languages."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from cms.models import Organisation, Territory, Topic
from tests.cms import staff
from tests.cms.listing.machine import FOLDER, INDEX, NUMBER, SLUG, picked
from tests.cms.listing.page_rules import PagesMachine
from tests.factories.images import make_image, png


class ListingMachine(PagesMachine):
    """What staff do around the pages."""

    @rule(number=NUMBER, slug=SLUG)
    def staff_edit_a_topic(self, number: int, slug: str) -> None:
        topics = list(Topic.objects.all())
        if topics and not Topic.objects.filter(slug=slug).exists():
            staff.edit_snippet(self.admin, topics[number % len(topics)], slug=slug)

    @rule(number=NUMBER)
    def staff_delete_a_topic(self, number: int) -> None:
        topics = list(Topic.objects.all())
        if topics:
            staff.delete_snippet(self.admin, topics[number % len(topics)])

    @rule(slug=SLUG)
    def staff_edit_a_territory(self, slug: str) -> None:
        staff.edit_snippet(self.admin, Territory.objects.get(name="Bain"), slug=slug)

    @rule(number=NUMBER)
    def staff_rename_an_organisation(self, number: int) -> None:
        bodies = list(Organisation.objects.order_by("pk"))
        staff.edit_snippet(self.admin, bodies[number % len(bodies)], name=f"Pays {number}")

    @rule(number=NUMBER, width=st.sampled_from([30, 40]))
    def staff_illustrate(self, number: int, width: int) -> None:
        if page := self.initiative(number):
            image = make_image("Une", width)
            staff.edit(self.admin, page, image=image.pk, image_alt=self.title())

    @rule(number=NUMBER, width=st.sampled_from([50, 60]))
    def staff_replace_an_image(self, number: int, width: int) -> None:
        images = list(get_image_model().objects.order_by("pk"))
        if images:
            image = images[number % len(images)]
            staff.edit_image(
                self.admin, image, file=png(f"{width}.png", width, 20), credit=str(number)
            )

    @rule(number=NUMBER)
    def staff_delete_an_image(self, number: int) -> None:
        images = list(get_image_model().objects.order_by("pk"))
        if images:
            staff.delete_image(self.admin, images[number % len(images)])

    @rule(number=NUMBER)
    def staff_add_or_delete_a_site(self, number: int) -> None:
        if other := Site.objects.filter(hostname="127.0.0.1").first():
            staff.delete_site(self.admin, other)
        else:
            staff.add_site(self.admin, "127.0.0.1", picked(self.roots(), number))

    @rule(number=NUMBER)
    def staff_give_a_site_another_root(self, number: int) -> None:
        if other := Site.objects.filter(hostname="127.0.0.1").first():
            staff.edit_site(self.admin, other, picked(self.roots(), number))

    def roots(self) -> list[Page]:
        pages = self.pages(*INDEX, *FOLDER, alias=False)
        return [page for page in pages if page.locale == self.site.root_page.locale]


class TranslatedMachine(ListingMachine):
    """The same site in two languages, whose trees Wagtail keeps alike."""

    def translations(self) -> None:
        self.other = Locale.objects.create(language_code="br")
        staff.translate(self.admin, self.site.root_page, self.other)
        pages = Page.objects.filter(locale=self.other)
        staff.bulk(self.admin, "publish", list(pages)[::2])

    @rule(number=NUMBER)
    def staff_translate(self, number: int) -> None:
        page = self.initiative_or_folder(number)
        if page and self.is_to_translate(page):
            staff.translate(self.admin, page, self.other)

    def is_to_translate(self, page: Page) -> bool:
        """Wagtail translates a page whose parent is translated."""
        there = [each.has_translation(self.other) for each in (page, page.get_parent())]
        return page.locale != self.other and there == [False, True]

    @rule(code=st.sampled_from(["br", "es"]))
    def staff_correct_a_language(self, code: str) -> None:
        staff.post(self.admin, "wagtaillocales:edit", self.other.pk, data={"language_code": code})
