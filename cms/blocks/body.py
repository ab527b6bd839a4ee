"""The body of a page: what an editor can put one under the other."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.blocks.comparison import ComparisonBlock
from cms.blocks.excerpt import ExcerptBlock
from cms.blocks.figures import FiguresBlock

# Headings have a block of their own, so that their order can be checked.
TEXT_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "document-link"]


class KeyFigureBlock(blocks.StructBlock):
    """One figure set big, with what it counts."""

    value = blocks.CharBlock(label="Chiffre", max_length=20)
    label = blocks.CharBlock(label="Ce qu’il compte", max_length=120)

    class Meta:
        icon = "order"
        label = "Chiffre clé"


class QuoteBlock(blocks.StructBlock):
    """Words of someone in office, with the office."""

    text = blocks.TextBlock(label="Citation")
    author = blocks.CharBlock(label="Fonction", required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = "Citation"


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text and caption."""

    image = ImageBlock(label="Image")
    caption = blocks.CharBlock(label="Légende", required=False, max_length=255)

    class Meta:
        icon = "image"
        label = "Image"


class BodyBlock(blocks.StreamBlock):
    """Block names are in the database for good."""

    heading = blocks.CharBlock(label="Intertitre", icon="title", max_length=120)
    text = blocks.RichTextBlock(label="Texte", icon="pilcrow", features=TEXT_FEATURES)
    picture = PictureBlock()
    key_figure = KeyFigureBlock()
    quote = QuoteBlock()
    excerpt = ExcerptBlock()
    figures = FiguresBlock()
    comparison = ComparisonBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}
