# ruff: noqa: INP001 - a script, not a package
"""Make the pictures of the pages in ``docs/images``: ``python docs/make_screenshots.py``.

Renders the invented articles of ``tests/reader`` and takes them with Chromium, whose path
stands in ``BISUM_CHROMIUM`` (else the one on the path), through Playwright. Needs fonts for
Arabic: Debian's ``fonts-noto-core``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
IMAGES: Final = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests" / "reader"))

import invented  # noqa: E402 - found only once its folder is on the path
from test_render import facts  # noqa: E402 - the same

from bisum.reader.render import Site  # noqa: E402 - the same
from bisum.store.slugs import slug  # noqa: E402 - the same

# What the pictures show: name, page, anchor, width and height, settings of the browser.
_ARTICLE: Final = f"articles/{slug('water-2026-03')}.html"
_PICTURES: Final = (
    ("index", "index.html", "", (1200, 1000), {}),
    ("article", _ARTICLE, "", (1440, 1500), {}),
    ("article-dark", _ARTICLE, "", (1440, 1500), {"color_scheme": "dark"}),
    ("article-phone", _ARTICLE, "#p1", (390, 844), {"device_scale_factor": 2}),
    ("speakers", "speakers.html", "", (1200, 900), {}),
    ("findings", "findings.html", "", (1200, 900), {}),
)


def main() -> None:
    """Render the pages in a temporary folder and take the pictures."""
    chromium = os.environ.get("BISUM_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("found no Chromium: install it or name it in BISUM_CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        records = invented.all_articles()
        made = Site(Path(folder))
        for record in records:
            made.write_article(record)
        made.write_overview(records, facts())
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, page, anchor, size, settings in _PICTURES:
            _take(browser, (Path(folder) / "site" / page).as_uri() + anchor, name, size, settings)
        _take_paper(browser, (Path(folder) / "site" / _ARTICLE).as_uri())
        browser.close()


def _take(browser: Any, address: str, name: str, size: tuple[int, int], settings: dict[str, Any]) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **settings
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(300)
    if name == "article":
        page.hover("#p1s1")
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def _take_paper(browser: Any, address: str) -> None:
    """Take the first sheet as it is printed on A4; ``pdftoppm`` is Debian's ``poppler-utils``."""
    page = browser.new_page()
    page.goto(address)
    sheet = IMAGES / "article-print"
    page.pdf(path=f"{sheet}.pdf", format="A4")
    command = ["pdftoppm", "-r", "100", "-l", "1", "-singlefile", "-png", f"{sheet}.pdf", str(sheet)]
    subprocess.run(command, check=True)  # noqa: S603 - our own words only
    Path(f"{sheet}.pdf").unlink()


if __name__ == "__main__":
    main()
