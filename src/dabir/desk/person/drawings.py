"""Drawings: somebody's posts over time, how much he said when, and whom he met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from dabir.desk.charts.graph import Neighbour, Shape, graph, most_on_a_side
from dabir.desk.charts.spans import Span, spans
from dabir.desk.charts.volume import Column, volume
from dabir.desk.mending import mended
from dabir.desk.periods import counted

if TYPE_CHECKING:
    from dabir.archive.answers.company import Acquaintance
    from dabir.archive.answers.deeds import Participant
    from dabir.archive.answers.posts import Post
    from dabir.archive.answers.spoken import Brief
    from dabir.desk.language import Interface
    from dabir.desk.person.portrait import Portrait

# Of those who were met, so many are told in words.
_TOLD = 3


def posts_drawn(posts: Sequence[Post], t: Interface) -> Markup:
    """Posts over time."""
    lines = [
        Span(mended(one.role), one.first, one.last, t("person.reports", number=one.reports)) for one in posts
    ]
    heads = {"title": t("person.posts"), "names": t("person.post"), "notes": t("person.reports_head")}
    return spans(lines, t, **heads)


def said_drawn(known: Portrait, briefs: Sequence[Brief]) -> Markup:
    """How much was said when; each period leads to what was said in it."""
    visit, t = known.visit, known.visit.words
    days = Counter(one.day for one in briefs if one.day)
    columns = []
    for each, number in counted(days, t.language):
        address = visit.address(view="statements", after=each.key, before=each.key, page=None)
        columns.append(Column(each.name, number, each.tick, each.era, address if number else None))
    return volume(columns, t, title=t("person.chart"), heading=t("person.period"))


def nearest(company: Sequence[Acquaintance]) -> list[Acquaintance]:
    """Those who are drawn of all whom somebody met: people, institutions and countries, of each the most met."""
    kinds = [[one for one in company if (one.who.kind == "person") is person] for person in (True, False)]
    most = most_on_a_side(kinds)
    chosen = {id(one) for kind in kinds for one in kind[:most]}
    return [one for one in company if id(one) in chosen]


def company_drawn(known: Portrait, company: Sequence[Acquaintance]) -> Markup:
    """Those who were met most, around the one; people on one side, institutions and countries on the other."""
    if not company:
        return Markup("")
    t = known.visit.words
    nodes = [_neighbour(one, t) for one in company]
    sides = [[node for node in nodes if node.shape == shape] for shape in ("disc", "square")]
    first = t("person.comma").join(node.told for node in nodes[:_TOLD])
    title = t("person.graph", name=known.name)
    return graph(title, t("person.graph_told", first=first), known.name, sides, t)


def _neighbour(one: Acquaintance, t: Interface) -> Neighbour:
    name = name_of(one.who)
    number = one.done or len(one.deeds)
    told = t("person.node", name=name, number=number)
    address = f"/person/{one.who.entity}" if one.who.entity else f"/search?{urlencode({'q': name})}"
    shape: Shape = "disc" if one.who.kind == "person" else "square"
    return Neighbour(name, number, told, address, shape, faint=not one.done)


def name_of(one: Participant) -> str:
    """A person's name as it is; any other name, made of words, in restored writing."""
    return one.name if one.kind == "person" else mended(one.name)
