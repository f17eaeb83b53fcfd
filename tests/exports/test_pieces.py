import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dabir.exports
from dabir.exports.pieces import each, json_line, library, told
from dabir.record import Record
from exporting import a_record


def test_modules_of_exports_load_no_library_before_it_is_needed() -> None:
    folder = Path(dabir.exports.__file__).parent
    names = [f"dabir.exports.{path.stem}" for path in sorted(folder.glob("[a-z]*.py"))]
    heavy = ("pyarrow", "spacy", "pydantic", "jinja2", "pandas")
    check = f"import sys, {', '.join(names)}\nprint(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert len(names) > 15
    assert done.stdout.split() == []


def test_what_is_not_known_is_not_told() -> None:
    facts = told(a=None, b="", c=(), d=[], e=0, f=0.0, g=("x",), h=False)
    assert facts == {"e": 0, "f": 0.0, "g": ["x"], "h": False}


@given(st.text())
def test_json_stands_on_one_line(text: str) -> None:
    line = json_line({"text": text})
    assert line.endswith("}\n")
    assert line.count("\n") == 1


def test_a_fault_names_its_report_and_the_rest_goes_on() -> None:
    def make(record: Record) -> str:
        if record.id == "خبر":
            raise ValueError("its text is missing")
        return record.id

    records = [a_record(key=key) for key in ("r1", "خبر", "r3")]
    faults: list[str] = []
    assert list(each(records, make, lambda record, error: faults.append(f"{record.id}: {error}"))) == [
        "r1",
        "r3",
    ]
    assert faults == ["خبر: its text is missing"]
    with pytest.raises(ValueError, match=r"^Report 'خبر' cannot be written: its text is missing$"):
        list(each(records, make))


def test_a_library_that_is_missing_is_named_with_the_remedy() -> None:
    with pytest.raises(ValueError, match=r"^Wax needs no_such_library: pip install 'dabir\[wax\]'$"):
        library("no_such_library.tables", "Wax", "wax")
