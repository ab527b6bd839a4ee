"""What staff do in Wagtail's admin, as the browser posts it to Wagtail's own views."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail.test.utils.form_data import streamfield

FORMSETS = """
    comments reminders page_territories fundings offices partners calendar gallery documents videos
    related_pages statements leads deliverables attendance speakers recipients chapters captions
    signatories
"""
# What the form of any page sends of rows of which it has none: posting starts from it.
NO_FORMS = {
    f"{formset}-{name}": "0"
    for formset in FORMSETS.split()
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
}


def post(client: Client, view: str, *args: Any, data: Any = (), **query: Any) -> HttpResponse:
    """Post to a view of the admin, which must take what it is sent."""
    url = reverse(view, args=args)
    if query:
        url += f"?{urlencode(query, doseq=True)}"
    response = client.post(url, dict(data))
    refused = (response.context or {}).get("form")
    assert response.status_code == 302 or view in ANSWER_200, getattr(refused, "errors", url)
    return response


ANSWER_200 = {"wagtailadmin_pages:set_privacy", "wagtailadmin_pages:set_page_position"}


def form(page: Page, **changes: Any) -> dict[str, Any]:
    """Return what Wagtail's editor would send for a page's latest draft, with some changes."""
    values = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "effective": page.effective,
        "body-count": "0",
        "go_live_at": page.go_live_at,
        "expire_at": page.expire_at,
        "show_in_menus": page.show_in_menus,
    }
    if hasattr(page, "topics"):
        values |= {
            "topics": [topic.pk for topic in page.topics.all()],
            "tags": ",".join(f'"{name}"' for name in page.tags.names()),
            "start_year": page.start_year,
            "end_year": page.end_year,
            "image": page.image_id,
            "image_alt": page.image_alt,
        }
    if hasattr(page, "organisation"):
        values["organisation"] = page.organisation_id
    values = NO_FORMS | values | changes
    return {name: sent(value) for name, value in values.items() if value not in (None, False)}


def sent(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value


def typed(value: Any) -> Any:
    """Return what a struct, a list or a field of a StreamField is in the data of a form."""
    if isinstance(value, dict):
        return {name: typed(part) for name, part in value.items() if part is not False}
    if isinstance(value, list):
        return streamfield([("item", typed(item)) for item in value])
    return "" if value is None else value


def create(client: Client, page: Page, parent: Page, *, publish: bool) -> None:
    names = (page._meta.app_label, page._meta.model_name)
    data = form(page) | action(publish)
    post(client, "wagtailadmin_pages:add", *names, parent.pk, data=data)


def edit(client: Client, page: Page, *, publish: bool = True, **changes: Any) -> None:
    """Save the form of a page. Wagtail locks one that is scheduled: it is taken back first."""
    if scheduled := page.scheduled_revision:
        post(client, "wagtailadmin_pages:revisions_unschedule", page.pk, scheduled.pk)
    data = form(page.get_latest_revision_as_object(), **changes)
    post(client, "wagtailadmin_pages:edit", page.pk, data=data | action(publish))


def action(publish: bool) -> dict[str, str]:
    return {"action-publish": "1"} if publish else {}


def unpublish(client: Client, page: Page, *, descendants: bool = False) -> None:
    data = {"include_descendants": "on"} if descendants else {}
    post(client, "wagtailadmin_pages:unpublish", page.pk, data=data)


def delete(client: Client, page: Page) -> None:
    post(client, "wagtailadmin_pages:delete", page.pk)


def move(client: Client, page: Page, parent: Page) -> None:
    post(client, "wagtailadmin_pages:move_confirm", page.pk, parent.pk)


def reorder(client: Client, page: Page, position: int) -> None:
    post(client, "wagtailadmin_pages:set_page_position", page.pk, position=position)


def copy(
    client: Client, page: Page, parent: Page, slug: str, *, alias: bool, live: bool, title: str
) -> None:
    data = {"new_title": title, "new_slug": slug, "new_parent_page": parent.pk}
    data["copy_subpages"] = "on"
    data |= {"alias": "on"} if alias else {}
    data |= {"publish_copies": "on"} if live else {}
    post(client, "wagtailadmin_pages:copy", page.pk, data=data)


def convert_alias(client: Client, page: Page) -> None:
    post(client, "wagtailadmin_pages:convert_alias", page.pk)


def set_privacy(client: Client, page: Page, kind: str) -> None:
    data = {"restriction_type": kind}
    data |= {"password": "secret"} if kind == "password" else {}
    post(client, "wagtailadmin_pages:set_privacy", page.pk, data=data)


def bulk(client: Client, name: str, pages: Iterable[Page], **data: Any) -> None:
    """Tick the boxes of some pages in a list and choose what to do with them."""
    ids = [page.pk for page in pages]
    args = ("wagtailcore", "page", name)
    home = reverse("wagtailadmin_home")
    post(client, "wagtail_bulk_action", *args, data=data, id=ids, next=home)


def translate(client: Client, page: Page, locale: Locale) -> None:
    data = {"locales": [locale.pk], "include_subtree": "on"}
    post(client, "simple_translation:submit_page_translation", page.pk, data=data)


def edit_snippet(client: Client, instance: Model, **changes: Any) -> None:
    """Save the form of a topic, a territory or an organisation."""
    fields = [field for field in instance._meta.concrete_fields if field.editable]
    values = NO_FORMS | {field.name: field.value_from_object(instance) for field in fields}
    data = {name: "" if value is None else value for name, value in (values | changes).items()}
    post(client, instance.snippet_viewset.get_url_name("edit"), instance.pk, data=data)


def delete_snippet(client: Client, instance: Model) -> None:
    post(client, instance.snippet_viewset.get_url_name("delete"), instance.pk)


def edit_image(client: Client, image: Model, **changes: Any) -> None:
    data = {"title": image.title, "collection": image.collection_id, "people": image.people}
    data |= {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
    data |= {"description": "", "tags": "", "licence": "", "credit": image.credit}
    post(client, "wagtailimages:edit", image.pk, data=data | changes)


def delete_image(client: Client, image: Model) -> None:
    post(client, "wagtailimages:delete", image.pk)


def add_site(client: Client, hostname: str, root: Page) -> None:
    data = {"hostname": hostname, "port": "80", "site_name": "", "root_page": root.pk}
    post(client, "wagtailsites:add", data=data)


def edit_site(client: Client, site: Site, root: Page) -> None:
    data = {"hostname": site.hostname, "port": "80", "site_name": "", "root_page": root.pk}
    data |= {"is_default_site": "on"} if site.is_default_site else {}
    post(client, "wagtailsites:edit", site.pk, data=data)


def delete_site(client: Client, site: Site) -> None:
    post(client, "wagtailsites:delete", site.pk)
