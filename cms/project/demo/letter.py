"""The letter of the demo: its series, three subscribers, an issue sent and one in draft."""

from __future__ import annotations

from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from django.utils.module_loading import import_string
from wagtail.models import Page

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once

SOME_NOT_ACCEPTED = 3  # exit code of send_issue
PAGE_FIELDS = (
    "title",
    "slug",
    "summary",
    "sender_name",
    "sender_address",
    "reply_to",
    "list_id",
    "footer_reason",
)


def make_series() -> int:
    """Make the series and subscribe those who were never subscribers of the demo."""
    letter = texts.table("letter.toml")
    page = model("SeriesPage")(show_in_menus=True, **{name: letter[name] for name in PAGE_FIELDS})
    made = make_once("lettre", find("accueil"), page)
    series = the_series()
    if series is None:
        return made
    consent = "newsletter.domain.consent"
    subscribe = import_string(f"{consent}.subscribe")
    address_hash = import_string(f"{consent}.address_hash")
    ledger = model("ConsentRecord").objects
    evidence = import_string(f"{consent}.Evidence")(**letter["consent"])
    for subscriber in letter["subscriber"]:
        if ledger.filter(subscriber_hash=address_hash(subscriber["email"])).exists():
            continue
        office = subscriber.get("office", "")
        basis = "office" if office else "consent"
        subscribe(series, subscriber["email"], evidence, basis=basis, office=office)
        made += 1
    return made


def make_issues() -> int:
    """Assemble the issues that have no edition yet, write their editorial, send one of them."""
    series = the_series()
    return sum(make_issue(series, text) for text in texts.read_all("issues")) if series else 0


def make_issue(series: Page, text: texts.Text) -> bool:
    """Make one issue, or finish sending it where an earlier run was interrupted."""
    head = text.head
    editions = model("Edition").objects.filter(series=series, period=head["period"])
    made = not editions.exists()
    with tracking():  # a draft without its editorial must not be sent by the next run
        if made:
            call_command(
                "assemble_issue",
                series=series.slug,
                topic=head["topic"],
                period=head["period"],
                stdout=StringIO(),
            )
        edition = editions.select_related("issue").first()
        if edition is None or edition.issue is None:
            return False
        if made:
            write(edition.issue, text)
    if head["send"] and edition.state != edition.State.SENT:
        send(edition.issue)
    return made


def send(issue: Page) -> None:
    """Send an issue; that somebody's server refused it is in the report, and no failure here."""
    try:
        call_command("send_issue", issue.pk, stdout=StringIO(), stderr=StringIO())
    except SystemExit as end:
        if end.code != SOME_NOT_ACCEPTED:
            raise


def write(issue: Page, text: texts.Text) -> None:
    """Write what an editor adds to the draft: subject, editorial, a figure set big."""
    sections = issue.sections
    value, label = text.head["figure"]
    place = next(
        (number for number, block in enumerate(sections) if block.block_type == "elsewhere"),
        len(sections),
    )
    sections.insert(place, ("key_figure", {"value": value, "label": label}))
    authoring.update(
        issue,
        {
            "subject": text.head["subject"],
            "preheader": text.head["preheader"],
            "editorial": "".join(html for _, html in text.body),
            "sections": sections,
        },
    )


def the_series() -> Page | None:
    page = find("lettre")
    return page.specific if page else None


def model(name: str) -> type[Model]:
    """Return a model of the newsletter, which stands above us and is named as a string."""
    return apps.get_model("passeur_newsletter", name)
