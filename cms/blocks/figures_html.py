"""A table of figures as plain HTML, for clients of the API.

Volto gets the same in an `html` block: its own tables know neither caption nor groups.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.blocks.body_context import BodyContext
from cms.blocks.figures import FiguresValue
from cms.blocks.figures_table import Group, Line, Table


def figures_html(value: FiguresValue, body: BodyContext) -> str:
    table = value.table
    return format_html_join("", "{}", ((part,) for part in _parts(table)))


def _parts(table: Table) -> Iterator[SafeString]:
    yield format_html(
        "<table><caption>{}</caption>"
        '<thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>',
        table.caption,
        table.label_heading,
        table.amount_heading,
    )
    yield from (_group(group) for group in table.groups)
    if table.balance:
        yield format_html("<tfoot>{}</tfoot>", _line(table.balance))
    yield mark_safe("</table>")
    for sentence in table.mismatches:
        yield format_html("<p>{}</p>", sentence)
    if table.note:
        yield linebreaks_filter(table.note)
    if table.source:
        yield format_html("<p>Source\xa0: {}</p>", table.source)


def _group(group: Group) -> SafeString:
    lines = format_html_join("", "{}", ((_line(line),) for line in (*group.lines, *group.totals)))
    return format_html(
        '<tbody><tr><th colspan="2" scope="rowgroup">{}</th></tr>{}</tbody>', group.label, lines
    )


def _line(line: Line) -> SafeString:
    note = format_html("<br>{}", line.note) if line.note else ""
    return format_html(
        '<tr><th scope="row">{}{}</th><td>{}</td></tr>', line.label, note, line.amount
    )
