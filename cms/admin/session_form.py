"""The form of a session: what only all of it together can tell."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cms.admin.rows import refuse_twice


class SessionForm(WagtailAdminPageForm):
    """Counts each member once."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sentence = "Ce membre est déjà compté."
        refuse_twice(self.formsets["attendance"], "organisation", sentence)
        return cleaned
