"""The panel that tells an editor where an imported page comes from."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class OriginPanel(Panel):
    """Names source, licence and original; absent from pages written here."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "passeur_cms/origin_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and hasattr(self.instance, "provenance")

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            triage = getattr(self.instance, "triage", None)
            return {
                **super().get_context_data(parent_context),
                "provenance": self.instance.provenance,
                "waiting": triage is not None and triage.state == triage.State.WAITING,
            }
