"""Factories of cms objects: small real pages."""

from __future__ import annotations

import copy
import datetime
import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.sync import refresh
from cms.listing.tracking import tracking
from cms.models import (
    Alliance,
    CycleIndexPage,
    CyclePage,
    DecisionPage,
    HomePage,
    InitiativeIndexPage,
    InitiativePage,
    MemberFolder,
    Membership,
    NewsIndexPage,
    NewsPage,
    Organisation,
    PageTerritory,
    ProgrammeIndexPage,
    ProgrammePage,
    ReportIndexPage,
    ReportPage,
    ResourceIndexPage,
    ResourcePage,
    RoadmapIndexPage,
    RoadmapPage,
    RoadmapVersionPage,
    SessionAttendance,
    SessionDocument,
    SessionPage,
    SessionSpeaker,
    Territory,
    Topic,
    VideoCaption,
    VideoChapter,
    VideoIndexPage,
    VideoPage,
    VideoSeriesPage,
)
from tests.factories.rows import insert, plant, write

_number = count(1)


def make_site(**fields: Any) -> Site:
    """Return the default site with a home page, the three indexes and an alliance."""
    site = Site.objects.get(is_default_site=True)
    with tracking():
        home = HomePage(title="Alliance d’essai", slug=f"accueil-{next(_number)}")
        site.root_page = plant(Page.objects.get(depth=1), home)
        for name, value in fields.items():
            setattr(site, name, value)
        site.save()
        for model, title in (
            (InitiativeIndexPage, "Initiatives"),
            (CycleIndexPage, "Cycles"),
            (VideoIndexPage, "Vidéos"),
        ):
            plant(home, model(title=title, show_in_menus=True))
    insert(Alliance(site=site, name="Alliance d’essai", short_name="AE"))
    return Site.objects.get(pk=site.pk)


def make_topic(slug: str = "energie", **fields: Any) -> Topic:
    defaults = {"title": slug.capitalize(), "colour": slug}
    known = Topic.objects.filter(slug=slug).first()
    return known or insert(Topic(slug=slug, **(defaults | fields)))


def make_territory(name: str = "Redon", level: str = "commune", **fields: Any) -> Territory:
    parents = fields.pop("parents", ())
    number = next(_number)
    defaults = {
        "code": f"{number:05}",
        "slug": f"{authoring.slug_of(name)}-{number}",
        "lon": -2.08,
        "lat": 47.65,
        "outline": [[[[-2.1, 47.6], [-2.0, 47.6], [-2.0, 47.7], [-2.1, 47.7], [-2.1, 47.6]]]],
    }
    territory = insert(Territory(name=name, level=level, **(defaults | fields)))
    if parents:
        territory.parents.set(parents)
    return territory


def make_member(name: str = "Redon Agglomération", site: Site | None = None) -> MemberFolder:
    """Return the folder of a member of the site's alliance, with its EPCI and organisation."""
    site = site or Site.objects.get(is_default_site=True)
    number = next(_number)
    epci = make_territory(name, "epci", code=f"2{number:08}", siren=f"2{number:08}")
    slug = f"{authoring.slug_of(name)}-{number}"
    organisation = insert(Organisation(name=name, slug=slug, siren=epci.siren, territory=epci))
    insert(Membership(alliance=site.alliance, organisation=organisation))
    index = InitiativeIndexPage.objects.descendant_of(site.root_page).get()
    folder = MemberFolder(title=name, organisation=organisation)
    return plant(index, folder)


def make_initiative(
    title: str = "Une régie pour l’eau",
    *,
    folder: MemberFolder | None = None,
    topics: tuple[Topic, ...] = (),
    territories: tuple[Territory, ...] = (),
    publish: bool = True,
    **fields: Any,
) -> InitiativePage:
    folder = folder or MemberFolder.objects.first() or make_member()
    page = InitiativePage(title=title, **({"summary": "Deux communes s’unissent."} | fields))
    page.topics = topics
    page.territories = territories
    return plant(folder, page, publish=publish)


@transaction.atomic
def make_initiatives(count: int, title: str = "La régie", **fields: Any) -> None:
    """Publish “La régie 0”, and stand `count` − 1 copies beside it, numbered from 1."""
    first = make_initiative(f"{title} 0", **fields)
    parent, base = first.get_parent(), first.slug.removesuffix("0")
    copies, last = [], first
    for number in range(1, count):
        page = copy.copy(first)
        page.title = page.draft_title = f"{title} {number}"
        page.slug, page.url_path = f"{base}{number}", f"{parent.url_path}{base}{number}/"
        page.path = last._inc_path()
        page.translation_key = uuid.uuid4()
        page.latest_revision_id = page.live_revision_id = None
        copies.append(last := page)
    write(copies)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(copies))
    through = InitiativePage.topics.through
    through.objects.bulk_create(
        through(initiativepage_id=page.pk, topic=topic)
        for page in copies
        for topic in first.topics.all()
    )
    PageTerritory.objects.bulk_create(
        PageTerritory(page_id=page.pk, territory=territory)
        for page in copies
        for territory in first.territories
    )
    refresh({page.pk for page in copies})


def make_cycle(title: str = "Habiter demain", *, publish: bool = True, **fields: Any) -> CyclePage:
    topics = fields.pop("topics", ())
    page = CyclePage(title=title, **fields)
    page.topics = topics
    return plant(CycleIndexPage.objects.get(), page, publish=publish)


def make_resource(
    title: str = "Habiter les villages", *, publish: bool = True, **fields: Any
) -> ResourcePage:
    """Return a resource, with its library where that is not yet there."""
    topics, recipients = fields.pop("topics", ()), fields.pop("recipients", ())
    library = ResourceIndexPage.objects.first() or plant(
        HomePage.objects.get(), ResourceIndexPage(title="Ressources", show_in_menus=True)
    )
    page = ResourcePage(title=title, **fields)
    page.topics, page.recipients = topics, recipients
    return plant(library, page, publish=publish)


def make_report(
    title: str = "Rapport d’activité 2024", *, publish: bool = True, **fields: Any
) -> ReportPage:
    """Return a report, with its list where that is not yet there; rows come by their names."""
    index = ReportIndexPage.objects.first() or plant(
        HomePage.objects.get(), ReportIndexPage(title="Rapports d’activité", show_in_menus=True)
    )
    page = ReportPage(title=title, **({"year": 2024} | fields))
    return plant(index, page, publish=publish)


def make_news(title: str = "Un livre blanc", *, publish: bool = True, **fields: Any) -> NewsPage:
    """Return a piece of news, with its list where that is not yet there."""
    topics, territories = fields.pop("topics", ()), fields.pop("territories", ())
    index = NewsIndexPage.objects.first() or plant(
        HomePage.objects.get(), NewsIndexPage(title="Actualités", show_in_menus=True)
    )
    page = NewsPage(title=title, **fields)
    page.topics, page.territories = topics, territories
    return plant(index, page, publish=publish)


def make_roadmap(
    title: str = "Coopérer d’une rive à l’autre", *, publish: bool = True, **fields: Any
) -> RoadmapPage:
    """Return a roadmap, with the list of them where that is not yet there."""
    topics, territories = fields.pop("topics", ()), fields.pop("territories", ())
    governance_bodies = fields.pop("governance_bodies", ())
    index = RoadmapIndexPage.objects.first() or plant(
        HomePage.objects.get(), RoadmapIndexPage(title="Feuilles de route", show_in_menus=True)
    )
    page = RoadmapPage(title=title, **fields)
    page.topics, page.territories = topics, territories
    page.governance_bodies = governance_bodies
    return plant(index, page, publish=publish)


def make_roadmap_version(
    title: str = "Plan d’action 2021-2023",
    *,
    roadmap: RoadmapPage | None = None,
    publish: bool = True,
    **fields: Any,
) -> RoadmapVersionPage:
    roadmap = roadmap or RoadmapPage.objects.first() or make_roadmap()
    page = RoadmapVersionPage(title=title, **({"start_year": 2021, "end_year": 2023} | fields))
    return plant(roadmap, page, publish=publish)


def make_programme(
    title: str = "Petites villes de demain", *, publish: bool = True, **fields: Any
) -> ProgrammePage:
    """Return a programme, with its index where that is not yet there; rows come by their names."""
    index = ProgrammeIndexPage.objects.first() or plant(
        HomePage.objects.get(), ProgrammeIndexPage(title="Dispositifs", show_in_menus=True)
    )
    page = ProgrammePage(title=title)
    for name, value in fields.items():
        setattr(page, name, value)
    return plant(index, page, publish=publish)


def make_decision(
    title: str = "Adhésion au dispositif",
    *,
    programme: ProgrammePage | None = None,
    publish: bool = True,
    **fields: Any,
) -> DecisionPage:
    programme = programme or ProgrammePage.objects.first() or make_programme()
    page = DecisionPage(title=title, **({"date": datetime.date(2023, 12, 21)} | fields))
    return plant(programme, page, publish=publish)


def make_video_series(
    title: str = "Parler foncier", *, publish: bool = True, **fields: Any
) -> VideoSeriesPage:
    topics = fields.pop("topics", ())
    page = VideoSeriesPage(title=title, **fields)
    page.topics = topics
    return plant(VideoIndexPage.objects.get(), page, publish=publish)


def make_video(
    title: str = "Épisode 1",
    *,
    series: VideoSeriesPage | None = None,
    chapters: dict[str, int] | None = None,
    captions: tuple[VideoCaption, ...] = (),
    publish: bool = True,
    **fields: Any,
) -> VideoPage:
    """Return a video, in a series if one is given; chapters are seconds by their titles."""
    topics = fields.pop("topics", ())
    where = {} if "file" in fields else {"video_url": "https://video.example.org/1"}
    page = VideoPage(title=title, **(where | fields))
    page.topics, page.captions = topics, captions
    page.chapters = [
        VideoChapter(title=name, start=datetime.timedelta(seconds=second), sort_order=number)
        for number, (name, second) in enumerate((chapters or {}).items())
    ]
    return plant(series or VideoIndexPage.objects.get(), page, publish=publish)


def make_session(
    title: str = "Habiter sans bâtir",
    *,
    cycle: CyclePage | None = None,
    speakers: tuple[SessionSpeaker, ...] = (),
    documents: tuple[SessionDocument, ...] = (),
    attendance: Sequence[SessionAttendance] = (),
    publish: bool = True,
    **fields: Any,
) -> SessionPage:
    cycle = cycle or CyclePage.objects.first() or make_cycle()
    topics, territories = fields.pop("topics", ()), fields.pop("territories", ())
    page = SessionPage(title=title, **({"kind": SessionPage.Kind.SEMINAR} | fields))
    page.topics, page.territories = topics, territories
    page.speakers, page.documents, page.attendance = speakers, documents, attendance
    return plant(cycle, page, publish=publish)
