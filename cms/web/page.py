"""How a page type of ours becomes a web page: its template is the theme pack's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone


class WebPage:
    """Mixin of page models: names the template, leaves the rest to `cms.web`.

    `web_template` is the name of a template of the pack; `listed_types` are the portal
    types that a list page shows.
    """

    web_template: ClassVar[str] = "standard"
    listed_types: ClassVar[tuple[str, ...]] = ()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse an expired page from its very minute, where Wagtail waits for the next tick."""
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        from cms.web.context import pack_of

        return f"pack/{pack_of(request).name}/web/{self.web_template}.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.web.contents import page_context

        return super().get_context(request, *args, **kwargs) | page_context(self, request)
