import pytest

from dabir.record import Event, Mention, Party, Person, Record, Span, Statement
from dabir.report import Header, Part

HEADLINE = "پل <تازه> گشوده شد"
BODY = "به گزارش پیک، رضا پاکدل شهردار گفت: مینا روشن می‌گوید «پل محکم است» و ما راضی هستیم."
LAST = "شهرداری اعلام کرد که عوارض كم میشود."
TEXT = f"{HEADLINE}\n{BODY}\n{LAST}\nانتهای پیام/"


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words), words)


def mention(words: str, kind: str) -> Mention:
    found = span(words)
    return Mention(found.start, found.end, found.text, kind)  # type: ignore[arg-type]


def statement(
    number: int, words: str, speaker: str, speaker_id: str | None, cue: str | None, **more: object
) -> Statement:
    content = span(words)
    fields = {"mention": None, "addressee": None, "form": "direct", "within": None, "confidence": 0.9, **more}
    return Statement(
        f"s{number}",
        content.start,
        content.end,
        words,
        speaker,
        speaker_id,
        cue=span(cue) if cue else None,
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def record() -> Record:
    """A report of two people and an institution, with a quotation in a quotation and damaged writing."""
    dateline, body, last = span("به گزارش پیک،"), span(BODY), span(LAST)
    return Record(
        id="bridge",
        text=TEXT,
        restored=TEXT,
        report=Header(
            headline=HEADLINE,
            agency="پیک",
            place="ساری",
            published="2018-04-17T14:30:00+04:30",
            published_jalali="1397-01-28T14:30:00",
            sign_off="انتهای پیام/",
        ),
        parts=(
            Part("headline", 0, len(HEADLINE)),
            Part("dateline", dateline.start, dateline.end),
            Part("body", dateline.end + 1, body.end),
            Part("body", last.start, last.end),
            Part("sign_off", last.end + 1, len(TEXT)),
        ),
        people=(
            Person("p1", "رضا پاکدل", "شهردار", "IRN", (mention("رضا پاکدل", "name"),)),
            Person("p2", "مینا روشن", "", None, (mention("مینا روشن", "name"),)),
        ),
        parties=(Party("i1", "institution", "شهرداری", None, (mention("شهرداری", "post"),)),),
        statements=(
            statement(
                1,
                "مینا روشن می‌گوید «پل محکم است» و ما راضی هستیم",
                "رضا پاکدل",
                "p1",
                "گفت",
                mention=span("رضا پاکدل"),
            ),
            statement(2, "پل محکم است", "مینا روشن", "p2", "می‌گوید", within="s1"),
            statement(3, "عوارض كم میشود", "شهرداری", "i1", "اعلام کرد", form="indirect"),
        ),
        events=(
            Event(
                id="e1",
                type="CONSULT",
                mode=None,
                contexts=(),
                source="رضا پاکدل",
                target="مینا روشن",
                source_ids=("p1",),
                target_ids=("p2",),
                place="ساری",
                place_id=None,
                date=None,
                time_id=None,
                status="happened",
                claimed_by=None,
                start=0,
                end=2,
                text=TEXT[:2],
                mentions=(),
                confidence=0.5,
            ),
        ),
    )
