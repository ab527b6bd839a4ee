from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from importers.config import preset
from importers.models import Source
from tests.factories.importers import DESCRIPTION

TOML = DESCRIPTION.format(slug="essai", kind="tabular", address="https://exemple.fr/liste.csv")


def run(path) -> str:
    out = StringIO()
    call_command("configure_source", str(path), stdout=out)
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "source.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_configure_source_creates_then_changes_nothing_then_updates(db, written):
    assert run(written(TOML)) == "La source « Catalogue d’essai » est configurée.\n"
    before = Source.objects.values().get()
    assert run(written(TOML)) == "La source « Catalogue d’essai » n’a pas changé.\n"
    assert Source.objects.values().get() == before
    run(written(TOML.replace("liste.csv", "autre.csv")))
    assert Source.objects.get().address == "https://exemple.fr/autre.csv"


def test_configure_source_presets_are_all_correct(db):
    slugs = {path.stem for path in preset("fonds-vert").parent.glob("*.toml")}
    for slug in slugs:
        run(slug)
        run(preset(slug))
    assert set(Source.objects.values_list("slug", flat=True)) == slugs


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('title = "Catalogue d’essai"', ""), "« title » manque"),
        (('kind = "tabular"', 'kind = "magie"'), "le type « magie » n’existe pas"),
        (('licence = "Licence Ouverte 2.0"', ""), "« licence » manque"),
        (('external_id = "id"', ""), "« mapping.record.external_id » manque"),
        (
            ('funders = "financeur"', 'founders = "x"'),
            "« mapping.record.founders » n’est pas un nom",
        ),
        (('funders = "financeur"', "funders = { }"), "soit « from », soit « text »"),
        (('level = "commune"', 'level = "canton"'), "« canton » n’est pas un échelon"),
        (('split = ","', 'table = "absente"'), "table de correspondance absente : absente"),
        (("[mapping.record]", "[mapping.record"), "n’est pas du TOML correct"),
    ],
)
def test_configure_source_mistake_is_told(db, written, change, sentence):
    with pytest.raises(CommandError) as caught:
        run(written(TOML.replace(*change)))
    assert sentence in str(caught.value)
    assert not Source.objects.exists()


def test_configure_source_file_that_is_not_there_is_told(db):
    with pytest.raises(CommandError, match="n’est pas lisible"):
        run("/nulle/part.toml")
