"""A comparison as plain HTML, for clients of the API."""

from __future__ import annotations

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join

from cms.blocks.body_context import BodyContext
from cms.blocks.comparison import ComparisonLine, ComparisonValue


def comparison_html(value: ComparisonValue, body: BodyContext) -> str:
    table = format_html(
        "<table><caption>{}</caption>"
        '<thead><tr><th scope="col">Membre</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>",
        value.caption,
        value.heading,
        format_html_join("", "{}", ((_line(line),) for line in value.lines)),
    )
    note = linebreaks_filter(value["note"]) if value["note"] else ""
    source = format_html("<p>Source\xa0: {}</p>", value["source"]) if value["source"] else ""
    return format_html("{}{}{}", table, note, source)


def _line(line: ComparisonLine) -> str:
    note = format_html("<br>{}", line.note) if line.note else ""
    return format_html(
        '<tr><th scope="row">{}{}</th><td>{}</td></tr>', line.member, note, line.value
    )
