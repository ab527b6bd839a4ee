"""Where a video is, told from its address, and what holds of its chapters.

An address that no provider here reads is a video all the same: people follow a link to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit

YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
}
YOUTUBE_PLAYER = "www.youtube-nocookie.com"
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
YOUTUBE_PATH = re.compile(r"/(?:embed|live|shorts|v)/([^/]+)/?")
# Identifiers long and short: https://docs.joinpeertube.org/support/doc/development/server
PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{8,36})/?")
FILE_PATH = re.compile(r"/.*\.(?:mp4|webm)", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9.-]+(?::[0-9]+)?")


class Provider(StrEnum):
    """Who sends a video; NONE is a site that we know nothing of."""

    YOUTUBE = "youtube"
    PEERTUBE = "peertube"
    FILE = "file"
    NONE = ""


class Video(NamedTuple):
    """What an address tells of its video. `id` is the provider's own, empty for the others.

    `player` is the address at which a page of ours plays it, empty where it may only link.
    """

    provider: Provider
    id: str
    host: str
    address: str
    player: str

    @property
    def provider_name(self) -> str:
        return "YouTube" if self.provider is Provider.YOUTUBE else self.host


def problem(address: str) -> str:
    """Return why an address is none of a video, as a sentence, or nothing."""
    if read_video(address) is None:
        return "L’adresse d’une vidéo commence par «\u00a0https://\u00a0» et nomme un site."
    return ""


def read_video(address: str, hosts: Collection[str] = ()) -> Video | None:
    """Return what an address tells of its video; None where it is no `https` address.

    `hosts` are those whose players and files our pages may show: PeerTube is on any host,
    and a page that frames any host would let its editors show anything.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.netloc.lower()
    if parts.scheme != "https" or not HOST.fullmatch(host):
        return None
    address = parts.geturl()
    if host in YOUTUBE_HOSTS and (found := _youtube_id(parts)):
        player = f"https://{YOUTUBE_PLAYER}/embed/{found}?autoplay=1"
        return Video(Provider.YOUTUBE, found, host, address, player)
    known = host in hosts
    if match := PEERTUBE_PATH.fullmatch(parts.path):
        player = f"https://{host}/videos/embed/{match[1]}?p2p=0&autoplay=1" if known else ""
        return Video(Provider.PEERTUBE, match[1], host, address, player)
    if FILE_PATH.fullmatch(parts.path):
        return Video(Provider.FILE, "", host, address, address if known else "")
    return Video(Provider.NONE, "", host, address, "")


def own_file(address: str) -> Video:
    """Return the video that a document of this site is."""
    return Video(Provider.FILE, "", "", address, address)


def _youtube_id(parts: SplitResult) -> str:
    if parts.netloc.lower() == "youtu.be":
        found = parts.path.strip("/")
    elif match := YOUTUBE_PATH.fullmatch(parts.path):
        found = match[1]
    else:
        found = parse_qs(parts.query).get("v", [""])[0] if parts.path == "/watch" else ""
    return found if YOUTUBE_ID.fullmatch(found) else ""


def player_at(video: Video, seconds: int) -> str:
    """Return the address at which a page of ours plays a video from some second on."""
    if not video.player:
        return ""
    match video.provider:
        case Provider.YOUTUBE:
            return f"{video.player}&start={seconds}"
        case Provider.PEERTUBE:
            return f"{video.player}&start={seconds}s"
    return f"{video.player}#t={seconds}"


def watch_at(video: Video, seconds: int) -> str:
    """Return the provider's own address of a video from some second on; empty if none is known."""
    match video.provider:
        case Provider.YOUTUBE:
            return f"https://www.youtube.com/watch?v={video.id}&t={seconds}s"
        case Provider.PEERTUBE:
            return f"https://{video.host}/w/{video.id}?start={seconds}s"
        case Provider.FILE:
            return f"{video.address.partition('#')[0]}#t={seconds}"
    return ""


def clock(seconds: int) -> str:
    """Write a moment of a video as players do: « 1:05 », « 1:02:30 »."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def chapter_problems(starts: Sequence[int], minutes: int | None) -> dict[int, str]:
    """Return what is wrong with the beginnings of chapters, in seconds, by their number.

    The length is known to the minute, rounded either way: a chapter may begin in the one after.
    """
    found = {}
    for number, start in enumerate(starts):
        if start < 0:
            found[number] = "Un chapitre ne commence pas avant la vidéo."
        elif number and start <= starts[number - 1]:
            found[number] = "Ce chapitre doit commencer après celui qui le précède."
        elif minutes is not None and start >= (minutes + 1) * 60:
            found[number] = (
                f"La vidéo dure {minutes}\u00a0min\u00a0: ce chapitre commence après la fin."
            )
    return found
