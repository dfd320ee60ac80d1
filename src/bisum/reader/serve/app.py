"""The server's addresses and what answers them."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bisum.errors import ConfigError
from bisum.model.record import EngineCard, Record
from bisum.reader.brief.page import PAGE_NAME, SHOWN
from bisum.reader.environment import environment
from bisum.reader.handing_over import as_lines, glossary, gold
from bisum.reader.serve.api import Api, query_of
from bisum.reader.serve.correcting import RefusedError, Wish, correction_of
from bisum.reader.serve.desk import Desk
from bisum.reader.serve.guards import COOKIE, ENTER, Guard, form_fields, is_same
from bisum.reader.serve.pages import Pages

# Of the run's own folder only these names are ever opened.
_SITE_PAGE: Final = re.compile(r"(index|about|brief|(speakers|findings)(-\d{1,6})?)\.html")
_SITE_DATA: Final = re.compile(r"articles-\d{3,6}\.js")
_STATIC: Final = re.compile(r"[a-z]{1,20}\.(css|js|svg)")
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}

# How long a browser keeps the author's name and the token; half a year, a working day.
_AUTHOR_S: Final = 182 * 24 * 3600
_TOKEN_S: Final = 12 * 3600
_AUTHOR_COOKIE: Final = "bisum_author"


_LOG: Final = logging.getLogger("uvicorn.error")


class _Report(msgspec.Struct):
    """What the pages need of ``run.json``."""

    engine: EngineCard


def application(
    desk: Desk, *, hosts: frozenset[str], token: str | None = None, csrf: str | None = None
) -> Guard:
    """Give the whole server: its addresses behind their guard.

    Args:
        desk: The run.
        hosts: Host names that are answered, without port.
        token: What every visitor must know; None where only this machine can ask.
        csrf: For tests; made by chance where left out.
    """
    site = _Site(desk, token)
    api = Api(desk)
    routes = [
        Route("/", lambda _: RedirectResponse("/index.html")),
        Route("/articles/{name}.html", site.article),
        Route("/articles/{name}/{place}", site.form, methods=["GET"]),
        Route("/articles/{name}/{place}", site.correct, methods=["POST"]),
        Route("/search", site.search),
        Route("/corrections", site.corrections),
        Route("/corrections/{number:int}/withdraw", site.withdraw, methods=["POST"]),
        Route("/corrections/{file}", site.hand_over),
        Route(ENTER, site.enter, methods=["GET", "POST"]),
        Route("/static/{file}", site.static),
        Route("/data/{file}", site.data),
        *api.routes(),
        Route("/{page}", site.page),
    ]
    handlers = {HTTPException: site.problem, RefusedError: site.refused, ConfigError: site.broken}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return Guard(app, hosts=hosts, token=token, csrf=csrf)


class _Site:
    """Answers that are pages."""

    def __init__(self, desk: Desk, token: str | None) -> None:
        self._desk = desk
        self._token = token
        report = msgspec.json.decode((desk.folder / "run.json").read_bytes(), type=_Report)
        self._pages = Pages(desk, [report.engine.caution] if report.engine.caution else [])

    def article(self, request: Request) -> Response:
        """Give an article's page."""
        return HTMLResponse(self._pages.article(self._record(request)))

    def search(self, request: Request) -> Response:
        """Give what was found."""
        self._desk.refresh()
        return HTMLResponse(self._pages.search(query_of(request)))

    def form(self, request: Request) -> Response:
        """Give the form for one place of an article."""
        return HTMLResponse(self._form(request))

    def correct(self, request: Request) -> Response:
        """Take a form; the page comes again with the reason where it can't be taken."""
        record = self._record(request)
        fields = form_fields(request.scope["bisum.body"])
        try:
            wish = _wish(fields)
            made = self._desk.book.add(correction_of(record, wish))
        except RefusedError as refusal:
            page = self._form(request, problem=str(refusal), author=fields.get("author", ""))
            return HTMLResponse(page, status_code=422)
        place = request.path_params["place"]
        anchor = {"title": "main", "ledger": "quotations"}.get(place, wish.place or place)
        answer = RedirectResponse(f"/articles/{request.path_params['name']}.html#{anchor}", status_code=303)
        answer.set_cookie(
            _AUTHOR_COOKIE, made.author.encode().hex(), max_age=_AUTHOR_S, httponly=True, samesite="strict"
        )
        return answer

    def corrections(self, request: Request) -> Response:
        """Give the list of corrections."""
        return HTMLResponse(self._pages.corrections(request.scope["bisum.csrf"]))

    def withdraw(self, request: Request) -> Response:
        """Take a correction back."""
        if not self._desk.book.withdraw(request.path_params["number"]):
            raise HTTPException(404, "No correction of that number stands.")
        return RedirectResponse("/corrections", status_code=303)

    def hand_over(self, request: Request) -> Response:
        """Give the corrections as a file."""
        name = request.path_params["file"]
        known = self._desk.corrections()
        if name == "names.csv":
            return _file(name, "text/csv", glossary(known))
        if name == "gold-quotes.jsonl":
            return _file(name, "application/jsonl", "".join(as_lines(gold(known, self._desk.record_of))))
        if name == "corrections.jsonl":
            return _file(name, "application/jsonl", "".join(as_lines(known)))
        raise HTTPException(404)

    def enter(self, request: Request) -> Response:
        """Ask for the token, and let in who knows it."""
        csrf = request.scope["bisum.csrf"]
        if request.method != "POST":
            return HTMLResponse(self._pages.enter(csrf))
        offered = form_fields(request.scope["bisum.body"]).get("token", "").strip()
        if self._token is None or not is_same(offered, self._token):
            return HTMLResponse(self._pages.enter(csrf, "That isn't the token."), status_code=403)
        answer = RedirectResponse("/index.html", status_code=303)
        answer.set_cookie(COOKIE, self._token, max_age=_TOKEN_S, httponly=True, samesite="strict")
        return answer

    def static(self, request: Request) -> Response:
        """Give a style sheet, script or picture of this version of bisum."""
        name = request.path_params["file"]
        source = resources.files("bisum.reader") / "static" / name
        if not _STATIC.fullmatch(name) or not source.is_file():
            raise HTTPException(404)
        text = source.read_text(encoding="utf-8")
        if name == "page.css" and (self._desk.folder / "site" / PAGE_NAME).is_file():
            text += SHOWN
        return Response(text, media_type=_TYPES[name.rpartition(".")[2]])

    def data(self, request: Request) -> Response:
        """Give a file of the index's rows."""
        return Response(self._read(_SITE_DATA, "data", request.path_params["file"]), media_type=_TYPES["js"])

    def page(self, request: Request) -> Response:
        """Give a page of the run's site, with the server's own links in its masthead."""
        text = self._read(_SITE_PAGE, "", request.path_params["page"])
        links = environment().get_template("served_links.html").render(kind="")
        return HTMLResponse(text.replace("\n</nav>", f"\n{links}</nav>", 1))

    def problem(self, request: Request, fault: Exception) -> Response:
        """Say what went wrong, as a page or as JSON."""
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        detail = fault.detail if isinstance(fault, HTTPException) else ""
        what = "Nothing of that name is in this run." if status == 404 else detail
        if request.url.path.startswith("/api/"):
            return Response(msgspec.json.encode({"problem": what}), status, media_type="application/json")
        return HTMLResponse(self._pages.problem("Not found" if status == 404 else "Refused", what), status)

    def refused(self, request: Request, refusal: Exception) -> Response:
        """Say why something can't be taken."""
        if request.url.path.startswith("/api/"):
            answer = msgspec.json.encode({"problem": str(refusal)})
            return Response(answer, 422, media_type="application/json")
        return HTMLResponse(self._pages.problem("Not found", str(refusal)), 404)

    def broken(self, request: Request, fault: Exception) -> Response:
        """Say that the run's files can't be used; why stands in the log, since it names paths."""
        _LOG.error("%s", fault)
        what = "The run's files can't be used now; the server's log says why. Nothing was changed."
        if request.url.path.startswith("/api/"):
            return Response(msgspec.json.encode({"problem": what}), 503, media_type="application/json")
        return HTMLResponse(self._pages.problem("Out of order", what), 503)

    def _record(self, request: Request) -> Record:
        self._desk.refresh()
        record = self._desk.record(request.path_params["name"])
        if record is None:
            raise HTTPException(404)
        return record

    def _form(self, request: Request, *, problem: str | None = None, author: str | None = None) -> str:
        return self._pages.form(
            self._record(request),
            request.path_params["place"],
            csrf=request.scope["bisum.csrf"],
            author=_author(request) if author is None else author,
            problem=problem,
        )

    def _read(self, pattern: re.Pattern[str], folder: str, name: str) -> str:
        """Read a file of the run's site; its name is one that bisum gives, and no link leads away."""
        path = self._desk.folder / "site" / folder / name
        if not pattern.fullmatch(name) or path.is_symlink() or not path.is_file():
            raise HTTPException(404)
        return Path(path).read_text(encoding="utf-8")


def _wish(fields: Mapping[str, str]) -> Wish:
    """Read a form.

    Raises:
        RefusedError: It leaves open whether anybody is named.
    """
    wish = Wish(
        kind=fields.get("kind", ""),
        place=fields.get("place") or None,
        becomes=fields.get("becomes") or None,
        name_kind=fields.get("name_kind"),
        note=fields.get("note") or None,
        author=fields.get("author", ""),
    )
    if wish.kind == "speaker" and (fields.get("unnamed") == "yes") == (wish.becomes is not None):
        msg = "write who speaks, or tick that the article names nobody"
        raise RefusedError(msg)
    return wish


def _author(request: Request) -> str:
    try:
        return bytes.fromhex(request.cookies.get(_AUTHOR_COOKIE, "")).decode("utf-8")
    except ValueError:
        return ""


def _file(name: str, media_type: str, text: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return PlainTextResponse(text, media_type=f"{media_type}; charset=utf-8", headers=headers)
