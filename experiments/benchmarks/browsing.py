"""A real browser, driven by Playwright: for measuring frames and for tests. Nothing is fetched from outside."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from model.declaration import Fault

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip

HERE = ("127.0.0.1", "localhost", "::1", "")
"""Hosts of this machine; files and data have none."""


class NoBrowser(Fault):
    """There is no browser on this machine."""


def browser_path() -> str:
    """Return where the browser is. Raises NoBrowser."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowser(f"browser: found none; allowed {', '.join(NAMES)} (on Debian: apt-get install chromium)")


@contextmanager
def browsing() -> "Iterator[Browser]":
    """A browser that ends with the block. Raises NoBrowser."""
    from playwright.sync_api import sync_playwright

    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Witness:
    """Notes what a page does that it should not: requests that leave the machine, and errors."""

    def __init__(self, page: "Page") -> None:
        self.left: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self._said(message.type, message.text))

    def _asked(self, url: str) -> None:
        if (urlsplit(url).hostname or "") not in HERE:
            self.left.append(url)

    def _said(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)
