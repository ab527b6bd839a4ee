"""A page type of the host's own, as the documentation shows it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.plugin.conftest import Host

# Publishes a workshop under the host's own home page and asks for it as a client does.
STORY = """
import json, sys
from django.test import Client
from wagtail.models import Site
from cms.domain import authoring
from cms.models import Topic
from town.models import WorkshopPage

home = Site.objects.get(is_default_site=True).root_page.specific
page = WorkshopPage(title="Réparer son vélo", summary="Un samedi par mois.", keeper="Camille")
page.topics = [Topic.objects.get_or_create(slug="mobilites", defaults={"title": "Mobilités"})[0]]
authoring.create(home, page, publish=True)
client = Client(SERVER_NAME="www.example.fr", HTTP_X_FORWARDED_PROTO="https")
asked = dict(
    content="/++api++/reparer-son-velo",
    found="/++api++/@search?SearchableText=camille&metadata_fields=seats",
    facets="/++api++/@facets?portal_type=Workshop",
    schema="/++api++/@types/Workshop",
    types="/++api++/@vocabularies/plone.app.vocabularies.ReallyUserFriendlyTypes?token=workshop",
)
told = {name: json.loads(client.get(path).content) for name, path in asked.items()}
told["web"] = client.get("/reparer-son-velo/").status_code
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(host: Host) -> dict[str, Any]:
    """Give the host the page type of the documentation; return what clients hear of a page."""
    section = (ROOT / "docs/extending.md").read_text().split("\n## A page type\n")[1]
    (models,) = re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], re.DOTALL)
    host.write("town/__init__.py", "")
    host.write("town/models.py", models)
    settings = (host.folder / "mairie/settings/base.py").read_text()
    host.write("mairie/settings/base.py", f'{settings}\nINSTALLED_APPS += ["town"]\n')
    host.manage("makemigrations", "town")
    host.manage("migrate", "--verbosity", "0")
    return json.loads(host.manage("shell", "-c", STORY).splitlines()[-1])


def test_page_of_the_hosts_own_type_is_served_with_its_fields(told):
    content = told["content"]
    assert (content["@type"], content["type_title"]) == ("Workshop", "Atelier")
    assert (content["seats"], content["keeper"]) == (12, "Camille")
    assert [topic["slug"] for topic in content["topics"]] == ["mobilites"]
    assert told["web"] == 200


def test_page_of_the_hosts_own_type_is_found_and_counted(told):
    assert [item["title"] for item in told["found"]["items"]] == ["Réparer son vélo"]
    assert told["facets"]["facets"]["topic"] == {"mobilites": 1}
    assert told["facets"]["facets"]["type"]["Workshop"] == 1


def test_type_of_the_hosts_own_is_described(told):
    assert told["types"]["items"] == [{"token": "Workshop", "title": "Atelier"}]
    assert told["schema"]["title"] == "Atelier"
    assert told["schema"]["properties"]["seats"]["factory"] == "Integer"
    assert set(told["schema"]["properties"]) - {"blocks", "blocks_layout"} <= set(told["content"])
