"""Rendering: the templates of the pages, and what they may use."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from dabir.archive.words.snippets import Snippet
from dabir.desk.clock import in_tehran
from dabir.desk.mending import mended
from dabir.facts.lexicon import country_name


@cache
def template(name: str) -> Template:
    """A template of the desk."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("dabir.desk", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.filters.update(marked=marked, mended=mended, part=part, tehran=in_tehran, country=country_name)
    found.globals.update(static=static)
    return found


def marked(snippet: Snippet) -> Markup:
    """A snippet with its hits marked."""
    pieces: list[Markup] = []
    done = 0
    for first, last in snippet.hits:
        hit = Markup("<mark>{}</mark>").format(snippet.text[first:last])
        pieces += [escape(snippet.text[done:first]), hit]
        done = last
    return Markup("").join([*pieces, escape(snippet.text[done:])])


def part(name: str) -> str:
    """A name as one part of an address's path."""
    return quote(name, safe="")


@cache
def static(name: str) -> str:
    """The address of a file that comes with the desk; another content has another address."""
    content = files("dabir.desk").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"
