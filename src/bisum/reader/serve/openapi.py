"""The description of the JSON API, for people and for programs that write clients."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from bisum import __version__
from bisum.model.correction import Correction
from bisum.model.record import Record
from bisum.reader.serve.correcting import MAX_AUTHOR, MAX_NOTE, MAX_TEXT, Wish
from bisum.reader.serve.guards import CSRF_HEADER
from bisum.reader.serve.search import Answer

MAX_LIMIT: Final = 100
"""Most articles of one answer."""

_QUERY: Final = (
    ("q", "string", "Words in either language; all of them, parts of words count. Arabic in any spelling."),
    ("speaker", "string", "Part of a speaker's name, in either language."),
    ("source", "string", "Who published it, as printed."),
    ("from", "string", "Not before this day, `YYYY-MM-DD`."),
    ("until", "string", "Not after this day."),
    ("flag", "string", "`serious`: only articles with a serious finding."),
    ("limit", "integer", f"Most articles to give, 1 to {MAX_LIMIT}; 20 where left out."),
    ("offset", "integer", "How many to pass over."),
)


def document() -> bytes:
    """Give the OpenAPI 3.1 document as JSON."""
    _, schemas = msgspec.json.schema_components(
        [Record, Answer, Correction, Wish], ref_template="#/components/schemas/{name}"
    )
    slug = _parameter("slug", "string", "Name of the article's page, without `.html`.", where="path")
    number = _parameter("number", "integer", "Number of the correction.", where="path")
    token = _parameter(CSRF_HEADER, "string", "What `/api/token` gave.", where="header")
    sizes = f"`author` has at most {MAX_AUTHOR} letters, `note` {MAX_NOTE}, `becomes` {MAX_TEXT}."
    paths: dict[str, Any] = {
        "/api/articles": {
            "get": _operation("Look for articles, the newest first.", _schema("Answer"))
            | {"parameters": [_parameter(*one, where="query") for one in _QUERY]}
        },
        "/api/articles/{slug}": {
            "get": _operation("Give an article's record.", _schema("Record"), missing=True)
            | {"parameters": [slug]}
        },
        "/api/articles/{slug}/corrections": {
            "post": _operation(
                "Put something right. " + sizes, _schema("Correction"), status=201, missing=True
            )
            | {"parameters": [slug, token], "requestBody": {"required": True, **_json(_schema("Wish"))}}
        },
        "/api/corrections": {
            "get": _operation(
                "Give all corrections, withdrawn ones too.",
                {"type": "array", "items": _schema("Correction")},
            )
        },
        "/api/corrections/{number}/withdraw": {
            "post": _operation("Take a correction back.", {"type": "object"}, missing=True)
            | {"parameters": [number, token], "requestBody": _json({"type": "object"})}
        },
        "/api/token": {
            "get": _operation(
                f"Give what changes must bring as `{CSRF_HEADER}`; new at every start of the server.",
                {"type": "object", "properties": {"token": {"type": "string"}}, "required": ["token"]},
            )
        },
    }
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "bisum serve",
                "version": __version__,
                "description": "A run of bisum: its records, a full-text search, and what people put right. "
                "All English was made by a machine.",
            },
            "paths": paths,
            "components": {
                "schemas": schemas,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
            "security": [{}, {"token": []}],
        }
    )


def _schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _parameter(name: str, kind: str, about: str, *, where: str) -> dict[str, Any]:
    is_required = where != "query"
    return {
        "name": name,
        "in": where,
        "required": is_required,
        "description": about,
        "schema": {"type": kind},
    }


def _operation(
    about: str, schema: dict[str, Any], *, status: int = 200, missing: bool = False
) -> dict[str, Any]:
    problem = {"type": "object", "properties": {"problem": {"type": "string"}}, "required": ["problem"]}
    refused = {"description": "What was sent can't be taken.", **_json(problem)}
    answers: dict[str, Any] = {str(status): {"description": "Done.", **_json(schema)}, "422": refused}
    if missing:
        answers["404"] = {"description": "There is none of that name.", **_json(problem)}
    return {"summary": about, "responses": answers}
