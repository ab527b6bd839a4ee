from __future__ import annotations

import pytest

from themes.checks import check_packs


def faults() -> list[tuple[str, str]]:
    return [(error.id, error.msg) for error in check_packs(None)]


def test_our_packs_pass_the_checks():
    assert faults() == []


def test_pack_with_too_weak_a_text_is_reported_with_its_ratio(write_pack):
    write_pack("pale", **{"tokens.toml": '[light]\nmuted = "#777777"\npaper = "#ffffff"\n'})
    assert (
        "passeur_themes.E005",
        "Charte graphique pale : en mode clair, « muted » sur « paper » n’a qu’un contraste de "
        "4,47 : 1 ; il en faut 4,50 (RGAA 4.1, critère 3.2).",
    ) in faults()


def test_pack_with_too_weak_a_hue_on_slate_is_reported(write_pack):
    write_pack("pale", **{"tokens.toml": '[hues.eau]\non_slate = "#30506a"\n'})
    assert any(
        number == "passeur_themes.E005" and "« hues.eau »" in text for number, text in faults()
    )


@pytest.mark.parametrize("file", ["manifest.toml", "tokens.toml"])
def test_pack_with_broken_toml_is_reported(write_pack, file):
    write_pack("cassee", **{file: "name = \n"})
    [(number, text)] = faults()
    assert number == "passeur_themes.E001"
    assert f"{file} ne peut être lu" in text


def test_pack_of_an_unknown_parent_is_reported(write_pack):
    write_pack("orpheline", parent="absente")
    [(number, text)] = faults()
    assert number == "passeur_themes.E002"
    assert "« absente » n’existe pas" in text


def test_packs_inheriting_in_a_circle_are_reported(write_pack):
    write_pack("une", parent="autre")
    write_pack("autre", parent="une")
    assert {number for number, _ in faults()} == {"passeur_themes.E003"}
    assert any("une → autre → une" in text for _, text in faults())


def test_pack_without_parent_lacking_a_template_is_reported(write_pack):
    from themes.registry import OWN_PACKS

    tokens = (OWN_PACKS / "base" / "tokens.toml").read_text(encoding="utf-8")
    write_pack("seule", parent="", **{"tokens.toml": tokens, "web/layout.html": ""})
    missing = [text for number, text in faults() if number == "passeur_themes.E004"]
    assert any("web/404.html manque" in text for text in missing)
    assert not any("web/layout.html" in text for text in missing)


def test_two_packs_of_one_name_are_reported(write_pack):
    write_pack("base")
    assert [number for number, _ in faults()] == ["passeur_themes.E006"]
