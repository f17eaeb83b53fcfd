from dataclasses import replace

from dabir.exports.card import text_card
from dabir.record import Commitment, Record, Time
from dabir.report import Header


def test_the_card_tells_who_said_what_in_order(record: Record) -> None:
    assert text_card(record).splitlines() == [
        "پل <تازه> گشوده شد",
        "پیک · ساری · سه‌شنبه ۲۸ فروردین ۱۳۹۷، ۱۴:۳۰ (۱۷ آوریل ۲۰۱۸)",
        "─" * 24,
        "",
        "اشخاص و گویندگان",
        "  • رضا پاکدل — شهردار (۱ گفته)",
        "  • مینا روشن (۱ گفته)",
        "  • شهرداری — نهاد (۱ گفته)",
        "",
        "گفته‌ها",
        "  ۱. رضا پاکدل (گفت):",
        "     «مینا روشن می‌گوید «پل محکم است» و ما راضی هستیم»",
        "  ۲. مینا روشن (می‌گوید، در گفتهٔ ۱):",
        "     «پل محکم است»",
        "  ۳. شهرداری (اعلام کرد):",
        "     عوارض کم می‌شود",
        "",
        "رویدادها",
        "  • دیدار و گفت‌وگو: رضا پاکدل – مینا روشن، ساری",
    ]


def test_acts_times_and_commitments_are_told_in_persian(record: Record) -> None:
    due = Time(0, 2, "فردا", "t1", "DATE", "2018-04-18", "2018-04-18/2018-04-18", "1397-01-29", None)
    bond = Commitment("c1", "promise", ("p1",), ("i1",), "t1", "s1", None, 0, 2, "پل را ميسازيم")
    event = replace(record.events[0], time_id="t1", status="planned")
    said = (replace(record.statements[0], act="promise"), *record.statements[1:])
    card = text_card(
        replace(record, statements=said, events=(event,), times=(due,), commitments=(bond,))
    ).splitlines()
    assert "  ۱. رضا پاکدل (گفت، وعده):" in card
    assert "  • دیدار و گفت‌وگو: رضا پاکدل – مینا روشن، ساری، ۲۹ فروردین ۱۳۹۷، در پیش" in card
    assert card[-2:] == ["تعهدها", "  • رضا پاکدل به شهرداری، ۲۹ فروردین ۱۳۹۷: پل را می‌سازیم"]


def test_an_addressee_and_an_unknown_speaker(record: Record) -> None:
    said = replace(record.statements[0], speaker="", speaker_id=None, addressee=record.statements[2].cue)
    card = text_card(replace(record, statements=(said,)))
    assert "  ۱. گویندهٔ نامعلوم (گفت، به اعلام کرد):" in card


def test_names_that_are_made_of_words_are_mended(record: Record) -> None:
    water = replace(record.parties[0], name="شرکت آب منطقه ای")
    people = (replace(record.people[0], name="بهرام کوه ای"), *record.people[1:])
    said = [
        replace(record.statements[2], speaker=water.name),
        replace(record.statements[0], speaker=people[0].name),
    ]
    event = replace(record.events[0], source=water.name, target=people[0].name)
    card = text_card(
        replace(record, parties=(water,), people=people, statements=tuple(said), events=(event,))
    )
    assert card.count("شرکت آب منطقه‌ای") == 3
    assert card.count("بهرام کوه ای") == 3


def test_lines_are_folded_at_the_width_and_only_then(record: Record) -> None:
    folded = text_card(record, width=40)
    assert max(map(len, folded.splitlines())) <= 40
    assert folded.split() == text_card(record).split()
    assert "\x1b" not in folded


def test_a_record_of_nothing_still_has_a_head(record: Record) -> None:
    empty = replace(record, report=Header(), people=(), parties=(), statements=(), events=())
    assert text_card(empty).splitlines() == ["bridge", "─" * 24]
