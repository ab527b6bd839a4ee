"""Which charte graphique a site wears."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="view")
class Look(BaseSiteSetting):
    """The theme pack of a site, by name: packs are folders, not rows."""

    pack = models.SlugField("charte graphique", max_length=50, default="passeur")

    panels = [FieldPanel("pack")]

    class Meta:
        verbose_name = "charte graphique"
