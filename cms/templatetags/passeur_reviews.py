"""What the mails about reviews say: who asks for what, by when."""

from __future__ import annotations

from django import template
from django.db.models import Model
from wagtail.models import Page

from cms.domain.people import name_of
from cms.domain.reviews import Request, pending, request_of
from cms.models.member_folder import MemberFolder
from cms.web.moments import moment_text

register = template.Library()
register.filter("day", moment_text)
register.simple_tag(name_of, name="name_of")


@register.simple_tag
def review_request(thing: Model) -> Request | None:
    state = pending(thing)
    return request_of(state) if state else None


@register.simple_tag
def title_of(thing: Model) -> str:
    return thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)


@register.simple_tag
def type_of(thing: Model) -> str:
    """Return what a thing is, in a word: « initiative »."""
    return str(getattr(thing, "specific_deferred", thing)._meta.verbose_name)


@register.simple_tag
def where_is(thing: Model) -> str:
    """Return the member whose page it is; nothing for what belongs to all."""
    folder = isinstance(thing, Page) and MemberFolder.objects.parent_of(thing).first()
    return folder.title if folder else ""
