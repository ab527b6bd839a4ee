"""The five questions, and the photographs that come with the answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField

from cms.domain.contribution_draft import Answer, Photograph
from cms.domain.french_numbers import number
from cms.domain.photographs import redraw
from cms.domain.sanitise import plain_text

PHOTOGRAPHS = 5
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000  # what the best telephones make
SHORT = {"consent": "Votre accord", "agreed": "accord des personnes"}


class PlainTextField(forms.CharField):
    """Text as somebody types it, without the signs that nobody sees.

    Its length is checked here alone: a browser told of it would cut what is pasted without
    a word, and counts the ends of lines otherwise.
    """

    def __init__(self, *, most: int, help_text: str = "", **kwargs: Any) -> None:
        self.most = most
        kwargs["error_messages"] = {"required": "Répondez à cette question."}
        super().__init__(help_text=f"{help_text} {signs(most)} au plus.".strip(), **kwargs)

    def to_python(self, value: Any) -> str:
        """Clean what is not hopelessly too long: that is refused before any work."""
        value = super().to_python(value)
        return value if len(value) > 2 * self.most else plain_text(value)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(
                f"Ce texte compte {signs(len(value))}\u00a0: {signs(self.most)} au plus."
            )


def signs(count: int) -> str:
    return f"{number(Decimal(count))}\u00a0signes"


class LineField(PlainTextField):
    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).splitlines())


class LongTextField(PlainTextField):
    widget = forms.Textarea(attrs={"rows": 6})


class PhotographField(WagtailImageField):
    """A picture, checked as Wagtail checks those of staff, then drawn anew."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_image_pixels, self.max_upload_size = MOST_PIXELS, MOST_BYTES
        self.help_text = "JPEG, PNG ou WebP, 10\u00a0Mo au plus."

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            return redraw(file) if file else None
        except ValidationError:
            raise
        except Exception as error:  # whatever a broken file makes Willow and Pillow raise
            raise ValidationError(self.error_messages["invalid_image"]) from error


class StoryForm(forms.Form):
    use_required_attribute = False

    title = LineField(
        label="Comment s’appelle ce que vous avez fait\u00a0?",
        most=120,
        help_text="En une ligne, par exemple «\u00a0Une régie pour l’eau à Nozay\u00a0».",
    )
    need = LongTextField(label="Quel était le besoin\u00a0?", most=3000)
    action = LongTextField(label="Qu’avez-vous fait, et avec qui\u00a0?", most=5000)
    outcome = LongTextField(
        label="Qu’est-ce que cela a donné\u00a0?",
        most=3000,
        required=False,
        help_text="Les chiffres sont les bienvenus\u00a0: coûts, personnes, résultats.",
    )
    advice = LongTextField(
        label="Que diriez-vous à un voisin qui veut en faire autant\u00a0?",
        most=3000,
        required=False,
    )
    consent = forms.BooleanField(
        label="J’accepte que ce récit et ces photographies soient publiés, après relecture, "
        "au nom de ma collectivité. Mon adresse électronique n’est pas publiée.",
        error_messages={"required": "Sans votre accord, nous ne pouvons rien publier."},
    )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "consent"]


class PhotographForm(forms.Form):
    """One photograph; nothing is asked of one that is not sent."""

    use_required_attribute = False

    file = PhotographField(label="Fichier", required=False)
    alt = LineField(
        label="Que montre la photo\u00a0?",
        most=255,
        required=False,
        help_text="Pour qui ne la voit pas.",
    )
    credit = LineField(label="Qui l’a prise\u00a0?", most=255, required=False)
    agreed = forms.BooleanField(
        label="Si l’on y reconnaît des personnes, elles sont d’accord pour cette publication.",
        required=False,
    )

    needed = {
        "alt": "Dites ce que montre la photo.",
        "credit": "Dites qui a pris la photo\u00a0: son nom paraîtra à côté d’elle.",
        "agreed": "Demandez d’abord leur accord aux personnes que l’on reconnaît.",
    }

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "file" in self.errors:
            return values
        if values.get("file"):
            for name, sentence in self.needed.items():
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        elif values.get("alt") or values.get("credit"):
            self.add_error("file", "Choisissez la photo, ou effacez ce que vous en dites.")
        return values

    @property
    def is_begun(self) -> bool:
        """Tell whether something was entered, so that it must not be folded away."""
        return self.is_bound and self.has_changed()


class ContributionForm:
    """The story and its photographs, checked together and sent at once."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        self.story = StoryForm(data)
        self.photographs = [
            PhotographForm(data, files, prefix=f"photo-{place}")
            for place in range(1, PHOTOGRAPHS + 1)
        ]
        self.files = sum(len(sent) for _, sent in files.lists()) if files else 0

    def is_valid(self) -> bool:
        if self.files > PHOTOGRAPHS:
            self.story.add_error(None, f"Envoyez {PHOTOGRAPHS}\u00a0photographies au plus.")
            return False
        checked = [form.is_valid() for form in (self.story, *self.photographs)]
        return all(checked)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Return the id, the name and what is wrong of each field, as people meet them."""
        found = [("", "", str(error)) for error in self.story.non_field_errors()]
        for place, form in enumerate((self.story, *self.photographs)):
            of = f"Photographie {place}, " if place else ""
            for name, errors in form.errors.items():
                if name != "__all__":
                    field, label = form[name], SHORT.get(name, form[name].label)
                    found += [(field.id_for_label, f"{of}{label}", str(e)) for e in errors]
        return found

    def answer(self) -> Answer:
        """Return what was sent, once it is valid."""
        values = {name: text for name, text in self.story.cleaned_data.items() if name != "consent"}
        sent = (form.cleaned_data for form in self.photographs)
        photographs = tuple(
            Photograph(photo["file"], photo["alt"], photo["credit"])
            for photo in sent
            if photo["file"]
        )
        return Answer(**values, photographs=photographs)
