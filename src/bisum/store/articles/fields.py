"""Fields of a JSON object to a draft: names and types checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from bisum.store.articles.draft import Draft, Flaw, shorten

FIELDS: Final = frozenset({"id", "title", "text", "paragraphs", "published", "source", "url"})
"""Names of the fields that mean something; any other is kept as an extra."""

_NUMBER: Final = re.compile(rb"-?[0-9]")
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")

_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_STRING: Final = msgspec.json.Decoder(str)
_STRINGS: Final = msgspec.json.Decoder(tuple[str, ...])

# Field of the extras that says how the file was read where that isn't UTF-8.
ENCODING_FIELD: Final = "bisum.encoding"


class NotAnObjectError(Exception):
    """A piece of JSON isn't a whole object; the message says what it is instead."""


def split(line: bytes) -> dict[str, bytes]:
    """Give the fields of one JSON object, each as it stands.

    Raises:
        NotAnObjectError: It isn't one.
    """
    try:
        return {name: bytes(raw) for name, raw in _OBJECT.decode(line).items()}
    except msgspec.ValidationError as error:
        msg = (
            f"expected a JSON object with fields, found {_shown(line)} ({error}); write one for each article"
        )
        raise NotAnObjectError(msg) from error
    except msgspec.DecodeError as error:
        raise NotAnObjectError(_fault(line, error)) from error
    except RecursionError as error:
        msg = f"JSON is nested too deeply: {_shown(line)}; give flat fields"
        raise NotAnObjectError(msg) from error


def draft_of(
    fields: Mapping[str, bytes], place: str, *, default_id: str | None = None, encoding: str | None = None
) -> Draft | Flaw:
    """Make a draft of an object's fields.

    Args:
        fields: As ``split`` gives them.
        place: ``file`` or ``file:line``.
        default_id: Taken where there is no field ``id``; None where one is required.
        encoding: Noted among the extras; None for UTF-8.
    """
    found: str | None = None
    try:
        found = _scalar(fields, "id") or default_id
        if found is None:
            names = ", ".join(sorted(fields)[:12]) or "none"
            return Flaw(
                place=place, reason=f"field 'id' is missing or empty; found fields: {names}; add an id"
            )
        paragraphs = _strings(fields, "paragraphs")
        text = None if paragraphs else _string(fields, "text")
        if text is None and paragraphs is None:
            reason = "field 'text' (or 'paragraphs') is missing; an article needs one of them"
            return Flaw(place=place, reason=reason, id=found)
        left = {name: msgspec.Raw(raw) for name, raw in fields.items() if name not in FIELDS}
        if paragraphs and "text" in fields:
            left["text"] = msgspec.Raw(fields["text"])
        if encoding is not None:
            left[ENCODING_FIELD] = msgspec.Raw(msgspec.json.encode(encoding))
        return Draft(
            id=found,
            title=_string(fields, "title"),
            text=text,
            paragraphs=paragraphs,
            published=_scalar(fields, "published"),
            source=_scalar(fields, "source"),
            url=_scalar(fields, "url"),
            extra=msgspec.json.encode(left, order="sorted").decode(),
            place=place,
        )
    except msgspec.ValidationError as error:
        return Flaw(place=place, reason=str(error), id=found)


def _string(fields: Mapping[str, bytes], name: str) -> str | None:
    raw = fields.get(name)
    if raw is None or raw == b"null":
        return None
    try:
        return _STRING.decode(raw)
    except msgspec.DecodeError as error:
        raise _wrong(name, raw, "a string") from error


def _scalar(fields: Mapping[str, bytes], name: str) -> str | None:
    """Give a string, or a number as it is written; None where it is missing or empty."""
    raw = fields.get(name)
    if raw is not None and _NUMBER.match(raw):
        return raw.decode()
    try:
        return _string(fields, name) or None
    except msgspec.ValidationError as error:
        raise _wrong(name, raw or b"", "a string or a number") from error


def _strings(fields: Mapping[str, bytes], name: str) -> tuple[str, ...] | None:
    raw = fields.get(name)
    if raw is None or raw == b"null":
        return None
    try:
        return _STRINGS.decode(raw)
    except msgspec.DecodeError as error:
        raise _wrong(name, raw, "a list of strings") from error


def _wrong(name: str, raw: bytes, expected: str) -> msgspec.ValidationError:
    return msgspec.ValidationError(f"field {name!r} is {_shown(raw)}, expected {expected}; correct the field")


def _fault(line: bytes, error: msgspec.DecodeError) -> str:
    if _SURROGATE.search(line) and "truncated" in str(error):
        found = "a \\ud800–\\udfff escape stands without its other half, or the line is cut off"
    elif "truncated" in str(error):
        found = f"JSON ends before its object does: …{line[-40:].decode('utf-8', 'replace')!r}"
    else:
        found = f"{error}: {_shown(line)}"
    return f"{found}; expected one whole JSON object in UTF-8, so write this article out again"


def _shown(raw: bytes) -> str:
    return shorten(raw[:400].decode("utf-8", "replace"))
