"""The vocabularies that we offer: our taxonomies, and Plone's names for what its clients ask.

What comes from pages comes from the listing: a tag that only drafts carry is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wagtail.models import Site

from cms.domain.paris import day_in_paris
from cms.listing.address import site_roots
from cms.listing.document import language
from cms.listing.row import ListingRow, ListingTerm
from cms.models.alliance import Membership
from cms.models.territory import Territory
from cms.models.topic import Topic
from cms.restapi.asked import Asked
from cms.restapi.params import BadRequest
from cms.restapi.portal_types import portal_types, type_title

Index = ListingTerm.Index
# Token, which programs send back, and title, which people read.
Term = tuple[str, str]
Vocabulary = Callable[[Asked], Iterable[Term]]


def topics(asked: Asked) -> list[Term]:
    return list(Topic.objects.values_list("slug", "title"))


def territories(asked: Asked) -> list[Term]:
    """Return the territories, of some levels if `level` names them."""
    levels = asked.params.all("level")
    if unknown := set(levels) - set(Territory.Level.values):
        known = ", ".join(Territory.Level.values)
        raise BadRequest(f"level ne connaît pas « {min(unknown)[:40]} » ; il connaît {known}.")
    found = Territory.objects.filter(level__in=levels) if levels else Territory.objects.all()
    titles = dict(Territory.Level.choices)
    return [
        (slug, f"{name} ({titles[level]})")
        for slug, name, level in found.values_list("slug", "name", "level")
    ]


def keywords(asked: Asked) -> list[Term]:
    return [(tag, tag) for tag in used(asked, Index.TAG)]


def years(asked: Asked) -> list[Term]:
    return [(year, year) for year in reversed(used(asked, Index.YEAR))]


def used(asked: Asked, index: Index) -> list[str]:
    """Return the values of a facet that public pages have."""
    rows = ListingRow.objects.of(asked.site_id)
    terms = ListingTerm.objects.filter(index=index, row__in=rows.values("pk"))
    return sorted(terms.values_list("value", flat=True).distinct())


def members(asked: Asked) -> list[Term]:
    """Return today's members of the alliance, by the name under which pages show them."""
    today = day_in_paris()
    site = Site.objects.select_related("alliance").filter(alliance__isnull=False)
    found = site.filter(pk=asked.site_id).first()
    members: list[Membership] = found.alliance.members_on(today) if found else []
    return [(member.organisation.name, member.organisation.name) for member in members]


def types(asked: Asked) -> list[Term]:
    terms = [(name, type_title(name, models)) for name, models in portal_types().items()]
    return sorted(terms, key=lambda term: term[1])


def languages(asked: Asked) -> list[Term]:
    codes = {root.locale for root in site_roots() if root.site_id == asked.site_id}
    return [(code, language(code)) for code in sorted(codes)]


def states(asked: Asked) -> list[Term]:
    return [("published", "En ligne")]


OWN: dict[str, Vocabulary] = {
    "topics": topics,
    "territories": territories,
    "years": years,
    "members": members,
    "plone.app.vocabularies.Keywords": keywords,
    "plone.app.vocabularies.PortalTypes": types,
    "plone.app.vocabularies.ReallyUserFriendlyTypes": types,
    "plone.app.vocabularies.SupportedContentLanguages": languages,
    "plone.app.vocabularies.WorkflowStates": states,
}
