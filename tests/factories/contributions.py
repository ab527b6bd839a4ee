"""Requests for contributions, and what a member sends by the link of one."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.domain import contributions
from cms.domain.contribution_rules import WEEKS
from cms.models import ContributionRequest, MemberFolder
from tests.factories.cms import make_initiative, make_member

Kind = ContributionRequest.Kind
STORY = {
    "title": "Une régie pour l’eau",
    "need": "Des fuites partout.",
    "action": "Deux communes se sont unies.\n\nUn agent a été recruté.",
    "outcome": "1 240 m de réseau renouvelé.",
    "advice": "Comptez d’abord.",
    "consent": "on",
}


def make_request(*, folder: MemberFolder | None = None, **fields: Any) -> ContributionRequest:
    """Ask a member to tell of an initiative; the answer is awaited in three weeks."""
    weeks = datetime.timedelta(weeks=WEEKS)
    defaults = {
        "kind": Kind.INITIATIVE,
        "folder": folder or MemberFolder.objects.first() or make_member(),
        "email": "mairie@example.org",
        "office": "Secrétariat de mairie",
        "deadline": timezone.localdate() + weeks,
    }
    return contributions.ask(ContributionRequest(**(defaults | fields)))


def make_proofreading(page: Page | None = None, **fields: Any) -> ContributionRequest:
    """Ask a member to proofread a page, a draft unless one is given."""
    page = page or make_initiative("Le bac de Fégréac", publish=False)
    folder = MemberFolder.objects.get(path=page.path[: -Page.steplen])
    return make_request(kind=Kind.PROOFREADING, page=page.page_ptr, folder=folder, **fields)


def address_of(asked: ContributionRequest) -> str:
    """Return the path of a link."""
    name = "contribute" if asked.kind == Kind.INITIATIVE else "proofread"
    return reverse(f"passeur_web:{name}", args=[asked.token])
