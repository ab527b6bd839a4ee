"""How a page type of ours becomes a web page: its template is the theme pack's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest


class WebPage:
    """Mixin of page models: names the template, leaves the rest to `cms.web`.

    `web_template` is the name of a template of the pack; `listed_types` are the portal
    types that a list page shows.
    """

    web_template: ClassVar[str] = "standard"
    listed_types: ClassVar[tuple[str, ...]] = ()

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        from cms.web.context import pack_of

        return f"pack/{pack_of(request).name}/web/{self.web_template}.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.web.contents import page_context

        return super().get_context(request, *args, **kwargs) | page_context(self, request)
