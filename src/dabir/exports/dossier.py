"""Dossiers and relations for readers, in Persian, as sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dabir.exports.dates import period_words, span_words
from dabir.exports.items import Items
from dabir.exports.persian import digits
from dabir.exports.sheet import Bar, Chart, Section, Sheet
from dabir.facts.lexicon import country_name

if TYPE_CHECKING:
    from dabir.archive.answers.dossier import Dossier
    from dabir.archive.answers.relations import Relation
    from dabir.archive.answers.tone import Tone
    from dabir.archive.citation import Window
    from dabir.archive.people.lookup import Entity

_KINDS = {"person": "شخص", "institution": "نهاد", "outlet": "رسانه", "post": "سمت", "group": "گروه"}
_CLASSES = ("همکاری گفتاری", "همکاری عملی", "ستیز گفتاری", "ستیز عملی")
_NOTHING = "در این خبرها چیزی یافت نشد."


def dossier_sheet(dossier: Dossier) -> Sheet:
    """A dossier as a sheet."""
    entity = dossier.entity
    deeds = [deed for each in dossier.acquaintances for deed in each.deeds]
    items = Items(dossier.statements, deeds, dossier.commitments, dossier.by_surname)
    sections = (
        Section("سمت‌ها", tuple(items.post(post) for post in dossier.posts)),
        Section("یادداشت‌ها", tuple(items.note(note) for note in dossier.notes)),
        Section(
            "گفته‌های ناسازگار",
            tuple(items.contradiction(each) for each in dossier.contradictions),
            pairs=True,
        ),
        Section("تعهدها", tuple(items.undertaking(each) for each in dossier.commitments)),
        Section("دیدارها و همکاری‌ها", tuple(items.acquaintance(each) for each in dossier.acquaintances)),
        Section("گفته‌ها", tuple(items.saying(said) for said in dossier.statements)),
    )
    return _sheet(items.name(entity.name, entity.kind), dossier.latin, _at_a_glance(dossier, items), sections)


def relation_sheet(relation: Relation) -> Sheet:
    """A relation as a sheet."""
    sayings = (*relation.positions, *relation.counterpositions)
    items = Items(sayings, (*relation.meetings, *relation.events), relation.commitments)
    one, other = (
        items.name(side.name, side.entity.kind if side.entity else "")
        for side in (relation.one, relation.other)
    )
    sections = (
        Section("لحن در گذر زمان", chart=_chart(relation.tone) if relation.tone else None),
        Section("دیدارها", tuple(items.deed(deed) for deed in relation.meetings)),
        Section("تعهدها", tuple(items.undertaking(each) for each in relation.commitments)),
        Section("رویدادهای دیگر", tuple(items.deed(deed) for deed in relation.events)),
        Section(
            f"گفته‌های {one} دربارهٔ {other}", tuple(items.saying(said, by=True) for said in relation.positions)
        ),
        Section(
            f"گفته‌های {other} دربارهٔ {one}",
            tuple(items.saying(said, by=True) for said in relation.counterpositions),
        ),
    )
    others = (*relation.one.others, *relation.other.others)
    return _sheet(f"{one} و {other}", "", [*_window(relation.window), *_others(others)], sections)


def _sheet(title: str, latin: str, facts: Sequence[str], sections: Iterable[Section]) -> Sheet:
    """A sheet without the sections that are empty; one that says so where all are."""
    filled = tuple(section for section in sections if section.items or section.chart)
    return Sheet(title, latin, (*facts, *([] if filled else [_NOTHING])), filled)


def _at_a_glance(dossier: Dossier, items: Items) -> list[str]:
    entity = dossier.entity
    kind = (_KINDS.get(entity.kind, ""), country_name(entity.country), f"در {digits(entity.reports)} خبر")
    also = [items.name(name, entity.kind) for name in dossier.spellings]
    return [
        "، ".join(filter(None, kind)),
        *_window(dossier.window),
        *([f"نوشته‌های دیگر نام: {'، '.join(also)}"] if also else []),
        *_by_surname(dossier.by_surname),
        *_others(dossier.others),
    ]


def _by_surname(reports: Sequence[str]) -> Iterator[str]:
    """In how many reports a surname alone is taken for the person's."""
    if reports:
        yield f"خبرهای دیگر که تنها نام خانوادگی را دارند و به احتمال بسیار از همین شخص می‌گویند: {digits(len(reports))}"


def _others(others: Sequence[Entity]) -> Iterator[str]:
    """Who else may be meant by a name."""
    if others:
        named = (f"{entity.name} ({digits(entity.reports)} خبر)" for entity in others)
        yield f"دیگرانی با این نام: {'؛ '.join(named)}"


def _window(window: Window) -> Iterator[str]:
    if window.after or window.before:
        yield f"خبرهای {span_words(window.after, window.before)}"


def _chart(tone: Iterable[Tone]) -> Chart:
    return Chart(_CLASSES, tuple(_bar(each) for each in tone))


def _bar(tone: Tone) -> Bar:
    counts = (
        tone.verbal_cooperation,
        tone.material_cooperation,
        tone.verbal_conflict,
        tone.material_conflict,
    )
    share = f"{digits(abs(round(100 * tone.balance)))}٪"
    words = "برابر" if not tone.balance else f"{share} به سوی {'همکاری' if tone.balance > 0 else 'ستیز'}"
    return Bar(period_words(tone.period, tone.first, tone.last), counts, words)
