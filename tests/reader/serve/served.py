"""A small invented run, served to a client that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from starlette.testclient import TestClient
from tests.reader import invented
from tests.reader.facts import facts

from bisum.model.record import Record
from bisum.reader.render import Site
from bisum.reader.serve.app import application
from bisum.reader.serve.desk import Desk
from bisum.store.files.slugs import slug

CSRF = "the-csrf-token-of-these-tests"
TOKEN = "a-token-that-nobody-guesses"  # noqa: S105 - of no server
WATER = slug("water-2026-03")


def write_run(folder: Path, records: Sequence[Record]) -> Path:
    """Write what the server reads of a run."""
    lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "records.jsonl").write_bytes(lines)
    engine = records[0].provenance.translation
    (folder / "run.json").write_bytes(msgspec.json.encode({"engine": engine, "state": "finished"}))
    site = Site(folder)
    for record in records:
        site.write_article(record)
    site.write_overview(records, facts())
    return folder


def client(desk: Desk, *, token: str | None = None, base_url: str = "http://localhost:8000") -> TestClient:
    """Give a client of the whole server, guard and all."""
    app = application(desk, hosts=frozenset({"localhost", "desk.example"}), token=token, csrf=CSRF)
    return TestClient(app, base_url=base_url, follow_redirects=False)


def opened(folder: Path, records: Sequence[Record] | None = None) -> Desk:
    return Desk(write_run(folder / "run", records or invented.all_articles()))


def form(**fields: str) -> dict[str, str]:
    return {"csrf": CSRF, "author": "Nadia", **fields}
