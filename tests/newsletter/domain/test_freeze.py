from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model

from cms.domain import authoring
from newsletter.domain import freeze as freezing
from newsletter.domain import letter as letters
from newsletter.domain.consent import Evidence, unsubscribe
from newsletter.domain.freeze import CannotFreeze, freeze
from newsletter.domain.images import keep, name_of
from newsletter.models import Dispatch, Edition, IssueItem
from tests.factories.cms import make_initiative, make_topic
from tests.factories.newsletter import edit, make_issue, make_subscription


def make_image(folder: Path, colour: str = "green"):
    path = folder / f"{colour}.png"
    Image.new("RGB", (1300, 700), colour).save(path)
    with path.open("rb") as file:
        return get_image_model().objects.create(title="Rivière", file=ImageFile(file, path.name))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "lettre").rglob("*.*"))}


def test_freeze_keeps_bytes_recipients_and_memory_together(series):
    issue = make_issue(series, initiatives=2, recipients=3)
    gone = make_subscription(series, "partie@example.org")
    unsubscribe(gone, Evidence("", "essai"))
    dispatch = freeze(Edition.objects.get())
    issue.refresh_from_db()
    assert issue.live
    assert Edition.objects.get().state == "frozen"
    assert (dispatch.candidates, dispatch.exclusions) == (4, {"désinscrit": 1})
    assert dispatch.deliveries.count() == 3
    assert dispatch.sha256 == hashlib.sha256(bytes(dispatch.message)).hexdigest()
    assert [(item.section, item.title) for item in dispatch.items.all()] == [
        ("lead", "Initiative 1"),
        ("initiative", "Initiative 2"),
    ]
    assert dispatch.items.first().uid == issue.sections[0].value["page"].listing_row.uid
    assert "Initiative 1" in dispatch.archive_html
    assert dispatch.placeholder not in dispatch.archive_html


def test_freeze_takes_the_saved_draft_and_publishes_it(series):
    issue = make_issue(series)
    edit(issue, subject="Objet relu")
    assert freeze(Edition.objects.get()).subject == "Objet relu"
    issue.refresh_from_db()
    assert issue.subject == "Objet relu"


def test_freeze_twice_is_refused(series):
    make_issue(series)
    freeze(Edition.objects.get())
    with pytest.raises(CannotFreeze, match="déjà figé"):
        freeze(Edition.objects.get())
    assert Dispatch.objects.count() == 1


def test_freeze_of_an_issue_edited_meanwhile_is_refused(series):
    issue = make_issue(series)
    edition = Edition.objects.get()
    draft = freezing.latest(edition)
    letter = letters.read(draft, edition)
    made = freezing.make_bytes(letter, series)
    edit(issue, subject="Trop tard")
    with pytest.raises(CannotFreeze, match="vient d’être modifié"):
        freezing._freeze(edition, draft.latest_revision_id, letter, made, None)
    assert (Dispatch.objects.count(), IssueItem.objects.count()) == (0, 0)


def test_deleting_a_shown_page_and_its_image_changes_no_byte(series, media, tmp_path, client):
    image = make_image(tmp_path)
    page = make_initiative(topics=(make_topic(),), image=image, image_alt="La rivière au soir.")
    issue = make_issue(series, initiatives=0)
    dispatch = freeze(Edition.objects.get())
    issue.refresh_from_db()
    before, archive = files(media), client.get(issue.url).content
    assert len(before) == 1
    authoring.delete(page)
    image.delete()
    assert files(media) == before
    assert client.get(issue.url).content == archive
    dispatch.refresh_from_db()
    assert next(iter(before)) in dispatch.html
    assert "La rivière au soir." in dispatch.html
    item = IssueItem.objects.get()
    assert (item.page, item.title) == (None, page.title)


def test_pictures_are_named_by_their_content_and_kept_once(series, media):
    make_issue(series, initiatives=3)
    freeze(Edition.objects.get())
    assert len(files(media)) == 2  # the lead's is large, the two others share one
    for name, data in files(media).items():
        assert name == f"{hashlib.sha256(data).hexdigest()}.png"


def test_keep_repairs_a_file_that_a_crash_left_half_written(media):
    data = b"une image"
    path = media / name_of(data)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"une im")
    address = keep(data)
    assert path.read_bytes() == data
    assert address == f"http://localhost:8000/media/{name_of(data)}"
    assert list(path.parent.iterdir()) == [path]


def test_freeze_with_an_image_that_cannot_be_read_is_refused_and_leaves_nothing(
    series, media, tmp_path
):
    image = make_image(tmp_path)
    make_initiative(topics=(make_topic(),), image=image, image_alt="La rivière.")
    issue = make_issue(series, initiatives=0)
    (media / image.file.name).write_bytes(b"pas une image")
    with pytest.raises(CannotFreeze, match="Rien n’a été envoyé"):
        freeze(Edition.objects.get())
    issue.refresh_from_db()
    assert not issue.live
    assert (Dispatch.objects.count(), Edition.objects.get().state) == (0, "draft")
