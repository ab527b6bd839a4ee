"""Wagtail's own API, version 2, for its own clients. The contract is `/++api++/`."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from cms.listing.row import ListingRow


class ListedPagesAPIViewSet(PagesAPIViewSet):
    """Pages that the listing shows: Wagtail's own choice forgets aliases of private pages."""

    def get_base_queryset(self) -> QuerySet:
        listed = ListingRow.objects.all().public().values("page")
        return super().get_base_queryset().filter(pk__in=listed)


# No endpoint for images and documents: it would list those that only drafts use.
router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", ListedPagesAPIViewSet)
