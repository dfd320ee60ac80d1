"""The pages of whole runs in a real browser: the sample articles, and the shared ones where they lie.

The fake engine makes the English, so that a run takes seconds; what is tested here is that pages
hold for whatever articles and translations bring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Bisum, Warm
from tests.reader.browsing import Tab, needs_axe, needs_browser, violations

ROOT = Path(__file__).parents[2]
INPUTS = {"samples": ROOT / "samples" / "articles", "shared": ROOT.parent / "shared" / "articles"}
# Page, two style sheets, script, icon.
MAX_REQUESTS = 5

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module", params=["samples", pytest.param("shared", marks=pytest.mark.large)])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Path:
    """Run bisum over the articles and give the site."""
    articles = INPUTS[request.param]
    if not articles.is_dir():
        pytest.skip(f"{articles} does not lie here")
    folder = tmp_path_factory.mktemp(request.param)
    config = folder / "fake.yaml"
    config.write_text("translate: {engine: fake}\n", encoding="utf-8")
    bisum = Bisum(folder / "home", warm)
    assert bisum("run", config, "--input", articles, "--output", folder / "run").returncode == 0
    assert bisum("brief", folder / "run").returncode == 0
    return folder / "run" / "site"


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Tab]:
    found = Tab(browser, reduced_motion="reduce")
    yield found
    found.context.close()


@pytest.fixture
def tab(window: Tab) -> Iterator[Tab]:
    yield window.fresh()

    assert window.complaints == []


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html"))


def articles(site: Path) -> list[Path]:
    return sorted((site / "articles").glob("*.html"))


def test_every_page_opens_in_silence_and_fits(tab: Tab, site: Path) -> None:
    """No complaint, no request to the outside, few requests, nothing sideways on a phone."""
    faults = []
    for path in pages(site):
        page = tab.open(path)
        if path.name == "index.html":
            page.wait_for_selector("html[data-ready]")
        limit = MAX_REQUESTS + (path.name == "index.html")
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append(f"{path.name} is wider than {width}")
        if len(set(tab.asked)) > limit:
            faults.append(f"{path.name} asks for {sorted(set(tab.asked))}")

    assert faults == []


def test_the_index_finds_each_article_by_its_words(tab: Tab, site: Path) -> None:
    """By the first word of its own Arabic headline."""
    page = tab.open(site / "index.html")
    page.wait_for_selector("html[data-ready]")
    headlines = [text for text in page.locator("#entries .title-ar").all_text_contents() if text.strip()]
    missed = []
    for headline in headlines:
        words = re.findall(r"\w{3,}", headline)[:3]
        page.fill("#words", " ".join(words))
        page.wait_for_timeout(120)
        if headline not in page.locator("#entries .title-ar").all_text_contents():
            missed.append(headline)

    assert headlines
    assert missed == []


def test_sentences_light_their_counterparts(tab: Tab, site: Path) -> None:
    """In each article, from both sides."""
    for path in articles(site):
        page = tab.open(path)
        for side in ("english", "arabic"):
            page.locator(f".row .{side} .sentence[data-bead]").first.hover()
            lit = page.evaluate("[...document.querySelectorAll('.lit')].map(one => one.id.endsWith('-ar'))")

            assert set(lit) == {True, False}, path.name


# Address by address, in the page itself: asked one by one from here, they took ten times as long.
GO_TO_EVERY_QUOTATION = """async () => {
  const found = [];
  for (const key of [...document.querySelectorAll('.note .chip')].map(one => one.hash)) {
    for (const anchor of [key, `${key}-ar`]) {
      if (location.hash !== anchor) {
        const arrived = new Promise(told => addEventListener('hashchange', told, {once: true}));
        location.hash = anchor;
        await arrived;
      }
      const there = document.querySelectorAll(`[id='${anchor.slice(1)}']`);
      const box = there[0]?.getBoundingClientRect();
      const isSeen = there[0]?.checkVisibility({visibilityProperty: true}) && box.width > 0 && box.height > 0;
      found.push([anchor, there.length, isSeen]);
    }
  }
  return found;
}"""


def test_every_quotation_has_an_address_that_shows_it(tab: Tab, site: Path) -> None:
    """Every #q of every article, both languages: the target is there, open and marked."""
    n_seen = 0
    for path in articles(site):
        found = tab.open(path).evaluate(GO_TO_EVERY_QUOTATION)
        n_seen += len(found)

        assert [one for one in found if one[1:] != [1, True]] == [], path.name

    assert n_seen > 10


def test_every_citation_is_whole(tab: Tab, site: Path) -> None:
    """What each button copies names the Arabic, the model and the status, and holds no control signs."""
    for path in articles(site):
        page = tab.open(path)
        for text in page.evaluate("[...document.querySelectorAll('.copy')].map(one => one.dataset.citation)"):
            assert "Arabic original:\n«" in text
            assert "Machine-translated by marking" in text
            assert "English wording: " in text
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_the_keyboard_reaches_everything(tab: Tab, site: Path) -> None:
    """From the index to an article, into its text, to a quotation's Arabic: without a mouse."""
    page = tab.open(site / "index.html")
    page.wait_for_selector("html[data-ready]")
    page.focus("#words")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#entries a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("article")
    seen = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        kinds = "['sentence', 'copy', 'chip'].filter(kind => document.activeElement.classList.contains(kind))"
        seen.update(page.evaluate(kinds))
        if "sentence" in seen and page.evaluate("document.activeElement.matches('.chip[href$=\"-ar\"]')"):
            break
    page.keyboard.press("Enter")

    assert {"sentence", "chip"} <= seen
    assert page.evaluate("location.hash").endswith("-ar")


def test_the_masthead_leads_to_the_brief(tab: Tab, site: Path) -> None:
    """From an article that was written before there was one."""
    page = tab.open(articles(site)[0])
    page.get_by_role("link", name="Brief").click()

    assert page.url.endswith("/brief.html")
    assert page.locator("nav a[aria-current]").inner_text() == "Brief"


def test_paper_has_every_paragraph(tab: Tab, site: Path) -> None:
    """Printed, an article loses nothing but the web page's furniture."""
    for path in articles(site)[:3]:
        page = tab.open(path)
        page.emulate_media(media="print")
        hidden = page.evaluate(
            "[...document.querySelectorAll('.row')]"
            ".filter(row => !row.closest('.furniture') && !row.getClientRects().length).length"
        )

        assert hidden == 0, path.name
        assert page.pdf(format="A4").startswith(b"%PDF")


@needs_axe
def test_axe_finds_nothing(browser: Any, site: Path) -> None:
    """On every kind of page, the brief too, with names and texts that nobody made for the test."""
    tab = Tab(browser, bypass_csp=True)
    by_size = sorted(articles(site), key=lambda path: path.stat().st_size)
    kinds = ("index", "speakers", "findings", "about", "brief")
    chosen = [*(site / f"{name}.html" for name in kinds), by_size[len(by_size) // 2]]
    found = {path.name: violations(tab.open(path)) for path in chosen}
    tab.context.close()

    assert {name: faults for name, faults in found.items() if faults} == {}
