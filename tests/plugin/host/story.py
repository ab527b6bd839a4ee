"""What the host's staff does with Passeur. Becomes a command, which ends with what came of it."""

from __future__ import annotations

import datetime
import io
import json

from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.test import Client
from django.urls import reverse
from home.models import HomePage
from pictures.models import Picture
from PIL import Image

from cms.domain import authoring
from cms.models import InitiativeIndexPage, InitiativePage, MemberFolder, Territory, Topic
from newsletter.domain.consent import Evidence, subscribe
from newsletter.models import SeriesPage

READERS = ("camille@example.fr", "dominique@example.fr")


def command(name: str, *args: object, **options: object) -> dict:
    """Run a command of Passeur and return the line of JSON that it ends with."""
    out = io.StringIO()
    call_command(name, *args, json=True, stdout=out, stderr=io.StringIO(), **options)
    return json.loads(out.getvalue().splitlines()[-1])


def picture() -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (1300, 700), "teal").save(data, "PNG")
    return Picture.objects.create(title="Chaufferie", file=ImageFile(data, "chaufferie.png"))


def draft(folder: MemberFolder, title: str, **fields: object) -> InitiativePage:
    page = InitiativePage(title=title, summary="En bref.", **fields)
    page.topics = [Topic.objects.get(slug="energie")]
    page.territories = [Territory.objects.get(level="commune", name="Redon")]
    return authoring.create(folder, page)


def bulk(admin: Client, action: str, page: InitiativePage) -> None:
    """Do to a page what a tick box and a button of the explorer do."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    answer = admin.post(f"{address}?id={page.pk}", secure=True)
    assert answer.status_code == 302


def publish(admin: Client) -> InitiativePage:
    """Write two initiatives below the host's own home page and publish one for good."""
    index = InitiativeIndexPage(title="Initiatives")
    authoring.create(HomePage.objects.get(), index, publish=True)
    folder = authoring.create(index, MemberFolder(title="Redon Agglomération"), publish=True)
    heated = draft(
        folder,
        "Une chaufferie à bois",
        image=picture(),
        image_alt="La chaufferie.",
        effective=datetime.date(2024, 5, 2),
    )
    closed = draft(folder, "Un essai sans suite")
    bulk(admin, "publish", heated)
    bulk(admin, "publish", closed)
    bulk(admin, "unpublish", closed)
    return heated


def assemble() -> int:
    """Start a letter below the same home page and return its first issue."""
    series = SeriesPage(
        title="La lettre",
        sender_name="La lettre",
        sender_address="lettre@example.fr",
        footer_reason="Vous l’avez demandée.",
        list_id="lettre.example.fr",
    )
    authoring.create(HomePage.objects.get(), series, publish=True)
    for reader in READERS:
        subscribe(series, reader, Evidence(wording="J’accepte.", method="essai"))
    return command("assemble_issue", series="la-lettre", topic="energie", period="2024-Q2")["issue"]


class Command(BaseCommand):
    def handle(self, *args: object, **options: object) -> None:
        call_command("load_territories", verbosity=0)
        call_command("load_topics", verbosity=0)
        agent = get_user_model().objects.create_superuser("agent", "agent@example.fr", "x")
        admin = Client(headers={"host": "www.example.fr"})
        admin.force_login(agent)
        initiative = publish(admin)
        issue = assemble()
        addresses = {
            "initiative": reverse("wagtailadmin_pages:edit", args=[initiative.pk]),
            "issue": reverse("wagtailadmin_pages:edit", args=[issue]),
            "send": reverse("newsletter_admin:send", args=[issue]),
            "vivier": reverse("vivier:index"),
            "sources": reverse("sources:index"),
            "look": reverse("wagtailsettings:edit", args=["passeur_cms", "look"]),
        }
        screens = {
            name: admin.get(address, secure=True, follow=True).status_code
            for name, address in addresses.items()
        }
        told = {"screens": screens, "sent": command("send_issue", issue)}
        self.stdout.write(json.dumps(told))
