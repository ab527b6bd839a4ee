"""The screen of somebody who works in the admin."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Browser, Page


class Desk:
    """A tab in which somebody is signed in, and what went wrong in it.

    `faults` tells the errors of the console and the requests that left the site.
    """

    def __init__(self, browser: Browser, site_url: str, name: str) -> None:
        self.site_url, self.faults = site_url, list[str]()
        self.tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.tab.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.tab.on("pageerror", lambda error: self.faults.append(str(error)))
        self.tab.on("request", lambda request: self._watch(request.url))
        self.open(reverse("wagtailadmin_login"))
        self.tab.locator("[name=username]").fill(name)
        self.tab.locator("[name=password]").fill("secret")
        self.tab.keyboard.press("Enter")
        self.tab.wait_for_url("**/admin/")

    def open(self, path: str) -> Page:
        self.tab.goto(self.site_url + path)
        return self.tab

    def _watch(self, url: str) -> None:
        if not url.startswith((self.site_url, "data:", "blob:")):
            self.faults.append(url)
