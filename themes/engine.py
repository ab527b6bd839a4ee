"""The template engine of packs, beside whatever engines a project has for its own templates.

Packs need a loader and a filter that no `{% load %}` can bring, because `{% extends %}`
comes first in a file. An engine of their own brings both: a project adds one line to
`TEMPLATES`, and its own templates stay as they are.
"""

from __future__ import annotations

from typing import Any

from django.template.backends.django import DjangoTemplates

OPTIONS = {
    "builtins": ["themes.templatetags.pack"],
    "loaders": [("django.template.loaders.cached.Loader", ["themes.loaders.Loader"])],
}


class Packs(DjangoTemplates):
    """Renders templates named `pack/…` and knows no other; name it in `TEMPLATES`."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params | {"APP_DIRS": False, "OPTIONS": OPTIONS | params["OPTIONS"]})
