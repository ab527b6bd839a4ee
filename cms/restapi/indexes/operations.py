"""The operators of criteria, by the names of Plone's querystring registry.

https://github.com/plone/plone.app.querystring/tree/master/plone/app/querystring/profiles
"""

from __future__ import annotations

from typing import NamedTuple

PREFIX = "plone.app.querystring.operation."


class Operation(NamedTuple):
    """What a form shows of an operator: its name, help, input, and Plone's function for it."""

    title: str
    description: str
    widget: str | None
    function: str


OPERATIONS = {
    "string.contains": Operation(
        "Contient", "L’étoile remplace la fin d’un mot.", "StringWidget", "_contains"
    ),
    "selection.any": Operation("Une au moins de", "", "MultipleSelectionWidget", "_contains"),
    "selection.all": Operation("Toutes", "", "MultipleSelectionWidget", "_all"),
    "selection.none": Operation("Aucune de", "", "MultipleSelectionWidget", "_excludes"),
    "string.absolutePath": Operation(
        "À cet endroit", "Une adresse ou un UID.", "ReferenceWidget", "_absolutePath"
    ),
    "string.path": Operation(
        "À cet endroit du menu", "Une adresse ou un UID.", "ReferenceWidget", "_navigationPath"
    ),
    "string.relativePath": Operation(
        "À cet endroit, depuis la page", "« .. » remonte.", "RelativePathWidget", "_relativePath"
    ),
    "boolean.isTrue": Operation("Oui", "", None, "_isTrue"),
    "boolean.isFalse": Operation("Non", "", None, "_isFalse"),
    "date.lessThan": Operation("Jusqu’au", "", "DateWidget", "_dateLessThan"),
    "date.largerThan": Operation("À partir du", "", "DateWidget", "_dateLargerThan"),
    "date.between": Operation("Entre deux dates", "", "DateRangeWidget", "_dateBetween"),
    "date.lessThanRelativeDate": Operation(
        "D’ici à", "Un nombre de jours.", "RelativeDateWidget", "_lessThanRelativeDate"
    ),
    "date.largerThanRelativeDate": Operation(
        "Depuis", "Un nombre de jours.", "RelativeDateWidget", "_moreThanRelativeDate"
    ),
    "date.beforeRelativeDate": Operation(
        "Il y a plus de", "Un nombre de jours.", "RelativeDateWidget", "_beforeRelativeDate"
    ),
    "date.afterRelativeDate": Operation(
        "Dans plus de", "Un nombre de jours.", "RelativeDateWidget", "_afterRelativeDate"
    ),
    "date.today": Operation("Aujourd’hui", "", None, "_today"),
    "date.beforeToday": Operation("Avant aujourd’hui", "", None, "_beforeToday"),
    "date.afterToday": Operation("Après aujourd’hui", "", None, "_afterToday"),
}
