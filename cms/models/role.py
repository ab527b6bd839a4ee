"""The groups of people that roles have made. What a role may do is in `cms.domain.roles`."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Page


class RoleGroup(models.Model):
    """Who has a role at a page and below it: the members of an ordinary group of Django's.

    The group may be renamed, and its rights changed in Wagtail's own screens: this row
    remembers which role it was made for.
    """

    role = models.CharField(max_length=20)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="passeur_role")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "page"], name="one_group_per_role_and_page")
        ]

    def __str__(self) -> str:
        return self.group.name
