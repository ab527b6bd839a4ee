"""The words of a body that a search finds."""

from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from cms.blocks.body import BodyBlock
from tests.cms.blocks.bodies import make_page
from tests.factories.figures import budget_of_2024, figures, group, row


def words(*blocks) -> str:
    return make_page(*blocks).listing_text()


pytestmark = pytest.mark.usefixtures("site")


def test_text_of_each_block_is_found():
    image = {"image": 12, "alt_text": "Un lavoir", "decorative": False}
    text = words(
        ("heading", "Ce que <cela> donne"),
        ("text", "<p>Un <b>réseau</b> &amp; neuf.</p>"),
        ("key_figure", {"value": "1 240 m", "label": "de réseau"}),
        ("quote", {"text": "On compte.", "author": "Maire"}),
        ("picture", {"image": image, "caption": "En 2024"}),
    )

    assert text.strip() == (
        "Ce que <cela> donne Un réseau & neuf. 1 240 m de réseau On compte. Maire Un lavoir En 2024"
    )


def test_words_of_a_table_are_found_and_its_tokens_are_not():
    rows = [row("Étude", "12.50", "en régie"), row("Salle")]
    stored = figures(group("Recettes", *rows), kind="costs", note="Une note", source="Rapport")
    by_wagtail = BodyBlock().child_blocks["figures"]
    saved = by_wagtail.get_prep_value(by_wagtail.to_python(stored))
    saved = json.loads(json.dumps(saved, cls=DjangoJSONEncoder))

    assert saved["groups"][0]["type"] == "item"
    assert words(("figures", saved)) == words(("figures", stored))
    assert " ".join(words(("figures", stored)).split()) == (
        "Chiffres Coûts € Recettes Étude en régie Salle Une note Rapport"
    )


def test_words_of_the_budget_ask_nothing_of_the_database(django_assert_num_queries):
    page = make_page(("figures", budget_of_2024()))

    with django_assert_num_queries(0):
        assert "Contribution des EPCI" in page.listing_text()
