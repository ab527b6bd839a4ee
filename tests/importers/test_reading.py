from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from importers.mapping import Mapping
from importers.reading import record_of
from importers.record import Amount, Place, Row, RowError

BASE = {"external_id": "id", "title": "titre"}


def mapping(tables=None, members=None, **fields) -> Mapping:
    return Mapping(record=BASE | fields, tables=tables or {}, members=members)


def read(rules: Mapping, **cells):
    return record_of(Row(7, {"id": "12", "titre": "Un titre"} | cells), rules)


def test_record_of_smallest_mapping_has_a_reference_and_a_title():
    record = read(mapping())
    assert (record.external_id, record.title) == ("12", "Un titre")


def test_record_of_all_fields_are_read():
    rules = mapping(
        summary="resume",
        topics={"from": "theme", "table": "themes"},
        territories=[{"level": "commune", "from": "insee"}, {"level": "epci", "from": "siren"}],
        years=["debut", "fin"],
        effective="jour",
        status={"from": "etat", "table": "etats"},
        amounts=[{"label": "Subvention", "from": "montant"}],
        funders={"from": "financeurs", "split": ","},
        beneficiary="porteur",
        beneficiary_siren="siren",
        original_url={"text": "https://exemple.fr/fiche/{id}"},
        licence={"constant": "Licence Ouverte 2.0"},
        tables={"themes": {"Eau & sols": ["eau", "foncier"]}, "etats": {"fini": "done", "*": ""}},
    )
    record = read(
        rules,
        resume="Trois mots",
        theme="eau &  Sols",
        insee="1004",
        siren="200071892.0",
        debut="2022",
        fin=2023,
        jour="31/12/2023",
        etat="Fini",
        montant="13\xa0445,76 €",
        financeurs="État, Région",
        porteur="Redon",
    )
    assert record.topics == ("eau", "foncier")
    assert record.territories == (Place("commune", "01004"), Place("epci", "200071892"))
    assert record.years == (2022, 2023)
    assert record.effective == date(2023, 12, 31)
    assert record.status == "done"
    assert record.amounts == (Amount("Subvention", Decimal("13445.76")),)
    assert record.funders == ("État", "Région")
    assert record.beneficiary_siren == "200071892"
    assert record.original_url == "https://exemple.fr/fiche/12"
    assert record.licence == "Licence Ouverte 2.0"


def test_record_of_body_is_sanitised_and_headed():
    rules = mapping(body=[{"label": "Le contexte", "from": "contexte"}, "suite", "vide"])
    record = read(
        rules,
        contexte="<div onclick=x>Ici<script>x</script></div>",
        suite="Un < deux\nEnsuite",
        vide=None,
    )
    assert record.body_html == "<h2>Le contexte</h2><p>Ici</p><p>Un &lt; deux</p><p>Ensuite</p>"


def test_record_of_marked_up_title_and_summary_become_plain():
    record = read(mapping(summary="r"), titre="L&rsquo;eau <b>vive</b>", r="<p>Un</p><p>deux</p>")
    assert record.title == "L’eau vive"
    assert record.summary == "Un deux"


def test_record_of_list_in_a_cell_gives_several_values():
    rules = mapping(topics="themes", territories=[{"level": "commune", "from": "communes"}])
    record = read(rules, themes=["eau", "energie", "eau"], communes=["35236", 44015])
    assert record.topics == ("eau", "energie")
    assert [place.code for place in record.territories] == ["35236", "44015"]


@pytest.mark.parametrize("hostile", ["{self.__class__}", "{0}", "{{7*7}}", "{% debug %}", "{id}"])
def test_record_of_braces_in_a_cell_stay_braces(hostile):
    record = read(mapping(summary={"text": "Porté par {porteur}"}), porteur=hostile)
    assert record.summary == f"Porté par {hostile}"


def test_record_of_sentence_without_one_of_its_words_is_left_out():
    assert read(mapping(summary={"text": "Porté par {porteur}"}), porteur="NULL").summary == ""


def test_record_of_very_long_title_is_cut_between_words():
    record = read(mapping(), titre="mot " * 100)
    assert len(record.title) <= 255
    assert record.title.endswith("mot…")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": "NULL"}, "la référence est absente"),
        ({"titre": "  "}, "le titre est absent"),
        ({"id": "x" * 201}, "valeur trop longue ou inattendue : external_id"),
        ({"titre": "#Invalid Ref: A1"}, "colonne « titre », la cellule contient l’erreur"),
        ({"montant": "beaucoup"}, "colonne « montant », « beaucoup » n’est pas un montant"),
        ({"theme": "inconnu"}, "« inconnu » n’a pas de correspondance dans la table « themes »"),
    ],
)
def test_record_of_unreadable_row_says_its_number_and_the_reason(cells, reason):
    rules = mapping(
        amounts=[{"from": "montant"}],
        topics={"from": "theme", "table": "themes"},
        tables={"themes": {"eau": "eau"}},
    )
    with pytest.raises(RowError) as caught:
        read(rules, **cells)
    assert str(caught.value).startswith("Ligne 7 : ")
    assert reason in str(caught.value)


def test_concerns_rows_of_members_whatever_their_writing():
    rules = mapping(members={"commune": "insee", "siren": "siren"})

    def concerned(insee, siren):
        row = Row(1, {"insee": insee, "siren": siren})
        return rules.concerns(row, {"01004"}, {"058502329"})

    assert concerned("1004", "NULL")
    assert concerned("NULL", "58502329")
    assert concerned("#Invalid Ref: A1", "58502329.0")
    assert not concerned("75056", "#")
    assert not concerned(None, None)


def test_columns_are_those_the_rules_name():
    rules = mapping(
        summary={"text": "{a} et {b}"},
        years={"constant": 2023},
        members={"commune": "insee"},
    )
    assert rules.columns() == {"id", "titre", "a", "b", "insee"}


def test_record_of_partner_s_html_description_is_clean(data):
    offers = json.loads((data / "aides-territoires/departement_drome_data.json").read_text())
    text = max(_texts(offers), key=len)
    record = read(mapping(body="texte"), texte=text)
    assert record.body_html.startswith("<")
    assert "style=" not in record.body_html


def _texts(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _texts(child)
