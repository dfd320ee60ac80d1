# ruff: noqa: INP001 - a script, not a package
"""Make the pictures of the pages in ``docs/images``.

    bisum run configs/quickstart.yaml
    python docs/make_screenshots.py outputs/quickstart

Renders the run's records anew in a temporary folder, so that the pictures show the pages of this
version, and takes them with Chromium, whose path stands in ``BISUM_CHROMIUM`` (else the one on the
path), through Playwright. Needs fonts for Arabic (Debian's ``fonts-noto-core``), ``pdftoppm``
(``poppler-utils``) and, to keep the pictures small, ``pngquant``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import msgspec
from playwright.sync_api import sync_playwright

from bisum.cli.facts import facts_of
from bisum.model.correction import Correction, CorrectionKind
from bisum.model.record import Record
from bisum.pipeline.names.shown import shown_records
from bisum.pipeline.reporting.report import RunReport
from bisum.reader.desk_notes import desk_notes, digest_of
from bisum.reader.render import Site, article_html
from bisum.store.files.slugs import slug
from bisum.store.holdings import failures_of
from bisum.store.run.names import read_names

IMAGES: Final = Path(__file__).resolve().parent / "images"
ARTICLE: Final = "measles-east-sudan"
"""The sample article that is shown: kept and approximate quotations, findings of each severity."""

_PAGE: Final = f"articles/{slug(ARTICLE)}.html"
_SERVED: Final = "articles/served.html"
# What the pictures show: name, page, address in it, width and height, settings of the browser.
_PICTURES: Final = (
    ("index", "index.html", "", (1200, 1000), {}),
    ("article", _PAGE, "", (1360, 1640), {}),
    ("article-dark", _PAGE, "#p2", (1360, 1000), {"color_scheme": "dark"}),
    ("article-phone", _PAGE, "#p2", (390, 844), {"device_scale_factor": 2}),
    ("speakers", "speakers.html", "", (1200, 900), {}),
    ("findings", "findings.html", "", (1200, 900), {}),
    ("serve", _SERVED, "#p2", (1360, 800), {}),
)


def main() -> None:
    """Render the run in a temporary folder and take the pictures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("run", type=Path, help="a run of the sample articles")
    run: Path = ask.parse_args().run
    chromium = os.environ.get("BISUM_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("found no Chromium: install it or name it in BISUM_CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        site = Path(folder) / "site"
        _render(run, Path(folder))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, page, anchor, size, settings in _PICTURES:
            _take(browser, (site / page).as_uri() + anchor, name, size, settings)
        _take_paper(browser, (site / _PAGE).as_uri())
        browser.close()
    if shutil.which("pngquant"):
        pictures = map(str, sorted(IMAGES.glob("*.png")))
        subprocess.run(["pngquant", "--force", "--ext", ".png", "--speed", "1", *pictures], check=True)  # noqa: S603, S607 - our own words only


def _render(run: Path, folder: Path) -> None:
    report = msgspec.json.decode((run / "run.json").read_bytes(), type=RunReport)
    records = list(shown_records(run))
    site = Site(folder)
    for record in records:
        site.write_article(record)
    site.write_overview(records, facts_of(report, failures_of(run), read_names(run)))
    record = next(one for one in records if one.id == ARTICLE)
    served = article_html(record, desk_notes(record, [_correction(record)]))
    (folder / "site" / _SERVED).write_text(served, encoding="utf-8")


def _correction(record: Record) -> Correction:
    """Make up what an analyst might have put right."""
    return Correction(
        number=1,
        kind=CorrectionKind.NAME,
        article=record.id,
        digest=digest_of(record),
        arabic=record.quotes[0].speaker,
        was=record.quotes[0].english_speaker,
        becomes="Ishraqa al-Tayeb",
        name_kind="person",
        author="Nadia",
        made_at="2026-11-21T12:00:00+00:00",
    )


def _take(browser: Any, address: str, name: str, size: tuple[int, int], settings: dict[str, Any]) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **settings
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(500)
    if name == "article":
        # Not hover(), which scrolls.
        box = page.locator("#p2s1").bounding_box()
        page.mouse.move(box["x"] + 200, box["y"] + 10)
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def _take_paper(browser: Any, address: str) -> None:
    """Take the first sheet as it is printed on A4."""
    page = browser.new_page()
    page.goto(address)
    sheet = IMAGES / "article-print"
    page.pdf(path=f"{sheet}.pdf", format="A4")
    command = ["pdftoppm", "-r", "100", "-l", "1", "-singlefile", "-png", f"{sheet}.pdf", str(sheet)]
    subprocess.run(command, check=True)  # noqa: S603 - our own words only
    Path(f"{sheet}.pdf").unlink()


if __name__ == "__main__":
    main()
