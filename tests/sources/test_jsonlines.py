import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources import LineError, read_json_line, read_lines

BODY = ["به گزارش خبرگزاری فارس، ناهید امینی گفت: کتابخانه باز شد.", "وی افزود: سه هزار کتاب داریم."]


def line(**fields):
    return json.dumps(fields, ensure_ascii=False)


def test_a_text_is_taken_as_it_is():
    text = "کتابخانه اهر باز شد\n" + "\n".join(BODY)
    report = read_json_line(
        line(id="r1", text=text, date="1398/02/03", url="https://isna.ir/news/1", tags=["کتاب"])
    )
    assert (report.id, report.text) == ("r1", text)
    assert report.header.headline == "کتابخانه اهر باز شد"
    assert (report.header.agency, report.header.published) == ("ایسنا", "2019-04-23")
    assert report.header.tags == ("کتاب",)


@pytest.mark.parametrize("body", [BODY, "\n".join(BODY)])
def test_fields_are_put_together(body):
    report = read_json_line(
        line(code=12, title="کتابخانه اهر باز شد", summary="سه هزار کتاب آمد.", content=body)
    )
    assert report.text == "\n".join(["کتابخانه اهر باز شد", "سه هزار کتاب آمد.", *BODY])
    assert [part.kind for part in report.parts] == ["headline", "abstract", "dateline", "body", "body"]
    assert (report.id, report.header.code, report.header.agency) == ("12", "12", "فارس")


def test_an_abstract_repeated_in_the_body_stands_once():
    report = read_json_line(line(id=1, title="کتابخانه اهر باز شد", abstract=BODY[0], paragraphs=BODY))
    assert report.text.count("ناهید امینی") == 1


def test_schema_org_names_are_known():
    report = read_json_line(
        line(
            id="s",
            headline="کتابخانه اهر باز شد",
            articleBody=BODY[0],
            author={"name": "لیلا راد"},
            publisher="ایرنا",
        )
    )
    assert (report.header.reporter, report.header.agency) == ("لیلا راد", "ایرنا")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{", r"Line 7: not JSON"),
        (b"\xff\xfe{}", r"Line 7: not JSON"),
        ("[1]", r"Line 7: not a JSON object"),
        ("null", r"Line 7: not a JSON object"),
        ("{}", r'Line 7: no "text"'),
        (
            '{"id": "e", "text": "The road is closed because of the heavy snow."}',
            r"Line 7: e is not Persian but English",
        ),
        ('{"text": "   "}', r"Line 7: .* holds no text"),
        (r'{"text": "پل باز شد \ud800 و ماند."}', r"Line 7: .* half of a surrogate pair \(U\+D800\)"),
        (r'{"title": "پل باز شد", "tags": ["\udfff"]}', r"Line 7: .* half of a surrogate pair \(U\+DFFF\)"),
    ],
)
def test_a_bad_line_is_named_by_its_number(bad, message):
    with pytest.raises(LineError, match=message) as error:
        read_json_line(bad, 7)
    assert error.value.number == 7


def test_a_whole_surrogate_pair_is_one_character():
    assert read_json_line(r'{"text": "پل تازه \ud83d\ude00 باز شد"}').text == "پل تازه \U0001f600 باز شد"


def test_bad_lines_are_handed_over_and_passed_by():
    errors = []
    source = [line(id="a", text=BODY[0]), "", "oops", line(id="b", text=BODY[1]).encode()]
    reports = list(read_lines(source, on_error=errors.append))
    assert [report.id for report in reports] == ["a", "b"]
    assert [error.number for error in errors] == [3]


def test_without_a_handler_the_first_bad_line_ends_the_reading():
    with pytest.raises(LineError, match=r"^Line 2"):
        list(read_lines([line(id="a", text=BODY[0]), "oops"]))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    ["id", "text", "title", "abstract", "paragraphs", "date", "url", "tags", "agency", "code"]
)


@given(st.dictionaries(FIELDS, VALUES))
def test_any_object_is_read_or_refused(fields):
    errors = []
    reports = list(read_lines([json.dumps(fields)], on_error=errors.append))
    assert len(reports) + len(errors) == 1
    assert all(report.text.strip() for report in reports)
