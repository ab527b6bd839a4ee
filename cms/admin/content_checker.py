"""Our own rules in Wagtail's content checker, which looks at pages in the browser.

https://docs.wagtail.org/en/stable/advanced_topics/accessibility_considerations.html
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.userbar import AccessibilityItem, BaseItem, ContentCheckerItem
from wagtail.models import Page

from cms.domain.editing_checks import ANNOUNCED, BARE_ADDRESS, FILE_NAME, VAGUE_LINK

WAGTAILS = (AccessibilityItem, ContentCheckerItem)
LINKS = {"vague-link": VAGUE_LINK, "bare-address": BARE_ADDRESS}
# Wagtail's own check with more patterns: the last of a name counts.
ALTERNATIVE = {
    "id": "check-image-alt-text",
    "options": {"pattern": f"_|{FILE_NAME.pattern}|{ANNOUNCED.pattern}"},
}


class EditingChecker(ContentCheckerItem):
    """Wagtail's checker with rules on images and links, and what they say in French."""

    axe_run_only: ClassVar[list[str]] = [*ContentCheckerItem.axe_run_only, "image-alt", *LINKS]
    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": name,
                "impact": "serious",
                "selector": ".body a[href]",
                "tags": ["best-practice"],
                "any": [f"check-{name}"],
                "enabled": True,
            }
            for name in LINKS
        ),
    ]
    axe_custom_checks: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_checks,
        ALTERNATIVE,
        *(
            {"id": f"check-{name}", "options": {"pattern": f"^{words}$"}}
            for name, words in LINKS.items()
        ),
    ]
    axe_messages: ClassVar[dict[str, dict[str, Any]]] = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": "Une image n’a pas de texte de remplacement",
            "help_text": "Dites ce qu’elle montre, ou qu’elle est décorative",
        },
        "alt-text-quality": {
            "error_name": "Un texte de remplacement ne dit pas ce que l’image montre",
            "help_text": "Ni nom de fichier, ni «\xa0photo de\xa0»\xa0: ce que l’on y voit",
        },
        "vague-link": {
            "error_name": "Un lien ne dit pas où il mène",
            "help_text": "Mettez-le sur le nom de ce que l’on y trouve",
        },
        "bare-address": {
            "error_name": "Une adresse est écrite en toutes lettres",
            "help_text": "Mettez le lien sur le nom de la page où il mène",
        },
    }

    class Media:
        js = ["passeur_cms/content_checker.js"]


def check_our_way(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Put our checker in the place of Wagtail's, in the bar and in the editor's panel.

    A host project may have a checker of its own, which stays.
    """
    items[:] = [
        EditingChecker(in_editor=item.in_editor) if type(item) in WAGTAILS else item
        for item in items
    ]
