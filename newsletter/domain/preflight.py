"""What must be right before an issue is sent, in sentences, with where to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from newsletter.domain import letter as letters
from newsletter.domain import message, render
from newsletter.domain.freeze import latest, recipients_of
from newsletter.domain.images import measured
from newsletter.domain.letter import Letter, Section
from newsletter.domain.transports import NoTransport, connect
from newsletter.domain.validate import InvalidLetter
from newsletter.models import Edition, IssuePage
from newsletter.models.subscribers import new_token


@dataclass(frozen=True)
class Problem:
    """One thing that is not right; `blocking` ones keep the issue from being sent."""

    message: str
    url: str = ""
    blocking: bool = True


def preflight(issue: IssuePage) -> list[Problem]:
    """Return every problem of an issue as it was last saved; none means that it can go."""
    edition = Edition.objects.filter(issue=issue).select_related("series", "topic").first()
    if edition is None:
        return [
            Problem(
                "Cette page n’est le numéro d’aucun trimestre (une copie, peut-être) : passez "
                "par « Assembler un numéro »."
            )
        ]
    if edition.state not in (Edition.State.DRAFT, Edition.State.APPROVED):
        return [Problem("Ce numéro est déjà figé ou envoyé.")]
    draft = latest(edition)
    letter = letters.read(draft, edition)
    found = [*_content(letter, edit_url(issue.pk)), *_sending(edition)]
    if not any(problem.blocking for problem in found):
        found += _rendering(letter, edit_url(issue.pk))
    return found


def edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def _content(letter: Letter, here: str) -> Iterator[Problem]:
    if not letter.subject.strip():
        yield Problem("L’objet du courriel est vide.", here)
    if not letter.sections:
        yield Problem("Le numéro n’a aucune rubrique.", here)
    for place, section in enumerate(letter.sections, start=1):
        yield from _section(section, f"Rubrique {place} « {section.label} »", here)


def _section(section: Section, name: str, here: str) -> Iterator[Problem]:
    if section.missing:
        one = section.missing == 1
        what = "une page n’est" if one else f"{section.missing} pages ne sont"
        yield Problem(f"{name} : {what} plus en ligne.", here)
    if section.name == "image" and section.picture is None:
        yield Problem(f"{name} : l’image manque.", here)
    if (picture := section.picture) and not (picture.decorative or picture.alt.strip()):
        yield Problem(f"{name} : l’image n’a pas de texte de remplacement.", here)
    shown = section.shown
    if shown and not (shown.picture.decorative or shown.picture.alt.strip()):
        yield Problem(
            f"{name} : l’image de « {shown.title} » n’a pas de texte de remplacement.",
            edit_url(shown.page_id),
        )
    picture = section.picture or (shown.picture if shown else None)
    if picture and picture.image and not picture.image.file.storage.exists(picture.image.file.name):
        yield Problem(f"{name} : le fichier de l’image « {picture.image.title} » a disparu.", here)
    if section.name == "text" and not section.html:
        yield Problem(f"{name} : le texte est vide.", here)


def _sending(edition: Edition) -> Iterator[Problem]:
    recipients, _ = recipients_of(edition.series)
    if not recipients:
        yield Problem(
            f"« {edition.series.title} » n’a aucun destinataire.",
            reverse("newsletter_subscriptions:index"),
        )
    try:
        with connect():
            pass
    except NoTransport as error:
        yield Problem(str(error))


def _rendering(letter: Letter, here: str) -> Iterator[Problem]:
    try:
        html = render.html(letter, measured, message.unsubscribe_url(new_token()))
    except InvalidLetter as error:
        yield Problem(str(error), here)
        return
    size = len(html.encode())
    if size > render.MAX_BYTES:
        yield Problem(
            f"La lettre pèse {size // 1000} Ko : au-delà de {render.MAX_BYTES // 1000} Ko les "
            "messageries la coupent. Retirez des rubriques.",
            here,
        )
    elif size > render.WARN_BYTES:
        yield Problem(
            f"La lettre pèse {size // 1000} Ko, tout près de la limite des messageries "
            f"({render.MAX_BYTES // 1000} Ko).",
            here,
            blocking=False,
        )
