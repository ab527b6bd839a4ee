"""Showing an issue to its editor, as it would be sent now."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string

from newsletter.domain import letter as letters
from newsletter.domain import message, render, text_part
from newsletter.domain.images import inline, shown_by
from newsletter.domain.validate import InvalidLetter
from newsletter.models import Edition, IssuePage

TOKEN = "apercu"  # noqa: S105 -- stands where each recipient's token will be


def preview(issue: IssuePage, mode: str) -> HttpResponse:
    """Answer with the letter (`letter`), without its pictures (`bare`) or its text (`text`).

    Whatever is wrong with the draft is said in the frame, in a sentence.
    """
    edition = Edition.objects.filter(issue=issue.pk).select_related("series", "topic").first()
    if edition is None:
        return _sentence("Cette page n’est le numéro d’aucun trimestre : il n’y a rien à montrer.")
    letter = letters.read(issue, edition)
    address = message.unsubscribe_url(TOKEN)
    if mode == "text":
        return HttpResponse(
            text_part.render(letter, address), content_type="text/plain; charset=utf-8"
        )
    try:
        return HttpResponse(
            render.html(letter, _missing if mode == "bare" else shown_by(inline), address)
        )
    except InvalidLetter as error:
        return _sentence(str(error))
    except OSError:
        return _sentence("Une image de la lettre ne peut être lue : son fichier manque.")


def _missing(*picture: object) -> str:
    """Return an address that shows nothing, as in mail programs that block pictures."""
    return "data:,"


def _sentence(text: str) -> HttpResponse:
    return HttpResponse(render_to_string("newsletter/preview_problem.html", {"text": text}))
