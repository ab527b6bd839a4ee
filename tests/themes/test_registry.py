from __future__ import annotations

import pytest

from themes.registry import UnknownPack, get_pack, packs


def test_our_packs_are_found():
    assert [pack.name for pack in packs()] == ["base", "passeur"]


def test_pack_inherits_from_its_parent():
    passeur, base = get_pack("passeur"), get_pack("base")
    assert passeur.parent == base
    assert passeur.chain == (passeur, base)
    assert passeur.tokens.light["accent"] != base.tokens.light["accent"]
    assert passeur.tokens.hues == base.tokens.hues


def test_unknown_pack_is_refused_with_a_sentence():
    with pytest.raises(UnknownPack, match="La charte « fantaisie » n’existe pas"):
        get_pack("fantaisie")


def test_pack_dropped_in_a_folder_of_the_site_is_found(write_pack):
    tokens = '[light]\naccent = "#5a2a6b"\n'
    write_pack("commune", parent="passeur", **{"tokens.toml": tokens})
    commune = get_pack("commune")
    assert [pack.name for pack in commune.chain] == ["commune", "passeur", "base"]
    assert "--accent:#5a2a6b" in commune.css
    assert commune.tokens.light["slate"] == get_pack("passeur").tokens.light["slate"]


def test_pack_without_tokens_takes_its_parent_s(write_pack):
    write_pack("nue")
    assert get_pack("nue").tokens == get_pack("base").tokens


def test_static_file_is_the_nearest_of_the_chain(write_pack):
    write_pack("commune", **{"static/commune/logo.svg": "<svg/>"})
    assert get_pack("commune").static("logo.svg") == "commune/logo.svg"
    assert get_pack("commune").static("absent.svg") is None
