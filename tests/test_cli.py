"""The command, end to end."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

import dabir.cli
from dabir import Reader, Record, Report
from dabir.model import manifest
from dabir.script.style import Style

COMMAND = [sys.executable, "-c", "from dabir.cli import main; main()"]
SAMPLE = Path(str(files("dabir") / "data/sample.txt"))
TEXT = "رضا پاکدل شهردار ساری گفت: پل تازه شهر تا پایان هفته گشوده می‌شود و رفت‌وآمد آسان خواهد شد."
ENGLISH = "The mayor said that the new bridge would be opened to traffic by the end of the week."


@dataclass
class Outcome:
    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process; its standard input holds some bytes, or is a terminal (None)."""

    def go(*arguments: object, stdin: bytes | None = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dabir", *map(str, arguments)])
        monkeypatch.setattr(
            sys, "stdin", Terminal() if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        )
        with pytest.raises(SystemExit) as leaving:
            dabir.cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Outcome(int(leaving.value.code or 0), out, err)

    return go


def lines(*ids: str) -> bytes:
    return b"".join(json.dumps({"id": one, "text": f"{TEXT} {one}"}).encode() + b"\n" for one in ids)


def ids_in(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines("a", "b", "c"))
    return path


# What it says about itself


def test_help_lists_the_commands(run: Run) -> None:
    for arguments in ([], ["--help"]):
        outcome = run(*arguments)
        assert outcome.code == 0
        assert all(command in outcome.out for command in ("read", "schema", "evaluate"))


def test_version(run: Run) -> None:
    assert run("--version").out == f"dabir {dabir.__version__}\n"


def test_read_without_a_source_on_a_terminal_shows_its_help(run: Run) -> None:
    outcome = run("read", stdin=None)
    assert outcome.code == 0
    assert "--format" in outcome.out


def test_schema_describes_what_read_writes(run: Run) -> None:
    schema = json.loads(run("schema").out)
    record = json.loads(run("read", SAMPLE, "-f", "json").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record, schema)


# Reading


def test_the_sample_is_read_as_a_card(run: Run) -> None:
    outcome = run("read", SAMPLE)
    assert outcome.code == 0
    assert outcome.out.startswith("سد مرزی")
    assert "• مهران پاک‌سرشت — وزیر آب جمهوری اسلامی ایران" in outcome.out
    assert "آرمن سهراکیان (گفت، " in outcome.out
    assert "\x1b" not in outcome.out + outcome.err


def test_standard_input_is_read_when_no_source_is_named(run: Run) -> None:
    for arguments in (["read"], ["read", "-"]):
        outcome = run(*arguments, "-f", "json", stdin=TEXT.encode())
        assert outcome.code == 0
        assert json.loads(outcome.out)["text"] == TEXT


def test_fast_reads_by_rules_alone(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(manifest, "FOLDER", tmp_path)  # without any model
    done = run("read", "--fast", str(SAMPLE))
    assert done.code == 0
    assert "گفته‌ها" in done.out


def test_a_damaged_model_is_told_in_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(manifest, "FOLDER", tmp_path)
    done = run("read", str(SAMPLE))
    assert done.code == 1
    assert done.out == ""
    assert done.err == "dabir: the model file reading.onnx is missing or damaged: install dabir again\n"


def test_several_files_in_every_form(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT, "utf-8")
    assert run("read", SAMPLE, other).out.count("گفته‌ها") == 2
    assert [record["id"] for record in json.loads(run("read", SAMPLE, other, "-f", "json").out)] == [
        "sample",
        "other",
    ]
    records = run("read", SAMPLE, other, "--format", "jsonl").out.splitlines()
    assert [Record.from_json(line).id for line in records] == ["sample", "other"]
    page = run("read", SAMPLE, other, "-f", "html").out
    assert page.count("<article") == 2


def test_output_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sample.html"
    outcome = run("read", SAMPLE, "-f", "html", "-o", path)
    assert (outcome.code, outcome.out) == (0, "")
    assert path.read_text("utf-8").startswith("<!doctype html>")


# Many reports


def test_bulk_keeps_ids_and_order(run: Run, news: Path) -> None:
    outcome = run("read", news)
    assert outcome.code == 0
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["a", "b", "c"]


def test_bulk_from_standard_input(run: Run) -> None:
    outcome = run("read", "--jsonl", stdin=lines("x", "y"))
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["x", "y"]


def test_bad_lines_are_named_by_number_and_passed_over(run: Run, news: Path) -> None:
    english = json.dumps({"id": "en", "text": ENGLISH}).encode()
    news.write_bytes(lines("a") + b"{broken\n" + lines("b") + b'"text"\n' + english + b"\n" + lines("c"))
    outcome = run("read", news)
    assert outcome.code == 1
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["a", "b", "c"]
    complaints = outcome.err.splitlines()
    assert len(complaints) == 3
    for number, complaint in zip((2, 4, 5), complaints, strict=True):
        assert complaint.startswith(f"dabir: {news}, line {number}: ")


def test_json_lines_are_known_without_being_called_so(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "news.txt"
    other.write_bytes(b"\n" + lines("a", "b"))
    for outcome in (run("read", other), run("read", stdin=b"\n" + lines("a", "b"))):
        assert outcome.code == 0
        assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["a", "b"]


def test_files_of_one_name_get_ids_that_differ(run: Run, tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/a.text", "y/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    paths = [tmp_path / name for name in ("x/a.txt", "y/a.txt", "y/a.text", "y/b.txt")]
    records = run("read", *paths, "-f", "jsonl").out.splitlines()
    ids = [json.loads(line)["id"] for line in records]
    assert ids == [str(tmp_path / "x/a"), str(paths[1]), str(paths[2]), "b"]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html"])
def test_a_record_that_cannot_be_written_does_not_cost_the_others(
    run: Run, news: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Reader, report: Report | str) -> Record:
        record = whole(self, report)
        if record.id != "b":
            return record
        said = replace(record.statements[0], text="\ud800", speaker="\ud800")
        return replace(record, text="\ud800", statements=(said,))

    whole = Reader.read
    monkeypatch.setattr(Reader, "read", broken)
    outcome = run("read", news, "-f", form)
    assert outcome.code == 1
    assert outcome.err.startswith("dabir: b cannot be written (")
    assert outcome.err.count("\n") == 1
    marks = {"text": "گفته‌ها", "json": '"restored"', "jsonl": '"restored"', "html": "<article"}
    assert outcome.out.count(marks[form]) == 2
    assert "\ud800" not in outcome.out


def test_resume_continues_after_what_is_there(run: Run, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    whole = run("read", news).out
    out.write_text("".join(whole.splitlines(keepends=True)[:2])[:-30], "utf-8")
    outcome = run("read", news, "-o", out, "--resume")
    assert outcome.code == 0
    assert out.read_text("utf-8") == whole
    assert run("read", news, "-o", out, "--resume").code == 0
    assert out.read_text("utf-8") == whole


def test_an_interrupt_leaves_whole_lines_to_be_resumed(tmp_path: Path, run: Run) -> None:
    out, ids = tmp_path / "out.jsonl", [str(number) for number in range(6)]
    command = [*COMMAND, "read", "--jsonl", "-o", out]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(lines(*ids[:3]))
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not (out.exists() and out.read_bytes().count(b"\n") == 3):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        process.stdin.close()
        said = process.stderr.read().decode()
    assert said == f"dabir: broken off; to go on, give the same command with --resume -o {out}.\n"
    assert ids_in(out) == ids[:3]
    assert run("read", "--jsonl", "-o", out, "--resume", stdin=lines(*ids)).code == 0
    assert ids_in(out) == ids


def test_a_closed_pipe_ends_without_a_complaint(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(lines(*map(str, range(300))))
    process = subprocess.Popen([*COMMAND, "read", many], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 1
    assert process.stderr.read() == b""
    process.stderr.close()


# What cannot be read


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (bytes(range(256)) * 8, "binary"), (ENGLISH.encode(), "English")],
)
def test_what_is_no_report_is_refused_in_one_sentence(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    outcome = run("read", bad, "-f", "json")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("dabir: ")
    assert outcome.err.count("\n") == 1
    assert "bad" in outcome.err
    assert said in outcome.err


def test_one_bad_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    outcome = run("read", missing, SAMPLE, tmp_path / "missing.jsonl", "-f", "jsonl")
    assert outcome.code == 1
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["sample"]
    assert len(outcome.err.splitlines()) == 2
    assert str(missing) in outcome.err


def test_an_output_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    outcome = run("read", SAMPLE, "-o", tmp_path / "no/where.txt")
    assert outcome.code == 1
    path = tmp_path / "no/where.txt"
    assert (
        outcome.err
        == f"dabir: {path} cannot be written (No such file or directory): name another file with -o.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this machine")
@pytest.mark.parametrize(
    "arguments", [["read", SAMPLE], ["read", SAMPLE, "-f", "json"], ["schema"], ["--help"]]
)
def test_a_full_disk_is_told_of(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"dabir: standard output cannot be written (No space left")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.jsonl", "none.jsonl cannot be read (No such file or directory): check the name."),
        ("", "is a folder: name the files in it."),
    ],
)
def test_what_is_no_file_is_named_with_the_remedy(run: Run, tmp_path: Path, name: str, said: str) -> None:
    outcome = run("read", tmp_path / name)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.endswith(f"{said}\n")
    assert outcome.err.startswith(f"dabir: {tmp_path / name} ")


def test_an_address_of_another_kind_is_refused(run: Run) -> None:
    outcome = run("read", "ftp://example.org/a.txt")
    assert (outcome.code, outcome.out) == (1, "")
    assert "begins with http:// or https://" in outcome.err


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html"])
def test_where_nothing_is_read_nothing_is_written(run: Run, tmp_path: Path, form: str) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("what was there\n", "utf-8")
    for output in (old, new):
        assert run("read", tmp_path / "a.txt", tmp_path / "b.txt", "-f", form, "-o", output).code == 1
    assert old.read_text("utf-8") == "what was there\n"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert run("read", tmp_path / "a.txt", tmp_path / "b.txt", "-f", form).out == ""


def test_json_lines_without_a_line_are_told_of(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"\n")
    outcome = run("read", empty)
    assert outcome.code == 1
    assert outcome.err == f"dabir: {empty} is empty: give one JSON object a line.\n"


@pytest.mark.parametrize(
    "arguments",
    [["--resume"], ["--resume", "-o", "x", "-f", "html"], ["-o", str(SAMPLE)], ["--format", "pdf"]],
)
def test_what_cannot_be_meant_is_a_usage_error(run: Run, arguments: list[str]) -> None:
    before = SAMPLE.read_bytes()
    outcome = run("read", SAMPLE, *arguments)
    assert outcome.code == 2
    assert "Usage: dabir read" in outcome.err
    assert SAMPLE.read_bytes() == before


def test_resuming_a_file_that_is_no_output_is_refused(run: Run, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "notes.txt"
    out.write_text("یادداشت\n", "utf-8")
    outcome = run("read", news, "-o", out, "--resume")
    assert outcome.code == 1
    assert "line 1 is not a record" in outcome.err
    assert out.read_text("utf-8") == "یادداشت\n"


# Evaluation


@pytest.fixture
def annotated(run: Run, news: Path, tmp_path: Path) -> Path:
    """The reader's own records of two reports as their annotation, one statement's speaker changed."""
    records = [json.loads(line) for line in run("read", news).out.splitlines()[:2]]
    assert all(record["statements"] for record in records)
    records[1]["statements"][0]["speaker"] = "مینا روشن"
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return gold


def test_evaluate_prints_the_figures(run: Run, annotated: Path, news: Path) -> None:
    outcome = run("evaluate", annotated, news)
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "statements  P 1.000  R 1.000  F1 1.000"
    figures = json.loads(run("evaluate", annotated, news, "--json").out)
    assert (figures["statements"], figures["attributed"], figures["people"]) == (1.0, 0.5, 1.0)


def test_evaluate_tells_what_went_wrong(run: Run, annotated: Path, news: Path) -> None:
    out = run("evaluate", annotated, news, "--worst", "3").out
    assert "b: 0 attributed of 1 gold, 1 predicted" in out
    assert "  speaker: مینا روشن, not رضا پاکدل: «پل تازه شهر" in out
    assert "a: " not in out


def test_evaluate_names_what_was_not_read(run: Run, annotated: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_bytes(lines("a"))
    outcome = run("evaluate", annotated, texts)
    assert outcome.code == 1
    assert "1 report was not read: b." in outcome.err
    assert outcome.out.startswith("statements")


@pytest.mark.parametrize("texts", [None, b"", b"{}\n"])
def test_evaluate_shows_no_figures_where_nothing_was_read(
    run: Run, annotated: Path, tmp_path: Path, texts: bytes | None
) -> None:
    path = tmp_path / "texts.jsonl"
    if texts is not None:
        path.write_bytes(texts)
    outcome = run("evaluate", annotated, path)
    assert (outcome.code, outcome.out) == (1, "")
    assert str(path) in outcome.err
    assert "2 reports were not read: a, b." in outcome.err


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        (
            b'{"id": "a", "statements": [{}]}\n',
            ', line 1 is not an annotated report: it has no "start"; give',
        ),
        (b'\n{"id": "a"}\n', ', line 2 is not an annotated report: it has no "statements"; give'),
        (b"Persian\n", ", line 1 is not an annotated report: it is no JSON; give"),
        (bytes(range(256)), ", line 1 is not an annotated report: it is no JSON; give"),
        (b"[]\n", ", line 1 is not an annotated report: "),
        (b"\n", " is empty: give annotated reports, one JSON object a line."),
        (None, " cannot be read (No such file or directory): check the name."),
    ],
)
def test_evaluate_refuses_a_gold_file_that_is_none(
    run: Run, news: Path, tmp_path: Path, gold: bytes | None, said: str
) -> None:
    path = tmp_path / "gold.jsonl"
    if gold is not None:
        path.write_bytes(gold)
    outcome = run("evaluate", path, news)
    assert (outcome.code, outcome.out) == (1, "")
    assert f"dabir: {path}{said}" in outcome.err
    assert outcome.err.count("\n") == 1


# On a terminal


def test_a_bar_shows_on_a_terminal_and_stays_out_of_the_output(news: Path) -> None:
    terminal, side = pty.openpty()
    process = subprocess.Popen([*COMMAND, "read", news], stdout=subprocess.PIPE, stderr=side)
    out, _ = process.communicate(timeout=60)
    os.close(side)
    shown = os.read(terminal, 100_000)
    os.close(terminal)
    assert b"Reading" in shown
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b", "c"]


DAMAGED = "او می شود\r\nکتابها و وزارتخانههای كشور\n\nپایان"
MENDED = "او می‌شود\nکتاب‌ها و وزارتخانه‌های کشور\n\nپایان\n"


def test_restore_writes_one_line_for_each_line(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "damaged.txt"
    source.write_bytes(DAMAGED.encode())
    assert run("restore", source).out == MENDED
    assert run("restore", stdin=DAMAGED.encode()).out == MENDED
    assert run("restore", source, "-o", tmp_path / "mended.txt").code == 0
    assert (tmp_path / "mended.txt").read_text("utf-8") == MENDED
    source.write_bytes(
        DAMAGED.encode("windows-1256", "replace") + b"\n" + DAMAGED.encode("windows-1256", "replace")
    )
    assert run("restore", source).out.count("\n") == 8


def test_restore_tells_what_it_changed(run: Run) -> None:
    lines = [json.loads(line) for line in run("restore", "--json", stdin=DAMAGED.encode()).out.splitlines()]
    assert "".join(line["text"] + "\n" for line in lines) == MENDED
    assert [change["kind"] for line in lines for change in line["changes"]] == ["half_space"] * 3 + [
        "letters"
    ]
    second = DAMAGED.split("\n")[1]
    for change in lines[1]["changes"]:
        assert second[change["start"] : change["end"]] == change["before"]


def test_restore_in_the_other_style(run: Run) -> None:
    assert run("restore", "--style", "loose", stdin="وزارت خانه های ما".encode()).out == "وزارتخانه‌های ما\n"


def test_restore_goes_on_where_it_stopped(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.linewise.BLOCK", 2)
    source, output = tmp_path / "in.txt", tmp_path / "out.txt"
    source.write_text("او می شود\n" * 7, "utf-8")
    output.write_text("خط یک\nخط دو\nخط سه\nنیم", "utf-8")
    assert run("restore", source, "-o", output, "--resume").code == 0
    assert output.read_text("utf-8") == "خط یک\nخط دو\n" + "او می‌شود\n" * 5
    assert run("restore", source, "-o", output, "--resume").code == 0
    assert output.read_text("utf-8").count("\n") == 7


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["missing.txt"], 1, "missing.txt cannot be opened"),
        (["."], 1, ". is a folder: name a file in it."),
        (["binary"], 1, "binary is not text but binary data"),
        (["text.txt", "-o", "text.txt"], 2, "is read and cannot be written at once"),
        (["text.txt", "--resume"], 2, "name it with -o"),
        (["text.txt", "--style", "tight"], 2, "academy"),
    ],
)
def test_restore_tells_faults_in_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "binary").write_bytes(bytes(range(32)) * 20)
    (tmp_path / "text.txt").write_text("متن", "utf-8")
    outcome = run("restore", *arguments)
    assert outcome.code == code
    assert reason in outcome.err
    assert (tmp_path / "text.txt").read_text("utf-8") == "متن"


def test_restore_of_nothing_is_nothing(run: Run) -> None:
    assert run("restore", stdin=b"") == Outcome(0, "", "")
    assert "Usage" in run("restore", stdin=None).out


def test_restore_keeps_blank_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.linewise.BLOCK", 2)
    assert run("restore", stdin="\n\n\nاو می شود\n".encode()).out == "\n\n\nاو می‌شود\n"
    assert run("restore", stdin=b"\n \n").out.count("\n") == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1256"])
def test_restore_reads_every_encoding_of_the_web(run: Run, encoding: str) -> None:
    text = "مردم در شهر مي شوند و مي روند\nآب بود\n" * 3
    assert run("restore", stdin=text.encode(encoding)).out == text.replace("مي ", "می‌")


def test_restore_loses_nothing_where_it_cannot_go_on(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "out.txt"
    output.write_text("نیم", "utf-8")
    assert run("restore", tmp_path / "missing.txt", "-o", output, "--resume").code == 1
    assert output.read_text("utf-8") == "نیم"


def test_the_command_offers_every_style() -> None:
    assert {style.value for style in dabir.cli.Style} == set(get_args(Style))


# Deeds


def test_explain_tells_which_frames_fired(run: Run) -> None:
    outcome = run("explain", "بهرام نیکخواه وزیر نیرو با سالم الحارثی وزیر برق عمان دیدار کرد.", "--fast")
    assert outcome.code == 0
    assert "«دیدار کرد» as a verb" in outcome.out
    assert "yes, CONSULT, happened: بهرام نیکخواه → سالم الحارثی" in outcome.out


def test_explain_tells_why_none_fired(run: Run) -> None:
    assert "nobody is found" in run("explain", "دیدار در ساعت ده انجام شد.", "--fast").out
    assert "No word of any frame" in run("explain", "هوا امروز ابری است.", "--fast").out


def test_explain_reads_standard_input(run: Run) -> None:
    outcome = run("explain", "-", "--fast", stdin="پلیس ساری سه قاچاقچی را بازداشت کرد.".encode())
    assert "COERCE/arrest" in outcome.out


def test_explain_of_nothing_is_told_in_one_sentence(run: Run) -> None:
    outcome = run("explain", " ", "--fast")
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1


def test_evaluate_measures_deeds(run: Run, tmp_path: Path) -> None:
    text = "سفر دو وزیر\nبهرام نیکخواه وزیر نیرو با سالم الحارثی وزیر برق عمان دیدار کرد."
    start = text.index("دیدار کرد")
    deed = {
        "type": "CONSULT",
        "mode": None,
        "sources": ["بهرام نیکخواه"],
        "targets": ["سالم الحارثی"],
        "status": "happened",
        "words": [[start, start + 5]],
    }
    line = {
        "id": "a",
        "sha": sha256(text.encode()).hexdigest()[:16],
        "deeds": [deed],
        "times": [],
        "acts": [],
    }
    gold, texts = tmp_path / "deeds.jsonl", tmp_path / "texts.jsonl"
    gold.write_text(json.dumps(line), "utf-8")
    texts.write_text(json.dumps({"id": "a", "text": text}), "utf-8")
    outcome = run("evaluate", gold, texts, "--fast")
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "deeds       P 1.000  R 1.000  F1 1.000"
    assert json.loads(run("evaluate", gold, texts, "--fast", "--json").out)["deeds"] == 1.0
