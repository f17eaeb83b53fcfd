"""Answers of an archive for readers, in Persian, as sheets: a story, a quotation, a timeline, open commitments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dabir.exports.dates import day_words, month_words, span_words
from dabir.exports.items import Items
from dabir.exports.persian import digits
from dabir.exports.sheet import Bar, Chart, Item, Section, Sheet

if TYPE_CHECKING:
    from dabir.archive.answers.story import Headline, Story, StoryReport
    from dabir.archive.answers.timeline import Month, Timeline
    from dabir.archive.following.pending import OpenCommitment
    from dabir.archive.quoting.alignment import Segment
    from dabir.archive.quoting.quotes import Trace
    from dabir.archive.quoting.renderings import Quotation, Rendering
    from dabir.archive.quoting.tellings import Telling

_VERDICTS = {
    "said so": "همین را گفته است",
    "said differently": "چنین گفته، اما نه با این واژه‌ها",
    "attributed to somebody else": "گفتهٔ کس دیگری است",
    "speaker not known": "در خبرها هست، گوینده‌اش پیدا نیست",
    "not found": "در خبرهای بایگانی یافت نشد",
}
_UNKNOWN = "گویندهٔ نامعلوم"
_NOTHING = "در این خبرها چیزی یافت نشد."


def story_sheet(story: Story) -> Sheet:
    """A story: its reports in order, the outlets, who and what is named most, and what each left out of a quotation."""
    items = Items((), (), ())
    facts = (
        f"{digits(len(story.reports))} خبر از {digits(len(story.outlets))} رسانه",
        f"نخستین خبر: {items.source(story.first.citation).origin}",
    )
    sections = (
        Section("خبرها", tuple(_report(one, items, first=one is story.first) for one in story.reports)),
        Section(
            "رسانه‌ها",
            tuple(Item(one.name or "نامعلوم", "", (f"{digits(one.reports)} خبر",)) for one in story.outlets),
        ),
        Section(
            "اشخاص",
            tuple(Item(one.name, "", (f"{digits(one.reports)} خبر",)) for one in story.people),
        ),
        Section("جاها", tuple(Item(one.name, "", (f"{digits(one.reports)} خبر",)) for one in story.places)),
        Section(
            "نقل‌ها، و آنچه از آن‌ها کم یا زیاد شده", tuple(_quotation(one, items) for one in story.quotations)
        ),
    )
    return _sheet(items.mended(story.headline), facts, sections)


def _report(one: StoryReport, items: Items, *, first: bool) -> Item:
    behind = "نخستین خبر" if first else _behind(one.hours)
    copy = f"بازنشرِ {one.copy_of}" if one.copy_of else ""
    return Item("", "", tuple(filter(None, (behind, copy))), (items.source(one.citation),))


def _behind(hours: float | None) -> str:
    """How long a report came after the first of its story; "" where that is not known."""
    if hours is None:
        return ""
    if not hours:
        return "هم‌زمان با نخستین خبر"
    length = f"{digits(round(hours))} ساعت" if hours >= 1 else "کمتر از یک ساعت"
    return f"{length} پس از نخستین خبر"


def _quotation(one: Quotation, items: Items) -> Item:
    others = tuple(_rendering(each, items) for each in one.others)
    reference = one.reference
    return Item(one.speaker, items.mended(reference.words), (), (items.source(reference.citation),), others)


def _rendering(one: Rendering, items: Items) -> Item:
    left = tuple(f"کم شده: «{items.mended(words)}»" for words in one.left_out)
    more = tuple(f"افزوده: «{items.mended(words)}»" for words in one.added)
    return Item("", items.mended(one.words), (*left, *more), (items.source(one.citation),))


def stories_sheet(stories: Sequence[Headline]) -> Sheet:
    """The biggest stories of some days."""
    items = Items((), (), ())
    found = tuple(_headline(one, items) for one in stories)
    return _sheet("داستان‌ها", (), (Section("پرخبرترین‌ها", found),))


def _headline(one: Headline, items: Items) -> Item:
    size = f"{digits(one.reports)} خبر از {digits(one.outlets)} رسانه"
    days = span_words(one.first_day, one.last_day)
    return Item(items.mended(one.headline), "", tuple(filter(None, (size, days, one.report))))


def trace_sheet(trace: Trace) -> Sheet:
    """Who said given words, first where, and how they were altered since."""
    items = Items((), (), ())
    asked = (f"منسوب به {trace.asked}",) if trace.asked else ()
    facts = (*asked, f"{_VERDICTS[trace.verdict]} ({digits(trace.total)} روایت)")
    first = (_telling(trace.first, items),) if trace.first else ()
    sections = (
        Section("نخستین روایت", first),
        Section("روایت‌ها به ترتیب زمان", tuple(_telling(one, items) for one in trace.tellings)),
    )
    return _sheet(f"«{items.mended(trace.quotation)}»", facts, sections)


def _telling(one: Telling, items: Items) -> Item:
    likeness = f"{digits(round(100 * one.likeness))}٪ همان واژه‌ها"
    facts = ("بی‌تغییر",) if one.faithful else tuple(_changes(one.changes, items))
    copies = (f"و {digits(one.copies)} بازنشر",) if one.copies else ()
    return Item(
        one.speaker or _UNKNOWN,
        items.mended(one.context),
        (likeness, *facts, *copies),
        (items.source(one.citation),),
    )


def _changes(segments: Iterable[Segment], items: Items) -> Iterable[str]:
    """How words differ from the quotation."""
    for segment in segments:
        before, after = items.mended(segment.reference), items.mended(segment.other)
        if segment.kind == "left out":
            yield f"کم شده: «{before}»"
        elif segment.kind == "added":
            yield f"افزوده: «{after}»"
        elif segment.kind == "replaced":
            yield f"به جای «{before}»: «{after}»"


def timeline_sheet(timeline: Timeline) -> Sheet:
    """What happened when, and how much was reported and said each month."""
    items = Items((), timeline.deeds, ())
    chart = Chart(("خبر", "گفته"), tuple(map(_month, timeline.months)))
    undated = (f"{digits(timeline.undated)} رویداد بی‌تاریخ",) if timeline.undated else ()
    sections = (
        Section("رویدادها به ترتیب روز", tuple(items.deed(deed) for deed in timeline.deeds)),
        Section("خبرها و گفته‌ها در ماه", (), chart if timeline.months else None),
    )
    asked = " ".join(timeline.question.split())
    return _sheet("گاه‌شمار" if asked else "گاه‌شمار: همهٔ بایگانی", undated, sections, asked)


def _month(month: Month) -> Bar:
    return Bar(month_words(month.month), (month.reports, month.statements))


def commitments_sheet(commitments: Sequence[OpenCommitment]) -> Sheet:
    """Promises and agreements of which nothing further is known, the oldest first."""
    items = Items((), (), ())
    found = tuple(_commitment(one, items) for one in commitments)
    return _sheet("تعهدهای باز", (f"{digits(len(found))} تعهد",), (Section("از کهنه‌ترین", found),))


def _commitment(one: OpenCommitment, items: Items) -> Item:
    age = f"{digits(one.age)} روز پیش" if one.age is not None else ""
    due = f"{'موعدش گذشته: ' if one.overdue else 'موعد: '}{day_words(one.due)}" if one.due else ""
    repeats = f"{digits(one.repeats)} بار تکرار شده" if one.repeats else ""
    facts = tuple(filter(None, (age, due, repeats)))
    return Item(
        items.bond(one.kind, one.sources, one.targets),
        items.mended(one.text),
        facts,
        (items.source(one.citation),),
    )


def _sheet(title: str, facts: Sequence[str], sections: Iterable[Section], asked: str = "") -> Sheet:
    """A sheet of the sections that hold anything."""
    kept = tuple(section for section in sections if section.items or section.chart)
    return Sheet(title, "", tuple(facts) if kept else (*facts, _NOTHING), kept, asked)
