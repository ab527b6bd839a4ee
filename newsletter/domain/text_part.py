"""The text part of a letter, from the same content as the HTML and not from the HTML.

For those who read without images or styles, by ear or in a terminal: every title, chapô
and address is there, lines hold 72 signs where words allow.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from bs4 import BeautifulSoup

from cms.domain.sanitise import text_of
from newsletter.domain.letter import Letter, Section, Shown

WIDTH = 72
RULE = "-" * WIDTH


def render(letter: Letter, unsubscribe_url: str = "") -> str:
    """Return the text part, lines ended by a line feed."""
    blocks = [
        f"{letter.series.upper()}\n{head(letter)}",
        rich(letter.editorial),
        *(text for section in letter.sections if (text := "\n\n".join(_section(section)))),
        _foot(letter, unsubscribe_url),
    ]
    return f"\n\n{RULE}\n\n".join(block for block in blocks if block) + "\n"


def head(letter: Letter) -> str:
    return f"N° {letter.number} | {letter.period} | {letter.topic}"


def wrap(text: str) -> str:
    """Fold lines between words; addresses are never broken."""
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )


def rich(html: str) -> str:
    """Return cleaned rich text as plain paragraphs, a link as its words and its address."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        words, address = link.get_text(), str(link.get("href", ""))
        link.replace_with(words if words == address else f"{words} ({address})")
    lines = (wrap(line) for line in text_of(str(soup)).splitlines())
    return "\n\n".join(lines).replace("\n\n- ", "\n- ")


def _section(section: Section) -> Iterator[str]:
    match section.name:
        case "lead" | "initiative":
            if section.shown:
                yield _shown(section.shown)
        case "elsewhere":
            if section.pages:
                yield "ET AILLEURS"
            for page in section.pages:
                title = f"{page.title} (exemple fictif)" if page.fictional else page.title
                yield f"{wrap(' : '.join(filter(None, (page.member, title))))}\n{page.url}"
        case "key_figure":
            yield wrap(f"{section.figure} : {section.caption}")
        case "text":
            yield rich(section.html)
        case "image":
            words = section.caption or (section.picture.alt if section.picture else "")
            if words:
                yield wrap(f"[Image : {words}]")


def _shown(shown: Shown) -> str:
    lines = [shown.member.upper(), shown.title]
    if shown.fictional:
        lines.append("(Exemple fictif)")
    paragraphs = ["\n".join(wrap(line) for line in lines if line), wrap(shown.chapo)]
    return "\n\n".join(filter(None, paragraphs)) + f"\n\nLire la suite :\n{shown.url}"


def _foot(letter: Letter, unsubscribe_url: str) -> str:
    lines = [wrap(letter.reason)]
    if unsubscribe_url:
        lines += [
            f"Lire cette lettre en ligne :\n{letter.archive_url}",
            f"Se désinscrire :\n{unsubscribe_url}",
        ]
    return "\n\n".join(lines)
