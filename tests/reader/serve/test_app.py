"""The server from outside: pages, corrections at their places, JSON, files to take along."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import msgspec
import pytest
from starlette.testclient import TestClient
from tests.reader import hostile, invented
from tests.reader.golden import check_golden
from tests.reader.outline import Outline
from tests.reader.serve.served import CSRF, WATER, client, form, opened

from bisum.model.record import Record
from bisum.reader.brief.page import SHOWN
from bisum.reader.serve.desk import Desk
from bisum.store.files.slugs import slug

FORM = f"/articles/{WATER}/q0"
PAGES = ["/index.html", "/speakers.html", "/findings.html", "/about.html", "/search?q=water", "/corrections"]
FORMS = [f"/articles/{WATER}/{place}" for place in ("q0", "q4", "i0", "tq0", "p1", "title", "ledger")]


@pytest.fixture
def visitor(desk: Desk) -> Iterator[TestClient]:
    with client(desk) as found:
        yield found


def correct(visitor: TestClient, at: str = "q0", **fields: str) -> str:
    found = visitor.post(f"/articles/{WATER}/{at}", data=form(**{"place": at, **fields}))
    assert found.status_code == 303, found.text
    return found.headers["location"]


def everything(visitor: TestClient) -> None:
    correct(visitor, kind="speaker", becomes="هاني برغوث", note="see the end")
    correct(visitor, kind="name", becomes="Salma Droubi", name_kind="person")
    correct(visitor, "p1", kind="translation", place="p1s2", becomes="Barghouth says so.")
    correct(visitor, "ledger", kind="checked", place="")


@pytest.mark.parametrize("path", [*PAGES, *FORMS, f"/articles/{WATER}.html", "/enter"])
def test_pages_are_whole_and_lead_somewhere(visitor: TestClient, path: str) -> None:
    """Every link of a served page has an answer, every id is there once; the brief's link is hidden."""
    everything(visitor)
    page = Outline(visitor.get(path).text)
    ids = page.values("id")
    own = {href.split("#")[0] for href in page.values("href") if href.startswith("/")} - {"/brief.html"}

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    assert [href for href in own if href and visitor.get(href).status_code != 200] == []
    assert "Search" in page.text
    assert not [
        name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"
    ]


def test_a_correction_shows_at_its_place(visitor: TestClient) -> None:
    """Who reads the article sees at once what a colleague put right, and who did."""
    there = correct(visitor, kind="speaker", becomes="هاني برغوث", note="see the end")
    everything(visitor)
    page = visitor.get(f"/articles/{WATER}.html").text
    plain = re.sub(r"<[^>]+>|\s+", " ", page)

    assert there == f"/articles/{WATER}.html#q0"
    assert "the speaker is هاني برغوث" in " ".join(plain.split())
    assert "write سلمى الدروبي as Salma Droubi" in " ".join(plain.split())
    assert "Barghouth says so." in plain
    assert "all quotations checked" in plain
    assert "Put right by Nadia on" in page
    # The spelling stands at both quotations of that speaker.
    assert " ".join(plain.split()).count("as Salma Droubi") == 2


def test_reported_speech_is_put_right_where_it_is_listed(visitor: TestClient) -> None:
    """Its row is the only place it has on the page, and is folded away until somebody put it right."""
    link = f'<a class="correct" href="/articles/{WATER}/i0">'
    before = visitor.get(f"/articles/{WATER}.html").text
    correct(visitor, "i0", kind="speaker", becomes="سلمى الدروبي")
    after = visitor.get(f"/articles/{WATER}.html").text
    row = after.partition('<th scope="row"><a href="#i0">')[2].partition("</tr>")[0]

    assert before.count(link) == after.count(link) == row.count(link) == 1
    assert "the speaker is" in row
    assert "<details><summary>Reported speech" in before
    assert "<details open><summary>Reported speech" in after


def test_what_is_copied_says_what_was_put_right(visitor: TestClient) -> None:
    """The citation leaves the page; the colleague's correction must go with it."""
    correct(visitor, kind="speaker", becomes="هاني برغوث")
    correct(visitor, "p0", kind="translation", place="p0s0", becomes="The council waits.")
    page = Outline(visitor.get(f"/articles/{WATER}.html").text)
    by_key = {text.rsplit("quotation ", 1)[1].split(".")[0]: text for text in page.values("data-citation")}

    assert by_key["q0"].endswith("the sentence reads: The council waits.")
    assert "the speaker is\nهاني برغوث" in by_key["q0"]
    assert "Put right" not in by_key["q1"]


def test_a_withdrawn_correction_is_gone_from_the_article_and_stays_in_the_list(visitor: TestClient) -> None:
    """Nothing is lost: who said what, and that it was taken back."""
    correct(visitor, kind="speaker", becomes="هاني برغوث")
    done = visitor.post("/corrections/1/withdraw", data={"csrf": CSRF})
    again = visitor.post("/corrections/1/withdraw", data={"csrf": CSRF})

    assert (done.status_code, again.status_code) == (303, 404)
    assert "put-right" not in visitor.get(f"/articles/{WATER}.html").text
    assert "withdrawn" in visitor.get("/corrections").text


def test_a_refused_correction_says_why_and_keeps_the_name(visitor: TestClient, desk: Desk) -> None:
    """The analyst mends the one field and sends again."""
    found = visitor.post(FORM, data=form(kind="speaker", place="q0", becomes="Nobody"))

    assert found.status_code == 422
    assert "which the article doesn&#39;t print" in found.text
    assert 'value="Nadia"' in found.text
    assert desk.corrections() == ()


@pytest.mark.parametrize("fields", [{"becomes": ""}, {"becomes": "هاني برغوث", "unnamed": "yes"}])
def test_nobody_is_unnamed_by_mistake(visitor: TestClient, desk: Desk, fields: dict[str, str]) -> None:
    """A key pressed too early must not take a speaker away."""
    found = visitor.post(FORM, data=form(kind="speaker", place="q0", **fields))

    assert found.status_code == 422
    assert "tick that the article names nobody" in found.text
    assert desk.corrections() == ()


def test_the_name_is_remembered(visitor: TestClient) -> None:
    """Typed a hundred times a day it would be left out."""
    correct(visitor, kind="speaker", becomes="هاني برغوث", author="نادية")

    assert 'value="نادية"' in visitor.get(FORM).text


def test_the_glossary_has_the_last_spelling(visitor: TestClient) -> None:
    """The next run reads this file."""
    correct(visitor, kind="name", becomes="Salma Drubi", name_kind="person")
    correct(visitor, "q1", kind="name", becomes="=Salma Droubi", name_kind="person", note="her own spelling")
    answer = visitor.get("/corrections/names.csv")
    rows = list(csv.reader(io.StringIO(answer.text)))

    assert rows[0] == ["arabic", "english", "kind", "note"]
    assert [row[:3] for row in rows[1:]] == [["سلمى الدروبي", "'=Salma Droubi", "person"]]
    assert rows[1][3].endswith("her own spelling")
    assert "attachment" in answer.headers["content-disposition"]


def test_gold_lines_count_only_what_a_person_vouched_for(visitor: TestClient) -> None:
    """A machine's guess in a gold file would measure the machine by itself."""
    correct(visitor, kind="speaker", becomes="هاني برغوث")
    before = [json.loads(line) for line in visitor.get("/corrections/gold-quotes.jsonl").text.splitlines()]
    correct(visitor, "ledger", kind="checked", place="")
    after = [json.loads(line) for line in visitor.get("/corrections/gold-quotes.jsonl").text.splitlines()]

    assert before[0]["speaker"] == "هاني برغوث"
    assert [line.get("doubt", False) for line in before] == [False, True, True, True, True, True, True]
    assert not any(line.get("doubt") for line in after)
    assert {"article", "paragraph", "text", "kind", "speaker", "cue"} <= set(after[0])


def test_the_api_answers_as_it_says(visitor: TestClient) -> None:
    """A client written from the document must work."""
    said = visitor.get("/api/openapi.json").json()
    schemas = {**said["components"]["schemas"]}
    made = visitor.post(
        f"/api/articles/{WATER}/corrections",
        json={"kind": "name", "place": "q0", "becomes": "Salma", "name_kind": "person", "author": "N"},
        headers={"x-csrf-token": CSRF},
    )
    answers = {
        ("/api/articles", "get", "200"): visitor.get("/api/articles?q=water&limit=5"),
        ("/api/articles/{slug}", "get", "200"): visitor.get(f"/api/articles/{WATER}"),
        ("/api/corrections", "get", "200"): visitor.get("/api/corrections"),
        ("/api/articles/{slug}/corrections", "post", "201"): made,
        ("/api/token", "get", "200"): visitor.get("/api/token"),
    }
    for (path, method, status), answer in answers.items():
        content = said["paths"][path][method]["responses"][status]["content"]
        schema = {**content["application/json"]["schema"], "components": {"schemas": schemas}}

        assert str(answer.status_code) == status
        jsonschema.Draft202012Validator(schema).validate(answer.json())
    assert msgspec.json.decode(answers["/api/articles/{slug}", "get", "200"].content, type=Record).id
    assert said["openapi"].startswith("3.1")


@pytest.mark.parametrize(
    "path",
    [
        "/api/articles?limit=0",
        "/api/articles?limit=x",
        "/api/articles?from=yesterday",
        "/api/articles?offset=-1",
    ],
)
def test_the_api_says_what_is_wrong(visitor: TestClient, path: str) -> None:
    """A program's author reads it once and mends it."""
    found = visitor.get(path)

    assert found.status_code == 422
    assert "found" in found.json()["problem"]


def test_the_api_says_what_is_not_there(visitor: TestClient) -> None:
    """A program must tell an article that is gone from one that failed, and nothing may be kept of it."""
    token = {"x-csrf-token": CSRF}
    wish = {"kind": "checked", "author": "N"}
    answers = [
        visitor.get("/api/articles/nowhere"),
        visitor.post("/api/articles/nowhere/corrections", json=wish, headers=token),
        visitor.post("/api/corrections/99/withdraw", json={}, headers=token),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert visitor.get("/api/corrections").json() == []


def test_a_wrong_body_is_refused(visitor: TestClient, desk: Desk) -> None:
    """Unknown fields too: they would be a misspelt one, left out in silence."""
    for body in (b"{", b"[]", b'{"kind": "checked", "author": "N", "extra": 1}', b"\xff"):
        found = visitor.post(
            f"/api/articles/{WATER}/corrections",
            content=body,
            headers={"x-csrf-token": CSRF, "content-type": "application/json"},
        )

        assert found.status_code == 422
    assert desk.corrections() == ()


def test_the_brief_has_its_link_where_there_is_one(visitor: TestClient, desk: Desk) -> None:
    """As on the pages that are read from files."""
    without = visitor.get("/static/page.css").text
    (desk.folder / "site" / "brief.html").write_text("<p>the brief</p>")

    assert visitor.get("/static/page.css").text == without + SHOWN
    assert "the brief" in visitor.get("/brief.html").text


def shapes(text: str, folder: Path) -> dict[str, object]:
    """Give the elements of the pages of an article in which every text is one, and was corrected to it."""
    desk = opened(folder, [hostile.everywhere(text, id="same")])
    name = slug("same")
    with client(desk) as visitor:
        for kind, place, becomes in (("speaker", "q0", ""), ("translation", "p0s0", f"{text} x")):
            sent = form(kind=kind, place=place, becomes=becomes, note=f"n {text}", author=f"a {text}"[:80])
            sent |= {"unnamed": "yes"} if kind == "speaker" else {}
            path = f"/articles/{name}/{place[:2]}"
            assert visitor.post(path, data=sent).status_code == 303
        paths = [f"/articles/{name}.html", "/corrections", f"/articles/{name}/q0", f"/articles/{name}/p0"]
        pages = {path: visitor.get(path) for path in paths}
        pages["search"] = visitor.get("/search", params={"speaker": text})
    desk.close()
    return {path: (page.status_code, Outline(page.text).shape) for path, page in pages.items()}


@pytest.fixture(scope="module")
def plain_shapes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return shapes(hostile.BENIGN, tmp_path_factory.mktemp("benign"))


@pytest.mark.parametrize("text", hostile.INJECTIONS)
def test_hostile_text_changes_nothing_but_words(tmp_path: Path, plain_shapes, text: str) -> None:
    """In records, in the search field, in everything that an analyst types."""
    assert shapes(text, tmp_path) == plain_shapes


def test_a_broken_book_is_told_without_its_path(visitor: TestClient, desk: Desk) -> None:
    """The page says that nothing was changed; the path is for the log."""
    desk.book.path.write_text("this is no database, and it is long enough to be told from an empty one" * 20)
    page = visitor.get("/corrections")
    change = visitor.post(FORM, data=form(kind="speaker", place="q0", unnamed="yes"))

    assert (page.status_code, change.status_code) == (503, 503)
    assert "Nothing was changed" in change.text
    assert str(desk.folder) not in page.text + change.text


@pytest.mark.parametrize("place", ["q0", "p1", "title", "ledger"])
def test_forms_look_as_agreed(visitor: TestClient, place: str) -> None:
    """Any change of a page is seen whole, in review."""
    check_golden(f"served-{place}.html", visitor.get(f"/articles/{WATER}/{place}").text)


@pytest.mark.parametrize("name", ["article", "search", "corrections", "enter"])
def test_served_pages_look_as_agreed(visitor: TestClient, name: str) -> None:
    """With every kind of correction in its place; only the times are scrubbed."""
    everything(visitor)
    paths = {
        "article": f"/articles/{WATER}.html",
        "search": "/search?q=water",
        "corrections": "/corrections",
        "enter": "/enter",
    }
    page = visitor.get(paths[name]).text
    scrubbed = re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d \+00:00", "TIME", page)
    scrubbed = scrubbed.replace(invented.MADE_AT, "MADE")
    today = datetime.now(UTC).date().isoformat()

    check_golden(f"served-{name}.html", scrubbed.replace(today, "TODAY"))
