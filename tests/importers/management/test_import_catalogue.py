from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.models import InitiativePage
from importers.models import Run, Source
from tests.factories.importers import make_row, make_source, write_table


@pytest.fixture
def table(tmp_path):
    return write_table(tmp_path / "c.csv", [make_row(1), make_row(2), make_row(3, montant="?")])


def run(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_catalogue", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_import_catalogue_says_what_came_of_it(alliance, table):
    make_source()
    out, err = run("essai", "--from", table)
    assert out == "Catalogue d’essai\xa0: 2 nouvelles, 1 illisible.\n"
    assert "ligne 4, 3 : colonne « montant », « ? » n’est pas un montant" in err


def test_import_catalogue_json_is_the_last_line(alliance, table):
    make_source()
    out, _ = run("essai", "--from", table, "--json", "--limit", "1")
    assert json.loads(out.splitlines()[-1]) == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "conflicts": 0,
        "vanished": 0,
        "errors": 0,
    }


def test_import_catalogue_dry_run_keeps_no_run(alliance, table):
    make_source()
    out, _ = run("essai", "--from", table, "--dry-run")
    assert out.startswith("Essai sans écriture")
    assert not Run.objects.exists()
    assert not InitiativePage.objects.exists()


def test_import_catalogue_preset_is_configured_on_first_use(alliance, tmp_path):
    table = write_table(tmp_path / "c.csv", [make_row()])
    with pytest.raises(CommandError, match="colonne absente"):
        run("fonds-vert", "--from", table)
    assert Source.objects.get().slug == "fonds-vert"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["inconnue"], "La source « inconnue » n’existe pas. Sources connues : essai."),
        (["essai", "--from", "/nulle/part.csv"], "Le fichier /nulle/part.csv n’existe pas."),
        (["essai", "--limit", "0"], "--limit attend un nombre"),
        (["essai"], "La source n’a pas d’adresse"),
        (["essai", "--from", "http://127.0.0.1:9/c.csv"], "est refusée"),
        (["essai", "--from", "http://localhost/c.csv"], "seules les adresses publiques"),
    ],
)
def test_import_catalogue_that_cannot_go_fails_with_a_sentence(alliance, arguments, sentence):
    make_source()
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert sentence in str(caught.value)


def test_import_catalogue_failure_is_in_the_json_too(alliance):
    make_source()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_catalogue", "essai", "--json", stdout=out, stderr=StringIO())
    assert "n’a pas d’adresse" in json.loads(out.getvalue())["message"]
