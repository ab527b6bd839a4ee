"""What a member tells, and the draft that is made of it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.domain import authoring
from cms.domain.sanitise import paragraphs
from cms.listing.draft import pictures_of
from cms.models.base import BasePage
from cms.models.contribution import ContributionRequest
from cms.models.initiative import InitiativePage
from cms.models.provenance import Provenance

COLLECTION = "Contributions reçues"


class Photograph(NamedTuple):
    """A picture with what it shows and who made it."""

    file: ContentFile
    alt: str
    credit: str


class Answer(NamedTuple):
    """The five answers of the form, as plain text, and the photographs that came with them."""

    title: str
    need: str
    action: str
    outcome: str
    advice: str
    photographs: tuple[Photograph, ...] = ()


def make_draft(request: ContributionRequest, given: Answer) -> InitiativePage:
    """Add a draft to the member's folder, with its origin and its photographs."""

    def note_origin(page: Page) -> None:
        Provenance.objects.create(page=page, source_name=f"Contribution de {request.folder.title}")

    page = initiative_of(request, given, [keep(photograph) for photograph in given.photographs])
    return authoring.create(request.folder, page, prepare=note_origin)


def initiative_of(request: ContributionRequest, given: Answer, images: list[Any]) -> InitiativePage:
    """Return an initiative that says what was answered: which answer goes where is here alone."""
    organisation = request.folder.organisation
    blocks: list[dict[str, Any]] = []
    for heading, text in (
        ("Le point de départ", given.need),
        ("Ce qui a été fait", given.action),
        ("Ce que cela a donné", given.outcome),
        ("Ce que nous dirions à un voisin", given.advice),
    ):
        if html := paragraphs(text):
            blocks += [{"type": "heading", "value": heading}, {"type": "text", "value": html}]
    for image, photograph in list(zip(images, given.photographs, strict=True))[1:]:
        shown = {"image": image.pk, "alt_text": photograph.alt, "decorative": False}
        blocks.append({"type": "picture", "value": {"image": shown, "caption": ""}})
    page = InitiativePage(title=given.title, body=json.dumps(blocks), contact=organisation)
    if images:
        page.image, page.image_alt = images[0], given.photographs[0].alt
    page.topics = [request.topic] if request.topic else []
    page.territories = [organisation.territory] if organisation and organisation.territory else []
    return page


def keep(photograph: Photograph) -> Any:
    """Store a photograph among those that only staff may see."""
    image = get_image_model()(
        title=photograph.alt[:255], file=photograph.file, collection=received()
    )
    # A host's image model may know neither.
    image.credit, image.people = photograph.credit, "authorised"
    image._set_image_file_metadata()
    image.save()
    return image


def received() -> Collection:
    """Return the collection of photographs that wait for their page to be published."""
    root = Collection.get_first_root_node()
    if found := root.get_children().filter(name=COLLECTION).first():
        return found
    made = root.add_child(name=COLLECTION)
    CollectionViewRestriction.objects.create(
        collection=made, restriction_type=CollectionViewRestriction.LOGIN
    )
    return made


def open_photographs(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Let everybody see the photographs that a page shows, when it is published."""
    if not isinstance(instance, BasePage) or not (shown := pictures_of(instance)):
        return
    for image in get_image_model().objects.filter(pk__in=shown, collection__name=COLLECTION):
        image.collection = Collection.get_first_root_node()
        image.save(update_fields=["collection"])
