"""Datelines: the words with which an agency opens a report and says who reports, from where and after whom.

Three shapes stand at the head of a paragraph:

- «به گزارش خبرنگار گروه سیاسی خبرگزاری آنا از باکو به نقل از رویترز، …»
- «خبرگزاری فارس: …», «ایسنا/خوزستان …»
- «تهران - ایرنا - …», «اهواز (پانا) - …»

A fourth, «در گفت‌وگو با خبرنگار مهر در زاهدان», stands inside a sentence and names the same things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dabir.script.alignment import Alignment
from dabir.script.letters import fold
from dabir.script.places import place_names
from dabir.sources.agencies import Outlet, name_pattern, outlet_of_name

_REACH = 300  # code points at the head of a paragraph in which a dateline must stand
_LEAD = "(?:به|بنا *به|بنا *بر|بر *اساس) *گزارش +(?:گزارش +)?"
_CREDIT = "(?:و *)?به *نقل *از *"
_END = "(?=[^\\w]|$)"
_DASH = "[-–—_]"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]*")
_NO_PLACE = "(?!(?:منابع|منبع|سایت|قول|طریق|سوی|شبکه|روزنامه|پایگاه|خبرگزاری|روابط|این|آن|یک)" + _END + ")"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and what it names.

    Attributes:
        start: Where it begins, in code points of the text.
        end: Where it ends; the comma or colon that closes it is part of it.
        outlet: The publisher.
        desk: The desk, as written («حوزه دفاعی و امنیتی گروه سیاسی»).
        place: Where it is reported from.
        source: The outlet or the office after which it is reported.
    """

    start: int
    end: int
    outlet: Outlet | None = None
    desk: str | None = None
    place: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _View:
    """A paragraph's head in folded letters, with spaces for half-spaces, and the way back to the text."""

    text: str
    plain: str
    alignment: Alignment
    start: int

    @classmethod
    def of(cls, text: str, start: int, end: int | None) -> _View:
        head = text[start : min(len(text) if end is None else end, start + _REACH)]
        folded = fold(head)
        return cls(head, folded.text.replace("\u200c", " "), folded.alignment, start)

    def words(self, match: re.Match[str], group: str) -> str | None:
        """What a group of a match stands for as it is written, without the marks around it."""
        return None if match[group] is None else self.between(*match.span(group))

    def between(self, start: int, end: int) -> str | None:
        """The words of a stretch of the view as they are written, without the marks around them."""
        low, high = self.alignment.to_source(start, end)
        return self.text[low:high].strip(" \t\u00a0\u200b\u200c\"'«»“”،,؛:;._-–—()/") or None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the whole text of a stretch of the view, with the invisible marks after it."""
        low, high = self.alignment.to_source(start, end)
        tail = _INVISIBLE.match(self.text, high)
        return self.start + low, self.start + (tail.end() if tail else high)

    def head(self, end: int) -> tuple[int, int]:
        """The offsets in the whole text of the stretch from the first word to `end`."""
        blank = len(self.text) - len(self.text.lstrip())
        return self.start + blank, self.span(end, end)[1]


def find_dateline(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline at the head of `text[start:end]`, or None if that begins with none."""
    view = _View.of(text, start, end)
    return _reported(view) or _labelled(view) or _from_city(view)


def find_interview(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The first «گفت‌وگو با خبرنگار … خبرگزاری … در …» near the head of `text[start:end]`, or None.

    These words belong to the grammar of their sentence, so they are no dateline to be cut off.
    """
    view = _View.of(text, start, end)
    match = _interview().search(view.plain)
    outlet = match and outlet_of_name(match["outlet"] or match["named"])
    if match is None or outlet is None or not outlet.publishes:
        return None
    at, place = _place(view, match.end())
    return Dateline(*view.span(match.start(), at), outlet, _desk(view, match), place)


def _reported(view: _View) -> Dateline | None:
    """«به گزارش خبرگزاری آنا، …», «به گزارش روابط عمومی راه‌آهن، …», «به نقل از ایسنا، …»."""
    lead = re.match(rf"[^\w]*(?:{_LEAD}|(?P<credit>{_CREDIT}))", view.plain)
    if lead is None:
        return None
    named = None if lead["credit"] else _known(view, lead.end()) or _new(view, lead.end())
    return named or _unknown(view, lead)


def _known(view: _View, at: int) -> Dateline | None:
    """The dateline whose publisher or source is a known outlet."""
    clause = re.compile("[^،؛:,;.]*").match(view.plain, at)
    limit = clause.end() if clause else at
    match = next(filter(None, (p.match(view.plain, at, limit) for p in _publisher())), None)
    outlet = match and outlet_of_name(match["outlet"])
    if match is None or outlet is None:
        return None
    at, place = _place(view, match.end())
    at, source = _source(view, at)
    if not outlet.publishes:
        source = source or outlet.short
        outlet = None
    return Dateline(*view.head(_closed(view, at)), outlet, _desk(view, match), place, source)


def _new(view: _View, at: int) -> Dateline | None:
    """The dateline of an agency that no list knows: «به گزارش خبرنگار گروه سیاسی خبرگزاری نمونه از شیراز، …»."""
    match = _NEW_AGENCY.match(view.plain, at)
    name = match and view.words(match, "name")
    if match is None or not name:
        return None
    at, place = _place(view, match.end())
    at, source = _source(view, at)
    end = _closed(view, at)
    if view.plain[end - 1] not in "،؛:,;":
        return None
    outlet = Outlet(name, f"خبرگزاری {name}", "agency")
    return Dateline(*view.head(end), outlet, _desk(view, match), place, source)


def _unknown(view: _View, lead: re.Match[str]) -> Dateline | None:
    """The dateline that names no known outlet: a few words up to a comma."""
    match = _SOURCE.match(view.plain, lead.end())
    if match is None or re.search(rf"\b(?:گفت|افزود|نوشت|کرد|است|که){_END}", match["source"]):
        return None
    source = view.words(match, "source")
    if re.match("(?:این|خبرنگار|گزارشگر)" + _END, match["source"]):
        source = None
    outlet = outlet_of_name(source) if source else None
    place = view.words(match, "place")
    return Dateline(*view.head(match.end()), place=place, source=outlet.short if outlet else source)


def _labelled(view: _View) -> Dateline | None:
    """«خبرگزاری فارس: …», «گروه سیاسی خبرگزاری مهر - …», «ایسنا/خوزستان …»."""
    match = _label().match(view.plain)
    outlet = match and outlet_of_name(match["outlet"])
    if match is None or outlet is None or not outlet.publishes:
        return None
    if match["sign"] == "/":
        end = _place_end(view, match.end())
        if end is None or not match["named"] or match["desk"]:
            return None
        return Dateline(*view.head(end), outlet, place=view.between(match.end(), end))
    if match["named"] and match["sign"] == ":":
        return None
    city = _place_end(view, match.end())
    closed = _CLOSING.match(view.plain, city) if city else None
    place = view.between(match.end(), city) if city and closed else None
    return Dateline(*view.head((closed or match).end()), outlet, _desk(view, match), place)


def _from_city(view: _View) -> Dateline | None:
    """«تهران - ایرنا - …», «اهواز (پانا) - …»."""
    match = _city().match(view.plain)
    outlet = match and outlet_of_name(match["outlet"])
    if match is None or outlet is None or not outlet.publishes:
        return None
    return Dateline(*view.head(match.end()), outlet, place=view.words(match, "place"))


def _desk(view: _View, match: re.Match[str]) -> str | None:
    """The desk named before the outlet, without «خبرنگار» and marks of quotation."""
    desk = view.words(match, "desk")
    if desk is None:
        return None
    unquoted = re.sub('["«»“”]', "", desk)
    return re.sub(r"^خبرنگار(?:ان)?\s*(?:اعزام[یيى])?\s*", "", unquoted) or None


def _place(view: _View, at: int) -> tuple[int, str | None]:
    """The place named right after an outlet, and where it ends."""
    match = _known_place().match(view.plain, at) or _CLOSED_PLACE.match(view.plain, at)
    return (match.end(), view.words(match, "place")) if match else (at, None)


def _source(view: _View, at: int) -> tuple[int, str | None]:
    """The source named after «به نقل از», and where it ends: a known outlet, or a few words up to a comma."""
    match = _credited().match(view.plain, at)
    if match is None:
        return at, None
    source = view.words(match, "named") or view.words(match, "source")
    outlet = outlet_of_name(source) if source else None
    at, _ = _place(view, match.end())
    return at, outlet.short if outlet else source


def _closed(view: _View, at: int) -> int:
    """Where a dateline read up to `at` ends: after its comma, or «از …» and its comma, if there is one."""
    match = re.compile(r"(?: +از(?: +[^\s،؛:,;.]+){1,8})? *[،؛:,;.]").match(view.plain, at)
    return match.end() if match else at


_CLOSING = re.compile(f" *(?::|{_DASH})")
_NEXT_WORD = re.compile(r" *[^\W\d]+")
_PLACE_WORDS = 4
_WORDS = r"[^\s،؛:,;.]+(?: +[^\s،؛:,;.]+)"
_SOURCE = re.compile(rf" *(?P<source>{_WORDS}{{0,9}}?)(?: +از +(?P<place>[^\W\d]+))? *[،؛:,;]")
_CLOSED_PLACE = re.compile(rf" +(?:از|در) +(?P<place>{_NO_PLACE}[^\W\d]+(?: [^\W\d]+){{0,2}})(?= *[،؛:,;])")
_WORD = r"(?!(?:از|نقل) )\S+ +"
_DESK = rf"(?:خبرنگار|گزارشگر|گروه|حوزه|سرویس|بخش|دفتر|واحد|تحریریه)\w* +(?:{_WORD}){{0,10}}?"
_NEW_AGENCY = re.compile(
    rf"(?P<desk>(?:{_DESK})?)خبر *گزاری +(?!(?:ها|های|هایی|رسمی|دولتی|ملی|ما|این|آن|از|به|در){_END})"
    r"(?P<name>[^\s،؛:,;.]+(?: +[^\s،؛:,;.]+){0,3}?)(?= *[،؛:,;]| +(?:از|در|به *نقل|و *به *نقل) )"
)


@cache
def _publisher() -> tuple[re.Pattern[str], ...]:
    """A desk and an outlet: first one whose name is certain, then any after «خبرنگار», «گروه» or nothing."""
    return (
        re.compile(f"(?P<desk>(?:{_WORD}){{0,12}}?)(?P<outlet>{name_pattern(certain=True)}){_END}"),
        re.compile(f"(?P<desk>(?:{_DESK})?)(?P<outlet>{name_pattern(certain=False)}){_END}"),
    )


@cache
def _interview() -> re.Pattern[str]:
    return re.compile(
        r"(?:گفت *و? *گوی?|گفتگوی?|مصاحبه)(?: +(?:تفصیلی|اختصاصی|تلفنی))? +با +"
        rf"(?:(?P<desk>خبرنگار(?:ان)? +(?:[^\s،:؛.]+ +){{0,8}}?)(?P<outlet>{name_pattern(certain=False)})"
        rf"|(?P<named>{name_pattern(certain=True)})){_END}"
    )


@cache
def _label() -> re.Pattern[str]:
    desk = r"(?P<desk>(?:(?:گروه|سرویس|حوزه|بخش)(?: +[^\W\d]+){1,5}? +)?)"
    agency = f"خبر *گزاری *{name_pattern(certain=False)}"
    return re.compile(
        rf"[^\w«\"]*{desk}(?P<outlet>{agency}|(?P<named>{name_pattern(certain=True)})) *(?P<sign>[:/]|{_DASH})"
    )


@cache
def _city() -> re.Pattern[str]:
    return re.compile(
        r"[^\w«\"]*(?P<place>[^\W\d]+(?: +[^\W\d]+){0,2}) *[-–—_,،(]+ *"
        rf"(?P<outlet>{name_pattern(certain=False)}) *\)? *[-–—_:]+"
    )


@cache
def _known_place() -> re.Pattern[str]:
    region = "(?:(?:استان|شهرستان|شهر|شرق|غرب|شمال|جنوب|مرکز) +){0,3}"
    return re.compile(
        rf" +(?P<link>(?:از|در) +)?(?P<place>{region}(?:{_places()}))(?(link){_END}|(?= *[،؛:,]| +از ))"
    )


@cache
def _credited() -> re.Pattern[str]:
    words = rf"(?P<source>{_WORDS}{{0,7}})(?= *[،؛:,;])"
    return re.compile(rf"[ ،]*{_CREDIT}(?:{words}|(?P<named>{name_pattern(certain=True)}){_END})")


@cache
def _known_places() -> frozenset[str]:
    """Every known place in folded letters."""
    lines = files("dabir.sources").joinpath("data/places.txt").read_text("utf-8").splitlines()
    return frozenset(
        fold(name).text for name in (*place_names(), *lines) if name and not name.startswith("#")
    )


@cache
def _places() -> str:
    """Every known place as one alternation, longest first."""
    names = {re.sub("[ \u200c]", " *", name) for name in _known_places()}
    return "|".join(sorted(names, key=len, reverse=True))


@cache
def _place_keys() -> frozenset[str]:
    """Every known place, its words run together."""
    return frozenset(re.sub("[ \u200c]", "", name) for name in _known_places())


def _place_end(view: _View, at: int) -> int | None:
    """Where the longest known place ends that begins at an offset of the view; None if none does."""
    ends: list[int] = []
    while len(ends) < _PLACE_WORDS and (word := _NEXT_WORD.match(view.plain, ends[-1] if ends else at)):
        ends.append(word.end())
    known = (end for end in reversed(ends) if view.plain[at:end].replace(" ", "") in _place_keys())
    return next((end for end in known if not view.plain[end : end + 1].isalnum()), None)
