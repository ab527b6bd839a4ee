"""Who reads, and which draft a link opens: what a request says of itself."""

from __future__ import annotations

import dataclasses

from cms.domain.preview import read_preview_token
from cms.restapi.asked import Asked
from cms.restapi.tokens import user_of


def with_credentials(asked: Asked) -> Asked:
    """Return what was asked, with the user of its token and the draft of its link.

    Credentials that do not hold are refused, never passed over: a client would take the
    public answer for the draft. Those of other schemes are not for us: a site that is
    being built may stand behind a proxy with Basic.

    Raises:
        Unauthorised, InvalidPreview: they do not hold.
    """
    scheme, _, bearer = asked.request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    link = asked.params.one("preview")
    reader = user_of(bearer.strip()) if scheme.lower() == "bearer" else None
    preview = read_preview_token(link) if link else None
    if reader is None and preview is None:
        return asked
    return dataclasses.replace(asked, reader=reader, preview=preview)
