"""Which charte graphique a site wears."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from themes.registry import UnknownPack, get_pack


@register_setting(icon="view")
class Look(BaseSiteSetting):
    """The theme pack of a site, by name: packs are folders, not rows."""

    pack = models.SlugField("charte graphique", max_length=50, default="passeur")

    panels = [FieldPanel("pack")]

    class Meta:
        verbose_name = "charte graphique"

    def clean(self) -> None:
        super().clean()
        try:
            get_pack(self.pack)
        except UnknownPack as error:
            raise ValidationError({"pack": str(error)}) from error
