"""Plans of a roadmap as they are stored."""

from __future__ import annotations

import json
from typing import Any


def commitment(year: int | None, level: str = "", *, arbitration: bool = False) -> dict[str, Any]:
    return {"year": year, "level": level, "arbitration": arbitration}


def action(title: str, *commitments: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return an action; a sub-action is one whose own list of sub-actions nobody reads."""
    empty = {"resources": "", "expected_results": "", "parties": "", "sub_actions": []}
    return {"title": title, "commitments": list(commitments), **empty, **fields}


def theme(title: str, *actions: dict[str, Any]) -> dict[str, Any]:
    return {"title": title, "actions": list(actions)}


def orientation(
    number: str, title: str, *actions: dict[str, Any], themes: Any = (), note: str = ""
) -> dict[str, Any]:
    parts = {"actions": list(actions), "themes": list(themes)}
    return {"number": number, "title": title, "note": note, **parts}


def axis(number: str, title: str, *orientations: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "title": title, "orientations": list(orientations)}


def plan(*axes: dict[str, Any]) -> str:
    """Return the stored form of a version's axes."""
    return json.dumps([{"type": "axis", "value": value} for value in axes])


def a_plan() -> str:
    """Return a plan of 2021 to 2023 that uses all there is."""
    part = action("Recenser les lignes", commitment(2021, "high"), resources="Agence")
    return plan(
        axis(
            "1",
            "Relier les territoires",
            orientation(
                "1.1",
                "Partager une stratégie",
                action("Réunir le groupe", commitment(2021), resources="Présidence"),
                themes=[
                    theme(
                        "Mobilités",
                        action(
                            "Tracer un schéma",
                            commitment(2021, "medium"),
                            commitment(2022, "high", arbitration=True),
                            commitment(2023, arbitration=True),
                            resources="Agence d’urbanisme",
                            expected_results="Un document\nUne carte",
                            parties="Régions\nVilles moyennes",
                            sub_actions=[part],
                        ),
                    )
                ],
                note="Numérotée 1.2 sur le schéma.",
            ),
            orientation("1.2", "Parler d’une voix", action("Écrire à l’État")),
        )
    )
