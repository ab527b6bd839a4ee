"""The form of an image, named in `WAGTAILIMAGES_IMAGE_FORM_BASE`."""

from __future__ import annotations

from typing import Any

from wagtail.images.forms import BaseImageForm

from cms.domain.credits import credit_of

TOO_MANY_PIXELS = (
    "Cette image a trop de pixels pour être traitée. Réduisez-la avant de l’envoyer\xa0: "
    "2\xa0000 pixels de large suffisent à toutes nos pages."
)


class ImageForm(BaseImageForm):
    """Proposes the credit of a new image, and says plainly when one is too large."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = kwargs.get("user")
        if "credit" in self.fields and self.instance.pk is None and user:
            self.initial["credit"] = self.initial.get("credit") or credit_of(user)
        if "file" in self.fields:
            self.fields["file"].error_messages["file_too_many_pixels"] = TOO_MANY_PIXELS

    def clean_credit(self) -> str:
        """Keep the proposal where nobody was asked: several files are sent with titles alone."""
        field = self.fields["credit"]
        if field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix("credit")):
            return self.initial.get("credit", "")
        return self.cleaned_data["credit"]
