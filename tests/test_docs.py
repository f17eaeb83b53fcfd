"""The documentation and the README against the package: nothing undocumented, nothing stale."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import typer

import dabir
from dabir.cli import app
from dabir.exports.card import text_card

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def hooks():
    spec = importlib.util.spec_from_file_location("hooks", DOCS / "hooks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record_tables():
    """The fields that docs/record.md documents, by type."""
    sections = re.split(r"^## (\w+)$", (DOCS / "record.md").read_text("utf-8"), flags=re.MULTILINE)
    fields = {}
    for name, body in zip(sections[1::2], sections[2::2], strict=True):
        table = body[body.find("| field |") :].split("\n\n")[0] if "| field |" in body else ""
        fields[name] = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    return {name: names for name, names in fields.items() if names}


def schema_fields():
    schema = dabir.schema()
    definitions = schema["$defs"] | ({} if "Record" in schema["$defs"] else {"Record": schema})
    return {name: list(definition["properties"]) for name, definition in definitions.items()}


def test_every_field_of_the_record_is_documented_in_its_order():
    assert record_tables() == schema_fields()


def test_every_value_of_a_choice_is_documented():
    page = (DOCS / "record.md").read_text("utf-8")
    choices = re.findall(r'"enum": (\[[^\]]*\])', json.dumps(dabir.schema()))
    values = {value for choice in choices for value in json.loads(choice)}
    assert values
    assert not [value for value in values if f"`{value}`" not in page]


def test_the_example_record_fits_the_schema(hooks):
    jsonschema.validate(json.loads(hooks.sample("json")), dabir.schema())


def test_every_command_is_in_the_reference_and_the_readme(hooks):
    commands = hooks.command_helps()
    readme = (ROOT / "README.md").read_text("utf-8")
    reference = hooks.command_reference()
    assert len(commands) >= 4
    for words, text in commands.items():
        assert f"## `{words}`" in reference
        assert text in reference
        assert f"`{words}" in readme or words == "dabir"


def test_documents_name_no_command_that_is_not_there(hooks):
    commands = hooks.command_helps()
    for path in [ROOT / "README.md", *DOCS.glob("*.md")]:
        named = set(re.findall(r"(?:^    |`)(dabir [a-z]+)\b", path.read_text("utf-8"), re.MULTILINE))
        assert named <= commands.keys(), path.name


def test_every_command_and_option_says_what_it_does():
    commands = typer.main.get_command(app).commands
    assert not [name for name, command in commands.items() if not command.help]
    options = [(name, option) for name, command in commands.items() for option in command.params]
    assert options
    assert not [(name, option.name) for name, option in options if not option.help]


def test_every_public_name_is_on_the_python_page(hooks):
    page = hooks.python_reference()
    assert not [name for name in dabir.__all__ if name != "__version__" and f"### `{name}`" not in page]


def test_readme_examples_run():
    examples = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        exec(compile(example, "README.md", "exec"), {})


def test_readme_shows_the_card_of_its_report():
    report, card = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert text_card(dabir.read(report)) == card


def test_drawing_stands_by_itself():
    drawing = (DOCS / "assets" / "road.svg").read_text("utf-8")
    assert not re.search(r'(?:href|src)="(?!#)', drawing)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The documentation, built as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_pages_fetch_nothing_from_elsewhere(site):
    loads = re.compile(
        r"<(?:script|img|iframe|source)[^>]*\ssrc=\"?(?:https?:)?//|<link[^>]*\shref=\"?(?:https?:)?//|@import"
    )
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 8
    assert not [page.name for page in pages if loads.search(page.read_text("utf-8"))]


def test_first_page_is_persian_and_right_to_left(site):
    first = (site / "index.html").read_text("utf-8")
    assert '<div dir="rtl" lang="fa">' in first
    assert "دبیر خبر فارسی را می‌خواند" in first


def test_search_finds_persian_words(site):
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert any("گوینده" in document["text"] for document in index["docs"])
    assert "trimmer" not in index["config"]["pipeline"]
