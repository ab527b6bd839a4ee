"""What the API tells of initiatives and cycles, beside what every page tells."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.test import Client
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.check import differences
from cms.models import (
    CycleDeliverable,
    InitiativePicture,
    InitiativeRelatedPage,
    InitiativeVideo,
)
from tests.cms.restapi.asking import HOME, get
from tests.factories.cms import make_cycle, make_initiative, make_video
from tests.factories.images import make_image
from tests.factories.pages import make_pages

PAGE = "/initiatives/redon-agglomeration/une-regie-pour-l-eau"
CYCLE = "/cycles/habiter-demain"


def brief(page: Page, kind: str, title: str) -> dict[str, str]:
    return {
        "@id": f"{HOME}{page.get_url().rstrip('/')}",
        "@type": kind,
        "title": page.title,
        "description": page.summary,
        "review_state": "published",
        "type_title": title,
    }


def rich(html: str) -> dict[str, str]:
    return {"content-type": "text/html", "data": html, "encoding": "utf-8"}


def test_content_of_an_initiative_tells_all_its_fields(site: Site) -> None:
    pages = make_pages(site)

    found = get(PAGE)

    for name in pages["initiative"].text_parts:
        assert found[name] == rich(f"<p>Le <b>{name}</b> de l’eau.</p>")
        assert found[name]["data"] in found["text"]["data"]
    own = {
        "status": {"token": "underway", "title": "En cours"},
        "start_year": 2023,
        "end_year": None,
        "calendar": [
            {"date": "2023-03-01", "period": "", "label": "Étude"},
            {"date": None, "period": "hiver 2024", "label": "Travaux"},
        ],
        "latitude": 47.7,
        "longitude": -2.1,
        "position": {"latitude": 47.7, "longitude": -2.1},
        "contact": "Redon Agglomération",
        "contact_office": "Service de l’eau",
        "is_fictional": True,
        "total_cost": "20000.00",
        "fundings": [{"funder": "Fonds vert", "amount": "13445.76", "label": ""}],
        "funding_total": "13445.76",
        "partners": [{"organisation": "Campus de l’eau", "role": "Conseil"}],
        "videos": [brief(pages["video"], "Video", "Vidéo")],
        "relatedItems": [brief(pages["cycle"], "Cycle", "Cycle")],
    }
    assert {name: found[name] for name in own} == own
    assert [document["title"] for document in found["documents"]] == ["Délibération"]


def test_pictures_of_a_gallery_can_be_downloaded_in_each_scale(site: Site) -> None:
    make_pages(site)
    found = get(PAGE)

    (picture,) = found["gallery"]

    assert (picture["alt"], picture["caption"], picture["width"]) == ("Un lavoir", "Avant", 1600)
    for scale in (picture, picture["scales"]["preview"]):
        response = Client().get(urlsplit(f"{found['@id']}/{scale['download']}").path)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")


def test_picture_of_a_draft_gallery_is_served_to_nobody(site: Site) -> None:
    page = make_initiative("La régie")
    page.gallery = [InitiativePicture(image=make_image(), alt="Un lavoir")]
    page.save_revision()
    name = page.listing_fields()["gallery"][0]["download"]

    assert Client().get(f"/++api++{urlsplit(page.get_url()).path}{name}").status_code == 404


def test_content_of_a_cycle_tells_all_its_fields(site: Site) -> None:
    pages = make_pages(site)
    initiative = brief(pages["initiative"], "Initiative", "Initiative")
    holder = {"office": "Présidente", "organisation": "Nozay", "name": "Une élue"}
    open_item = {"date": None, "document": None}

    found = get(CYCLE)

    own = {
        "aims": rich("<p>Loger chacun.</p>"),
        "expected_results": rich("<p>Moins de terres prises.</p>"),
        "statements": [{"text": "Bâtir moins, réparer plus.", **holder, "date": "2023-09-01"}],
        "leads": [holder],
        "partners": [{"organisation": "Agence de Redon", "role": ""}],
        "deliverables": [
            {
                "title": "Guide",
                "state": {"token": "delivered", "title": "Livré"},
                "phase": "Phase 1",
                "page": initiative,
                "link": "",
                **open_item,
            },
            {
                "title": "Carte",
                "state": {"token": "underway", "title": "En cours"},
                "phase": "",
                "page": None,
                "link": "https://carte.example.org/",
                **open_item,
            },
        ],
        "relatedItems": [initiative],
    }
    assert {name: found[name] for name in own} == own


def test_content_of_bare_pages_has_the_same_keys(site: Site) -> None:
    make_pages(site)
    full = [set(get(path)) for path in (PAGE, CYCLE)]
    make_initiative("Une idée", summary="")
    make_cycle("Un début")
    bare = [get("/initiatives/redon-agglomeration/une-idee"), get("/cycles/un-debut")]

    assert [set(each) for each in bare] == full
    assert [bare[0][name] for name in ("context", "total_cost", "funding_total")] == [None] * 3
    assert [bare[0][name] for name in ("gallery", "videos", "relatedItems")] == [[], [], []]
    assert bare[1]["aims"] is None


def test_pages_that_are_not_public_are_not_told_of(site: Site) -> None:
    hidden, video = make_cycle("Secret"), make_video("Secrète")
    make_initiative(
        "La régie",
        videos=[InitiativeVideo(video=video)],
        related_pages=[InitiativeRelatedPage(target=hidden)],
    )
    make_cycle("Habiter", deliverables=[CycleDeliverable(title="Guide", target=hidden)])
    authoring.unpublish(hidden)
    authoring.unpublish(video)

    found = get("/initiatives/redon-agglomeration/la-regie")

    assert (found["videos"], found["relatedItems"]) == ([], [])
    assert get("/cycles/habiter")["deliverables"][0]["page"] is None
    assert differences() == []


def test_search_tells_the_fields_of_a_row(site: Site) -> None:
    make_pages(site)

    (item,) = get("/@search?portal_type=Cycle&metadata_fields=fields")["items"]

    assert [line["title"] for line in item["fields"]["deliverables"]] == ["Guide", "Carte"]
