"""The programme of a meeting: what follows what."""

from __future__ import annotations

from wagtail import blocks


class ProgrammeItemBlock(blocks.StructBlock):
    """One part of a meeting; an hour is given where it is known."""

    time = blocks.TimeBlock(label="Heure", required=False)
    title = blocks.CharBlock(label="Titre", max_length=200)
    detail = blocks.TextBlock(label="Précisions", required=False)

    class Meta:
        icon = "time"
        label = "Étape"


class ProgrammeBlock(blocks.StreamBlock):
    """Block names are in the database for good."""

    item = ProgrammeItemBlock()
