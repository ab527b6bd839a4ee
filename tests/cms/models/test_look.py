from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from cms.models import Look


def test_pack_that_exists_is_taken():
    Look(pack="base").clean()


def test_pack_that_does_not_exist_is_refused_with_the_known_ones():
    with pytest.raises(ValidationError) as refusal:
        Look(pack="fantaisie").clean()
    assert refusal.value.message_dict == {
        "pack": [
            "La charte « fantaisie » n’existe pas ou ne peut être lue. "
            "Chartes connues : base, passeur."
        ]
    }
