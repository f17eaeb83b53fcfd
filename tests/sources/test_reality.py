"""The intake on real reports; they lie beside the project, not in it."""

import json
from collections import Counter
from pathlib import Path

import pytest

from dabir.sources import read_file, read_json_line, read_lines

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the real reports (../shared) are not here")


@pytest.mark.parametrize("collection", ["fars", "sports"])
def test_every_report_of_a_collection_gets_its_parts(collection):
    kinds: Counter[str] = Counter()
    headlines = 0
    for file in sorted((SHARED / "data" / collection).glob("*.json")):
        for fields in json.loads(file.read_text("utf-8")):
            report = read_json_line(json.dumps(fields))
            kinds.update({part.kind for part in report.parts})
            headlines += report.parts[0].kind == "headline"
    assert kinds["body"] > 0.99 * headlines
    assert headlines == kinds["headline"] == {"fars": 900, "sports": 2500}[collection]


def test_the_layout_of_plain_texts_is_found_again():
    """The collections keep headline and abstract apart: most must be told from the bare lines, too."""
    found = total = 0
    for file in sorted((SHARED / "data/fars").glob("*.json")):
        for fields in json.loads(file.read_text("utf-8")):
            text = "\n".join([fields["title"], fields["abstract"], *fields["paragraphs"]])
            kinds = [part.kind for part in read_json_line(json.dumps({"text": text})).parts]
            found += kinds[0] == "headline" and "abstract" in kinds
            total += 1
    assert found / total > 0.97


def test_the_annotated_reports_are_read():
    for file in SHARED.glob("gold/*.texts.jsonl"):
        with file.open("rb") as lines:
            assert all(report.parts[0].kind == "headline" for report in read_lines(lines))


def test_the_first_report():
    header = read_file(SHARED / "reports/000_fca3cd6499d7d6ee.txt").header
    assert (header.agency, header.desk) == ("آنا", "حوزه دفاعی و امنیتی گروه سیاسی")
    assert header.sign_off == "انتهای پیام/"
