"""The JSON API."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bisum.reader.serve.correcting import RefusedError, Wish, correction_of
from bisum.reader.serve.desk import Desk
from bisum.reader.serve.openapi import MAX_LIMIT, document
from bisum.reader.serve.search import Query

# More words than anybody types; the index would look for each.
_MAX_WORDS: Final = 20
_MAX_OFFSET: Final = 10_000_000
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Api:
    """Answers that are JSON."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Give the API's addresses."""
        known: list[tuple[str, Callable[[Request], Response], str]] = [
            ("/api/openapi.json", lambda _: _raw(document()), "GET"),
            ("/api/token", lambda request: _answer({"token": request.scope["bisum.csrf"]}), "GET"),
            ("/api/articles", self.articles, "GET"),
            ("/api/articles/{name}", self.article, "GET"),
            ("/api/articles/{name}/corrections", self.correct, "POST"),
            ("/api/corrections", self.corrections, "GET"),
            ("/api/corrections/{number:int}/withdraw", self.withdraw, "POST"),
        ]
        return [Route(path, endpoint, methods=[method]) for path, endpoint, method in known]

    def articles(self, request: Request) -> Response:
        """Look for articles."""
        self._desk.refresh()
        return _answer(self._desk.index.find(query_of(request)))

    def article(self, request: Request) -> Response:
        """Give an article's record."""
        self._desk.refresh()
        record = self._desk.record(request.path_params["name"])
        if record is None:
            raise HTTPException(404)
        return _answer(record)

    def correct(self, request: Request) -> Response:
        """Take a correction."""
        record = self._desk.record(request.path_params["name"])
        if record is None:
            raise HTTPException(404)
        try:
            wish = msgspec.json.decode(request.scope["bisum.body"], type=Wish)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            msg = f"the body isn't a correction: {fault}; /api/openapi.json says what one holds"
            raise RefusedError(msg) from None
        return _answer(self._desk.book.add(correction_of(record, wish)), status=201)

    def corrections(self, _request: Request) -> Response:
        """Give all corrections."""
        return _answer(self._desk.corrections())

    def withdraw(self, request: Request) -> Response:
        """Take a correction back."""
        if not self._desk.book.withdraw(request.path_params["number"]):
            raise HTTPException(404)
        return _answer({})


def query_of(request: Request) -> Query:
    """Read what is looked for from the address.

    Raises:
        RefusedError: A value is of the wrong form.
    """
    given = request.query_params
    words = given.get("q", "")
    if len(words.split()) > _MAX_WORDS:
        msg = f"found {len(words.split())} words, at most {_MAX_WORDS} are looked for at once"
        raise RefusedError(msg)
    for name in ("from", "until"):
        if given.get(name) and not _DAY.fullmatch(given[name]):
            msg = f"found {given[name]!r} for {name!r}, a day is written YYYY-MM-DD"
            raise RefusedError(msg)
    return Query(
        words=words,
        speaker=given.get("speaker", ""),
        source=given.get("source", ""),
        from_day=given.get("from", ""),
        until_day=given.get("until", ""),
        is_serious=given.get("flag") == "serious",
        limit=_number(given.get("limit"), 20, 1, MAX_LIMIT),
        offset=_number(given.get("offset"), 0, 0, _MAX_OFFSET),
    )


def _number(text: str | None, otherwise: int, least: int, most: int) -> int:
    if not text:
        return otherwise
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        msg = f"found {text!r}, expected a number from {least} to {most}"
        raise RefusedError(msg)
    return int(text)


def _answer(value: Any, *, status: int = 200) -> Response:
    return _raw(msgspec.json.encode(value), status=status)


def _raw(encoded: bytes, *, status: int = 200) -> Response:
    return Response(encoded, status_code=status, media_type="application/json")
