from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dabir.exports.markup import Mark, blocks
from dabir.record import Record
from dabir.report import Header, Part

TEXT = st.text(alphabet="اب«»<&\"' \n\u200c\U0001f600", max_size=40)


class Words(HTMLParser):
    """The words of some HTML and the classes around each of them; its tags must nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open, self.ids = "", list[str](), list[str]()
        self.classes: list[frozenset[str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "span"
        self.open.append(dict(attrs)["class"] or "")
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert tag == "span"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.classes += [frozenset(self.open)] * len(data)


def a_record(text: str, parts: tuple[Part, ...] = ()) -> Record:
    return Record("r", text, text, Header(), parts, (), (), (), ())


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(1, 4)), max_size=6))
def test_blocks_are_the_words_of_the_text_with_every_mark_where_it_belongs(
    text: str, spans: list[tuple[int, int, int]]
) -> None:
    marks = [
        Mark(a, min(a + n, len(text)), rank, f"m{i}", (), f"id{i}")
        for i, (a, n, rank) in enumerate(spans)
        if a < len(text)
    ]
    lines = [line for line in text.split("\n") if line.strip()]
    found = [Words(str(block.html)) for block in blocks(a_record(text), marks)]
    assert [words.text for words in found] == lines
    at = 0
    for words in found:
        at = text.index(words.text, at)
        for offset, classes in enumerate(words.classes, at):
            assert classes == {mark.classes for mark in marks if mark.start <= offset < mark.end}
        at += len(words.text)
    ids = [name for words in found for name in words.ids]
    assert len(ids) == len(set(ids))


def test_a_dateline_and_a_sign_off_stay_in_their_paragraph() -> None:
    text = "پل\nبه گزارش پیک، باران بارید. انتهای پیام"
    parts = (
        Part("headline", 0, 2),
        Part("dateline", 3, 16),
        Part("body", 17, 29),
        Part("sign_off", 30, len(text)),
    )
    first, second = blocks(a_record(text, parts), [])
    assert (first.kind, second.kind) == ("headline", "body")
    assert second.html.startswith('<span class="dateline">به گزارش پیک،</span> باران')
    assert second.html.endswith('<span class="sign_off">انتهای پیام</span>')
