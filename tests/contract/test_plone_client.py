"""Plone's own client for JavaScript, unmodified, reads our server.

It checks what it is given, not what it gets: an answer is right when it says what our pages
say under the names that its types declare (`@plone/types`).
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.contract.content import PASSWORD, USERNAME

HERE = Path(__file__).parent
NODE = HERE / "node_modules" / ".passeur-node"
FOLDER = "/initiatives/redon-agglomeration"
PAGE = f"{FOLDER}/une-regie-pour-l-eau"
DRAFT = f"{FOLDER}/ce-qui-murit"
INDEXES = [
    "Initiatives",
    "Cycles",
    "Vidéos",
    "Dispositifs",
    "Ressources",
    "Actualités",
    "Feuilles de route",
    "Rapports d’activité",
]
MENU = ["Accueil", *INDEXES]
SUMMARY = {"@id", "@type", "title", "description", "review_state", "image_field", "image_scales"}
pytestmark = pytest.mark.django_db  # or there is no test database when this file runs alone


@pytest.fixture(scope="module")
def answers(server: str) -> dict[str, Any]:
    """Return what the client hands to its caller, by the names of the calls in `client.mjs`."""
    if not NODE.exists():
        pytest.fail("@plone/client is not installed: `make test` does, or tests/contract/install")
    asked = {
        "username": USERNAME,
        "password": PASSWORD,
        "folder": FOLDER,
        "page": PAGE,
        "draft": DRAFT,
    }
    done = subprocess.run(
        [str(NODE), "client.mjs", server],
        cwd=HERE,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def titles(answer: dict[str, Any]) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_client_is_the_pinned_package_as_published():
    lock = json.loads((HERE / "package-lock.json").read_text())
    installed = json.loads((HERE / "node_modules/@plone/client/package.json").read_text())

    assert lock["packages"]["node_modules/@plone/client"]["version"] == "1.0.0-alpha.23"
    assert installed["version"] == "1.0.0-alpha.23"


def test_only_what_must_be_refused_is_refused(answers):
    refused = {name: answer["refused"] for name, answer in answers.items() if "refused" in answer}

    assert refused == {"missing": 404, "draft_of_nobody": 404}
    assert answers["missing"]["type"] == "NotFound"
    assert len(answers) - len(refused) >= 18


def test_root_is_a_folder_of_the_indexes(answers, server):
    root = answers["root"]

    assert (root["@id"], root["@type"]) == (server, "Plone Site")
    assert root["is_folderish"] is True
    assert titles(root) == [
        *INDEXES[:-2],
        "Agenda",
        *INDEXES[-2:],
        "Annuaire",
        "Mentions légales",
    ]
    assert root["items_total"] == 11
    assert set(root["items"][0]) >= SUMMARY


def test_page_says_what_staff_wrote(answers, server):
    page = answers["page"]

    assert page["@id"] == f"{server}{PAGE}"
    assert (page["@type"], page["title"]) == ("Initiative", "Une régie pour l’eau")
    assert page["review_state"] == "published"
    assert page["effective"] == "2024-06-03T00:00:00+02:00"
    assert page["parent"]["title"] == "Redon Agglomération"
    assert [topic["title"] for topic in page["topics"]] == ["Eau"]
    assert "items" not in page
    blocks = [page["blocks"][name] for name in page["blocks_layout"]["items"]]
    assert "Deux communes en régie." in [block.get("plaintext") for block in blocks]


def test_expanded_components_are_whole_and_the_others_name_their_address(answers):
    components = answers["expanded"]["@components"]

    assert components["breadcrumbs"] == answers["breadcrumbs"]
    assert titles(components["navigation"]) == MENU
    assert components["workflow"] == answers["workflow"]
    assert set(components["navroot"]) == {"@id"}


def test_full_objects_are_the_documents_of_the_children(answers):
    full = {item["title"]: item for item in answers["full"]["items"]}

    assert answers["full"]["items_total"] == len(full) == 5
    assert full["Une régie pour l’eau"]["blocks"] == answers["page"]["blocks"]
    assert full["Essai 2"]["subjects"] == ["bois", "marché"]


def test_breadcrumbs_lead_from_the_root_where_there_are_none(answers, server):
    assert answers["breadcrumbs_at_root"] == {
        "@id": f"{server}/@breadcrumbs",
        "items": [],
        "root": server,
    }
    assert titles(answers["breadcrumbs"]) == [
        "Initiatives",
        "Redon Agglomération",
        "Une régie pour l’eau",
    ]


def test_navigation_is_as_deep_as_asked(answers):
    one, two, three = (
        answers[name]["items"]
        for name in ("navigation", "navigation_two_deep", "navigation_three_deep")
    )

    for items in (one, two, three):
        assert [item["title"] for item in items] == MENU
    assert one[1]["items"] == []
    assert titles(two[1]) == ["Redon Agglomération"]
    assert two[1]["items"][0]["items"] == []
    assert "Une régie pour l’eau" in titles(three[1]["items"][0])


def test_context_navigation_stands_around_the_page(answers, server):
    (member,) = answers["contextnavigation"]["items"]

    assert (member["title"], member["is_in_path"]) == ("Redon Agglomération", True)
    current = [item["@id"] for item in member["items"] if item["is_current"]]
    assert current == [f"{server}{PAGE}"]


def test_navroot_is_the_home_page_in_full(answers, server):
    root = answers["navroot"]["navroot"]

    assert answers["navroot"]["@id"] == f"{server}{PAGE}/@navroot"
    assert (root["@id"], root["@type"]) == (server, "Plone Site")
    assert root["title"] == answers["root"]["title"]


def test_search_finds_by_words_types_and_place(answers):
    words, *others = titles(answers["search_text"])
    assert words == "Une régie pour l’eau"
    assert set(others) == {  # say so in their bodies
        "Adhésion au dispositif",
        "Coopérer d’une rive à l’autre",
        "Habiter demain",
        "Habiter les villages",
        "Habiter sans bâtir",
        "Mentions légales",
        "Petites villes de demain",
        "Rapport d’activité 2024",
        "Un livre blanc pour les élus",
    }
    assert set(titles(answers["search_type"])) == {"Habiter demain", "Des élus racontent"}
    assert {item["getPath"] for item in answers["search_type"]["items"]} == {
        "/cycles/habiter-demain",
        "/videos/parler-foncier/des-elus-racontent",
    }
    assert titles(answers["search_below"]) == ["Redon Agglomération"]


def test_second_batch_of_a_search_follows_the_first(answers):
    found = answers["search_second_batch"]

    assert titles(found) == ["Essai 3", "Essai 4"]
    assert found["items_total"] == 5
    assert {"first", "last", "next", "prev"} <= set(found["batching"])


def test_querystring_names_every_index_that_criteria_may_use(answers):
    indexes = answers["querystring"]["indexes"]

    assert "plone.app.querystring.operation.selection.any" in indexes["portal_type"]["operations"]
    assert indexes["Subject"]["values"].keys() == {"bois", "marché", "école"}
    assert "sortable_title" in answers["querystring"]["sortable_indexes"]


def test_criteria_find_the_same_in_the_address_and_in_the_body(answers):
    asked, posted = answers["querystring_search"], answers["querystring_search_posted"]

    assert titles(asked) == ["Essai 3", "Essai 2", "Essai 1"]
    assert titles(posted) == ["Essai 1"]
    assert posted["items_total"] == 3
    assert "next" in posted["batching"]


def test_site_tells_its_name_and_its_languages(answers):
    site = answers["site"]

    assert site["plone.site_title"] == "Alliance d’essai"
    assert (site["plone.default_language"], site["plone.available_languages"]) == ("fr", ["fr"])
    assert "large 800:65536" in site["plone.allowed_sizes"]
    assert site["features"]["multilingual"] is False


def test_types_are_listed_and_one_is_a_json_schema(answers, server):
    types = {kind["@id"]: kind["title"] for kind in answers["types"]}

    assert types[f"{server}/@types/Initiative"] == "Initiative"
    assert answers["type"]["type"] == "object"
    assert {"title", "description", "blocks", "topics"} <= set(answers["type"]["properties"])
    assert answers["type"]["required"][0] == "title"


def test_vocabularies_are_listed_and_one_gives_its_terms(answers, server):
    assert f"{server}/@vocabularies/topics" in [name["@id"] for name in answers["vocabularies"]]
    terms = {term["token"]: term["title"] for term in answers["vocabulary"]["items"]}
    assert (terms["eau"], terms["energie"]) == ("Eau", "Énergie")
    assert answers["vocabulary_by_title"]["items"] == [{"token": "energie", "title": "Énergie"}]


def test_page_in_one_language_has_no_translation(answers, server):
    assert answers["translations"] == {
        "@id": f"{server}{PAGE}/@translations",
        "items": [],
        "root": {"fr": server},
    }


def test_actions_offer_to_sign_in_and_nothing_to_write(answers):
    assert [action["id"] for action in answers["actions"]["user"]] == ["login"]
    assert answers["actions"]["object_buttons"] == []


def test_workflow_of_a_public_page_is_published(answers):
    assert answers["workflow"]["state"] == {"id": "published", "title": "En ligne"}
    assert answers["workflow"]["transitions"] == []


def test_page_that_never_moved_has_no_alias(answers):
    assert (answers["aliases"]["items"], answers["aliases"]["items_total"]) == ([], 0)


def test_draft_is_read_after_signing_in(answers, server):
    assert answers["login"].count(".") == 2
    assert answers["draft"]["@id"] == f"{server}{DRAFT}"
    assert answers["draft"]["title"] == "Ce qui mûrit"
    assert answers["draft"]["review_state"] == "private"
