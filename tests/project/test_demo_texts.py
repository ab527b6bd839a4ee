"""The demo's texts: readable, and as careful as what we ask of others."""

from __future__ import annotations

import datetime
import re

import pytest

from cms.project.demo import texts
from cms.project.demo.texts import blocks_of

FILES = [
    *sorted(texts.CONTENT.rglob("*.md")),
    *sorted(texts.CONTENT.rglob("*.toml")),
]


def test_blocks_of_body_keeps_order_and_joins_paragraphs():
    body = "Un **mot** & un autre.\n\nDeux.\n\n## Titre\n\n- a\n- b\n\n!! 3 € | par an\n\nFin."
    assert blocks_of(body) == [
        ("text", "<p>Un <b>mot</b> &amp; un autre.</p><p>Deux.</p>"),
        ("heading", "Titre"),
        ("text", "<ul><li>a</li><li>b</li></ul>"),
        ("key_figure", {"value": "3 €", "label": "par an"}),
        ("text", "<p>Fin.</p>"),
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_text_follows_french_typography(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    prose = "\n".join(line for line in lines if not re.match(r"#(?!#)", line))
    assert "'" not in prose
    assert not re.search(r" [:;!?»](\s|\")|« |\d [€%]", prose)


def test_initiatives_show_source_and_licence_or_are_marked_invented_or_are_the_alliances():
    for text in texts.read_all("initiatives"):
        head = text.head
        is_retold = head.get("source", {}).get("licence") == "Licence Ouverte 2.0"
        is_invented = head.get("fictional", False)
        is_shared = head["folder"] == "alliance"
        assert [is_retold, is_invented, is_shared].count(True) == 1, text.name


def test_initiatives_cover_topics_members_and_five_quarters():
    heads = [text.head for text in texts.read_all("initiatives")]
    assert len({topic for head in heads for topic in head["topics"]}) >= 4
    assert len({head["folder"] for head in heads} - {"alliance"}) == 14
    quarters = {(head["effective"].year, (head["effective"].month - 1) // 3) for head in heads}
    assert quarters == {(2023, 3), (2024, 0), (2024, 1), (2024, 2), (2024, 3)}
    assert all(isinstance(head["effective"], datetime.date) for head in heads)


def test_retold_amounts_are_those_of_the_published_list(data):
    """Each amount is that of the dossier named as reference, to the cent."""
    rows = (data / "fonds-vert" / "fonds-vert-2023-export.csv").read_text().splitlines()
    published = {
        cells[8]: re.sub(r"[^\d,]", "", cells[12]).replace(",", ".")
        for cells in (row.split(";") for row in rows)
    }
    for text in texts.read_all("initiatives"):
        if source := text.head.get("source"):
            dossiers = source["reference"].split(", ")
            told = [funding["amount"] for funding in text.head["funding"]]
            assert told == [published[dossier] for dossier in dossiers], text.name
