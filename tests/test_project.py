"""The project as a whole: its public names, its start-up, its tracked files and its wheel."""

import ast
import itertools
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dabir

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
HEAVY = (
    "feedparser",
    "httpx",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "pydantic",
    "rich",
    "sqlalchemy",
    "tokenizers",
    "trafilatura",
)

# What each room may use (docs/architecture.md); the command may use all.
ROOMS = {
    "report": set(),
    "record": {"report"},
    "script": set(),
    "model": {"script"},
    "sources": {"report", "script"},
    "facts": {"report", "record", "script", "model"},
    "reader": {"report", "record", "script", "facts", "model", "sources"},
    "archive": {"report", "record", "script", "model", "facts", "sources", "watching"},
    "exports": {"report", "record", "script", "facts", "archive"},
    "evaluation": {"record", "report", "script", "facts"},
    "desk": {
        "report",
        "record",
        "script",
        "facts",
        "archive",
        "exports",
        "reader",
        "sources",
        "batch",
        "adding",
        "gathering",
    },
    "batch": {"report", "record", "model", "reader", "sources"},
    "adding": {"archive", "batch", "model", "reader", "record", "report"},
    "importing": {"adding", "archive"},
    "inputs": {"report", "sources", "batch"},
    "gathering": {"report", "sources", "batch", "inputs"},
    "bulk": {"archive", "batch", "exports", "gathering", "model", "reader", "record", "report", "sources"},
    "watching": {"report", "sources", "batch"},
    "output": set(),
    "restoration": {"script"},
    "linewise": {"restoration", "script", "sources"},
}

PUBLIC = {
    "Change",
    "Commitment",
    "Embedder",
    "Event",
    "Header",
    "Mention",
    "Part",
    "Party",
    "Person",
    "Place",
    "Reader",
    "Record",
    "Report",
    "Restored",
    "Span",
    "Statement",
    "Time",
    "UnreadableError",
    "__version__",
    "embed",
    "read",
    "restore",
    "restore_all",
    "schema",
}


def test_public_names_are_these_and_no_others():
    assert set(dabir.__all__) == PUBLIC
    assert set(dir(dabir)) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there(name):
    assert getattr(dabir, name)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dabir.nothing


def test_public_things_are_documented():
    bare = [name for name in PUBLIC - {"__version__"} if not (getattr(dabir, name).__doc__ or "").strip()]
    assert not bare


@pytest.mark.parametrize("words", ["import dabir", "from dabir.cli import main"])
def test_start_up_is_light(words):
    """Neither the import nor the command's own module loads a parser, a template engine or pydantic."""
    check = f"import sys\n{words}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_is_light():
    command = [sys.executable, "-X", "importtime", "-c", "from dabir.cli import main; main()", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rsplit("|", 1)[-1].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "dabir" in loaded
    assert not loaded & set(HEAVY)


def modules():
    return sorted(
        path for folder in ("src", "training", "benchmarks", "docs") for path in (ROOT / folder).rglob("*.py")
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), "a docstring is missing"


def rooms_imported(path):
    """The rooms (what follows `dabir.`) that a module imports, at whatever depth the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            package, _, rest = (name or "").partition(".")
            if package == "dabir" and rest:
                yield rest.partition(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_room_uses_only_rooms_before_it(room):
    home = SOURCE / "dabir" / room
    paths = sorted(home.rglob("*.py")) if home.is_dir() else [home.with_suffix(".py")]
    used = {name for path in paths for name in rooms_imported(path)} - {room}
    assert used <= ROOMS[room]


def test_every_room_has_its_rule():
    found = {
        path.stem for path in (SOURCE / "dabir").iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert found == ROOMS.keys() | {"__init__", "cli", "commands"}


def tracked():
    """The files under version control, as text; outside a clone there is nothing to look at."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a clone of the repository")
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_pickled_file():
    assert not [path for path in tracked() if path.suffix in {".pkl", ".pickle", ".joblib", ".pt", ".pth"}]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        (
            "a registry's address",
            r"pypi\.org/simple|files\.pythonhosted|(?:extra-)?index[-_]url|find[-_]links",
        ),
        ("a path of one machine", r"(?<![\w.~:/])/(?:home|root|Users|work|opt|mnt)/\w"),
    ],
)
def test_tracked_files_are_free_of(what, pattern):
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path != Path(__file__) and re.search(pattern, path.read_text("utf-8", errors="replace"))
    ]
    assert not found, f"{what} stands in {found}"


def test_lock_names_every_dependency_without_an_address():
    lines = (ROOT / "requirements-dev.lock").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", pin) for pin in pins)
    declared = re.findall(r'^  "([\w-]+)>=', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    locked = {re.sub(r"[-_.]+", "-", pin.partition("==")[0]).lower() for pin in pins}
    assert declared
    assert set(declared) <= locked


def test_notice_names_every_file_that_has_parts_from_elsewhere():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    inside = [path for path in tracked() if path.parent.name == "data" and SOURCE in path.parents]
    files = [path for path in inside if path.suffix != ".npz"]  # which the notice names among the models
    heads = {path.relative_to(ROOT).as_posix(): header(path) for path in files}
    foreign = {name for name, head in heads.items() if re.search(r"CC BY|\bMIT\b|Unicode", head)}
    assert len(foreign) >= 4
    assert foreign == set(re.findall(r"^ {4}(src/\S+)$", notice, re.MULTILINE))
    shared_alike = {name for name, head in heads.items() if "This list is under CC BY-SA 4.0 too" in head}
    assert shared_alike == {name for name, head in heads.items() if "CC BY-SA" in head}
    assert shared_alike == set(
        re.findall(r"^ {4}(src/\S+)$", notice.split("Word lists with")[0], re.MULTILINE)
    )


def header(path):
    """The lines of a data file before its first entry."""
    lines = path.read_text("utf-8").splitlines()
    return "\n".join(itertools.takewhile(lambda line: line.startswith("#"), lines))


def test_wheel_holds_every_file_of_the_package(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    carried = {name for name in names if name.startswith("dabir/")}
    ours = {path.relative_to(SOURCE).as_posix() for path in tracked() if SOURCE in path.parents}
    assert ours <= carried
    assert "dabir/data/sample.txt" in carried
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}
