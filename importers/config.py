"""The description of a source, as written in TOML or kept in its row."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from importers.mapping import Mapping, Strict
from importers.sources import SourceError, kinds


class SourceConfig(Strict):
    """A source with everything needed to read it and to say where its records come from."""

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)
    title: str = Field(min_length=1, max_length=200)
    kind: str
    address: str = Field("", max_length=1000)
    site: str = Field("", max_length=1000)
    licence: str = Field(min_length=1, max_length=100)
    licence_url: str = Field("", max_length=1000)
    attribution: str = Field(min_length=1, max_length=255)
    options: dict[str, str] = {}
    mapping: Mapping


def parse(text: str, name: str = "configuration") -> SourceConfig:
    """Return the description that TOML tells; raises `SourceError` saying what is wrong."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{name} n’est pas du TOML correct : {error}.") from error
    try:
        config = SourceConfig.model_validate(content)
    except ValidationError as error:
        raise SourceError(f"{name} : {described(error)}") from error
    if config.kind not in kinds():
        raise SourceError(
            f"{name} : le type « {config.kind} » n’existe pas. "
            f"Types disponibles : {', '.join(kinds())}."
        )
    return config


def described(error: ValidationError) -> str:
    """Say in French what is wrong in a configuration, one reason after the other."""
    return " ; ".join(_reason(problem) for problem in error.errors()[:5]) + "."


def _reason(problem: Any) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    match problem["type"]:
        case "missing":
            return f"« {where} » manque"
        case "extra_forbidden":
            return f"« {where} » n’est pas un nom connu"
        case "value_error":
            return (
                f"« {where} » : {problem['ctx']['error']}"
                if where
                else str(problem["ctx"]["error"])
            )
    return f"« {where} » n’a pas la forme attendue"


def preset(name: str) -> Path | None:
    """Return the file of a source that ships with Passeur, by its slug."""
    path = Path(str(resources.files("importers") / "presets" / f"{name}.toml"))
    return path if path.is_file() else None
