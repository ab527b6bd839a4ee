"""System checks of theme packs, so that a broken look is seen at start and not by readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from themes.contrast import TEXT_MINIMUM
from themes.registry import Pack, packs, problems
from themes.tokens import contrasts

PAGES = (
    "home standard index member initiative cycle session programme decision directory "
    "report resource roadmap roadmap_version news agenda video video_series "
    "search series unsubscribe contribute received refused api 404 500"
)
BLOCKS = "heading text picture key_figure quote excerpt figures comparison chapter"
REQUIRED_TEMPLATES = (
    "web/layout.html",
    "web/subject.html",
    *(f"web/{name}.html" for name in PAGES.split()),
    *(f"web/blocks/{name}.html" for name in BLOCKS.split()),
)
"""What every pack must hold, or inherit: the templates that the apps above ask for."""


@register("themes")
def check_packs(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report unsound packs (E001 unreadable, E002 unknown parent, E003 cycle, E006 same name
    twice), missing templates (E004) and text that cannot be read on its ground (E005)."""
    return [*_unsound(), *(error for pack in packs() for error in _faults(pack))]


@register("themes")
def check_engine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report where the templates of packs are not found."""
    try:
        get_template("pack/base/web/layout.html")
    except TemplateDoesNotExist:
        return [
            Error(
                "Les gabarits des chartes graphiques ne sont pas trouvés : aucune page de "
                "Passeur ne peut être affichée.",
                hint='Ajoutez {"BACKEND": "themes.engine.Packs"} à TEMPLATES.',
                id="passeur_themes.E007",
            )
        ]
    return []


@register("themes")
def check_static_files(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report where the style sheets of packs are not found."""
    if finders.find("base/web.css"):
        return []
    return [
        Error(
            "Les feuilles de style des chartes graphiques ne sont pas trouvées.",
            hint="Ajoutez « themes.finders.PackFinder » à STATICFILES_FINDERS.",
            id="passeur_themes.E008",
        )
    ]


def _unsound() -> Iterator[Error]:
    for problem in problems():
        yield Error(
            f"Charte graphique {problem.path.name} : {problem.message}",
            hint=f"Voir {problem.path}.",
            id=f"passeur_themes.{problem.id}",
        )


def _faults(pack: Pack) -> Iterator[Error]:
    for template in REQUIRED_TEMPLATES:
        if pack.find(template) is None:
            yield Error(
                f"Charte graphique {pack.name} : le gabarit {template} manque, "
                "dans la charte comme dans celles dont elle hérite.",
                id="passeur_themes.E004",
            )
    for measure in contrasts(pack.tokens):
        if measure.ratio < TEXT_MINIMUM:
            yield Error(
                f"Charte graphique {pack.name} : en mode {measure.mode}, « {measure.text} » sur "
                f"« {measure.ground} » n’a qu’un contraste de {_figure(measure.ratio)} : 1 ; "
                f"il en faut {_figure(TEXT_MINIMUM)} (RGAA 4.1, critère 3.2).",
                id="passeur_themes.E005",
            )


def _figure(ratio: float) -> str:
    """Write a ratio in French, rounded down so that 4,49 never reads as enough."""
    return f"{int(ratio * 100) / 100:.2f}".replace(".", ",")
