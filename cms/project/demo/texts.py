"""Read the demo's texts: a head in TOML between `+++` lines, then paragraphs.

Beyond paragraphs, only what our texts need: `## ` for a heading, `- ` for a list, `**` for
bold, and `!! figure | label` for a figure set big.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
BOLD = re.compile(r"\*\*(.+?)\*\*")
Block = tuple[str, Any]


@dataclass(frozen=True)
class Text:
    """One text: its name (that of the file), its head and the blocks of its body."""

    name: str
    head: dict[str, Any]
    body: list[Block]


def read(path: Path) -> Text:
    """Return the text of one file."""
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Text(path.stem, tomllib.loads(head), blocks_of(body))


def read_all(folder: str) -> list[Text]:
    """Return the texts of a folder of the demo's content, in the order of their names."""
    return [read(path) for path in sorted((CONTENT / folder).glob("*.md"))]


def table(name: str) -> dict[str, Any]:
    """Return a TOML file of the demo's content."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def blocks_of(body: str) -> list[Block]:
    """Return the StreamField blocks of a body; paragraphs that follow each other are one."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", body.strip()):
        if part.startswith("## "):
            blocks.append(("heading", part[3:]))
        elif part.startswith("!! "):
            value, label = part[3:].split(" | ")
            blocks.append(("key_figure", {"value": value, "label": label}))
        elif blocks and blocks[-1][0] == "text":
            blocks[-1] = ("text", blocks[-1][1] + _html(part))
        else:
            blocks.append(("text", _html(part)))
    return blocks


def html_of(text: str) -> str:
    """Return the HTML of a text that has paragraphs and lists only."""
    return "".join(html for _, html in blocks_of(text)) if text else ""


def _html(part: str) -> str:
    if part.startswith("- "):
        items = "".join(f"<li>{_inline(line[2:])}</li>" for line in part.splitlines())
        return f"<ul>{items}</ul>"
    return f"<p>{_inline(' '.join(part.splitlines()))}</p>"


def _inline(text: str) -> str:
    return BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
