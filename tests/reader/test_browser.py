"""The pages in a real browser: what can be clicked, read aloud, printed and attacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.reader import hostile, invented
from tests.reader.browsing import Tab, article, needs_axe, needs_browser, some_injections, violations
from tests.reader.facts import facts, hostile_facts

from bisum.reader.render import Site
from bisum.text import fold

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    records = invented.all_articles()
    made = Site(folder)
    for record in records:
        made.write_article(record)
    made.write_overview(records, facts())
    return folder / "site"


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Tab]:
    found = Tab(browser)
    yield found
    found.context.close()


@pytest.fixture
def tab(window: Tab) -> Iterator[Tab]:
    yield window.fresh()

    assert window.complaints == []


def headlines(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("#entries h2 .title-en").all_text_contents()]


def search(page: Any, **values: str) -> list[str]:
    for name, value in values.items():
        field = page.locator(f"#{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.wait_for_timeout(150)
    return headlines(page)


def opened_index(tab: Tab, site: Path) -> Any:
    page = tab.open(site / "index.html")
    page.wait_for_selector("html[data-ready]")
    return page


WATER = "Mayor: “We will not raise water prices” before summer"
STORKS = "The storks of Nakhl Island arrive early"
BARE = "Rain fell on the village all night and in the morning the market opened as usual. Nobody was hurt."


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bisum.reader.lists.pages.SHARD_ROWS", 20)
        bare = invented.bare()
        records = [msgspec.structs.replace(bare, id=f"a{n}", title=f"خبر رقم {n}") for n in range(601)]
        Site(folder).write_overview(records, facts())
    return folder / "site"


def test_a_large_index_loads_its_rows_when_they_are_asked_for(tab: Tab, large_site: Path) -> None:
    """All rows of 100,000 articles are 60 MB: nobody waits for them to read the newest."""
    page = opened_index(tab, large_site)
    told = page.locator("#found").text_content()
    n_scripts = page.locator("head script[src^='data/']").count()
    page.locator("#more").click()
    page.wait_for_timeout(150)
    page.locator("#more").click()
    page.wait_for_timeout(150)
    drawn = page.locator("#entries > li").count()

    assert (told, n_scripts) == ("The newest 20 of 601 articles. A search looks through all of them.", 1)
    assert drawn > 20
    page.locator("#words").fill("رقم 600")
    page.get_by_text("1 of 601 articles.", exact=True).wait_for()
    assert page.locator("#entries > li").count() == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [WATER, STORKS, BARE]),
        ({"words": "water mayor"}, [WATER]),
        ({"words": "STORK"}, [STORKS]),
        ({"words": "اسعار المياة"}, [WATER]),
        ({"words": "لَقالِق"}, [STORKS]),
        ({"words": "nothing like it"}, []),
        ({"speaker": "barghouth"}, [WATER]),
        ({"speaker": "القيسى"}, [STORKS]),
        ({"source": "Nakhl Today"}, [STORKS]),
        ({"from": "2026-03-01"}, [WATER]),
        ({"until": "2026-03-01"}, [STORKS]),
        ({"flag": "serious"}, [WATER]),
        ({"flag": "none"}, [BARE]),
        ({"sort": "oldest"}, [STORKS, WATER, BARE]),
        ({"sort": "title"}, [WATER, BARE, STORKS]),
    ],
)
def test_the_index_finds(tab: Tab, site: Path, values: dict[str, str], expected: list[str]) -> None:
    """Both languages, any spelling of the Arabic; every filter by itself."""
    assert search(opened_index(tab, site), **values) == expected


def test_clearing_brings_everything_back(tab: Tab, site: Path) -> None:
    """A forgotten filter would hide articles from the analyst."""
    page = opened_index(tab, site)
    search(page, words="stork", flag="serious")
    page.get_by_role("button", name="Clear").click()
    page.wait_for_timeout(50)

    assert headlines(page) == [WATER, STORKS, BARE]


def test_the_script_folds_as_the_library_does(tab: Tab, site: Path) -> None:
    """Search in the page and matching in the pipeline must agree on what one word is."""
    page = opened_index(tab, site)
    samples = [
        "أَحْمَدُ",
        "إسراء ٱلله",
        "مُؤتمر شاطئ",
        "مدرسة مدرسه",
        "یک کتاب",
        "٢٠٢٦ ۱۲",
        "Straße ÉCOLE",
        "ﻻ ﷲ",
        "مـــاء\u200f",
    ]

    assert page.evaluate("texts => texts.map(bisumFold)", samples) == [fold(sample) for sample in samples]


def test_pointing_at_a_sentence_lights_its_counterpart(tab: Tab, site: Path) -> None:
    """Both ways, and only the counterpart."""
    page = tab.open(article(site, "water-2026-03"))
    lit = "() => [...document.querySelectorAll('.lit')].map(one => one.id)"
    page.hover("#p1s0")
    from_english = page.evaluate(lit)
    page.hover("#p2s2-ar")
    from_arabic = page.evaluate(lit)

    assert from_english == ["p1s0", "p1s0-ar"]
    assert from_arabic == ["p2s2", "p2s2-ar"]


def test_one_english_sentence_lights_both_of_its_sources(tab: Tab, site: Path) -> None:
    """A bead of two to one must not hide the second."""
    page = tab.open(article(site, "bare"))
    page.hover("#p0s0")

    assert page.evaluate("[...document.querySelectorAll('.lit')].map(one => one.id)") == [
        "p0s0",
        "p0s0-ar",
        "p0s1-ar",
    ]


def test_a_permalink_shows_every_piece_of_its_quotation(tab: Tab, site: Path) -> None:
    """#q5 holds another quotation inside: all its pieces, on both sides, are the quotation."""
    page = tab.open(article(site, "water-2026-03"), "#q5")
    picked = "[...document.querySelectorAll('.run.picked')].map(one => one.textContent).join('|')"

    assert page.evaluate(picked) == (
        "The minister told us literally ‘|repair what you can|’| and then left"
        "|قال لنا الوزير حرفياً «|أصلحوا ما تستطيعون|»| ثم غادر"
    )
    assert page.locator("#q5").is_visible()


def test_the_link_beside_a_quotation_leads_to_its_arabic_and_back(tab: Tab, site: Path) -> None:
    """The one click that the whole page is for."""
    page = tab.open(article(site, "water-2026-03"))
    page.locator(".row .english a.chip[href='#q1-ar']").click()
    there = page.evaluate("location.hash")
    page.locator(".row .arabic a.chip[href='#q1']").click()

    assert (there, page.evaluate("location.hash")) == ("#q1-ar", "#q1")


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_copying_gives_the_whole_citation(tab: Tab, site: Path, *, has_clipboard: bool) -> None:
    """Also where a page from a file may not use the clipboard by script."""
    page = tab.open(article(site, "water-2026-03"))
    if not has_clipboard:
        page.evaluate("() => void Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator(".note", has=page.locator("a[href='#q0']")).get_by_role("button").click()
    page.wait_for_function("document.querySelector('.said').textContent === 'Citation copied.'")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
    page.focus("#paste")
    page.keyboard.press("Control+V")
    pasted = page.input_value("#paste")

    assert pasted.startswith(
        "“will not raise water prices before the end of summer”\nArabic original:\n«لن يرفع"
    )
    assert "Machine-translated by gemma-3-270m" in pasted


def test_the_keyboard_alone_reads_the_text(tab: Tab, site: Path) -> None:
    """The text is one stop; arrows walk its sentences, Enter crosses to the other language."""
    page = tab.open(article(site, "water-2026-03"))
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.sentence')"):
            break
    walked = []
    for key in ("ArrowRight", "Enter", "ArrowLeft", "Enter", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(page.evaluate("document.activeElement.id"))

    assert first == "Skip to the text"
    assert walked == ["p0s1", "p0s1-ar", "p1s0-ar", "p1s0", "p0s1"]
    assert page.evaluate("document.querySelectorAll('.sentence[tabindex=\"0\"]').length") == 1


@pytest.mark.parametrize(
    "name", ["index.html", "speakers.html", "findings.html", "about.html", "water", "storks"]
)
def test_nothing_sticks_out_sideways(tab: Tab, site: Path, name: str) -> None:
    """From a small phone to a desk: no scrolling in two directions (WCAG 1.4.10)."""
    path = (
        site / name if name.endswith(".html") else article(site, {"water": "water-2026-03"}.get(name, name))
    )
    page = tab.open(path)
    too_wide = []
    for width in (320, 390, 768, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(width)

    assert too_wide == []


def test_dark_is_dark(tab: Tab, site: Path) -> None:
    """Who reads at night set it so."""
    tab.page.emulate_media(color_scheme="dark")
    page = tab.open(article(site, "water-2026-03"))
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )

    assert colours == ["rgb(22, 24, 26)", "rgb(231, 227, 218)"]


def test_paper_keeps_two_columns(tab: Tab, site: Path) -> None:
    """Printed, the Arabic stands beside its English, and the sources are open."""
    tab.page.set_viewport_size({"width": 700, "height": 900})
    page = tab.open(article(site, "water-2026-03"))
    page.emulate_media(media="print")
    boxes = [page.locator(f".row .{side}").first.bounding_box() for side in ("english", "arabic")]
    made = page.locator(".made dl").bounding_box()
    pdf = page.pdf(format="A4")

    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert made["height"] > 50
    assert pdf.startswith(b"%PDF")


@some_injections
def test_hostile_articles_are_inert(tab: Tab, tmp_path: Path, injections: Sequence[str]) -> None:
    """Injections in every field of every page: nothing runs, nothing is asked for."""
    site = Site(tmp_path)
    records = [hostile.everywhere(text) for text in injections]
    records = [msgspec.structs.replace(record, id=f"{record.id} {n}") for n, record in enumerate(records)]
    for record in records:
        site.write_article(record)
    site.write_overview(records, hostile_facts(injections[0]))
    tab.page.set_viewport_size({"width": 390, "height": 844})
    pages = sorted((tmp_path / "site").rglob("*.html"))
    owned, wide = [], []
    for path in pages:
        page = tab.open(path)
        if path.name == "index.html":
            page.wait_for_selector("html[data-ready]")
            page.fill("#words", "window.pwned")
            page.wait_for_timeout(150)
        for _ in range(3):
            page.keyboard.press("Tab")
        for button in page.locator(".copy").all()[:2]:
            button.click()
        page.mouse.move(200, 400)
        if page.evaluate("window.pwned !== undefined || document.title === ''"):
            owned.append(path.name)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path.name)

    assert len(pages) >= len(injections) + 4
    assert owned == []
    assert wide == []
    assert tab.complaints == []


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["index.html", "speakers.html", "findings.html", "about.html", "water-2026-03", "storks", "bare"]
)
def test_axe_finds_nothing(browser: Any, site: Path, name: str, scheme: str) -> None:
    """WCAG 2.2 AA as far as a machine can tell, on every kind of page, light and dark."""
    tab = Tab(browser, color_scheme=scheme, bypass_csp=True)
    page = tab.open(site / name if name.endswith(".html") else article(site, name))
    found = violations(page)
    tab.context.close()

    assert found == []
