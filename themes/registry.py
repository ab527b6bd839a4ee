"""Theme packs: folders that hold the whole look of a site, and no Python.

A pack is a folder with `manifest.toml` (name, title, description, parent), `tokens.toml`,
`web/` and `email/` templates and `static/<name>/` files. What a pack does not hold comes
from its parent. Ours lie in `themes/packs/`; a site adds its own by naming the folders
that contain them in the setting `THEME_PACK_DIRS`. Packs are read once per process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from themes import tokens as design
from themes.tokens import Tokens, TokensError

OWN_PACKS = Path(__file__).resolve().parent / "packs"


class UnknownPack(LookupError):
    """No sound pack has this name; the message is a French sentence for staff."""


@dataclass(frozen=True)
class Pack:
    """A theme pack, complete with what it inherits."""

    name: str
    title: str = field(compare=False)
    description: str = field(compare=False)
    parent: Pack | None = field(compare=False)
    path: Path
    tokens: Tokens = field(compare=False, repr=False)

    @cached_property
    def chain(self) -> tuple[Pack, ...]:
        """The pack, then its parent, and so on: the order in which files are looked for."""
        return (self, *(self.parent.chain if self.parent else ()))

    @cached_property
    def css(self) -> str:
        """The style sheet of the pack's tokens."""
        return design.css(self.tokens)

    @cached_property
    def css_hash(self) -> str:
        """What changes with the style sheet, so that browsers may keep it for good."""
        return sha256(self.css.encode()).hexdigest()[:12]

    def find(self, path: str) -> Path | None:
        """Return the first file of this name along the chain, e.g. `web/layout.html`."""
        return next((file for pack in self.chain if (file := pack.path / path).is_file()), None)

    def static(self, path: str) -> str | None:
        """Return the name, for Django's staticfiles, of a file the pack or a parent holds."""
        for pack in self.chain:
            if (pack.path / f"static/{pack.name}/{path}").is_file():
                return f"{pack.name}/{path}"
        return None


class Problem(NamedTuple):
    """Why a folder is no sound pack: number of the system check, place, French sentence."""

    id: str
    path: Path
    message: str


def packs() -> tuple[Pack, ...]:
    """Return every sound pack, by name."""
    found, _ = _discover(_folders())
    return tuple(found[name] for name in sorted(found))


def problems() -> tuple[Problem, ...]:
    """Return what keeps folders from being sound packs, for the system checks."""
    return _discover(_folders())[1]


def get_pack(name: str) -> Pack:
    """Return the pack of that name.

    Raises:
        UnknownPack: there is none, or it is unsound.
    """
    found, _ = _discover(_folders())
    if name not in found:
        known = ", ".join(sorted(found))
        raise UnknownPack(
            f"La charte « {name} » n’existe pas ou ne peut être lue. Chartes connues : {known}."
        )
    return found[name]


class _Manifest(NamedTuple):
    name: str
    title: str
    description: str
    parent: str
    path: Path


def _folders() -> tuple[Path, ...]:
    return (OWN_PACKS, *map(Path, getattr(settings, "THEME_PACK_DIRS", ())))


@lru_cache
def _discover(folders: tuple[Path, ...]) -> tuple[dict[str, Pack], tuple[Problem, ...]]:
    manifests: dict[str, _Manifest] = {}
    faults: list[Problem] = []
    for file in (file for folder in folders for file in sorted(folder.glob("*/manifest.toml"))):
        try:
            manifest = _manifest(file)
        except TokensError as error:
            faults.append(Problem("E001", file.parent, str(error)))
            continue
        if manifest.name in manifests:
            message = f"deux dossiers portent le nom « {manifest.name} »."
            faults.append(Problem("E006", file.parent, message))
        else:
            manifests[manifest.name] = manifest

    found: dict[str, Pack] = {}
    lineages = {name: _lineage(manifest, manifests) for name, manifest in manifests.items()}
    for lineage in sorted(lineages.values(), key=len):  # parents before their children
        pack = _pack(lineage, found)
        if isinstance(pack, Pack):
            found[pack.name] = pack
        else:
            faults.append(pack)
    return found, tuple(faults)


def _manifest(file: Path) -> _Manifest:
    raw = design.read(file)
    if not all(isinstance(raw.get(key), str) for key in ("name", "title")):
        raise TokensError("manifest.toml doit donner un nom (name) et un titre (title).")
    text = raw.get("description", ""), raw.get("parent", "")
    return _Manifest(raw["name"], raw["title"], *text, path=file.parent)


def _lineage(manifest: _Manifest, manifests: dict[str, _Manifest]) -> list[_Manifest]:
    """Return the manifest and its ancestors, up to one that is unknown or comes again."""
    lineage = [manifest]
    while (parent := manifests.get(lineage[-1].parent)) and parent not in lineage:
        lineage.append(parent)
    return lineage


def _pack(lineage: list[_Manifest], found: dict[str, Pack]) -> Pack | Problem:
    manifest = lineage[0]
    if any(ancestor.name == lineage[-1].parent for ancestor in lineage):
        names = " → ".join((*(ancestor.name for ancestor in lineage), lineage[-1].parent))
        return Problem("E003", manifest.path, f"les chartes héritent en rond : {names}.")
    if manifest.parent and manifest.parent not in found:
        message = f"la charte parente « {manifest.parent} » n’existe pas ou ne peut être lue."
        return Problem("E002", manifest.path, message)
    raw: dict[str, Any] = {}
    try:
        for ancestor in reversed(lineage):
            file = ancestor.path / "tokens.toml"
            raw = design.merge(raw, design.read(file) if file.exists() else {})
        tokens = design.build(raw)
        design.mjml_attributes(tokens)
    except TokensError as error:
        return Problem("E001", manifest.path, str(error))
    return Pack(
        name=manifest.name,
        title=manifest.title,
        description=manifest.description,
        parent=found.get(manifest.parent),
        path=manifest.path,
        tokens=tokens,
    )
