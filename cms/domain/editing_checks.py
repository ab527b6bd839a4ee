"""What would make a page easier to read: hints for who writes it. Nothing is refused for them.

Told from what the page says, without asking the database, so that many pages may be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag
from wagtail.blocks import RichTextBlock
from wagtail.images.blocks import ImageBlock

from cms.models.base import BasePage
from cms.models.body import parts_of

SHORTEST_SUMMARY, LONGEST_SUMMARY = 60, 300
LONGEST_ALT = 150
# Links are also read alone, one after the other: these say nothing there.
VAGUE_LINKS = (
    "ici",
    "là",
    "lien",
    "ce lien",
    "suivez ce lien",
    "cliquez ici",
    "cliquer ici",
    "cliquez",
    "voir",
    "voir plus",
    "voir ici",
    "plus",
    "plus d’infos",
    "plus d’informations",
    "en savoir plus",
    "savoir plus",
    "lire",
    "lire plus",
    "lire la suite",
    "la suite",
    "suite",
)
# Patterns that the browser knows too, without regard to capitals.
VAGUE_LINK = "(?:" + "|".join(VAGUE_LINKS).replace("’", "['’]") + r")[\s.…:!?>»→]*"
BARE_ADDRESS = r"(?:https?://|www\.)\S+"
FILE_NAME = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$|^(?:img|dsc|image|photo)[_-]?\d+", re.I)
ANNOUNCED = re.compile(r"^(?:image|photo|photographie|illustration) (?:de |du |des |d[’'])", re.I)


def hints(page: BasePage) -> list[str]:
    """Return one sentence for each thing that could be better on a page, each once."""
    found = [*of_summary(page), *of_main_picture(page), *of_body(page)]
    return list(dict.fromkeys(found))


def of_summary(page: BasePage) -> Iterator[str]:
    """Yield what to say of a summary; that of a list is only read on the list itself."""
    length = len(page.summary.strip())
    if page.listed_types:
        return
    if not length:
        yield (
            "Le résumé est vide\xa0: deux ou trois phrases disent dans les listes et les "
            "recherches ce que l’on trouvera sur la page."
        )
    elif length < SHORTEST_SUMMARY:
        yield (
            f"Le résumé est très court ({signs(length)})\xa0: de {SHORTEST_SUMMARY} à "
            f"{LONGEST_SUMMARY}, il dirait mieux ce que l’on trouvera sur la page."
        )
    elif length > LONGEST_SUMMARY:
        yield (
            f"Le résumé est long ({signs(length)})\xa0: les listes le coupent. Visez moins de "
            f"{LONGEST_SUMMARY} signes."
        )


def signs(number: int) -> str:
    return f"{number}\xa0signe{'s' if number > 1 else ''}"


def of_main_picture(page: BasePage) -> Iterator[str]:
    if getattr(page, "image_id", None):
        yield from of_alternative(page.image_alt)


def of_body(page: BasePage) -> Iterator[str]:
    body = getattr(page, "body", None)
    level = 1  # of the page's title
    for block, stored in parts_of(body.stream_block, body.raw_data) if body else ():
        if block.name == "heading":
            level = 2
        elif isinstance(block, ImageBlock) and isinstance(stored, Mapping):
            if not stored.get("decorative"):
                yield from of_alternative(stored.get("alt_text") or "")
        elif isinstance(block, RichTextBlock) and stored:
            soup = BeautifulSoup(stored, "html.parser")
            for tag in soup.find_all(["a", "h2", "h3", "h4"]):
                if tag.name == "a":
                    yield from of_link(tag)
                    continue
                below, level = level, int(tag.name[1])
                if level > below + 1:
                    yield (
                        f"Le titre «\xa0{tag.get_text()}\xa0» saute un niveau\xa0: placez un bloc "
                        "«\xa0Intertitre\xa0» avant lui, ou faites-en un intertitre."
                    )


def of_alternative(text: str) -> Iterator[str]:
    """Yield what to say of an alternative text."""
    text = text.strip()
    if not text:
        yield (
            "Une image n’a pas de texte de remplacement\xa0: dites ce qu’elle montre, ou qu’elle "
            "est décorative."
        )
    elif FILE_NAME.search(text):
        yield (
            f"Le texte de remplacement «\xa0{text}\xa0» est un nom de fichier\xa0: dites ce que "
            "l’image montre."
        )
    elif ANNOUNCED.search(text):
        yield (
            f"Le texte de remplacement «\xa0{text}\xa0» annonce une image\xa0: qui l’entend le "
            "sait déjà. Commencez par ce qu’elle montre."
        )
    elif len(text) > LONGEST_ALT:
        yield (
            f"Un texte de remplacement est long ({signs(len(text))})\xa0: gardez l’essentiel, et "
            "mettez le reste dans la légende ou le texte."
        )


def of_link(link: Tag) -> Iterator[str]:
    """Yield what to say of the words of a link."""
    words = " ".join(link.get_text().split())
    if re.fullmatch(BARE_ADDRESS, words, re.I):
        yield (
            f"L’adresse «\xa0{words}\xa0» est écrite en toutes lettres\xa0: mettez le lien sur le "
            "nom de la page où il mène."
        )
    elif re.fullmatch(VAGUE_LINK, words, re.I):
        yield (
            f"Le lien «\xa0{words}\xa0» ne dit pas où il mène\xa0: mettez-le sur le nom de ce que "
            "l’on y trouve."
        )
