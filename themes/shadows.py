"""Refuse to start where another package answers to one of our import names.

django-cms is imported as `cms`, django-newsletter as `newsletter`, and a project may have
an application of its own called so: half of Django would run their code and half ours.
Said before any model is imported, which would fail with a riddle: no system check runs then.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

HOME = Path(__file__).resolve().parent.parent
NAMES = ("cms", "importers", "newsletter")


def refuse_shadows() -> None:
    """Raise ImproperlyConfigured, in a French sentence, for a package that is not ours."""
    for name in NAMES:
        spec = find_spec(name)
        place = spec and spec.origin and Path(spec.origin).resolve().parent
        if place != HOME / name:
            raise ImproperlyConfigured(
                f"Le paquet Python « {name} » chargé n’est pas celui de Passeur ({place}). "
                "Renommez l’application qui porte ce nom, ou désinstallez ce paquet "
                "(django-cms, django-newsletter…)."
            )
