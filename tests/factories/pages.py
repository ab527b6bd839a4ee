"""A published page of each type, for tests of what visitors see."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import (
    AgendaPage,
    CycleDeliverable,
    CycleLead,
    CyclePartner,
    CycleRelatedPage,
    CycleStatement,
    DirectoryPage,
    Funding,
    GovernanceBody,
    InitiativeDocument,
    InitiativePage,
    InitiativePartner,
    InitiativePicture,
    InitiativeRelatedPage,
    InitiativeStep,
    InitiativeVideo,
    Organisation,
    ProgrammeAgreement,
    ProgrammeContact,
    ProgrammePayment,
    ProgrammePillar,
    ProgrammePlan,
    ProgrammeTerritory,
    Recipient,
    ReportDocument,
    ReportSignatory,
    SessionDocument,
    SessionPage,
    SessionSpeaker,
    StandardPage,
)
from tests.factories.body import BODY
from tests.factories.cms import (
    make_cycle,
    make_decision,
    make_initiative,
    make_member,
    make_news,
    make_programme,
    make_report,
    make_resource,
    make_roadmap,
    make_roadmap_version,
    make_session,
    make_territory,
    make_topic,
    make_video,
    make_video_series,
)
from tests.factories.documents import make_document
from tests.factories.images import make_image
from tests.factories.reports import body_of, chapter, line
from tests.factories.roadmaps import a_plan
from tests.factories.rows import plant


@tracking()
def make_pages(site: Site) -> dict[str, Page]:
    """Return a published page of each type, by the name of its template."""
    folder = make_member("Redon Agglomération", site)
    topic = make_topic("eau", title="Eau", colour="eau")
    commune = make_territory("Allaire", parents=[folder.organisation.territory])
    page = make_initiative(
        "Une régie pour l’eau",
        folder=folder,
        topics=(topic,),
        territories=(commune,),
        publish=False,
        body=BODY,
        effective=datetime.date(2024, 6, 3),
        start_year=2023,
        status=InitiativePage.Status.UNDERWAY,
        contact=folder.organisation,
        is_fictional=True,
    )
    page.fundings.add(Funding(funder="Fonds vert", amount=Decimal("13445.76")))
    cycle = make_cycle("Habiter demain", topics=(topic,), body=BODY, start_year=2023)
    programme = make_programme(
        "Petites villes de demain",
        topics=(topic,),
        territories=(folder.organisation.territory,),
        body=BODY,
        start_year=2020,
        aims="Redonner vie aux centres.\nHabiter sans bâtir.",
        activities="Un club de villes",
        beneficiaries="Les villes de moins de 20\u00a0000 habitants.",
        animator=Organisation.objects.create(name="ANCT", slug="anct", kind="Agence nationale"),
        pillars=[ProgrammePillar(title="L’ingénierie", text="Un poste de chef de projet.")],
        contacts=[ProgrammeContact(office="Préfets", organisation_name="État")],
        payments=[
            ProgrammePayment(funder="Banque des territoires"),
            ProgrammePayment(funder="État", recipient="Allaire", amount=Decimal("5000"), year=2023),
        ],
        beneficiary_territories=[
            ProgrammeTerritory(territory=commune, starts=datetime.date(2021, 1, 1)),
            ProgrammeTerritory(name="Quartier de Bellevue"),
        ],
        agreements=[ProgrammeAgreement(title="Convention", file=make_document())],
        plans=[ProgrammePlan(tie="prepares", title="Contrat de ville", start_year=2024)],
    )
    series = make_video_series(
        "Parler foncier", topics=(topic,), summary="Quatre fois cinq minutes."
    )
    video = make_video(
        "Des élus racontent",
        series=series,
        video_url="https://youtu.be/dQw4w9WgXcQ",
        topics=(topic,),
        episode=2,
        minutes=6,
        chapters={"Le bourg": 0, "Le hameau": 75},
        transcript="Bonjour.",
    )
    tell_initiative(page, video, cycle)
    tell_cycle(cycle, page)
    for told in (page, cycle):
        told.save_revision()
        authoring.publish(told)
    about = StandardPage(title="Mentions légales", summary="Qui publie.", body=BODY)
    return {
        "home": site.root_page.specific,
        "index": folder.get_parent().specific,
        "member": folder,
        "initiative": page,
        "resource": make_resource(
            "Habiter les villages",
            topics=(topic,),
            body=BODY,
            kind="article",
            authors="Une rédactrice\nUn rédacteur",
            publisher="Association des maires ruraux",
            published_year=2025,
            published_month=9,
            periodical="36\u00a0000 communes",
            periodical_issue="428",
            periodical_pages="9 à 13",
            link="https://www.example.org/dossier",
            recipients=[Recipient(name="Préfet de région", answer="Bien reçu.")],
        ),
        "news": make_news(
            "Un livre blanc pour les élus",
            summary="Il est envoyé aux parlementaires.",
            effective=datetime.date(2024, 3, 1),
            topics=(topic,),
            territories=(commune,),
            body=BODY,
        ),
        "agenda": plant(site.root_page, AgendaPage(title="Agenda")),
        "cycle": cycle,
        "session": make_session(
            "Habiter sans bâtir",
            cycle=cycle,
            kind=SessionPage.Kind.WORKING_GROUP,
            summary="Reprendre des maisons vides.",
            date=datetime.date(2024, 2, 15),
            starts=datetime.time(9, 30),
            ends=datetime.time(12),
            place="Derval",
            replay_url="https://video.example.org/derval",
            programme=[("item", {"time": datetime.time(9, 30), "title": "Accueil", "detail": ""})],
            speakers=(SessionSpeaker(office="Présidente", organisation=folder.organisation),),
            documents=(SessionDocument(title="Diaporama", document=make_document()),),
            topics=(topic,),
            territories=(commune,),
            body=BODY,
        ),
        "video_series": series,
        "roadmap": make_roadmap(
            "Coopérer d’une rive à l’autre",
            topics=(topic,),
            territories=(commune,),
            body=BODY,
            structure=folder.organisation,
            start_year=2020,
            end_year=2026,
            review="Révision annuelle",
            governance_bodies=[
                GovernanceBody(name="Comité syndical", role="Pilotage", groups="Mobilités\nÉtudes")
            ],
        ),
        "roadmap_version": make_roadmap_version(
            "Plan d’action 2021-2023",
            summary="Ce que nous faisons en trois ans.",
            adopted_on=datetime.date(2021, 3, 1),
            version_year=2021,
            axes=a_plan(),
        ),
        "report": make_report(
            "Rapport d’activité 2024",
            summary="Ce que nous avons fait ensemble.",
            editorial="<p>Une année <b>bien remplie</b>.</p>",
            signatories=[ReportSignatory(office="Présidente", organisation=folder.organisation)],
            documents=[ReportDocument(title="Rapport imprimé", document=make_document())],
            body=body_of(
                [
                    chapter(
                        "L’eau",
                        line(page, "Notre fierté."),
                        line(cycle),
                        start_year=2023,
                        end_year=2024,
                        introduction="<p>Boire.</p>",
                    ),
                    *json.loads(BODY),
                ]
            ),
        ),
        "programme": programme,
        "decision": make_decision(
            "Adhésion au dispositif",
            programme=programme,
            body=BODY,
            authority=folder.organisation,
            assembly="Conseil communautaire",
            number="12",
            rapporteur_office="Vice-présidente",
            matter_code="8.5",
            matter_name="politique de la ville",
            vote_for=32,
            vote_against=2,
            vote_abstention=1,
            amount=Decimal("5000"),
            budget_year="2023",
            beneficiary_name="RésO Villes",
            sent_to_prefecture_on=datetime.date(2023, 12, 28),
            online_from=datetime.date(2023, 12, 28),
            online_months=2,
            link="https://www.example.org/actes/12",
            original_place="Service des assemblées",
        ),
        "video": video,
        "directory": plant(site.root_page, DirectoryPage(title="Annuaire")),
        "standard": plant(site.root_page, about),
    }


def tell_initiative(page: InitiativePage, video: Page, beside: Page) -> None:
    """Write into an initiative what stands beside its body, without saving it."""
    for name in page.text_parts:
        setattr(page, name, f"<p>Le <b>{name}</b> de l’eau.</p>")
    page.total_cost = Decimal("20000")
    page.latitude, page.longitude = 47.7, -2.1
    page.contact_office = "Service de l’eau"
    page.partners = [InitiativePartner(organisation_name="Campus de l’eau", role="Conseil")]
    page.calendar = [
        InitiativeStep(date=datetime.date(2023, 3, 1), label="Étude"),
        InitiativeStep(period="hiver 2024", label="Travaux"),
    ]
    page.gallery = [InitiativePicture(image=make_image(), alt="Un lavoir", caption="Avant")]
    page.documents = [InitiativeDocument(title="Délibération", document=make_document())]
    page.videos = [InitiativeVideo(video=video)]
    page.related_pages = [InitiativeRelatedPage(target=beside)]


def tell_cycle(page: Page, initiative: Page) -> None:
    """Write into a cycle what stands beside its body, without saving it."""
    page.aims, page.expected_results = "<p>Loger chacun.</p>", "<p>Moins de terres prises.</p>"
    signed = {"office": "Présidente", "organisation_name": "Nozay", "name": "Une élue"}
    page.statements = [
        CycleStatement(text="Bâtir moins, réparer plus.", date=datetime.date(2023, 9, 1), **signed)
    ]
    page.leads = [CycleLead(**signed)]
    page.partners = [CyclePartner(organisation_name="Agence de Redon")]
    page.deliverables = [
        CycleDeliverable(title="Guide", state="delivered", phase="Phase 1", target=initiative),
        CycleDeliverable(title="Carte", state="underway", link="https://carte.example.org/"),
    ]
    page.related_pages = [CycleRelatedPage(target=initiative)]
