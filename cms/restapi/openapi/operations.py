"""What each service is for, what it is asked and what it answers, in the words people read."""

from __future__ import annotations

from cms.restapi.openapi import answers as a
from cms.restapi.openapi import parameters as p
from cms.restapi.openapi.answers import Schema
from cms.restapi.openapi.operation import Operation
from cms.restapi.services import COMPONENTS

CRITERIA = a.thing(
    {
        "b_start": {"type": ["integer", "string"]},
        "b_size": {"type": ["integer", "string"]},
        "limit": {"type": ["integer", "string"]},
        "sort_on": a.TEXT,
        "sort_order": a.TEXT,
        "fullobjects": a.TRUTH,
        "metadata_fields": a.many(a.TEXT),
    },
    query={**a.many(a.ref("Criterion")), "minItems": 1, "maxItems": 50},
)
TOKEN = a.thing(token={"type": "string", "description": "Jeton JWT (RFC 7519)."})
SHOWN = [*p.BATCH, *p.SORT, p.METADATA_FIELDS, p.FULL]
ALIASES = a.located(
    items=a.many(
        a.thing(
            **{
                "path": a.TEXT,
                "redirect-to": a.TEXT,
                "datetime": a.MAYBE_MOMENT,
                "manual": a.TRUTH,
            }
        )
    ),
    items_total=a.NUMBER,
)
SITE = a.located(
    **{
        "plone.site_title": a.TEXT,
        "plone.site_logo": a.MAYBE_TEXT,
        "plone.robots_txt": a.TEXT,
        "plone.allowed_sizes": a.many(a.TEXT),
        "plone.default_language": a.TEXT,
        "plone.available_languages": a.many(a.TEXT),
        "plone.portal_timezone": a.TEXT,
        "features": a.thing(multilingual=a.TRUTH),
    }
)
ACTIONS = a.many(a.ref("Action"))
INDEXES: Schema = {"type": "object", "additionalProperties": {"type": "object"}}
TYPE = a.thing(
    title=a.TEXT,
    type={"const": "object"},
    required=a.many(a.TEXT),
    properties={"type": "object", "additionalProperties": {"type": "object"}},
    fieldsets=a.many(a.thing(id=a.TEXT, title=a.TEXT, fields=a.many(a.TEXT))),
    layouts=a.many(a.TEXT),
)

# By the name of the service; the empty name is the content of a page itself.
OPERATIONS: dict[str, list[Operation]] = {
    "": [
        Operation(
            "Le contenu d’une page",
            a.ref("Page"),
            "Ce que dit la page, et pour un dossier les pages au-dessous, par lots.",
            parameters=[*p.BATCH, p.FULL, p.expand(sorted(COMPONENTS)), p.DEPTH, p.PREVIEW],
        )
    ],
    "@actions": [
        Operation(
            "Ce qu’un lecteur peut faire",
            a.thing(
                object=ACTIONS,
                object_buttons=ACTIONS,
                portal_tabs=ACTIONS,
                site_actions=ACTIONS,
                user=ACTIONS,
            ),
        )
    ],
    "@aliases": [
        Operation(
            "Les autres adresses qui mènent à la page",
            ALIASES,
            parameters=[p.query("query", "Début ou partie d’une adresse."), *p.BATCH],
        )
    ],
    "@breadcrumbs": [
        Operation(
            "Le chemin jusqu’à la page",
            a.located(items=a.many(a.located(title=a.TEXT)), root=a.ADDRESS),
        )
    ],
    "@contextnavigation": [
        Operation(
            "L’arbre autour de la page",
            a.located(title=a.TEXT, available=a.TRUTH, url=a.ADDRESS, items=a.many(a.located())),
        )
    ],
    "@facets": [
        Operation(
            "Combien de pages donnerait chaque valeur",
            a.located(facets=a.ref("Counts")),
            "Une facette est comptée comme si rien n’y était choisi.",
            parameters=[*p.indexes(), p.BOX],
        )
    ],
    "@login": [
        Operation(
            "Les façons de s’identifier",
            a.thing(options=a.many({"type": "object"})),
            "Toujours vide : un identifiant et un mot de passe, rien d’autre.",
        ),
        Operation(
            "Un jeton pour lire les brouillons",
            TOKEN,
            method="post",
            body=a.thing(login=a.TEXT, password=a.TEXT),
            refusals=(400, 401, 429),
        ),
    ],
    "@login-renew": [Operation("Un nouveau jeton pour un jeton valable", TOKEN, method="post")],
    "@logout": [
        Operation(
            "Oublier un jeton",
            None,
            "Rien n’est gardé ici : le client oublie le sien.",
            method="post",
            status=204,
        )
    ],
    "@navigation": [
        Operation("Le menu du site", a.located(items=a.many(a.ref("Node"))), parameters=[p.DEPTH])
    ],
    "@navroot": [
        Operation(
            "La page d’où part la navigation",
            a.located(navroot=a.located(**{"@type": a.TEXT, "title": a.TEXT})),
        )
    ],
    "@querystring": [
        Operation(
            "Les index et les opérateurs des critères",
            a.located(indexes=INDEXES, sortable_indexes=INDEXES),
        )
    ],
    "@querystring-search": [
        Operation(
            "Chercher par critères, dans l’adresse",
            a.ref("Results"),
            parameters=[{**p.CRITERIA, "required": True}, *SHOWN],
        ),
        Operation(
            "Chercher par critères, dans le corps",
            a.ref("Results"),
            method="post",
            body=CRITERIA,
        ),
    ],
    "@search": [
        Operation(
            "Chercher par index",
            a.ref("Results"),
            "Les valeurs d’un index s’ajoutent, les index se croisent ; un index inconnu est "
            "ignoré. Sous une page : parmi elle et celles au-dessous.",
            parameters=[*p.indexes(), p.BOX, *SHOWN, p.FACETS],
        )
    ],
    "@site": [Operation("Le nom du site, ses langues et les tailles d’image", SITE)],
    "@translations": [
        Operation(
            "La page dans les autres langues",
            a.located(
                items=a.many(a.located(language=a.TEXT)),
                root={"type": "object", "additionalProperties": a.ADDRESS},
            ),
        )
    ],
    "@types": [
        Operation(
            "Les types de page",
            a.many(
                a.located(id=a.TEXT, title=a.TEXT, addable=a.TRUTH, immediately_addable=a.TRUTH)
            ),
        ),
        Operation(
            "Les champs d’un type de page (JSON Schema)",
            TYPE,
            segments=[p.NAME],
            content_type="application/json+schema",
        ),
    ],
    "@vocabularies": [
        Operation("Les vocabulaires", a.many(a.located(title=a.TEXT))),
        Operation(
            "Les valeurs d’un vocabulaire",
            a.thing(
                {"items_total": a.NUMBER, "batching": a.ref("Batching")},
                **{"@id": a.ADDRESS, "items": a.many(a.ref("Term"))},
            ),
            segments=[p.NAME],
            parameters=[
                p.query("title", "Texte du titre, accents ou non."),
                p.several("tokens", "Valeurs exactes."),
                *p.BATCH,
            ],
        ),
    ],
    "@workflow": [
        Operation(
            "L’état de la page",
            a.located(
                history=a.many({"type": "object"}),
                state=a.thing(id=a.TEXT, title=a.TEXT),
                transitions=a.many({"type": "object"}),
            ),
        )
    ],
    "@@images": [
        Operation(
            "Une image de la page",
            None,
            "Seulement celles que la page montre, aux largeurs des tailles.",
            segments=[p.PICTURE],
            content_type="image/*",
        ),
        Operation(
            "L’image principale à une taille nommée",
            None,
            segments=[{**p.PICTURE, "schema": {"enum": ["image", "preview_image"]}}, p.SCALE],
            content_type="image/*",
        ),
    ],
}
