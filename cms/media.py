"""Serve uploaded files, to those who may see them.

Wagtail leaves files to the web server, which knows nothing of collections kept private;
on S3 the same holds for a public bucket. Documents have Wagtail's own view.
"""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.images.utils import verify_signature
from wagtail.models import Collection

from cms.domain.preview import InvalidPreview, PreviewGone, previewed_page, read_preview_token
from cms.listing.draft import pictures_of
from cms.restapi.responses import unauthorised

INLINE = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
# Folders whose files belong to a row of the database; one without its row was deleted.
OWNED = {"original_images", "images", "documents"}
HOUR = 3600


@login_not_required
@require_safe
def serve_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with an uploaded file: an image, a rendition, or a file of no collection."""
    collection = collection_of(name)
    if collection is None and PurePosixPath(name).parts[0] in OWNED:
        raise Http404
    return respond(request, name, everybody=refuse_strangers(request, collection))


@login_not_required
@require_safe
def serve_picture(
    request: HttpRequest, signature: str, image_id: str, spec: str, filename: str
) -> HttpResponseBase:
    """Answer with an image in the size that a signed address asks for, drawn at first use.

    Signed, so that nobody makes the server draw a thousand sizes. With the token of a
    preview, the images of that draft are shown whatever their collection.
    """
    if not verify_signature(signature.encode(), image_id, spec):
        raise PermissionDenied
    image = get_object_or_404(get_image_model().objects.select_related("collection"), pk=image_id)
    token = request.GET.get("preview")
    try:
        shown = pictures_of(previewed_page(read_preview_token(token))) if token else ()
    except (InvalidPreview, PreviewGone) as problem:
        return unauthorised(str(problem))
    return draw(request, image, spec, in_draft=image.pk in shown)


def draw(
    request: HttpRequest, image: Any, spec: str, *, in_draft: bool = False
) -> HttpResponseBase:
    """Answer with an image in the size of a filter, drawn at first use.

    `in_draft` says that a draft which the visitor may see shows it.
    """
    everybody = not in_draft and refuse_strangers(request, image.collection)
    try:
        rendition = image.get_rendition(spec)
    except (InvalidFilterSpecError, SourceImageIOError) as error:
        raise Http404 from error
    return respond(request, rendition.file.name, everybody=everybody)


def collection_of(name: str) -> Collection | None:
    """Return the collection of the image that a file belongs to.

    Raises Http404 for a document: its own view counts downloads and asks for passwords.
    """
    if "\0" in name:  # PostgreSQL would refuse the question
        raise Http404
    images = get_image_model()
    image = (
        images.objects.filter(file=name).first()
        or images.objects.filter(renditions__file=name).first()
    )
    if image is None and get_document_model().objects.filter(file=name).exists():
        raise Http404
    return image.collection if image else None


def refuse_strangers(request: HttpRequest, collection: Collection | None) -> bool:
    """Tell whether everybody may see a collection.

    Raises PermissionDenied where this visitor may not.
    """
    restrictions = list(collection.get_view_restrictions()) if collection else []
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise PermissionDenied
    return not restrictions


def respond(request: HttpRequest, name: str, *, everybody: bool) -> HttpResponseBase:
    """Answer with a file of the storage, or with 304 to a browser that has it."""
    try:
        size = default_storage.size(name)
        changed = int(default_storage.get_modified_time(name).timestamp())
        file = default_storage.open(name)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    mime, encoding = mimetypes.guess_type(name)
    mime = "application/octet-stream" if mime is None or encoding else mime
    response = FileResponse(file, content_type=mime, as_attachment=mime not in INLINE)
    response["ETag"] = quote_etag(f"{changed:x}-{size:x}")
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = f"public, max-age={HOUR}" if everybody else "private, no-cache"
    # A file is data: nothing in it may run as ours.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return get_conditional_response(request, response["ETag"], changed, response)
