"""Views: what each part of a person page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from dabir.archive.answers.spoken import SEARCHED
from dabir.archive.names.latin import latin
from dabir.desk.mending import mend
from dabir.desk.person.drawings import company_drawn, nearest, posts_drawn, said_drawn
from dabir.desk.person.portrait import NEWEST, kind_of, shown
from dabir.desk.person.rulings import rulings
from dabir.facts.lexicon import country_name

if TYPE_CHECKING:
    from dabir.archive.answers.deeds import Deed
    from dabir.archive.answers.sayings import Saying
    from dabir.archive.answers.undertakings import Undertaking
    from dabir.desk.person.portrait import Portrait
    from dabir.desk.windows import Days

T = TypeVar("T")

# Entries of a page, and of the first look.
COUNT, FEW = 15, 5
# Events that are told of two who have met.
TOLD = 10
# Posts that are drawn; the others are listed.
_POSTS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks of somebody: between which days, which act, which words, and which page of it (from 1)."""

    days: Days
    act: str = ""
    q: str = ""
    page: int = 1


def values(known: Portrait, view: str, asked: Asked) -> dict[str, Any]:
    """What the template of a person page shows in a view; in the overview, where there is no such view."""
    chosen = view if view in views(known) else "overview"
    return {**_head(known), "view": chosen, "asked": asked, "at": asked.page, **_VIEWS[chosen](known, asked)}


def views(known: Portrait) -> list[str]:
    """The views that there are for the visitor."""
    return [view for view in _VIEWS if view != "edit" or known.visit.may("editor")]


def _head(known: Portrait) -> dict[str, Any]:
    """What stands above every view."""
    entity = known.entity
    return {
        "known": known,
        "kind_of": kind_of,
        "entity": entity,
        "latin": latin(entity.name) if entity.kind == "person" else "",
        "country": country_name(entity.country),
        "views": views(known),
        "newest": NEWEST,
        "today": today(),
    }


def today() -> str:
    """The present day, ISO 8601, from which on what was due is overdue."""
    return date.today().isoformat()


def paged(every: Sequence[Any], page: int) -> dict[str, Any]:
    """The entries of a page (from 1), how many there are in all, and whether there are more behind it."""
    start = COUNT * (page - 1)
    return {"total": len(every), "listed": every[start : start + COUNT], "more": len(every) > start + COUNT}


def _overview(known: Portrait, asked: Asked) -> dict[str, Any]:
    said, posts = known.spoken(), known.posts()
    company = known.company(asked.days.window)
    met = nearest(company)
    newest = known.sayings(said.briefs[:FEW])
    most = sorted(posts, key=lambda post: -post.reports)[:_POSTS]
    mend(_of_sayings(newest))
    return {
        "spellings": known.spellings(),
        "likely": known.likely(),
        "others": [(one, shown(one)) for one in known.others()],
        "surname_alone": len({one.report for one in known.subject.alone}),
        "posts": posts_drawn([post for post in posts if post in most], known.visit.words),
        "more_posts": [post for post in posts if post not in most],
        "notes": [one for one in rulings(known) if one.kind == "note" and one.undone is None],
        "said": len(said.briefs),
        "chart": said_drawn(known, said.briefs),
        "newest_said": newest,
        "graph": company_drawn(known, met),
        "met": met,
        "company": len(company),
    }


def _statements(known: Portrait, asked: Asked) -> dict[str, Any]:
    said = known.spoken(asked.q)
    within = said.within(asked.days.window, asked.act or None)
    part = paged(within, asked.page)
    part["listed"] = known.sayings(part["listed"])
    mend(_of_sayings(part["listed"]))
    undated = sum(one.day is None for one in within)
    drawn = {"chart": said_drawn(known, within), "undated": undated}
    return {**part, **drawn, "acts": said.acts, "all": said.whole, "searched": SEARCHED}


def _met(known: Portrait, asked: Asked) -> dict[str, Any]:
    company = known.company(asked.days.window)
    part = paged(company, asked.page)
    part["listed"] = [(one, newest_first(one.deeds, lambda deed: deed.day)[:TOLD]) for one in part["listed"]]
    mend(text for _, deeds in part["listed"] for text in of_deeds(deeds))
    return {**part, "graph": company_drawn(known, nearest(company))}


def _promises(known: Portrait, asked: Asked) -> dict[str, Any]:
    every = newest_first(known.promises(asked.days.window), lambda one: one.citation.day)
    part = paged(every, asked.page)
    mend(of_undertakings(part["listed"]))
    return part


def _contradictions(known: Portrait, asked: Asked) -> dict[str, Any]:
    said = len(known.spoken().briefs)
    part = paged(known.contradictions(), asked.page)
    mend(_of_sayings(said for one in part["listed"] for said in (one.first, one.second)))
    return {**part, "said": said, "compared": min(said, NEWEST)}


def _edit(known: Portrait, _: Asked) -> dict[str, Any]:
    every = rulings(known)
    done = known.visit.request.query_params.get("done", "")
    return {"rulings": every, "done": next((one for one in every if str(one.id) == done), None), "fault": ""}


_VIEWS: dict[str, Callable[[Portrait, Asked], dict[str, Any]]] = {
    "overview": _overview,
    "statements": _statements,
    "met": _met,
    "promises": _promises,
    "contradictions": _contradictions,
    "edit": _edit,
}


def newest_first(facts: Iterable[T], day: Callable[[T], str | None]) -> list[T]:
    """Facts that are in the order of their days, turned round; those of no day stay behind all others."""
    turned = tuple(facts)[::-1]
    return sorted(turned, key=lambda fact: day(fact) is None)


# The texts that are shown, to be restored at one go ---------------------------------------------------------------------


def _of_sayings(sayings: Iterable[Saying]) -> Iterable[str]:
    return (text for said in sayings for text in (said.text, said.citation.headline))


def of_deeds(deeds: Iterable[Deed]) -> Iterable[str]:
    """The texts of events."""
    tellings = (telling for deed in deeds for telling in deed.tellings)
    return (text for telling in tellings for text in (telling.text, telling.citation.headline))


def of_undertakings(undertakings: Iterable[Undertaking]) -> Iterator[str]:
    """The texts of commitments and of what followed them."""
    for each in undertakings:
        yield from (each.text, each.citation.headline)
        yield from (text for one in each.sequels for text in (one.text, one.citation.headline))
