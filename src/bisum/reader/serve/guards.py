"""Guard: what every request must pass before anything of the run is touched.

The pages are made of hostile text and stand on a machine whose browser also opens other
sites. So: only known host names (else a name that an attacker points at this machine would
be this site), only small requests, a token for every change (else any page could send
one), a token for everything where other machines may ask, and strict headers on every
answer.
"""

from __future__ import annotations

import asyncio
import hmac
import re
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names under which only this machine reaches itself."""

MAX_BODY_BYTES: Final = 64 * 1024
"""A correction has at most 4,000 letters of Arabic, three times over when they are encoded for a form."""

MAX_URL_BYTES: Final = 4096
BODY_TIMEOUT_S: Final = 10.0
MAX_FORM_FIELDS: Final = 20

CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "x-csrf-token"
COOKIE: Final = "bisum"
ENTER: Final = "/enter"
"""Where the token is asked for."""

FORM_TYPE: Final = "application/x-www-form-urlencoded"
JSON_TYPE: Final = "application/json"

_HOST: Final = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": with that, browsers say "null" for the origin of a form.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


class TurnedAwayError(Exception):
    """A request that isn't passed on.

    Attributes:
        answer: What its sender gets.
    """

    def __init__(self, answer: Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


class Guard:
    """ASGI middleware around the whole application.

    Attributes:
        csrf: What a form or a JSON request must bring to change anything; new at every start.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], token: str | None, csrf: str | None = None
    ) -> None:
        """Put the guard before an application.

        Args:
            app: What it guards.
            hosts: The host names that may be asked for, in lower case, without port.
            token: What a visitor must know; None where only this machine can ask.
            csrf: For tests; made by chance where left out.
        """
        self._app = app
        self._hosts = hosts
        self._token = token
        self.csrf = csrf or secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with the reason why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [
                    (name, value)
                    for name, value in message.get("headers", [])
                    if name.decode("latin-1").lower() not in HEADERS
                ]
                ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*kept, *ours]}
            await send(message)

        try:
            self._look(scope)
            body = await self._body(scope, receive) if scope["method"] == "POST" else b""
        except TurnedAwayError as refusal:
            await refusal.answer(scope, receive, with_headers)
            return
        await self._app({**scope, "bisum.body": body, "bisum.csrf": self.csrf}, _replay(body), with_headers)

    def _look(self, scope: Scope) -> None:
        """Look at what is known before the body is read.

        Raises:
            TurnedAwayError: It isn't answered.
        """
        hosts = _values(scope, "host")
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            raise _say(421, "This name isn't one of this server's; see --allow-host in `bisum serve --help`.")
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            raise _say(405, "Only GET, HEAD and POST are answered.")
        raw = bytes(scope.get("raw_path") or b"") + b"?" + bytes(scope.get("query_string", b""))
        if len(raw) > MAX_URL_BYTES:
            raise _say(414, f"The address has {len(raw)} bytes; at most {MAX_URL_BYTES} are read.")
        path = scope["path"]
        if "\\" in path or "\x00" in path or ".." in path.split("/"):
            raise _say(400, "Such a path leads nowhere here.")
        if not self._is_known(scope) and path != ENTER and not path.startswith("/static/"):
            if path.startswith("/api/"):
                raise _say(401, "Send the server's token: `Authorization: Bearer TOKEN`.")
            raise TurnedAwayError(RedirectResponse(ENTER, status_code=303))

    def _is_known(self, scope: Scope) -> bool:
        """Tell whether the visitor knows the token, if one is asked for."""
        if self._token is None:
            return True
        offered = [value.removeprefix("Bearer ") for value in _values(scope, "authorization")]
        for header in _values(scope, "cookie"):
            try:
                cookies = SimpleCookie(header)
            except CookieError:
                continue
            if COOKIE in cookies:
                offered.append(cookies[COOKIE].value)
        return any(is_same(one, self._token) for one in offered)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """Read a small body in time, and see that the request comes from one of our own pages.

        Raises:
            TurnedAwayError: It is too long or slow, or comes from elsewhere.
        """
        try:
            body = await asyncio.wait_for(_read(receive), BODY_TIMEOUT_S)
        except TimeoutError:
            raise _say(408, f"The request took longer than {BODY_TIMEOUT_S:g} s.") from None
        if body is None:
            raise _say(413, f"At most {MAX_BODY_BYTES} bytes are taken.")
        origin = _values(scope, "origin")
        own = _values(scope, "host")[0].lower()
        sites = _values(scope, "sec-fetch-site")
        if any(urlsplit(one).netloc.lower() != own for one in origin) or any(
            site not in {"same-origin", "none"} for site in sites
        ):
            raise _say(403, "This request comes from another site; nothing was changed.")
        kind = (_values(scope, "content-type") or [""])[0].split(";")[0].strip().lower()
        if kind == FORM_TYPE:
            try:
                offered = form_fields(body).get(CSRF_FIELD, "")
            except ValueError:
                raise _say(400, "The form can't be read.") from None
        elif kind == JSON_TYPE:
            offered = (_values(scope, CSRF_HEADER) or [""])[0]
        else:
            raise _say(415, f"Send {FORM_TYPE} or {JSON_TYPE}.")
        if not is_same(offered, self.csrf):
            raise _say(403, "The page is from before the server's last start; load it anew and send again.")
        return body


def form_fields(body: bytes) -> dict[str, str]:
    """Give the fields of a form, the first of each name.

    Raises:
        ValueError: It isn't a form in UTF-8, or has too many fields.
    """
    pairs = parse_qsl(
        body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FORM_FIELDS
    )
    return dict(reversed(pairs))


def is_same(offered: str, secret: str) -> bool:
    """Compare with a secret in a time that tells nothing of it."""
    return hmac.compare_digest(offered.encode("utf-8", "surrogateescape"), secret.encode())


def _say(status: int, reason: str) -> TurnedAwayError:
    return TurnedAwayError(PlainTextResponse(reason + "\n", status_code=status))


def _values(scope: Scope, name: str) -> list[str]:
    wanted = name.encode()
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted]


def _name(host: str) -> str:
    """Give the name of a Host header, without port; empty for what no browser sends."""
    if not _HOST.fullmatch(host):
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


async def _read(receive: Receive) -> bytes | None:
    """Read a body; None where it is too long, whatever its stated length."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return body
        body += bytes(message.get("body", b""))
        if len(body) > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return body


def _replay(body: bytes) -> Receive:
    """Give a body that was read already to whoever reads it again."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    return receive
