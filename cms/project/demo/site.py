"""The site, its alliance with its members, and the pages that hold the others."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import (
    AgendaPage,
    Alliance,
    CycleIndexPage,
    DirectoryPage,
    HomePage,
    InitiativeIndexPage,
    MemberFolder,
    Membership,
    NewsIndexPage,
    Office,
    Organisation,
    Partnership,
    ProgrammeIndexPage,
    ReportIndexPage,
    ResourceIndexPage,
    RoadmapIndexPage,
    StandardPage,
    VideoIndexPage,
)
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once

INDEXES = (
    (
        "initiatives",
        InitiativeIndexPage,
        "Initiatives",
        "Ce que les territoires ont fait, et ce qu’ils en retiennent.",
    ),
    ("cycles", CycleIndexPage, "Cycles", "Les sujets que l’alliance travaille dans la durée."),
    ("videos", VideoIndexPage, "Vidéos", "À regarder seul ou à projeter en réunion."),
    (
        "ressources",
        ResourceIndexPage,
        "Ressources",
        "Guides, études et livres qui aident à décider, et ce que l’alliance a publié.",
    ),
    ("actualites", NewsIndexPage, "Actualités", "Ce qui se passe dans l’alliance."),
    (
        "feuilles-de-route",
        RoadmapIndexPage,
        "Feuilles de route",
        "Ce que des coopérations voisines se promettent de faire, année après année.",
    ),
    (
        "dispositifs",
        ProgrammeIndexPage,
        "Dispositifs",
        "Les programmes auxquels des territoires prennent part, et ce qu’en décident les conseils.",
    ),
    (
        "rapports-d-activite",
        ReportIndexPage,
        "Rapports d’activité",
        "Chaque année de l’alliance\u00a0: ce qu’elle a fait, avec quel argent.",
    ),
)
# What is read once a year leads from the foot of each page: a menu of eight is still read.
AT_THE_FOOT = {"feuilles-de-route", "dispositifs", "rapports-d-activite"}


def make() -> int:
    """Make the home page, the indexes, the members' folders and the standard pages."""
    made = make_home()
    home = find("accueil")
    for name, model, title, summary in INDEXES:
        in_menu = name not in AT_THE_FOOT
        page = model(title=title, slug=name, summary=summary, show_in_menus=in_menu)
        made += make_once(name, home, page)
    make_alliance()
    made += make_folders()
    agenda = AgendaPage(
        title="Agenda",
        slug="agenda",
        summary="Les rendez-vous à venir, mois par mois, et les derniers passés.",
        show_in_menus=True,
    )
    made += make_once("agenda", home, agenda)
    directory = DirectoryPage(
        title="Annuaire",
        slug="annuaire",
        summary="L’alliance, ses membres et ses partenaires.",
        show_in_menus=True,
    )
    made += make_once("annuaire", home, directory)
    for text in texts.read_all("pages"):
        if text.name != "accueil":
            page = StandardPage(slug=text.name, body=text.body, **text.head)
            made += make_once(text.name, home, page)
    return made


def make_home() -> int:
    """Make the home page and give it the site, where Wagtail's welcome page still stands."""
    text = texts.read(texts.CONTENT / "pages" / "accueil.md")
    page = HomePage(slug="accueil", body=text.body, **text.head)
    if not make_once("accueil", Page.get_first_root_node(), page):
        return 0
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    if welcome.specific_class is Page:
        address = urlsplit(settings.SITE_URL)
        with tracking():
            site.root_page = page
            site.site_name = page.title
            site.hostname = address.hostname
            site.port = address.port or (443 if address.scheme == "https" else 80)
            site.save()
        if not welcome.get_children().exists():
            authoring.delete(welcome)
    return 1


def make_alliance() -> None:
    """Make the alliance of the site, its members and partners, and who works for it."""
    facts = texts.table("alliance.toml")
    alliance, new = Alliance.objects.get_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={"name": facts["name"], "short_name": facts["short_name"]},
    )
    if new:
        Membership.objects.bulk_create(
            Membership(alliance=alliance, organisation=organisation, starts=facts["members_since"])
            for organisation in members()
        )
        alliance.organisation = Organisation.objects.create(**facts["organisation"])
        alliance.save()
        for place, office in enumerate(facts["offices"]):
            Office.objects.create(organisation=alliance.organisation, sort_order=place, **office)
        for partner in facts["partners"]:
            Partnership.objects.create(
                alliance=alliance, organisation=Organisation.objects.create(**partner)
            )


def make_folders() -> int:
    """Make one folder a member, and one for what the members did together."""
    index = find("initiatives")
    made = 0
    for organisation in members():
        folder = MemberFolder(
            title=organisation.name, slug=organisation.slug, organisation=organisation
        )
        made += make_once(f"folder:{organisation.slug}", index, folder)
    shared = MemberFolder(
        title="L’alliance", slug="alliance", summary="Ce que nous menons ensemble."
    )
    return made + make_once("folder:alliance", index, shared)


def members() -> list[Organisation]:
    sirens = texts.table("alliance.toml")["members"]
    return list(Organisation.objects.filter(siren__in=sirens).order_by("name"))
