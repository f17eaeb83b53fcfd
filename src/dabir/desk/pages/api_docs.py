"""The API's documentation: a page made of its description, in the desk's own look."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from dabir.desk.api.problems import KINDS
from dabir.desk.language import interface
from dabir.desk.settings import Settings
from dabir.desk.visits import Visiting

router = APIRouter()

Parts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of what is sent or answered.

    `place` is where a parameter stands («query», «path»); `schema` names the schema that tells more, if there is one.
    """

    name: str
    place: str
    type: str
    schema: str
    required: bool
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Call:
    """One address with its method.

    `sent` and `answered` are the names of the schemas of what is sent and answered, "" for none; `errors` are pairs of
    status and meaning; `changes` tells whether it takes the role of an editor.
    """

    id: str
    method: str
    path: str
    summary: str
    meaning: str
    parameters: tuple[Field, ...]
    sent: str
    answered: str
    errors: tuple[tuple[str, str], ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """What is sent or answered: its fields or, where it has none, what values it has."""

    name: str
    type: str
    meaning: str
    fields: tuple[Field, ...]


@router.get("/api/docs")
def docs(visit: Visiting) -> Response:
    """All addresses of the API, with what they take and give."""

    def made() -> dict[str, Any]:
        described = visit.request.app.state.api.openapi()
        every = list(calls(described))
        tags = [
            (tag["name"], tag["description"], [call for name, call in every if name == tag["name"]])
            for tag in described["tags"]
        ]
        return {
            "coded": coded,
            "en": interface("en"),
            "address": _address(visit.office.settings),
            "about": described["info"]["description"],
            "tags": tags,
            "schemas": list(schemas(described)),
            "kinds": KINDS,
        }

    return visit.page("api_docs.html", made)


def _address(settings: Settings) -> str:
    """The desk's own address, as programs write it."""
    host = settings.names[0] if settings.names else f"{settings.host}:{settings.port}"
    return f"{'https' if settings.secure else 'http'}://{host}"


def coded(words: str) -> Markup:
    """Words in which what stands between backticks is code."""
    parts = words.split("`")
    forms = (Markup("{}"), Markup("<code>{}</code>"))
    return Markup("").join(forms[number % 2].format(part) for number, part in enumerate(parts))


def calls(described: Parts) -> Iterator[tuple[str, Call]]:
    """The calls of a description, each with the name of its group."""
    base = described["servers"][0]["url"]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield operation["tags"][-1], _call(f"{base}{path}", method.upper(), operation)


def schemas(described: Parts) -> Iterator[Schema]:
    """The schemas of a description, by name."""
    for name, schema in sorted(described["components"]["schemas"].items()):
        needed, inside = schema.get("required", ()), schema.get("properties", {})
        fields = (_field(key, "", value, key in needed) for key, value in inside.items())
        yield Schema(name, _type(schema), schema.get("description", ""), tuple(fields))


def _call(path: str, method: str, operation: Parts) -> Call:
    responses = operation["responses"]
    good = next(answer for status, answer in responses.items() if status.startswith("2"))
    errors = ((status, answer["description"]) for status, answer in responses.items() if status >= "300")
    return Call(
        operation["operationId"],
        method,
        path,
        operation["summary"],
        operation["description"],
        tuple(_parameter(each) for each in operation.get("parameters", ())),
        _schema_of(operation.get("requestBody", {})),
        _schema_of(good),
        tuple(sorted(errors)),
        {} not in operation["security"],
    )


def _parameter(one: Parts) -> Field:
    schema = {**one["schema"], "description": one.get("description", "")}
    return _field(one["name"], one["in"], schema, one.get("required", False))


def _field(name: str, place: str, schema: Parts, required: bool) -> Field:
    examples = schema.get("examples") or [""]
    shown = examples[0] if isinstance(examples[0], str) else json.dumps(examples[0], ensure_ascii=False)
    return Field(name, place, _type(schema), _named(schema), required, schema.get("description", ""), shown)


def _schema_of(content: Parts) -> str:
    """The name of the schema of what is sent or answered as JSON."""
    return _named(content.get("content", {}).get("application/json", {}).get("schema", {}))


def _named(schema: Parts) -> str:
    """The name of the schema to which one refers, itself or for what it holds."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner = [*([schema["items"]] if schema.get("items") else []), *schema.get("anyOf", ())]
    return next((name for one in inner if (name := _named(one))), "")


def _type(schema: Parts) -> str:
    """What a value is, in a few words."""
    if "$ref" in schema:
        return _named(schema)
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f"“{value}”" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"array of {_type(schema.get('items', {}))}" if schema.get("items") else "array"
    return str(schema.get("type", "any"))
