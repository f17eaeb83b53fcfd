"""The description of the API in OpenAPI 3.1: what FastAPI knows, with access, errors and headers added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dabir.desk.access.sessions import cookie_name
from dabir.desk.api.problems import KINDS, MEDIA, Problem

if TYPE_CHECKING:
    from dabir.desk.settings import Settings

ABOUT = (
    "Days are given in either calendar («2018-04-16», «1397-01-27», «1397»), and answered in ISO 8601. Offsets count"
    " Unicode code points. Lists come in parts: `next` is the `cursor` of the following one. Every answer to GET has an"
    " `ETag`, which a program shows as `If-None-Match` to learn whether anything has changed. Errors are problem details"
    " (RFC 9457). Programs show a token, which everybody can make on the page of his account; at a desk without"
    " accounts, which only its own machine can reach, none is needed."
)
TAGS = [
    {"name": "finding", "description": "Search, and statements by their words."},
    {"name": "reports", "description": "Reports and their records; reading and keeping others."},
    {"name": "people", "description": "People and institutions, and what is known of them."},
    {"name": "stories", "description": "Reports of several outlets on one matter."},
    {"name": "answers", "description": "Quotations, events, promises, and what is between two."},
    {"name": "decisions", "description": "What editors rule; every decision can be taken back."},
    {"name": "archive", "description": "The archive as a whole."},
]

_NAMES = {
    "dabir__archive__answers__deeds__Telling": "Telling",
    "dabir__archive__quoting__tellings__Telling": "QuotedTelling",
}
_ALWAYS = ("refused", "malformed")
_ACCESS = {
    401: "Nobody has signed in, or the token is not valid.",
    403: "The account may not do this, or a page of another site asks for it.",
    429: "Too much is asked; `Retry-After` tells for how many seconds to wait.",
}
_TAG = {"description": "What tells this answer from others of the address.", "schema": {"type": "string"}}
_LINK = {"description": "The address at which the list goes on (RFC 8288).", "schema": {"type": "string"}}
_SHOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an answer that the program has.",
    "schema": {"type": "string", "examples": ['W/"0"']},
}


def described(made: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """The description that FastAPI has made, completed."""
    made = _renamed(made)
    made["servers"] = [{"url": "/api", "description": "This desk"}]
    parts = made["components"]
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of an account."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie_name(settings),
            "description": "The session of a browser; changes must come from a page of the desk itself.",
        },
    }
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= {**problem.pop("$defs"), "Problem": problem}
    parts["schemas"].setdefault("GivenReport", _given())
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    return made


def _renamed(made: dict[str, Any]) -> dict[str, Any]:
    """The description with short names for what the archive has two of."""
    written = json.dumps(made)
    for long, short in _NAMES.items():
        written = written.replace(long, short)
    renamed: dict[str, Any] = json.loads(written)
    return renamed


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """Add to an operation which errors it may have, who may ask for it, and its headers."""
    token: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
    operation["security"] = token if _changes(path, method) else [*token, {}]
    responses = operation["responses"]
    for status, meaning in _errors(path, method, operation).items():
        responses[str(status)] = _error(meaning)
    if method == "get":
        operation.setdefault("parameters", []).append(_SHOWN)
        responses["304"] = {"description": "Nothing has changed."}
        headers = responses["200"].setdefault("headers", {"ETag": _TAG})
        if any(one["name"] == "cursor" for one in operation["parameters"]):
            headers["Link"] = _LINK


def _changes(path: str, method: str) -> bool:
    return method == "post" and path != "/read"


def _errors(path: str, method: str, operation: dict[str, Any]) -> dict[int, str]:
    """Which errors an operation may have, by status."""
    kinds = [*_ALWAYS, *(["not-found"] if "{" in path else []), "unavailable"]
    if method == "post" and path in ("/read", "/reports"):
        kinds += ["too-large", "media"]
    elif method == "post" and "requestBody" in operation:
        kinds.append("too-large")
    return {**_ACCESS, **{KINDS[kind].status: KINDS[kind].meaning for kind in kinds}}


def _error(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {MEDIA: {"schema": schema}}}


def _given() -> dict[str, Any]:
    from dabir.desk.api.models import GivenReport

    return GivenReport.model_json_schema()
