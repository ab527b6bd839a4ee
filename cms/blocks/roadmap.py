"""The plan of a roadmap: axes, their orientations, themes and actions, as one tree.

Numbers are typed and not counted: a document may number one orientation in two ways, and
both are kept. Block names are in the database for good.
"""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from cms.domain.lines import lines_of
from cms.domain.roadmap import Level


def number_block(help_text: str) -> blocks.CharBlock:
    """Return a block for a number as the document prints it."""
    return blocks.CharBlock(label="Numéro", required=False, max_length=20, help_text=help_text)


def lines_block(label: str) -> blocks.TextBlock:
    """Return a block for short texts, one a line."""
    return blocks.TextBlock(label=label, required=False, rows=2, help_text="Une ligne par élément.")


class CommitmentBlock(blocks.StructBlock):
    """What a year commits to; empty where the document does not say it in words."""

    year = blocks.IntegerBlock(label="Année", min_value=1900, max_value=2100)
    level = blocks.ChoiceBlock(
        label="Niveau d’engagement",
        choices=Level.choices,
        required=False,
        help_text="Laissez vide un niveau que le document ne dit pas.",
    )
    arbitration = blocks.BooleanBlock(label="Arbitrage à rendre", required=False)

    class Meta:
        icon = "calendar"
        label = "Année"


class SubActionBlock(blocks.StructBlock):
    """Something to do: with what, for what, with whom, and how firmly each year."""

    title = blocks.CharBlock(label="Intitulé", max_length=300)
    resources = lines_block("Ressources")
    expected_results = lines_block("Résultats attendus")
    parties = lines_block("Parties prenantes")
    commitments = blocks.ListBlock(CommitmentBlock(), label="Engagement par année", default=[])

    class Meta:
        icon = "minus"
        label = "Sous-action"


class ActionBlock(SubActionBlock):
    """An action, and those it is made of."""

    sub_actions = blocks.ListBlock(
        SubActionBlock(), label="Sous-actions", default=[], collapsed=True
    )

    class Meta:
        icon = "check"
        label = "Action"


class ThemeBlock(blocks.StructBlock):
    """Actions under a name."""

    title = blocks.CharBlock(label="Intitulé", max_length=300)
    actions = blocks.ListBlock(ActionBlock(), label="Actions", default=[], collapsed=True)

    class Meta:
        icon = "folder-open-1"
        label = "Thématique"


class OrientationBlock(blocks.StructBlock):
    """An orientation; its actions stand right under it or by themes."""

    number = number_block("Tel que le document l’imprime, par exemple «\xa02.1\xa0».")
    title = blocks.CharBlock(label="Intitulé", max_length=300)
    note = blocks.TextBlock(
        label="Note",
        required=False,
        max_length=1000,
        rows=2,
        help_text="Par exemple si le document la numérote autrement à une autre page.",
    )
    actions = blocks.ListBlock(
        ActionBlock(), label="Actions hors thématique", default=[], collapsed=True
    )
    themes = blocks.ListBlock(ThemeBlock(), label="Thématiques", default=[])

    class Meta:
        icon = "list-ul"
        label = "Orientation"
        label_format = "{number} {title}"


class AxisBlock(blocks.StructBlock):
    """A strategic axis."""

    number = number_block("Par exemple «\xa01\xa0».")
    title = blocks.CharBlock(label="Intitulé", max_length=300)
    orientations = blocks.ListBlock(OrientationBlock(), label="Orientations", default=[])

    class Meta:
        icon = "list-ol"
        label = "Axe"
        label_format = "{number} {title}"


class AxesBlock(blocks.StreamBlock):
    """The whole plan."""

    axis = AxisBlock()


def axes_told(axes: blocks.StreamValue) -> list[dict[str, Any]]:
    """Return the plan as JSON values; in a draft, anything may be empty."""
    return [
        {
            **named(axis.value),
            "orientations": [orientation_told(each) for each in axis.value["orientations"]],
        }
        for axis in axes
    ]


def named(value: Any) -> dict[str, str]:
    return {name: value[name] or "" for name in ("number", "title")}


def orientation_told(value: Any) -> dict[str, Any]:
    return {
        **named(value),
        "note": value["note"] or "",
        "actions": [action_told(each) for each in value["actions"]],
        "themes": [
            {
                "title": theme["title"] or "",
                "actions": [action_told(each) for each in theme["actions"]],
            }
            for theme in value["themes"]
        ],
    }


def action_told(value: Any) -> dict[str, Any]:
    parts = [sub_action_told(each) for each in value["sub_actions"]]
    return {**sub_action_told(value), "sub_actions": parts}


def sub_action_told(value: Any) -> dict[str, Any]:
    return {
        "title": value["title"] or "",
        "resources": lines_of(value["resources"]),
        "expected_results": lines_of(value["expected_results"]),
        "parties": lines_of(value["parties"]),
        "commitments": [commitment_told(each) for each in value["commitments"]],
    }


def commitment_told(value: Any) -> dict[str, Any]:
    level = value["level"]
    return {
        "year": value["year"],
        "level": {"token": level, "title": Level(level).label} if level else None,
        "arbitration": bool(value["arbitration"]),
    }
