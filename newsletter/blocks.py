"""What an issue is made of. Block names are in the database for good."""

from __future__ import annotations

from wagtail import blocks

from cms.blocks.body import KeyFigureBlock, PictureBlock

# What a letter can show everywhere; images and embeds are blocks, or nothing.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class ShownPageBlock(blocks.StructBlock):
    """A page of the site as the letter shows it; what is left empty comes from the page."""

    page = blocks.PageChooserBlock(label="Page")
    title = blocks.CharBlock(label="Titre dans la lettre", required=False, max_length=200)
    chapo = blocks.TextBlock(label="Chapô dans la lettre", required=False, max_length=600)

    class Meta:
        icon = "doc-full"


class ElsewhereBlock(blocks.StructBlock):
    """A quiet list of further pages, by their titles."""

    pages = blocks.ListBlock(blocks.PageChooserBlock(), label="Pages", min_num=1)

    class Meta:
        icon = "list-ul"


class IssueSectionsBlock(blocks.StreamBlock):
    """The sections of an issue, one under the other."""

    lead = ShownPageBlock(label="À la une", icon="pick")
    initiative = ShownPageBlock(label="Initiative")
    key_figure = KeyFigureBlock()
    elsewhere = ElsewhereBlock(label="Et ailleurs")
    text = blocks.RichTextBlock(label="Texte", icon="pilcrow", features=TEXT_FEATURES)
    image = PictureBlock()
