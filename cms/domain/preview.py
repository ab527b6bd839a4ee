"""Links that show one revision of a page to whoever holds them, for some days.

Nothing is stored: a link is a signature. It ends with its date, with its revision, or with
`SECRET_KEY` where that is rotated without a fallback.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, Revision

from cms.listing.origin import ORIGIN
from cms.models.base import BasePage

SALT = "cms.domain.preview"
DAYS = 7
SIGN = r"[^\s\"'\\?<>]"
# The address of a picture of ours, in JSON text and in HTML. A page may link to pictures of
# another site by addresses of the same kind, and that site must not learn the token.
PICTURE = re.compile(rf"(?:(?<=[\s\"'])/?|{ORIGIN}{SIGN}*/)@@images/{SIGN}+")


class InvalidPreview(Exception):
    """A link that opens nothing; the text tells people why."""


class PreviewGone(Exception):
    """A link whose revision is no longer there; the text tells people so."""


class Preview(NamedTuple):
    """What a link shows and until when: one revision, whatever is written after it."""

    page_id: int
    revision_id: int
    expires_at: datetime.datetime


def make_preview_token(revision: Revision, expires_in: datetime.timedelta | None = None) -> str:
    """Return a signed text that opens a page's revision, for `PASSEUR_PREVIEW_DAYS` days.

    It holds its own date, since the page that it opens tells it to people; a time stamp
    with an age given by the reader could not. Only signs that addresses take unquoted.
    """
    lifetime = expires_in or datetime.timedelta(
        days=getattr(settings, "PASSEUR_PREVIEW_DAYS", DAYS)
    )
    expires = int((timezone.now() + lifetime).timestamp())
    return _signer().sign(f"{revision.object_id}.{revision.pk}.{expires}")


def read_preview_token(token: str) -> Preview:
    """Return what a token opens, without asking the database.

    Raises:
        InvalidPreview: somebody has changed it, or its time is over.
    """
    try:
        page_id, revision_id, expires = map(int, _signer().unsign(token).split("."))
    except BadSignature as error:
        raise InvalidPreview(
            "Ce lien d’aperçu n’est pas valable : il a peut-être été mal recopié."
        ) from error
    preview = Preview(page_id, revision_id, datetime.datetime.fromtimestamp(expires, datetime.UTC))
    if preview.expires_at <= timezone.now():
        raise InvalidPreview(
            f"Ce lien d’aperçu n’est plus valable depuis le {moment(preview.expires_at)}. "
            "Demandez-en un nouveau à la personne qui vous l’a envoyé."
        )
    return preview


def previewed_page(preview: Preview) -> BasePage:
    """Return the page as the revision of a preview has it.

    Raises:
        PreviewGone: the page or its revision was deleted.
    """
    revision = Revision.page_revisions.filter(
        pk=preview.revision_id, object_id=str(preview.page_id)
    ).first()
    page = revision.as_object() if revision else None
    if not isinstance(page, BasePage):
        raise PreviewGone("La version de la page que montrait ce lien n’existe plus.")
    return page


def preview_address(page: Page, token: str) -> str:
    """Return the address at which people open a link, on the page's own site."""
    return f"{page.get_site().root_url}{reverse('passeur_web:preview', args=[token])}"


def front_end_address(page: Page, token: str) -> str:
    """Return where a headless front end shows the same draft; nothing where there is none.

    The front end of `PASSEUR_FRONT_END_URL` hands the token on to the API.
    """
    front_end = getattr(settings, "PASSEUR_FRONT_END_URL", "")
    path = urlsplit(page.get_url() or "/").path
    return f"{front_end}{path}?preview={token}" if front_end else ""


def state_of(page: Page, preview: Preview) -> str:
    """Return in French what a preview is of: the page may have been published meanwhile."""
    if page.live and page.live_revision_id == preview.revision_id:
        return "Aperçu d’une page publiée depuis"
    if page.live:
        return "Aperçu d’une version non publiée"
    return "Aperçu d’une page non publiée"


def moment(instant: datetime.datetime) -> str:
    """Write an instant as people say it in Paris: « 1er décembre 2026 à 8 h 45 »."""
    local = timezone.localtime(instant)
    day = "1er" if local.day == 1 else str(local.day)
    return f"{day}\u00a0{date_format(local, 'F Y')} à {local.hour}\u00a0h\u00a0{local:%M}"


def open_pictures(text: str, token: str) -> str:
    """Return a draft's JSON or HTML with the token behind each address of its pictures.

    Browsers ask for pictures by themselves and say nothing of the page that shows them.
    """
    return PICTURE.sub(lambda found: f"{found[0]}?preview={token}", text)


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
