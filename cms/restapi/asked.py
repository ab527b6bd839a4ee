"""What was asked of the API, by whom and under which address."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone

from cms.domain.preview import Preview
from cms.listing.version import site_version
from cms.restapi.params import Params


@dataclass(frozen=True)
class Asked:
    """One request, at one moment: `base` is the origin it came to, with which addresses begin.

    `reader` is the user of a token, who may see drafts; None for everybody else. `preview`
    is the one draft that a link opens, for whoever has the link.
    """

    request: HttpRequest
    now: datetime.datetime
    site_id: int
    version: str
    base: str
    params: Params
    reader: Any = None
    preview: Preview | None = None

    @property
    def personal(self) -> bool:
        """Tell whether the answer may hold what the public does not see."""
        return self.reader is not None or self.preview is not None

    @property
    def address(self) -> str:
        """Return the address asked, without its question."""
        return f"{self.base}{self.request.path}"

    @property
    def question(self) -> str:
        """Return what follows the `?`. A server may leave it out when empty (PEP 3333)."""
        return self.request.META.get("QUERY_STRING", "")

    @property
    def url(self) -> str:
        """Return the address asked, with its question."""
        return f"{self.address}?{self.question}" if self.question else self.address


def asked_of(request: HttpRequest) -> Asked | None:
    """Return what a request asks, or None where no site answers at its host."""
    host, now = request.get_host(), timezone.now()
    base = f"{request.scheme}://{host}"
    found = site_version(split_domain_port(host)[0], request.get_port(), now)
    if found is None:
        return None
    return Asked(request, now, found.site_id, found.version, base, Params.of(request))
