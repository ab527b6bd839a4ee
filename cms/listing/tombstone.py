"""What was public once: 410 Gone needs a memory, 404 is for what never was."""

from __future__ import annotations

from django.db import models
from wagtail.models import Site


class Tombstone(models.Model):
    """An address at which a public page stood until `gone_at`."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=2000)
    uid = models.UUIDField()
    gone_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "path"], name="one_tombstone_per_path")
        ]

    def __str__(self) -> str:
        return self.path
