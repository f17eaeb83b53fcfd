"""The project's own annotations fit the raw reports that they were made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.annotation import agree
from training.model.sources import offsets_joined

HERE = Path(__file__).parents[2]
DATA = HERE / "../shared/data"
MORE, SECOND = HERE / "training/annotation/more.jsonl", HERE / "training/annotation/second.jsonl"

needs_reports = pytest.mark.skipif(not DATA.exists(), reason="the raw reports (../shared) are not here")


@needs_reports
def test_the_annotations_fit_their_reports() -> None:
    reports = offsets_joined(MORE, DATA)
    assert len(reports) == 80
    for report in reports:
        for each in report.gold["statements"]:
            words = report.text[each["start"] : each["end"]]
            assert words == words.strip()
            assert "\n" not in words


@needs_reports
def test_another_report_in_the_place_of_one_is_noticed(tmp_path: Path) -> None:
    changed = tmp_path / "changed.jsonl"
    changed.write_text(SECOND.read_text("utf-8").replace('"sha": "', '"sha": "0', 1), "utf-8")
    with pytest.raises(ValueError, match=r"is not the report that changed\.jsonl annotates"):
        offsets_joined(changed, DATA)


@needs_reports
def test_the_two_readings_agree(capsys: pytest.CaptureFixture[str]) -> None:
    agree.main(MORE, SECOND, DATA)
    figures = {line.split()[0]: float(line.split()[-1]) for line in capsys.readouterr().out.splitlines()[1:]}
    assert figures["statements"] > 0.98
    assert figures["attributed"] > 0.98


def test_the_annotations_hold_no_words_of_the_reports_but_names() -> None:
    longest = max(
        len(text)
        for path in (MORE, SECOND)
        for text in path.read_text("utf-8").split('"')
        if any("\u0600" <= sign <= "\u06ff" for sign in text)
    )
    assert longest < 48
