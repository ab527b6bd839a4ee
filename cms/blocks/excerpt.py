"""A text taken from elsewhere: always shown with its source."""

from __future__ import annotations

from wagtail import blocks

from cms.web.moments import day_text

# No headings: those of a text of others would get among our own.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class ExcerptValue(blocks.StructValue):
    """What was typed; `consulted_text` says the day to people."""

    @property
    def consulted_text(self) -> str:
        day = self.get("consulted_on")
        return day_text(day) if day else ""


class ExcerptBlock(blocks.StructBlock):
    """Words of others, with who published them, where, on which day they were read, and what
    allows to show them."""

    text = blocks.RichTextBlock(label="Texte repris", features=TEXT_FEATURES)
    source = blocks.CharBlock(
        label="Source",
        max_length=200,
        help_text="Qui l’a publié\xa0: un site, un journal, un rapport.",
    )
    url = blocks.URLBlock(label="Adresse", required=False, max_length=500)
    consulted_on = blocks.DateBlock(label="Consulté le", required=False)
    licence = blocks.CharBlock(
        label="Licence",
        required=False,
        max_length=100,
        help_text="Ce qui permet de le reprendre\xa0: «\xa0Licence Ouverte 2.0\xa0», "
        "«\xa0avec l’accord de l’auteur\xa0».",
    )

    class Meta:
        icon = "copy"
        label = "Texte repris d’ailleurs"
        value_class = ExcerptValue
