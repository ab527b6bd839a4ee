"""What was asked of the API, by whom and under which address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.request import split_domain_port

from cms.domain.preview import Preview
from cms.listing.version import site_version
from cms.restapi.params import Params


@dataclass(frozen=True)
class Asked:
    """One request: `base` is the origin it came to, with which every address begins.

    `reader` is the user of a token, who may see drafts; None for everybody else. `preview`
    is the one draft that a link opens, for whoever has the link.
    """

    request: HttpRequest
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
    def url(self) -> str:
        """Return the address asked, with its question."""
        question = self.request.META["QUERY_STRING"]
        return f"{self.address}?{question}" if question else self.address


def asked_of(request: HttpRequest) -> Asked | None:
    """Return what a request asks, or None where no site answers at its host."""
    base = f"{request.scheme}://{request.get_host()}"
    found = site_version(split_domain_port(request.get_host())[0], request.get_port())
    if found is None:
        return None
    return Asked(request, found.site_id, found.version, base, Params.of(request))
