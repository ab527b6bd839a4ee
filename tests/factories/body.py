"""A body with a block of each kind that any page may hold."""

from __future__ import annotations

import json

from tests.factories.figures import budget_of_2024, comparison

BODY = json.dumps(
    [
        {"type": "heading", "value": "Ce que cela a donné"},
        {"type": "text", "value": "<p>Deux communes <b>en régie</b>.</p>"},
        {"type": "key_figure", "value": {"value": "1 240 m", "label": "de réseau renouvelé"}},
        {"type": "quote", "value": {"text": "On a appris à compter.", "author": "Maire"}},
        {
            "type": "excerpt",
            "value": {
                "text": "<p>L’eau <i>n’attend pas</i>.</p>",
                "source": "Revue des régies",
                "url": "https://revue.example.org/eau",
                "consulted_on": "2024-06-01",
                "licence": "CC BY 4.0",
            },
        },
        {"type": "figures", "value": budget_of_2024()},
        {"type": "comparison", "value": comparison(("Redon", "12,5"), ("Nozay", ""))},
    ]
)
