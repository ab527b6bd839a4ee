"""The rows of the listing: one per live public page, and the terms it is found by."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site
from wagtail.search import index


class Stems(index.SearchField):
    """Index the first line of a field that holds stems, then words as they are written."""

    def __init__(self, field: str, name: str) -> None:
        super().__init__(name)
        self.field = field

    def get_value(self, obj: ListingRow) -> str:
        return getattr(obj, self.field).partition("\n")[0]


class Words(index.AutocompleteField):
    """Index the words as they are written: `mobilit*` is their beginning, not a stem's."""

    def get_value(self, obj: ListingRow) -> str:
        return obj.text_stems.partition("\n")[2]


class ListingRowQuerySet(models.QuerySet["ListingRow"]):
    def public(self, now: Any = None) -> ListingRowQuerySet:
        """Keep rows whose page is live and unexpired now, whatever the listing believes.

        Every read starts here, so a row left behind by a crash or a foreign writer
        cannot show a page that staff took down. A prepared query leaves `now` open.
        """
        return self.filter(
            Q(page__expire_at__isnull=True) | Q(page__expire_at__gt=now or timezone.now()),
            page__live=True,
        )

    def of(self, site: Site | int, now: Any = None) -> ListingRowQuerySet:
        return self.public(now).filter(site=site)


class ListingRow(index.Indexed, models.Model):
    """What the public may know of one page, ready to be listed, searched and served.

    Values that belong to neighbours (items, parent, breadcrumbs) are not here: they are
    composed from other rows when read. Addresses are paths without origin.
    """

    # The page may vanish first: the row then becomes a tombstone at the next refresh.
    page = models.OneToOneField(
        "wagtailcore.Page",
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="listing_row",
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    locale = models.CharField(max_length=20)
    path = models.CharField(max_length=2000, db_index=True)
    url_path = models.CharField(max_length=2000)
    tree_path = models.CharField(max_length=255, db_index=True)
    depth = models.PositiveIntegerField()
    parent_id = models.IntegerField(null=True)
    uid = models.UUIDField(db_index=True)
    type = models.CharField(max_length=50, db_index=True)
    type_label = models.CharField(max_length=100)
    title = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    member = models.CharField(max_length=255, blank=True)
    topics = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    territories = models.JSONField(default=list)
    years = models.JSONField(default=list)
    created = models.DateTimeField()
    modified = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    effective = models.DateField(db_index=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    in_menu = models.BooleanField(default=False)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    image_id = models.IntegerField(null=True, db_index=True)
    image = models.JSONField(null=True)
    provenance = models.JSONField(null=True)
    fields = models.JSONField(default=dict)
    # What the API says of the page by itself, as JSON text with ORIGIN in its addresses:
    # `brief` in lists, `document` in full. Written once here, never parsed when read.
    brief = models.TextField(default="{}")
    document = models.TextField(default="{}")
    # The images that its body shows: no other is served under its address.
    picture_ids = models.JSONField(default=list)
    shape = models.PositiveSmallIntegerField(default=0)
    # Two lines each: the stems, and the words as they are written (`cms.listing.stems`).
    # Those of the text are the title's too.
    title_stems = models.TextField(blank=True)
    text_stems = models.TextField(blank=True)
    etag = models.CharField(max_length=64)

    objects = ListingRowQuerySet.as_manager()

    # The search engine ranks what is called `title` first.
    search_fields = [
        Stems("title_stems", "title"),
        Stems("text_stems", "text_stems"),
        Words("text_stems"),
    ]
    search_auto_update = False  # sync.refresh indexes in the transaction of the change

    class Meta:
        verbose_name = "ligne de la liste"
        indexes = [
            models.Index(fields=["site", "path"], name="listing_by_path"),
            models.Index(fields=["parent_id", "tree_path"], name="listing_by_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.type})"


class ListingTerm(models.Model):
    """One value of one facet of a row: filters and counts are joins on this table."""

    class Index(models.TextChoices):
        TOPIC = "topic"
        TERRITORY = "territory"
        TAG = "tag"
        YEAR = "year"
        TYPE = "type"
        # Not for visitors: what the row says of others, to follow them when they change.
        REFERENCE = "reference"
        PICTURE = "picture"
        FILE = "file"

    row = models.ForeignKey(ListingRow, on_delete=models.CASCADE, related_name="terms")
    index = models.CharField(max_length=20, choices=Index.choices)
    value = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "index", "value"], name="one_term_once_a_row")
        ]
        indexes = [models.Index(fields=["index", "value"], name="listing_by_term")]

    def __str__(self) -> str:
        return f"{self.index}={self.value}"
