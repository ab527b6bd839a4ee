"""What the public sees of a series: the issues that were sent, as they were sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from newsletter.domain.images import address_of
from newsletter.domain.letter import absolute
from newsletter.domain.period import Quarter
from newsletter.models import Dispatch, Edition, IssuePage, SeriesPage


def sent_issues(series: SeriesPage) -> QuerySet[Edition]:
    """Return the editions of a series that were sent and may be read, newest first."""
    editions = (
        Edition.objects.filter(series=series, dispatch__isnull=False, issue__live=True)
        .select_related("issue", "topic", "dispatch")
        .defer("dispatch__html", "dispatch__text", "dispatch__archive_html", "dispatch__message")
        .order_by("-dispatch__frozen_at")
    )
    for edition in editions:
        edition.label = Quarter.parse(edition.period).label
    return editions


def serve_issue(issue: IssuePage) -> HttpResponse:
    """Answer with the letter as it was frozen, without anybody's token.

    A letter has its styles inside, which our pages never do: this one answer allows them,
    and allows nothing else but the letter's own pictures.
    """
    dispatch = Dispatch.objects.filter(edition__issue=issue).only("archive_html").first()
    if dispatch is None:
        raise Http404("Ce numéro n’a pas encore été envoyé.")
    response = HttpResponse(dispatch.archive_html)
    response["Content-Security-Policy"] = content_security_policy()
    return response


def content_security_policy() -> str:
    origins = {_origin(address_of("x")), _origin(absolute("/"))}
    return (
        f"default-src 'none'; img-src 'self' {' '.join(sorted(origins))}; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
