"""The MJML that our letters may use: components and their attributes.

A part of https://documentation.mjml.io/ (MJML 4): what renders well in mail programs
without a request to a third party. `mj-font`, `mj-social` and `mj-include` are left out.
"""

from __future__ import annotations

COMMON = {"css-class", "mj-class"}
PADDING = {f"padding{side}" for side in ("", "-top", "-right", "-bottom", "-left")}
BORDER = {f"border{side}" for side in ("", "-top", "-right", "-bottom", "-left", "-radius")}
BACKGROUND = {"background-color"}
GROUND = BACKGROUND | {
    f"background-{part}"
    for part in ("url", "repeat", "size", "position", "position-x", "position-y")
}
TYPE = (
    {"color", "align", "height", "letter-spacing", "line-height"}
    | {
        f"{kind}"
        for kind in ("font-family", "font-size", "font-style", "font-weight", "text-decoration")
    }
    | {"text-transform"}
)

COMPONENTS: dict[str, set[str]] = {
    "mjml": {"lang", "dir", "owa"},
    "mj-head": set(),
    "mj-attributes": set(),
    "mj-breakpoint": {"width"},
    "mj-preview": set(),
    "mj-title": set(),
    "mj-style": {"inline"},
    "mj-raw": {"position"},
    "mj-body": {"width", "background-color", "css-class"},
    "mj-wrapper": COMMON | PADDING | BORDER | GROUND | {"full-width", "text-align"},
    "mj-section": COMMON | PADDING | BORDER | GROUND | {"full-width", "text-align", "direction"},
    "mj-group": COMMON | BACKGROUND | {"width", "vertical-align", "direction"},
    "mj-column": COMMON
    | PADDING
    | BORDER
    | BACKGROUND
    | {"width", "vertical-align", "inner-background-color"},
    "mj-text": COMMON | PADDING | TYPE | {"container-background-color"},
    "mj-button": COMMON
    | PADDING
    | BORDER
    | BACKGROUND
    | TYPE
    | {"href", "rel", "target", "title", "inner-padding", "width", "vertical-align"}
    | {"container-background-color", "text-align"},
    "mj-image": COMMON
    | PADDING
    | BORDER
    | {"src", "alt", "href", "rel", "target", "title", "width", "height", "align"}
    | {"fluid-on-mobile", "container-background-color", "name"},
    "mj-divider": COMMON
    | PADDING
    | {f"border-{part}" for part in ("color", "style", "width")}
    | {"width", "align", "container-background-color"},
    "mj-spacer": COMMON | PADDING | {"height", "container-background-color"},
}

DEFAULTS = {"mj-all": set().union(*COMPONENTS.values()), "mj-class": {"name"}}
"""Components that only stand in `mj-attributes`, where they set defaults."""
DEFAULTS["mj-class"] |= DEFAULTS["mj-all"]

CHILDREN: dict[str, set[str]] = {
    "mjml": {"mj-head", "mj-body"},
    "mj-head": {"mj-attributes", "mj-breakpoint", "mj-preview", "mj-title", "mj-style", "mj-raw"},
    "mj-body": {"mj-wrapper", "mj-section", "mj-raw"},
    "mj-wrapper": {"mj-section", "mj-raw"},
    "mj-section": {"mj-column", "mj-group", "mj-raw"},
    "mj-group": {"mj-column", "mj-raw"},
    "mj-column": {"mj-text", "mj-button", "mj-image", "mj-divider", "mj-spacer", "mj-raw"},
}
"""What may stand in a component; the others hold text, with HTML where `HOLD_HTML`."""

HOLD_HTML = {"mj-text", "mj-button", "mj-raw"}
HTML = {
    *("a", "abbr", "b", "br", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "img", "li"),
    *("meta", "ol", "p", "small", "span", "strong", "sub", "sup", "ul"),
}
