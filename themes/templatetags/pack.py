"""How templates name the files and values of a theme pack.

To be named in the `builtins` of the template engine: `{% extends %}` comes first in a file,
so no `{% load %}` can bring the filter that it needs.
"""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from themes.registry import Pack
from themes.tokens import mail_values, mjml_attributes

register = template.Library()


@register.filter
def of(path: str, pack: Pack) -> str:
    """Name a template of a pack: `{% include "web/parts/card.html"|of:pack %}`."""
    return f"pack/{pack.name}/{path}"


@register.filter
def hue(key: str, pack: Pack) -> str:
    """Return a topic's colour on light grounds, for letters; pages use `data-hue`."""
    return pack.tokens.hue(key).on_paper


@register.filter
def hue_on_slate(key: str, pack: Pack) -> str:
    """Return a topic's colour on dark grounds, for letters; pages use `data-hue`."""
    return pack.tokens.hue(key).on_slate


@register.filter
def mail_tokens(pack: Pack) -> dict[str, str]:
    """Return the flat values of a pack: `{% with tokens=pack|mail_tokens %}{{ tokens.text }}`."""
    return mail_values(pack.tokens)


@register.simple_tag
def pack_static(pack: Pack, path: str) -> str:
    """Return the address of a static file that the pack or a parent holds.

    Raises:
        TemplateSyntaxError: none of them does.
    """
    name = pack.static(path)
    if name is None:
        raise template.TemplateSyntaxError(f"no static file {path} in pack {pack.name}")
    return static(name)


@register.simple_tag
def pack_stylesheets(pack: Pack, name: str = "web") -> SafeString:
    """Link the tokens, then the style sheet of that name of each pack, parents first."""
    sheets = [reverse("themes:stylesheet", args=[pack.name, pack.css_hash])]
    for each in reversed(pack.chain):
        if (each.path / "static" / each.name / f"{name}.css").is_file():
            sheets.append(static(f"{each.name}/{name}.css"))
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((sheet,) for sheet in sheets)
    )


@register.simple_tag
def pack_mjml_attributes(pack: Pack) -> SafeString:
    """Write the default attributes of the letters, for inside `<mj-attributes>`."""
    return format_html_join(
        "\n",
        "<{}{}/>",
        (
            (component, format_html_join("", ' {}="{}"', attributes.items()))
            for component, attributes in mjml_attributes(pack.tokens).items()
        ),
    )
