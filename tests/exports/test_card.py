from dataclasses import replace

from dabir.exports.card import text_card
from dabir.record import Record
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
