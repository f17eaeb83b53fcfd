"""What MkDocs takes from the package itself when it builds the documentation, so that it cannot go stale.

Two pages are written here (the commands, the Python interface). In the others `{{ sample.… }}` is replaced by
what the reader makes of the sample report, and `{{ gate.floors }}` by the pinned floors.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from typer.core import TyperGroup

    from dabir import Record

WIDTH = 100
# A phrase in Persian quotation marks (group 1). Drawings, which know no HTML, and code are passed over.
PHRASE = re.compile("(«[^«»<>]*»)|<(svg|pre).*?</\\2>", re.DOTALL)
SECTION = re.compile(r"(Args|Attributes|Returns|Yields|Raises):")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are generated (an event of MkDocs)."""
    from mkdocs.structure.files import File

    for uri, content in generated().items():
        files.append(File.generated(config, uri, content=content))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Fill in what the reader makes of the sample report, and the gate's floors (an event of MkDocs)."""
    filled = re.sub(r"\{\{ sample\.(\w+) \}\}", lambda found: sample(found[1]), markdown)
    return filled.replace("{{ gate.floors }}", floors()) if "{{ gate.floors }}" in filled else filled


def on_page_content(html: str, **_: object) -> str:
    """Set Persian phrases in quotation marks apart: a row of them keeps its order (an event of MkDocs)."""
    return PHRASE.sub(lambda found: f'<bdi dir="rtl">{found[1]}</bdi>' if found[1] else found[0], html)


def generated() -> dict[str, str]:
    """The generated files by their place in the documentation."""
    return {
        "reference/cli.md": command_reference(),
        "reference/api.md": python_reference(),
        "sample.html": sample("html"),
    }


def command_reference() -> str:
    """The help of `dabir` and of each of its commands."""
    sections = [f"## `{path}`\n\n```text\n{text}\n```" for path, text in command_helps().items()]
    return "\n\n".join(["# Commands", "The command's own help, as it prints it.", *sections])


def command_helps() -> dict[str, str]:
    """The help text of `dabir` and of each command, by the words that call it."""
    import typer

    from dabir.cli import app

    return dict(_helps(typer.main.get_command(app), "dabir"))


def _helps(command: TyperGroup, path: str) -> Iterator[tuple[str, str]]:
    with command.make_context(
        path, [], resilient_parsing=True, max_content_width=WIDTH, terminal_width=WIDTH
    ) as context:
        yield path, command.get_help(context).strip()
    for name, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield from _helps(child, f"{path} {name}")


def python_reference() -> str:
    """Signature and docstring of every public name."""
    import dabir
    from dabir import sources

    public = [getattr(dabir, name) for name in sorted(dabir.__all__, key=str.lower) if name != "__version__"]
    intake = [
        getattr(sources, name) for name in sources.__all__ if inspect.isfunction(getattr(sources, name))
    ]
    return "\n\n".join(
        [
            "# Python",
            inspect.cleandoc(dabir.__doc__ or ""),
            "## `dabir`",
            *map(_entry, public),
            "## `dabir.sources`",
            inspect.cleandoc(sources.__doc__ or ""),
            *map(_entry, intake),
        ]
    )


def _entry(thing: type | object) -> str:
    """One public class or function, a class with its own public methods."""
    parts = _described(f"### `{thing.__name__}`", thing)
    if inspect.isclass(thing):
        for name in vars(thing):
            method = getattr(thing, name)
            if not name.startswith("_") and inspect.isroutine(method):
                parts += _described(f"#### `{thing.__name__}.{name}`", method)
    return "\n\n".join(parts)


def _described(title: str, thing: type | object) -> list[str]:
    return [title, _signature(thing), _prose(inspect.getdoc(thing) or "")]


def _signature(thing: type | object) -> str:
    """The call as one would write it, one argument a line where it is long."""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return _python(f"class {thing.__name__}({thing.__base__.__name__})")
    signature = inspect.signature(thing)
    arguments = [argument for name, argument in signature.parameters.items() if name != "self"]
    signature = signature.replace(parameters=arguments)
    if inspect.isclass(thing):
        signature = signature.replace(return_annotation=inspect.Signature.empty)
    start = f"{'class' if inspect.isclass(thing) else 'def'} {thing.__name__}"
    if len(start) + len(str(signature)) > WIDTH:
        lines = "".join(f"    {line},\n" for line in _argument_lines(arguments))
        return _python(f"{start}(\n{lines})")
    return _python(f"{start}{signature}")


def _argument_lines(arguments: Iterable[inspect.Parameter]) -> Iterator[str]:
    """The arguments, a star before the first that is given by name only."""
    named = False
    for argument in arguments:
        if argument.kind is inspect.Parameter.KEYWORD_ONLY and not named:
            named = True
            yield "*"
        yield str(argument)


def _python(code: str) -> str:
    """A block of code; annotations stand without the quotation marks that `inspect` gives them."""
    code = code.replace("'", "").replace("<factory>", "…")
    return f"```python\n{code}\n```"


def _prose(docstring: str) -> str:
    """A Google-style docstring as Markdown: its sections become lists."""
    lines, inside = [], False
    for line in docstring.splitlines():
        if SECTION.fullmatch(line):
            lines += [f"**{line[:-1]}**", ""]
            inside = True
        elif inside and re.match(r" {4}\S", line):
            name, colon, meaning = line.strip().partition(": ")
            lines.append(f"- `{name}`: {meaning}" if colon else f"- {name}")
        else:
            inside = inside and line.startswith(" ")
            lines.append(line)
    return "\n".join(lines)


def sample(form: str) -> str:
    """What the reader makes of the sample report: the card (`text`), `json`, or the page (`html`)."""
    from dabir.exports.card import text_card
    from dabir.exports.page import html_page

    forms: dict[str, Callable[[Record], str]] = {
        "text": text_card,
        "json": lambda record: record.to_json(indent=2),
        "html": html_page,
    }
    return forms[form](_sample_record()).strip()


@cache
def _sample_record() -> Record:
    import dabir
    from dabir.sources import read_bytes

    name = "sample.txt"
    return dabir.read(read_bytes(files("dabir").joinpath("data", name).read_bytes(), name))


def floors() -> str:
    """The gate's pinned floors as a table: a measure a row, an annotated set a column."""
    gate = tomllib.loads(Path(__file__, "../../tests/gate.toml").resolve().read_text("utf-8"))
    measures = dict.fromkeys(name for pinned in gate.values() for name in pinned)
    rows = [["floor", *gate], ["---"] * (len(gate) + 1)]
    rows += [[name, *(_floor(pinned, name) for pinned in gate.values())] for name in measures]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _floor(pinned: Mapping[str, float], name: str) -> str:
    return f"{pinned[name]:.2f}" if name in pinned else "–"
