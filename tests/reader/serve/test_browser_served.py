"""The served pages in a real browser; its requests are answered by the test client, not by a socket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.reader import hostile
from tests.reader.browsing import Tab, needs_axe, needs_browser, some_injections, violations
from tests.reader.serve.served import WATER, client, opened

from bisum.reader.serve.desk import Desk
from bisum.store.files.slugs import slug

HOME = "http://localhost:8000"

pytestmark = [pytest.mark.browser, needs_browser]


def answer(visitor: TestClient, route: Any) -> None:
    """Pass a request of the browser to the server, and its answer back."""
    asked = route.request
    headers = {
        name: value for name, value in asked.all_headers().items() if name not in {"content-length", "cookie"}
    }
    found = visitor.request(asked.method, asked.url, headers=headers, content=asked.post_data_buffer)
    route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Tab]:
    found = Tab(browser, home=HOME)
    yield found
    found.context.close()


def serve(tab: Tab, desk: Desk) -> Tab:
    """Have a tab's requests answered by a desk's server."""
    visitor = client(desk)
    tab.page.unroute_all()
    tab.page.route("**/*", lambda route: answer(visitor, route))
    return tab


def test_a_speaker_is_put_right_by_keyboard_alone(desk: Desk, window: Tab) -> None:
    """The whole way of an analyst: read, correct, see it stand there."""
    tab = serve(window.fresh(), desk)
    page = tab.page
    page.goto(f"{HOME}/articles/{WATER}.html")
    page.locator(".note a.correct").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Correct tq0')")
    page.focus("#speaker")
    page.keyboard.type("هاني برغوث")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Nadia")
    page.keyboard.press("Enter")
    page.wait_for_selector(".put-right")

    assert "the speaker is هاني برغوث" in page.locator(".put-right").first.inner_text()
    assert [one.author for one in desk.corrections()] == ["Nadia"]
    assert tab.complaints == []


def test_search_leads_to_the_sentence(desk: Desk, window: Tab) -> None:
    """From words to the place in the article, where the sentence is marked."""
    tab = serve(window.fresh(), desk)
    page = tab.page
    page.goto(f"{HOME}/search")
    page.fill("#q", "القنوات القديمة")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit")
    page.locator(".hit a").first.click()
    page.wait_for_selector("article")

    assert page.evaluate("location.hash") == "#p1s2"
    assert tab.complaints == []


def test_the_index_works_as_from_a_file(desk: Desk, window: Tab) -> None:
    """The stricter policy of the server lets the pages' own scripts run."""
    tab = serve(window.fresh(), desk)
    tab.page.goto(f"{HOME}/index.html")
    tab.page.wait_for_selector("html[data-ready]")
    tab.page.get_by_role("link", name="Corrections").click()
    tab.page.wait_for_selector("h1:text('Corrections')")

    assert tab.complaints == []


PLACES = ["q0", "p1", "title", "ledger"]


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: Desk, browser: Any, scheme: str) -> None:
    """Forms and lists are pages like the others."""
    visitor = client(desk)
    token = visitor.get("/api/token").json()["token"]
    for wish in (
        {"kind": "speaker", "place": "q0", "becomes": "هاني برغوث", "author": "Nadia", "note": "see ¶3"},
        {"kind": "translation", "place": "p1s2", "becomes": "He says so.", "author": "نادية"},
    ):
        path = f"/api/articles/{WATER}/corrections"
        assert visitor.post(path, json=wish, headers={"x-csrf-token": token}).status_code == 201
    tab = serve(Tab(browser, home=HOME, color_scheme=scheme, bypass_csp=True), desk)
    found = {}
    for path in (
        "/search?q=water",
        "/corrections",
        "/enter",
        "/nothing",
        f"/articles/{WATER}.html",
        *(f"/articles/{WATER}/{place}" for place in PLACES),
    ):
        tab.page.goto(HOME + path)
        found[path] = violations(tab.page)
        tab.page.set_viewport_size({"width": 320, "height": 800})
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320, path
        tab.page.set_viewport_size({"width": 1200, "height": 800})
    tab.context.close()

    assert {path: faults for path, faults in found.items() if faults} == {}


@some_injections
def test_hostile_text_is_inert(tmp_path: Path, window: Tab, injections: Sequence[str]) -> None:
    """Records, corrections and search words that attack: nothing runs, nothing is asked for elsewhere."""
    records = [hostile.everywhere(text, id=f"{n} {text}"[:200]) for n, text in enumerate(injections)]
    desk = opened(tmp_path, records)
    visitor = client(desk)
    token = visitor.get("/api/token").json()["token"]
    owned = []
    tab = serve(window.fresh(), desk)
    for record, text in zip(records, injections, strict=True):
        name = slug(record.id)
        wish = {
            "kind": "translation",
            "place": "p0s0",
            "becomes": f"{text} x",
            "author": text[:80],
            "note": text,
        }
        sent = visitor.post(f"/api/articles/{name}/corrections", json=wish, headers={"x-csrf-token": token})
        assert sent.status_code == 201, sent.text
        for path in (f"/articles/{name}.html", f"/articles/{name}/p0"):
            tab.page.goto(HOME + path)
            if tab.page.evaluate("window.pwned !== undefined"):
                owned.append(path)
    for path in ("/corrections", "/search", "/speakers.html"):
        tab.page.goto(HOME + path)
        if path == "/search":
            tab.page.fill("#q", injections[0])
            with tab.page.expect_navigation():
                tab.page.keyboard.press("Enter")
        if tab.page.evaluate("window.pwned !== undefined"):
            owned.append(path)
    desk.close()

    assert owned == []
    assert tab.complaints == []
