"""How a page type of ours becomes a web page: its template is the theme pack's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from cms.listing.visibility import is_staff_only

FRONT_END = "front-end"


class WebPage:
    """Mixin of page models: names the template, leaves the rest to `cms.web`.

    `web_template` is the name of a template of the pack; `listed_types` are the portal
    types that a list page shows: those below it, or with `lists_whole_site` all, in
    `listed_order`, named as clients of the API do.
    """

    web_template: ClassVar[str] = "standard"
    listed_types: ClassVar[tuple[str, ...]] = ()
    listed_order: ClassVar[tuple[str, str]] = ("effective", "descending")
    lists_whole_site: ClassVar[bool] = False

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse what is for staff alone, and an expired page from its very minute.

        Wagtail knows nothing of the first, and waits for the next tick with the second. A
        preview is served by this too, to those who may edit.
        """
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        if is_staff_only(self) and not getattr(request, "is_preview", False):
            raise Http404
        return super().serve(request, *args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Add the front end, where there is one. It reads the API, so what is saved."""
        modes = super().preview_modes
        if not getattr(settings, "PASSEUR_FRONT_END_URL", ""):
            return modes
        return [*modes, (FRONT_END, "Site séparé, version enregistrée")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        from cms.domain.preview import front_end_address, make_preview_token

        if mode_name != FRONT_END or self.latest_revision is None:
            return super().serve_preview(request, mode_name)
        return redirect(front_end_address(self, make_preview_token(self.latest_revision)))

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        from cms.web.context import pack_of

        return f"pack/{pack_of(request).name}/web/{self.web_template}.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.web.contents import page_context

        return super().get_context(request, *args, **kwargs) | page_context(self, request)
