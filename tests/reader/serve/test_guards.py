"""Each guard by itself: what it stops, and that nothing of the run is touched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.reader.serve.served import CSRF, TOKEN, WATER, client, form

from bisum.reader.serve import guards
from bisum.reader.serve.desk import Desk
from bisum.reader.serve.guards import HEADERS, MAX_BODY_BYTES, POLICY

FORM = f"/articles/{WATER}/q0"


@pytest.fixture
def visitor(desk: Desk) -> Iterator[TestClient]:
    with client(desk) as found:
        yield found


def speaker(**fields: str) -> dict[str, str]:
    return form(kind="speaker", place="q0", becomes="هاني برغوث", **fields)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "",
        "localhost@evil.example",
        "[::1",
        "0.0.0.0",  # noqa: S104 - nothing listens here
        "user@localhost",
    ],
)
def test_a_strange_host_name_is_turned_away(visitor: TestClient, host: str) -> None:
    """A name that an attacker points at this machine would make his page ours (DNS rebinding)."""
    found = visitor.get("/index.html", headers={"host": host})

    assert found.status_code == 421
    assert "water" not in found.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "desk.example:443"])
def test_known_host_names_are_answered(visitor: TestClient, host: str) -> None:
    """The port doesn't matter: it may be forwarded."""
    assert visitor.get("/index.html", headers={"host": host}).status_code == 200


def test_two_host_names_are_turned_away(desk: Desk) -> None:
    """Proxies and servers disagree on which of the two counts."""
    headers = [("host", "localhost"), ("host", "evil.example")]
    with client(desk) as visitor:
        request = visitor.build_request("GET", "/index.html")
        request.headers = type(request.headers)(headers)

        assert visitor.send(request).status_code == 421


@pytest.mark.parametrize(
    ("headers", "fields", "status"),
    [
        ({}, {"csrf": "wrong"}, 403),
        ({}, {"csrf": ""}, 403),
        ({"origin": "https://evil.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({"origin": "http://localhost:9999"}, {}, 403),
        ({"sec-fetch-site": "cross-site"}, {}, 403),
        ({"sec-fetch-site": "same-site"}, {}, 403),
        ({"content-type": "text/plain"}, {}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, {}, 415),
        ({"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}, {}, 303),
        ({}, {}, 303),
    ],
)
def test_only_our_own_pages_change_anything(
    visitor: TestClient, desk: Desk, headers: dict[str, str], fields: dict[str, str], status: int
) -> None:
    """Any page of the web can send a form to this machine; none of them knows the token."""
    found = visitor.post(FORM, data=speaker(**fields), headers=headers)

    assert found.status_code == status
    assert len(desk.corrections()) == (status == 303)


def test_json_needs_the_token_in_a_header(visitor: TestClient, desk: Desk) -> None:
    """A header of one's own is what no other site's form can send."""
    wish = {"kind": "checked", "author": "Nadia"}
    path = f"/api/articles/{WATER}/corrections"
    without = visitor.post(path, json=wish)
    token = visitor.get("/api/token").json()["token"]
    with_it = visitor.post(path, json=wish, headers={"x-csrf-token": token})

    assert (without.status_code, with_it.status_code) == (403, 201)
    assert len(desk.corrections()) == 1


@pytest.mark.parametrize("chunked", [False, True])
def test_large_bodies_are_cut_off(visitor: TestClient, desk: Desk, *, chunked: bool) -> None:
    """Whatever length they state: a filled disk or memory would end everybody's work."""
    body = b"csrf=" + CSRF.encode() + b"&note=" + b"x" * MAX_BODY_BYTES
    content = iter([body[:1000], body[1000:]]) if chunked else body
    found = visitor.post(FORM, content=content, headers={"content-type": "application/x-www-form-urlencoded"})

    assert found.status_code == 413
    assert desk.corrections() == ()


def test_a_body_that_never_ends_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few slow visitors would otherwise hold all connections."""
    monkeypatch.setattr(guards, "BODY_TIMEOUT_S", 0.01)
    sent: list[dict[str, object]] = []

    async def never() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": FORM,
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    asyncio.run(client(desk).app(scope, never, send))

    assert sent[0]["status"] == 408


def test_long_addresses_are_turned_away(visitor: TestClient) -> None:
    """Each letter of a search costs time in the index."""
    assert visitor.get("/search?q=" + "x" * 5000).status_code == 414
    assert visitor.get("/search?q=" + "+".join("abcdefghijklmnopqrstuvwxyz")).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_turned_away(visitor: TestClient, method: str) -> None:
    """There is nothing here that they would be for."""
    assert visitor.request(method, "/index.html").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/..%2frun.json",
        "/%2e%2e/run.json",
        "/static/..%2f..%2frun.json",
        "/static/%2e%2e%2ftemplates%2fbase.html",
        "/data/..%5c..%5crun.json",
        "/data/articles-000.js%00.html",
        "/records.jsonl",
        "/run.json",
        "/corrections.sqlite",
        "/search.sqlite",
        "/corrections/..%2frecords.jsonl",
        "/articles/..%2f..%2frun.json.html",
        "//etc/passwd",
        "/static/page.css/",
        "/file:///etc/passwd",
        "/api/articles/..%2f..%2frun.json",
    ],
)
def test_no_path_leads_out(visitor: TestClient, path: str) -> None:
    """Only names that bisum itself gives are ever opened."""
    found = visitor.get(path)

    assert found.status_code in {400, 404}
    assert "finished" not in found.text
    assert "root:" not in found.text


def test_no_link_on_the_disk_leads_out(visitor: TestClient, desk: Desk) -> None:
    """A site folder that was unpacked from somewhere may hold links."""
    (desk.folder / "site" / "brief.html").symlink_to("/etc/passwd")

    assert visitor.get("/brief.html").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/index.html", f"/articles/{WATER}.html", FORM, "/nothing", "/api/openapi.json", "/static/page.css"],
)
def test_every_answer_has_the_strict_headers(visitor: TestClient, path: str) -> None:
    """One page without them would be the way in."""
    found = visitor.get(path)

    assert {name: found.headers.get_list(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }
    assert "unsafe" not in POLICY
    assert "<script>" not in found.text
    assert "server" not in found.headers


def test_turned_away_answers_have_them_too(visitor: TestClient) -> None:
    """Also what the guard itself says is a page of this address."""
    found = visitor.get("/index.html", headers={"host": "evil.example"})

    assert found.headers["content-security-policy"] == POLICY


def test_other_machines_need_the_token(desk: Desk) -> None:
    """Listening for others must not mean open to others."""
    with client(desk, token=TOKEN) as visitor:
        page = visitor.get("/index.html")
        answer = visitor.get("/api/articles")
        change = visitor.post(FORM, data=speaker())
        sheet = visitor.get("/static/page.css")
        wrong = visitor.get("/api/articles", headers={"authorization": "Bearer nonsense"})
        right = visitor.get("/api/articles", headers={"authorization": f"Bearer {TOKEN}"})

    assert (page.status_code, page.headers["location"]) == (303, "/enter")
    assert [one.status_code for one in (answer, change, sheet, wrong, right)] == [401, 303, 200, 401, 200]
    assert desk.corrections() == ()


def test_who_knows_the_token_enters(desk: Desk) -> None:
    """Once entered, the cookie opens every page, and no script can read it."""
    with client(desk, token=TOKEN) as visitor:
        wrong = visitor.post("/enter", data={"csrf": CSRF, "token": "nonsense"})
        right = visitor.post("/enter", data={"csrf": CSRF, "token": TOKEN})
        cookie = right.headers["set-cookie"].lower()
        page = visitor.get("/index.html")

    assert (wrong.status_code, right.status_code, page.status_code) == (403, 303, 200)
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in wrong.text


def test_web_sockets_are_closed(desk: Desk) -> None:
    """There are none; a guard that knew only HTTP would let them by."""
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def receive() -> dict[str, object]:
        return {"type": "websocket.connect"}

    asyncio.run(client(desk).app({"type": "websocket", "path": "/", "headers": []}, receive, send))

    assert sent == [{"type": "websocket.close", "code": 1008}]
