"""What may be asked: the parameters of addresses, many of them made from the indexes.

Several values of one name are written `name=a&name=b`.
https://spec.openapis.org/oas/v3.1.1.html#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cms.listing.pictures import PLONE_SCALES
from cms.listing.summary import METADATA
from cms.restapi.batching import MOST, SIZE
from cms.restapi.indexes.dates import Dates
from cms.restapi.indexes.paths import Paths
from cms.restapi.indexes.selections import Selection
from cms.restapi.indexes.table import INDEXES, SORTABLE, Index
from cms.restapi.indexes.texts import Flag
from cms.restapi.services.navigation import MOST as DEEPEST

Parameter = dict[str, Any]

TEXT = {"type": "string"}
FLAG = {"type": "string", "enum": ["1", "0"]}
WHOLE = {"type": "integer", "minimum": 0}
DAY = {"type": "string", "format": "date"}


def query(name: str, description: str, schema: dict[str, Any] | None = None) -> Parameter:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": schema or TEXT,
    }


def several(name: str, description: str, item: dict[str, Any] | None = None) -> Parameter:
    """Return a parameter that may be given more than once."""
    return query(name, description, {"type": "array", "items": item or TEXT})


def segment(name: str, description: str, **schema: Any) -> Parameter:
    """Return a part of the path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string", "minLength": 1, **schema},
    }


PATH = segment(
    "path",
    "Chemin de la page, sans barre au début ; ses barres s’écrivent telles quelles : "
    "`initiatives/blain`.",
)
NAME = segment("name", "Nom, comme la liste le donne.")
PICTURE = segment(
    "name", "Nom donné par `download` dans le contenu de la page ; ou `image`, la principale."
)
SCALE = segment("scale", "Nom d’une taille.", enum=list(PLONE_SCALES))

BATCH = [
    query("b_start", "Rang du premier élément, à partir de 0.", WHOLE),
    query(
        "b_size",
        f"Nombre d’éléments, {SIZE} sans précision. 0 : seulement le total.",
        {**WHOLE, "maximum": MOST},
    ),
]
SORT = [
    several("sort_on", "Index du tri.", {"type": "string", "enum": ["relevance", *SORTABLE]}),
    several(
        "sort_order",
        "Sens du tri.",
        {"type": "string", "enum": ["ascending", "descending", "reverse"]},
    ),
]
METADATA_FIELDS = several(
    "metadata_fields",
    "Ce que les résumés disent de plus ; `_all` pour tout.",
    {"type": "string", "enum": ["_all", *METADATA]},
)
FULL = query("fullobjects", "`1` : les pages entières au lieu de leurs résumés.", FLAG)
FACETS = query("facets", "`1` : compter aussi ce que chaque valeur donnerait.", FLAG)
DEPTH = query(
    "expand.navigation.depth",
    "Nombre de niveaux du menu.",
    {"type": "integer", "minimum": 1, "maximum": DEEPEST},
)
CRITERIA = query(
    "query",
    "Critères en JSON, comme dans le corps d’un POST ; encodés une fois ou deux.",
)
PREVIEW = query(
    "preview", "Jeton d’un lien d’aperçu : la page est celle de ce brouillon, et de lui seul."
)
BOX = query(
    "bbox",
    "Partie de la carte, en degrés : `ouest,sud,est,nord` (RFC 7946, 5).",
    {"type": "string", "examples": ["-2.3,47.4,-1.5,47.9"]},
)


def expand(names: list[str]) -> Parameter:
    """Return the parameter that asks for components in full."""
    return {
        **several("expand", "Composants à donner entiers.", {"type": "string", "enum": names}),
        "style": "form",
        "explode": False,
    }


def indexes() -> list[Parameter]:
    """Return the parameters of every index that `@search` reads."""
    return [
        parameter
        for name, index in INDEXES.items()
        if index.kind
        for parameter in index_parameters(name, index)
    ]


def index_parameters(name: str, index: Index) -> Iterator[Parameter]:
    """Yield the parameters of one index, by its kind."""
    said = f"{index.title}."
    if index.vocabulary:
        said = f"{said} Valeurs : `@vocabularies/{index.vocabulary}`."
    if isinstance(index.kind, Selection):
        yield several(name, f"{said} Plusieurs valeurs s’ajoutent.")
        if "selection.all" in index.kind.operations:
            yield query(
                f"{name}.operator",
                "`and` : les pages qui ont toutes les valeurs.",
                {"type": "string", "enum": ["or", "and"]},
            )
        yield several(f"{name}.not", "Valeurs que les pages n’ont pas.")
    elif isinstance(index.kind, Dates):
        yield several(name, f"{said} Un jour, un instant ou deux bornes.", DAY)
        yield query(
            f"{name}.range",
            "`min` : à partir de, `max` : jusqu’à, `min:max` : entre les deux.",
            {"type": "string", "enum": ["min", "max", "min:max"]},
        )
    elif isinstance(index.kind, Paths):
        yield several(name, f"{said} Une adresse, un chemin ou un UID.")
        yield query(f"{name}.depth", "Nombre de niveaux au-dessous.", WHOLE)
    elif isinstance(index.kind, Flag):
        yield query(name, said, FLAG)
    else:
        yield query(name, f"{said} L’étoile remplace la fin d’un mot.")
