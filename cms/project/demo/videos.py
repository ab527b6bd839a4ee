"""The mini-series of the demo."""

from __future__ import annotations

from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from cms.models import Organisation, Topic, VideoPage, VideoSeriesPage
from cms.project.demo import texts
from cms.project.demo.pages import find, make_once, was_deleted
from cms.project.demo.site import members
from themes.covers import POSTER, draw_cover
from themes.registry import get_pack


def make() -> int:
    """Make the series, and those of its episodes that were never made, each with a picture."""
    told = texts.table("videos.toml")
    topics = Topic.objects.filter(slug__in=told["topics"])
    series = VideoSeriesPage(
        title=told["series"],
        slug=told["slug"],
        summary=told["summary"],
        effective=told["episode"][0]["effective"],
    )
    series.topics = topics
    made = int(make_once("series", find("videos"), series))
    for episode in told["episode"]:
        number = episode["number"]
        name = f"video:{number}"
        if find(name) or was_deleted(name):
            continue
        member = members()[number]
        page = VideoPage(
            title=f"{told['series']}, épisode {number}",
            slug=f"episode-{number}",
            summary=episode["summary"],
            video_url=told["address"],
            episode=number,
            effective=episode["effective"],
            image=picture(told["series"], number, member, told["topics"][0]),
            image_alt=f"Dessin\u00a0: le contour d’un territoire de l’alliance, {member.name}.",
        )
        page.topics = topics
        page.tags.set(told["tags"])
        made += make_once(name, find("series"), page)
    return made


def picture(series: str, number: int, member: Organisation, hue: str):
    """Draw the outline of a member for an episode, and keep it."""
    file = BytesIO()
    pack = get_pack("passeur")
    draw_cover(member.territory.outline, hue=hue, pack=pack, size=POSTER).save(file, "PNG")
    return get_image_model().objects.create(
        title=f"Dessin : {series}, épisode {number}",
        file=ImageFile(file, name=f"collectivite-recherche-foncier-{number}.png"),
        credit="Dessin : Passeur, d’après les contours de l’IGN",
        licence="Licence Ouverte 2.0",
    )
