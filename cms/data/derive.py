"""Derive `territories.json` from published geography. For developers; not in the wheel.

    python cms/data/derive.py FOLDER

FOLDER holds the files that ATTRIBUTION.md names. Shipped is only what comes out: one
line a territory, so that a new vintage shows as a readable difference.

Outlines are simplified together, as one coverage, so that neighbours still share every
edge; an intercommunalité is the union of its simplified communes and fits them exactly.
They are written as whole numbers of 1/10000 degree (about 8 to 11 m here), each point as
the step from the one before, which makes the file three times smaller than GeoJSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
SCALE = 10_000
TOLERANCE = 0.002  # degrees: corners that span a smaller area than its square go

REGIONS = {"52": "Pays de la Loire", "53": "Bretagne"}
DEPARTEMENTS = {
    "35": ("Ille-et-Vilaine", "53"),
    "44": ("Loire-Atlantique", "52"),
    "49": ("Maine-et-Loire", "52"),
    "56": ("Morbihan", "53"),
}
# The register's names ("CC de l'Oust à Brocéliande") are not the ones people use.
USUAL_NAMES = {
    "200027027": "Arc Sud Bretagne",
    "200038990": "Saint-Méen Montauban",
    "200043990": "Vallons de Haute-Bretagne Communauté",
    "200066777": "Ploërmel Communauté",
    "200066785": "Oust à Brocéliande Communauté",
    "200070662": "Bretagne Porte de Loire Communauté",
    "200072726": "Châteaubriant-Derval",
    "243500550": "Montfort Communauté",
    "243500618": "Brocéliande Communauté",
    "243500741": "Redon Agglomération",
    "244400453": "Pays de Blain",
    "244400537": "Communauté de communes de Nozay",
    "244400552": "Pays d’Ancenis",
    "245614383": "Questembert Communauté",
}
# Drawn separately in 2018, one commune since.
MERGED_SINCE = {"35301": "35184", "49321": "49160", "56059": "56102"}
# Merged in 2019 and not among the drawn ones: each is the hole that its neighbours leave.
LEFT_AS_HOLES = {"44003": "Saint-Géréon", "56165": "Monterrein"}
# Mergers that left no "commune déléguée", which is all that the package lists.
# Source: Insee, Code officiel géographique, "mouvements de communes".
MERGED_WITHOUT_TRACE = [
    {"code": "35036", "nom": "Brain-sur-Vilaine", "chefLieu": "35064"},
    {"code": "35129", "nom": "Guipry", "chefLieu": "35176"},
    {"code": "35158", "nom": "Le Lou-du-Lac", "chefLieu": "35060"},
    {"code": "44160", "nom": "Saint-Géréon", "chefLieu": "44003"},
    {"code": "56138", "nom": "Monterrein", "chefLieu": "56165"},
]

POPULATIONS = {
    "commune": {
        "year": 2023,
        "source": "Insee, populations de référence 2023 (population municipale)",
    },
    "epci": {
        "year": 2022,
        "source": (
            "Insee, population municipale, d’après la liste des intercommunalités de la DGCL ; "
            "millésime 2022 déduit, le fichier ne le dit pas"
        ),
    },
}


def main(folder: Path) -> None:
    """Read the published files of a folder and write the shipped file beside this script."""
    communes = read(folder / "ailb_communes_npm6.0.0.json")
    epcis = read(folder / "ailb_epci_npm6.0.0.json")
    former = read(folder / "ailb_communes_deleguees_associees_npm6.0.0.json")
    drawn = commune_outlines(read(folder / "ailb_communes_contours_2018.geojson"))
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}

    document = {
        "populations": POPULATIONS,
        "regions": [{"code": code, "name": name} for code, name in REGIONS.items()],
        "departements": [
            {"code": code, "name": name, "region": region}
            for code, (name, region) in DEPARTEMENTS.items()
        ],
        "epci": [
            {
                "code": epci["code"],
                "name": USUAL_NAMES[epci["code"]],
                "official": french(epci["nom"]),
                "population": epci["populationMunicipale"],
                **place(shapely.union_all([drawn[member["code"]] for member in epci["membres"]])),
            }
            for epci in epcis
        ],
        "communes": [
            {
                "code": commune["code"],
                "name": french(commune["nom"]),
                "siren": commune["siren"],
                "postcodes": commune["codesPostaux"],
                "departement": commune["departement"],
                "epci": epci_of[commune["code"]],
                "population": commune["population"],
                **place(drawn[commune["code"]]),
            }
            for commune in communes
        ],
        "former": [
            {"code": old["code"], "name": french(old["nom"]), "today": old["chefLieu"]}
            for old in sorted(former + MERGED_WITHOUT_TRACE, key=lambda old: old["code"])
        ],
    }
    target = HERE / "territories.json"
    target.write_text(one_line_a_territory(document), encoding="utf-8")
    sys.stderr.write(f"{target.name}: {target.stat().st_size // 1000} kB\n")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def french(name: str) -> str:
    """Return a name with the typographic apostrophe that French text wants."""
    return name.replace("'", "’")


def commune_outlines(collection: dict[str, Any]) -> dict[str, BaseGeometry]:
    """Return today's communes, simplified without gaps and rounded to our grid."""
    outlines = {
        feature["properties"]["code"]: shape(feature["geometry"])
        for feature in collection["features"]
    }
    for old, today in MERGED_SINCE.items():
        outlines[today] = shapely.union_all([outlines.pop(old), outlines[today]])
    fill_holes(outlines)
    simple = shapely.coverage_simplify(list(outlines.values()), TOLERANCE)
    on_grid = shapely.transform(simple, lambda points: np.round(points * SCALE) / SCALE)
    if not (shapely.is_valid(on_grid).all() and shapely.coverage_is_valid(on_grid)):
        raise SystemExit("Rounding tore the outlines: choose another TOLERANCE.")
    return dict(zip(outlines, on_grid, strict=True))


def fill_holes(outlines: dict[str, BaseGeometry]) -> None:
    """Give the ground of a commune that nobody drew to the one it has merged into."""
    together = shapely.union_all(list(outlines.values()))
    holes = [shapely.Polygon(ring) for part in together.geoms for ring in part.interiors]
    if len(holes) != len(LEFT_AS_HOLES):
        raise SystemExit(f"{len(holes)} holes, {len(LEFT_AS_HOLES)} expected.")
    for code, name in LEFT_AS_HOLES.items():
        hole = max(holes, key=lambda hole: hole.intersection(outlines[code]).length)
        if hole.intersection(outlines[code]).length == 0:
            raise SystemExit(f"No hole beside {code} for {name}.")
        outlines[code] = shapely.union_all([outlines[code], hole])


def place(outline: BaseGeometry) -> dict[str, Any]:
    """Return a point inside an outline, its centre where that is inside, and the outline."""
    point = outline.centroid
    if not outline.contains(point):
        point = outline.representative_point()
    point = shapely.transform(point, lambda points: np.round(points * SCALE) / SCALE)
    if not outline.contains(point):
        raise SystemExit(f"No point inside the outline around {point.wkt}.")
    polygons = getattr(outline, "geoms", [outline])
    return {
        "point": [point.x, point.y],
        "outline": [
            [steps(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in polygons
        ],
    }


def steps(ring: BaseGeometry) -> list[int]:
    """Return a ring as its first point and the steps to the next ones, the closing one left out."""
    points = np.rint(np.array(ring.coords)[:-1] * SCALE).astype(int)
    return np.diff(points, axis=0, prepend=[[0, 0]]).ravel().tolist()


def one_line_a_territory(document: dict[str, Any]) -> str:
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    parts = [
        f'"{key}":[\n' + ",\n".join(json.dumps(row, **compact) for row in value) + "\n]"
        if isinstance(value, list)
        else f'"{key}":{json.dumps(value, **compact)}'
        for key, value in document.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
