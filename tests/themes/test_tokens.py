from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT
from themes.contrast import TEXT_MINIMUM
from themes.registry import get_pack, packs
from themes.tokens import TokensError, build, contrasts, css, mail_values, merge, mjml_attributes

PACKS = [pack.name for pack in packs()]


def properties(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):([^;}]+)", text))


@pytest.mark.parametrize("name", PACKS)
def test_css_and_letters_of_a_pack_hold_the_same_values(name):
    tokens = get_pack(name).tokens
    light, dark = css(tokens).split("@media")
    on_site, at_night, in_mail = properties(light), properties(dark), mail_values(tokens)
    for role, colour in tokens.light.items():
        assert on_site[role.replace("_", "-")] == in_mail[role] == colour
        assert at_night[role.replace("_", "-")] == in_mail[f"dark_{role}"]
    for size in ("small", "body", "h1", "display"):
        rem = float(on_site[f"size-{size}"].removesuffix("rem"))
        assert f"{rem * 16:.3g}px" == in_mail[f"size_{size}"]


@pytest.mark.parametrize("name", PACKS)
def test_hue_of_a_topic_is_the_same_on_site_and_in_letters(name):
    tokens = get_pack(name).tokens
    values = mail_values(tokens)
    for key, hue in tokens.hues.items():
        assert f'[data-hue="{key}"]{{--hue:{hue.on_paper}}}' in css(tokens)
        name = key.replace("-", "_")
        assert values[f"hue_{name}"] == hue.on_paper
        assert values[f"dark_hue_{name}"] == hue.on_slate


def test_each_shipped_topic_has_a_hue_in_our_packs():
    topics = tomllib.loads((ROOT / "cms/data/topics.toml").read_text(encoding="utf-8"))["topic"]
    assert {topic["hue"] for topic in topics} == set(get_pack("base").tokens.hues)


def test_mjml_attributes_take_their_values_from_the_tokens():
    tokens = get_pack("passeur").tokens
    attributes = mjml_attributes(tokens)
    assert attributes["mj-text"]["color"] == tokens.light["text"]
    assert attributes["mj-button"]["background-color"] == tokens.light["accent"]
    assert attributes["mj-all"]["font-family"] == tokens.scale["font-text"]


def test_mjml_attribute_citing_an_unknown_value_is_refused():
    raw = raw_tokens()
    raw["mjml"] = {"mj-text": {"color": "{ardoise}"}}
    with pytest.raises(TokensError, match=r"cite \{ardoise\}"):
        mjml_attributes(build(raw))


@pytest.mark.parametrize("name", PACKS)
def test_every_text_of_our_packs_is_readable(name):
    weak = [measure for measure in contrasts(get_pack(name).tokens) if measure.ratio < TEXT_MINIMUM]
    assert weak == []


def test_contrasts_measure_each_hue_on_paper_and_slate_in_both_modes():
    tokens = get_pack("base").tokens
    measured = {(measure.mode, measure.text, measure.ground) for measure in contrasts(tokens)}
    for key in tokens.hues:
        for mode in ("clair", "sombre"):
            assert {(mode, f"hues.{key}", ground) for ground in ("paper", "slate")} <= measured


def test_hue_a_pack_does_not_know_is_the_accent():
    tokens = get_pack("passeur").tokens
    assert tokens.hue("inconnue").on_paper == tokens.light["accent"]
    assert tokens.hue("inconnue").on_slate == tokens.dark["accent"]


def test_merge_keeps_what_the_child_does_not_name():
    parent = {"light": {"text": "#000000", "paper": "#ffffff"}, "pairs": [["text", "paper"]]}
    child = {"light": {"text": "#111111"}, "pairs": [["text", "mist"]]}
    assert merge(parent, child) == {
        "light": {"text": "#111111", "paper": "#ffffff"},
        "pairs": [["text", "paper"], ["text", "mist"]],
    }


def test_build_without_a_table_says_which():
    raw = raw_tokens()
    del raw["space"]
    with pytest.raises(TokensError, match="space"):
        build(raw)


@pytest.mark.parametrize("colour", ["red", "#fff", "#000000;}body{display:none"])
def test_build_with_a_colour_in_another_notation_is_refused(colour):
    raw = raw_tokens()
    raw["dark"] = {"paper": colour}
    with pytest.raises(TokensError, match="#rrggbb"):
        build(raw)


def raw_tokens() -> dict:
    return {
        "light": {"text": "#000000", "paper": "#ffffff", "surface": "#ffffff", "mist": "#ffffff"},
        "dark": {},
        "hues": {},
        "type": {
            "text": "sans-serif",
            "title": "serif",
            "base": "1rem",
            "ratio": 1.25,
            "leading": "1.5",
            "leading_title": "1.2",
        },
        "space": {"m": "1rem"},
        "shape": {},
        "contrast": {"pairs": [["text", "paper"]]},
        "mjml": {},
    }
