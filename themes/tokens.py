"""Design tokens: one TOML file a pack, from which site and letters take the same values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from themes.contrast import contrast, is_colour

PIXELS_PER_REM = 16
SIZES = ("small", "body", "lead", "h3", "h2", "h1", "display")
_REM = re.compile(r"(\d+(?:\.\d+)?)rem")
_REFERENCE = re.compile(r"\{(\w+)\}")


class TokensError(ValueError):
    """Tokens that cannot be read; the message is a French sentence for staff."""


class Hue(NamedTuple):
    """A topic's colour, in the tone for light grounds and in the tone for dark ones."""

    on_paper: str
    on_slate: str


@dataclass(frozen=True)
class Tokens:
    """The values of one pack, its parents' included."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    hues: Mapping[str, Hue]
    scale: Mapping[str, str]
    """Names of the CSS properties that are no colour, with their values: `size-h1`, `space-m`…"""
    pairs: tuple[tuple[str, str], ...]
    mjml: Mapping[str, Mapping[str, str]]

    def hue(self, key: str) -> Hue:
        """Return a topic's hue; the accent for a key the pack does not know.

        A topic outlives the pack it was coloured for, so a missing hue is no error.
        """
        return self.hues.get(key) or Hue(self.light["accent"], self.dark["accent"])


def read(path: Path) -> dict[str, Any]:
    """Return the raw table of a `tokens.toml`.

    Raises:
        TokensError: the file is absent, unreadable or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TokensError(f"{path.name} ne peut être lu : {error}") from error


def merge(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a pack's raw table over its parent's; lists, such as the contrast pairs, add up."""
    merged = dict(parent)
    for key, value in child.items():
        inherited = merged.get(key)
        if isinstance(inherited, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(inherited, value)
        elif isinstance(inherited, list) and isinstance(value, list):
            merged[key] = inherited + [item for item in value if item not in inherited]
        else:
            merged[key] = value
    return merged


def build(raw: Mapping[str, Any]) -> Tokens:
    """Turn a complete raw table into tokens.

    Raises:
        TokensError: a table or value is missing, or a colour is not written `#rrggbb`.
    """
    try:
        tokens = Tokens(
            light=dict(raw["light"]),
            dark={**raw["light"], **raw["dark"]},
            hues={key: Hue(**hue) for key, hue in raw["hues"].items()},
            scale=dict(_scale(raw)),
            pairs=tuple((text, ground) for text, ground in raw["contrast"]["pairs"]),
            mjml=raw["mjml"],
        )
    except KeyError as error:
        raise TokensError(f"il manque la valeur {error}.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise TokensError(f"une valeur n’a pas la forme attendue : {error}") from error
    for name, colour in _colours(tokens):
        if not is_colour(colour):
            raise TokensError(f"la couleur « {name} » doit s’écrire #rrggbb, et non « {colour} ».")
    for name in {name for pair in tokens.pairs for name in pair}:
        if name not in tokens.light:
            raise TokensError(f"la couleur « {name} » est comparée, mais n’est pas donnée.")
    return tokens


def css(tokens: Tokens) -> str:
    """Return the style sheet of custom properties, the topics' hues as `[data-hue]` rules.

    Dark values are for screens only: paper is white whatever the reader prefers.
    """
    hues = tokens.hues.items()
    light = "".join(f'[data-hue="{key}"]{{--hue:{hue.on_paper}}}\n' for key, hue in hues)
    dark = "".join(f'[data-hue="{key}"]{{--hue:{hue.on_slate}}}\n' for key, hue in hues)
    slate = "".join(f'[data-hue="{key}"]{{--hue-on-slate:{hue.on_slate}}}\n' for key, hue in hues)
    return (
        f":root{{color-scheme:light dark;{_properties({**tokens.light, **tokens.scale})}"
        f"--hue:{tokens.light['accent']};--hue-on-slate:{tokens.dark['accent']}}}\n"
        f"{light}{slate}@media screen and (prefers-color-scheme:dark){{\n"
        f":root{{{_properties(tokens.dark)}--hue:{tokens.dark['accent']}}}\n{dark}}}\n"
    )


def mail_values(tokens: Tokens) -> dict[str, str]:
    """Return the flat values that letters use: `accent`, `dark_accent`, `size_h1`, `hue_eau`…

    Same values as the site's, under names a template can write; lengths in pixels because
    mail clients disagree on rem.
    """
    dark = {f"dark_{name}": colour for name, colour in tokens.dark.items()}
    hues = {f"hue_{_name(key)}": hue.on_paper for key, hue in tokens.hues.items()}
    dark_hues = {f"dark_hue_{_name(key)}": hue.on_slate for key, hue in tokens.hues.items()}
    scale = {_name(key): _in_pixels(value) for key, value in tokens.scale.items()}
    return {**tokens.light, **dark, **hues, **dark_hues, **scale}


def mjml_attributes(tokens: Tokens) -> dict[str, dict[str, str]]:
    """Return the default attributes of each MJML component, references replaced.

    Raises:
        TokensError: an attribute refers to a value that does not exist.
    """
    values = mail_values(tokens)

    def value_of(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise TokensError(f"[mjml] cite {{{match[1]}}}, qui n’existe pas.")
        return values[match[1]]

    return {
        component: {name: _REFERENCE.sub(value_of, value) for name, value in attributes.items()}
        for component, attributes in tokens.mjml.items()
    }


class Contrast(NamedTuple):
    """One measure: two colours that meet, in a mode, and their ratio."""

    mode: str
    text: str
    ground: str
    ratio: float


def contrasts(tokens: Tokens) -> Iterator[Contrast]:
    """Measure every text and ground that meet: declared pairs, and each hue on its grounds."""
    for mode, palette in (("clair", tokens.light), ("sombre", tokens.dark)):
        for text, ground in tokens.pairs:
            yield Contrast(mode, text, ground, contrast(palette[text], palette[ground]))
        for key, hue in tokens.hues.items():
            tone = hue.on_paper if mode == "clair" else hue.on_slate
            for ground in ("paper", "surface", "mist"):
                yield Contrast(mode, f"hues.{key}", ground, contrast(tone, palette[ground]))
            ratio = contrast(hue.on_slate, palette["slate"])
            yield Contrast(mode, f"hues.{key}", "slate", ratio)


def _scale(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    fonts = raw["type"]
    yield "font-text", fonts["text"]
    yield "font-title", fonts["title"]
    yield "leading", fonts["leading"]
    yield "leading-title", fonts["leading_title"]
    base = _rem(fonts["base"])
    for step, name in enumerate(SIZES, start=-1):
        yield f"size-{name}", f"{base * fonts['ratio'] ** step:.4g}rem"
    for name, value in raw["space"].items():
        yield f"space-{name}", value
    yield from raw["shape"].items()


def _rem(value: str) -> float:
    match = _REM.fullmatch(value)
    if match is None:
        raise TokensError(f"« {value} » doit être une longueur en rem.")
    return float(match[1])


def _name(key: str) -> str:
    """Write a key as a template can: `vie-locale` gives `vie_locale`."""
    return key.replace("-", "_")


def _in_pixels(value: str) -> str:
    match = _REM.fullmatch(value)
    return value if match is None else f"{float(match[1]) * PIXELS_PER_REM:.3g}px"


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in values.items())


def _colours(tokens: Tokens) -> Iterator[tuple[str, object]]:
    yield from tokens.light.items()
    yield from tokens.dark.items()
    for key, hue in tokens.hues.items():
        yield f"hues.{key}", hue.on_paper
        yield f"hues.{key}", hue.on_slate
