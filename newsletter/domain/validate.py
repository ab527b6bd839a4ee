"""Strict reading of MJML before it is converted.

The converter says nothing about an unknown tag (passed through raw), an unknown attribute
(dropped) or a missing alternative text: what it would swallow is refused here, with the
name of the block that holds it.
"""

from __future__ import annotations

from xml.parsers import expat

from newsletter.domain.mjml_vocabulary import CHILDREN, COMPONENTS, DEFAULTS, HOLD_HTML, HTML


class InvalidLetter(ValueError):
    """The letter cannot be rendered; the message is a French sentence that names the block."""


def check(source: str, block: str) -> None:
    """Check MJML: every tag closed, known and in its place, known attributes, `alt` given.

    Args:
        block: how the message names the place, e.g. `« Chiffre clé »`.

    Raises:
        InvalidLetter: at the first fault.
    """
    _Reader(block).read(source)


class _Reader:
    def __init__(self, block: str) -> None:
        self.block = block
        self.open: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def read(self, source: str) -> None:
        try:
            self.parser.Parse(source.encode(), True)
        except expat.ExpatError as error:
            unclosed = error.code in (
                expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH],
                expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
                expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
            )
            tag = f"<{self.open[-1]}>" if self.open else ""
            if unclosed and tag:
                raise self.fault(f"la balise {tag} n’est pas fermée") from error
            raise self.fault(
                f"le MJML ne peut être lu ({expat.ErrorString(error.code)})"
            ) from error

    def fault(self, message: str) -> InvalidLetter:
        line = self.parser.CurrentLineNumber
        return InvalidLetter(f"Bloc {self.block} : {message} (ligne {line}).")

    def doctype(self, *args: object) -> None:
        raise self.fault("une déclaration DOCTYPE n’a rien à faire dans une lettre")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        parent = self.open[-1] if self.open else ""
        if parent == "mj-attributes":
            known = (COMPONENTS | DEFAULTS).get(tag)
        elif self.in_html():
            known = None
            self.html(tag, attributes)
        else:
            known = COMPONENTS.get(tag)
            self.place(tag, parent)
        if known is not None:
            if unknown := sorted(set(attributes) - known):
                raise self.fault(f"l’attribut « {unknown[0]} » de <{tag}> n’existe pas")
        elif not self.in_html():
            raise self.fault(f"la balise <{tag}> n’existe pas")
        if tag == "mj-image" and parent != "mj-attributes":
            self.image(tag, attributes)
        self.open.append(tag)

    def place(self, tag: str, parent: str) -> None:
        allowed = CHILDREN.get(parent, set()) if parent else {"mjml"}
        if tag in COMPONENTS and tag not in allowed:
            where = f"dans <{parent}>" if parent else "à la racine"
            raise self.fault(f"la balise <{tag}> n’a pas sa place {where}")

    def in_html(self) -> bool:
        return any(tag in HOLD_HTML for tag in self.open)

    def html(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in HTML:
            raise self.fault(f"la balise <{tag}> n’est pas permise dans du texte")
        if any(name.startswith("on") for name in attributes):
            raise self.fault(f"la balise <{tag}> porte un programme")
        if tag == "img":
            self.image(tag, attributes)

    def image(self, tag: str, attributes: dict[str, str]) -> None:
        if "alt" not in attributes:
            raise self.fault(f"la balise <{tag}> n’a pas de texte de remplacement (alt)")
        if not attributes["alt"].strip() and "href" in attributes:
            raise self.fault("une image qui sert de lien doit dire où il mène (alt)")
        if not attributes.get("src"):
            raise self.fault(f"la balise <{tag}> n’a pas d’image (src)")

    def end(self, tag: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in CHILDREN:
            raise self.fault(f"du texte se trouve hors de tout bloc, dans <{self.open[-1]}>")
