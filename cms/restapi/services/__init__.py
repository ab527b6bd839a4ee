"""The services of the API by name, one module each.

The list of plone.restapi: https://6.docs.plone.org/plone.restapi/docs/source/endpoints/index.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cms.restapi.service import Service
from cms.restapi.services.actions import actions
from cms.restapi.services.aliases import aliases
from cms.restapi.services.breadcrumbs import breadcrumbs
from cms.restapi.services.contextnavigation import contextnavigation
from cms.restapi.services.facets import facets
from cms.restapi.services.images import images
from cms.restapi.services.login import login, logout, renew
from cms.restapi.services.navigation import navigation
from cms.restapi.services.navroot import navroot
from cms.restapi.services.querystring import querystring
from cms.restapi.services.querystring_search import querystring_search
from cms.restapi.services.search import search
from cms.restapi.services.site import site
from cms.restapi.services.translations import translations
from cms.restapi.services.types import types
from cms.restapi.services.vocabularies import vocabularies
from cms.restapi.services.workflow import workflow

SERVICES: dict[str, Service] = {
    "@actions": Service(actions, on_page=True, component=True),
    "@aliases": Service(aliases, on_page=True, component=True),
    "@breadcrumbs": Service(breadcrumbs, on_page=True, component=True),
    "@contextnavigation": Service(contextnavigation, on_page=True, component=True),
    "@facets": Service(facets),
    "@login": Service(login, posts=True, heeds_credentials=False),
    "@login-renew": Service(renew, reads=False, posts=True),
    "@logout": Service(logout, reads=False, posts=True, heeds_credentials=False),
    "@navigation": Service(navigation, on_page=True, component=True),
    "@navroot": Service(navroot, on_page=True, component=True),
    "@querystring": Service(querystring),
    "@querystring-search": Service(querystring_search, posts=True),
    "@search": Service(search),
    "@site": Service(site),
    "@translations": Service(translations, on_page=True, component=True),
    "@types": Service(types, on_page=True, component=True, segments=1),
    "@vocabularies": Service(vocabularies, segments=1),
    "@workflow": Service(workflow, on_page=True, component=True),
    "@@images": Service(images, segments=2),
}
COMPONENTS: dict[str, Callable[..., Any]] = {
    name.removeprefix("@"): service.answer
    for name, service in SERVICES.items()
    if service.component
}
