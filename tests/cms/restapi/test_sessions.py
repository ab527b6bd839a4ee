"""What the API tells of sessions."""

from __future__ import annotations

import datetime

from wagtail.models import Site

from cms.listing.check import differences
from cms.listing.tracking import tracking
from cms.models import Organisation, SessionDocument, SessionSpeaker
from tests.cms.restapi.asking import HOME, get, get_titles
from tests.factories.cms import make_cycle, make_session
from tests.factories.documents import make_document
from tests.factories.pages import make_pages

PATH = "/cycles/habiter-demain/habiter-sans-batir"


def test_content_of_a_session_tells_all_its_fields(site: Site) -> None:
    session = make_pages(site)["session"]
    (handed,) = session.documents.all()

    found = get(PATH)

    assert found["@type"] == "Session"
    assert found["type_title"] == "Rendez-vous"
    assert found["effective"].startswith("2024-02-15T00:00")
    assert found["years"] == [2024]
    own = {
        "kind": {"token": "working_group", "title": "Groupe de travail"},
        "date": "2024-02-15",
        "last_day": None,
        "starts": "09:30",
        "ends": "12:00",
        "place": "Derval",
        "online_url": "",
        "registration_url": "",
        "registration_deadline": None,
        "programme": [{"time": "09:30", "title": "Accueil", "detail": ""}],
        "speakers": [{"office": "Présidente", "organisation": "Redon Agglomération", "name": ""}],
        "replay_url": "https://video.example.org/derval",
        "documents": [
            {
                "title": "Diaporama",
                "filename": handed.document.filename,
                "content-type": "application/pdf",
                "size": 8,
                "download": f"{HOME}{handed.document.url}",
            }
        ],
    }
    assert {name: found[name] for name in own} == own


def test_content_of_a_bare_session_has_the_same_keys(site: Site) -> None:
    full = get(make_pages(site)["session"].url)
    make_session("Une idée")
    assert set(get("/cycles/habiter-demain/une-idee")) == set(full)


def test_document_of_another_storage_keeps_its_own_address(site: Site, settings) -> None:
    settings.WAGTAILDOCS_SERVE_METHOD = "direct"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.InMemoryStorage",
            "OPTIONS": {"base_url": "https://fichiers.example.org/"},
        }
    }
    document = make_document()
    make_session("Derval", documents=(SessionDocument(title="Relevé", document=document),))
    (told,) = get("/cycles/habiter-demain/derval")["documents"]
    assert told["download"] == f"https://fichiers.example.org/{document.file.name}"


def test_speakers_and_documents_are_told_as_they_are_today(site: Site) -> None:
    body = Organisation.objects.create(name="Nozay", slug="nozay")
    document = make_document()
    make_session(
        speakers=(SessionSpeaker(office="Présidente", organisation=body),),
        documents=(SessionDocument(title="Relevé", document=document),),
    )

    with tracking():
        body.name = "Communauté de Nozay"
        body.save()
    assert get(PATH)["speakers"][0]["organisation"] == "Communauté de Nozay"

    with tracking():
        document.delete()
    assert get(PATH)["documents"] == []
    assert differences() == []


def test_cycle_holds_its_sessions(site: Site) -> None:
    cycle = make_cycle("Habiter demain")
    for title in ("Derval", "Guer"):
        make_session(title, cycle=cycle, date=datetime.date(2024, 2, 15))

    found = get("/cycles/habiter-demain")

    assert found["is_folderish"] is True
    assert [item["title"] for item in found["items"]] == ["Derval", "Guer"]
    assert get("/cycles/habiter-demain/guer")["parent"]["title"] == "Habiter demain"


def test_search_finds_sessions_by_type_words_and_quarter(site: Site) -> None:
    make_session("Un", date=datetime.date(2024, 2, 15), place="Derval")
    make_session("Deux", date=datetime.date(2023, 12, 1), place="Guer")

    assert set(get_titles("/@search?portal_type=Session")) == {"Un", "Deux"}
    assert get_titles("/@search?SearchableText=derval") == ["Un"]
    quarter = "effective=2024-01-01&effective=2024-03-31&effective.range=min:max"
    assert get_titles(f"/@search?portal_type=Session&{quarter}") == ["Un"]
    told = get("/@search?SearchableText=guer&metadata_fields=fields")["items"][0]
    assert told["fields"]["place"] == "Guer"
