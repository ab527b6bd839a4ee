"""The mini-series of the demo."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from cms.models import Topic, VideoPage, VideoSeriesPage
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once, was_deleted
from cms.project.demo.site import members
from themes.covers import POSTER, draw_cover
from themes.registry import get_pack


def make() -> int:
    """Make the series, and those of its episodes that were never made, each with a picture."""
    told = texts.table("videos.toml")
    topics = Topic.objects.filter(slug__in=told["topics"])
    made = 0
    if is_new("series"):
        series = VideoSeriesPage(
            title=told["series"],
            slug=told["slug"],
            summary=told["summary"],
            effective=told["episode"][0]["effective"],
            **picture(told["series"], 0, told["topics"][0]),
        )
        series.topics = topics
        made += make_once("series", find("videos"), series)
    for episode in told["episode"]:
        number = episode["number"]
        name, title = f"video:{number}", f"{told['series']}, épisode {number}"
        if not is_new(name):
            continue
        page = VideoPage(
            title=title,
            slug=f"episode-{number}",
            summary=episode["summary"],
            video_url=told["address"],
            episode=number,
            effective=episode["effective"],
            **picture(title, number, told["topics"][0]),
        )
        page.topics = topics
        page.tags.set(told["tags"])
        made += make_once(name, find("series"), page)
    return made


def is_new(name: str) -> bool:
    """Tell whether a page was never made: a picture is drawn for no other."""
    return not (find(name) or was_deleted(name))


def picture(title: str, number: int, hue: str) -> dict[str, Any]:
    """Draw the outline of a member, keep it, and return what shows it on a page."""
    member = members()[number]
    file = BytesIO()
    pack = get_pack("passeur")
    draw_cover(member.territory.outline, hue=hue, pack=pack, size=POSTER).save(file, "PNG")
    image = get_image_model().objects.create(
        title=f"Dessin : {title}",
        file=ImageFile(file, name=f"collectivite-recherche-foncier-{number}.png"),
        credit="Dessin : Passeur, d’après les contours de l’IGN",
        licence="Licence Ouverte 2.0",
    )
    alt = f"Dessin\u00a0: le contour d’un territoire de l’alliance, {member.name}."
    return {"image": image, "image_alt": alt}
