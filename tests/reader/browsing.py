"""A real browser that notes what a page must never do.

Chromium is taken from ``BISUM_CHROMIUM`` or the path, axe-core from ``BISUM_AXE`` (its
``axe.min.js``); what is missing is skipped, with the reason.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.reader import hostile

from bisum.store.files.slugs import slug

CHROMIUM = os.environ.get("BISUM_CHROMIUM") or shutil.which("chromium")
AXE = os.environ.get("BISUM_AXE")

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: set BISUM_CHROMIUM or install chromium"
)
needs_axe = pytest.mark.skipif(AXE is None, reason="no axe-core: set BISUM_AXE to its axe.min.js")

# In a browser every fifth way to attack: that each changes nothing but words, `test_render` and `test_app`
# hold without one. `make large` tries all of them.
some_injections = pytest.mark.parametrize(
    "injections",
    [hostile.INJECTIONS[::5], pytest.param(hostile.INJECTIONS, marks=pytest.mark.large)],
    ids=["some", "all"],
)

# WCAG 2.2 AA as far as a machine can tell.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Tab:
    """A page that notes what it must never do: complain, ask outside, show a dialog.

    Opening one costs as much as loading a page five times: a module's tests take turns with one.
    """

    def __init__(self, browser: Any, *, home: str = "file://", **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self._home = home
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("dialog", self._close)
        self.page.on("request", lambda request: self._ask(request.url))

    def fresh(self) -> Tab:
        """Be as just opened: empty, of the usual size, on a screen, by daylight, with nothing noted."""
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": 1280, "height": 720})
        self.page.emulate_media(media="screen", color_scheme="light")
        self.complaints.clear()
        self.asked.clear()
        return self

    def _close(self, dialog: Any) -> None:
        self._note("error", dialog.message)
        dialog.dismiss()

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _ask(self, url: str) -> None:
        self.asked.append(url)
        if not url.startswith(self._home):
            self.complaints.append(f"asked for {url}")

    def open(self, path: Path, anchor: str = "") -> Any:
        self.asked.clear()
        self.page.goto(path.as_uri() + anchor)
        return self.page


def article(site: Path, name: str) -> Path:
    return site / "articles" / f"{slug(name)}.html"


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """Ask axe-core; the page must be opened with ``bypass_csp=True``."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run({runOnly: tags})", AXE_TAGS)
    return [
        (one["id"], [node["html"][:160] + " | " + node["failureSummary"][:200] for node in one["nodes"][:3]])
        for one in found["violations"]
    ]
