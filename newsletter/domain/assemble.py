"""Assembling an issue: a draft made of what the site published about a topic."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Case, Max, Value, When
from wagtail.log_actions import log

from cms.domain import authoring
from cms.listing.query import Query, find
from cms.listing.row import ListingRow
from cms.listing.tracking import tracking
from cms.models import Topic
from newsletter.domain.period import Quarter
from newsletter.models import Edition, IssueItem, IssuePage, SeriesPage

INITIATIVES = 4
ELSEWHERE = 6


class CannotAssemble(Exception):
    """No issue can be made of this; the message is a French sentence for staff."""


@dataclass(frozen=True)
class Assembly:
    """What came of it: a new draft, the one that was there, or none for want of pages."""

    issue: IssuePage | None
    created: bool
    sentence: str


def assemble(
    series: SeriesPage, topic: Topic, period: Quarter, *, user: AbstractBaseUser | None = None
) -> Assembly:
    """Make the draft of a series for a quarter, or return the one that exists.

    Running again never touches what an editor has done. That no page is left to show is a
    normal outcome, and leaves nothing behind.

    Raises:
        CannotAssemble: the quarter is taken by another topic.
    """
    with tracking():
        edition = Edition.objects.select_related("issue", "topic").filter(
            series=series, period=str(period)
        )
        if existing := edition.first():
            if existing.topic_id != topic.pk:
                raise CannotAssemble(
                    f"Le numéro de « {series.title} » pour le {period.label} porte déjà sur "
                    f"« {existing.topic.title} » : une lettre ne paraît qu’une fois par trimestre."
                )
            if existing.issue or existing.state != Edition.State.DRAFT:
                return Assembly(existing.issue, False, _already_there(existing))
        rows = select(series, topic, period)
        if not rows:
            return Assembly(
                None,
                False,
                f"Aucune page sur « {topic.title} » n’est encore à montrer dans "
                f"« {series.title} » : il n’y a rien à envoyer pour le {period.label}.",
            )
        # The row comes first: of two that assemble at once, the database lets one through.
        made, _ = Edition.objects.get_or_create(
            series=series, period=str(period), defaults={"topic": topic}
        )
        issue = authoring.create(series, draft(series, topic, period, rows), user=user)
        made.issue = issue
        made.save(update_fields=["issue"])
        log(instance=issue, action="newsletter.assemble", user=user)
        count = f"{len(rows)} pages" if len(rows) > 1 else "une page"
        return Assembly(issue, True, f"Le brouillon « {issue.title} » est prêt, avec {count}.")


def _already_there(edition: Edition) -> str:
    if edition.issue is None:
        return "Ce numéro a déjà été envoyé, et sa page supprimée depuis."
    return f"Le numéro « {edition.issue.title} » existe déjà : il est laissé tel quel."


def select(series: SeriesPage, topic: Topic, period: Quarter) -> list[ListingRow]:
    """Return the rows to show: those of the quarter first, then the others, newest first.

    Pages that an issue of the series has shown are left out for good.
    """
    shown = IssueItem.objects.filter(dispatch__edition__series=series)
    in_period = When(effective__gte=period.starts, effective__lt=period.ends, then=Value(0))
    rows = (
        find(Query(topics=[topic.slug]), series.get_site())
        .exclude(uid__in=shown.values("uid"))
        .order_by(Case(in_period, default=Value(1)), "-effective", "tree_path")
    )
    return list(rows[: 1 + INITIATIVES + ELSEWHERE])


def draft(series: SeriesPage, topic: Topic, period: Quarter, rows: list[ListingRow]) -> IssuePage:
    """Return an unsaved issue that shows the rows: one large, some small, the rest by title."""
    lead, *others = rows
    small, rest = others[:INITIATIVES], others[INITIATIVES:]
    number = next_number(series)
    sections: list[dict] = [{"type": "lead", "value": {"page": lead.page_id}}]
    sections += [{"type": "initiative", "value": {"page": row.page_id}} for row in small]
    if rest:
        pages = [row.page_id for row in rest]
        sections.append({"type": "elsewhere", "value": {"pages": pages}})
    return IssuePage(
        title=f"{series.title} n° {number} : {topic.title}, {period.label}",
        slug=f"numero-{number}",
        number=number,
        summary=lead.title,
        subject=f"{series.title} n° {number} : {lead.title}"[:150],
        preheader=f"{topic.title}, {period.label}. " + " · ".join(row.title for row in small)[:150],
        sections=IssuePage._meta.get_field("sections").to_python(
            [{"id": None, **section} for section in sections]
        ),
    )


def next_number(series: SeriesPage) -> int:
    highest = IssuePage.objects.child_of(series).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
