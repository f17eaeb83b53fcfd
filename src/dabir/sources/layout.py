"""Layout: a report's lines sorted into headline, abstract, paragraphs and what the page put between them.

A line is what stands between two line breaks; every line becomes one part, or several where a dateline opens
it or a sign-off closes it. All characters but white space belong to exactly one part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dabir.report import Header, Part, PartKind
from dabir.script.letters import squeeze
from dabir.sources.agencies import Outlet, outlet_of_name
from dabir.sources.dateline import Dateline, find_dateline, find_interview
from dabir.sources.dates import read_moment
from dabir.sources.furniture import (
    find_sign_off,
    find_source,
    is_box,
    is_byline,
    is_credit,
    is_sign_off,
    plain,
)

_HEAD_REACH = 120  # code points of a line that tell what it is
_HEADLINE_LENGTH = 200
_ABSTRACT_LENGTH = 350
_CROSSHEAD_LENGTH = 90
_LINK_LENGTH = 130
_BYLINE_LENGTH = 60
_PARAGRAPH_LENGTH = 100
_LEAD_REACH = 20  # within which a dateline says «گزارش»
_DATELINE_LINES = 3  # a dateline stands in one of the first lines under the headline

_INVISIBLE = " \u200b\u200c\u200d\u200e\u200f\ufeff"
_FINAL = re.compile(r"[.!؟?…:]['\"»”)\]]*$")
_QUESTION = re.compile(r"[؟?]['\"»”)\]]*$")
_STARRED = re.compile(r"[*٭★●■▪◾◼#]")
_LISTED = re.compile(r"[-–—•+]|[\[(]?\d+\s*[-–.)\]]|\d+ ")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; `plain`: its first words in folded letters."""

    start: int
    end: int
    plain: str
    final: bool
    question: bool

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def is_paragraph(self) -> bool:
        return self.final or self.length >= _PARAGRAPH_LENGTH

    @property
    def is_link(self) -> bool:
        """Whether it may be one of a list of related headlines."""
        return self.length <= _LINK_LENGTH and (self.question or not self.final)


def split_report(text: str, header: Header | None = None) -> tuple[Part, ...]:
    """The parts of a report's text; a headline and an abstract that the header gives are looked for."""
    lines = list(_lines(text, 0))
    if len(lines) == 1:
        parts = list(_one_line(text, lines[0], header or Header()))
    else:
        head = _head(text, lines, header or Header())
        parts = [Part(kind, line.start, line.end) for line, kind in zip(lines, head, strict=False)]
        parts += split_body(text, lines[len(head)].start if len(head) < len(lines) else len(text))
    return tuple(_with_datelines(text, parts))


def split_body(text: str, start: int) -> Iterator[Part]:
    """The parts of the body, which begins at `start`, datelines not yet set apart."""
    lines = list(_lines(text, start))
    kind: PartKind = "body"
    ended = False
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        kind = _kind(line, before, after, follows_box=kind == "box" or ended)
        pieces = list(_pieces(text, line, kind))
        ended = ended or pieces[-1].kind == "sign_off"
        yield from pieces


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that hold more than white space."""
    at = start
    for raw in text[start:].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            low = at + len(raw) - len(raw.lstrip())
            yield _line(text, low, low + len(stripped))
        at += len(raw)


def _line(text: str, start: int, end: int) -> _Line:
    head = plain(text[start : min(end, start + _HEAD_REACH)])
    tail = text[max(start, end - 20) : end].rstrip(_INVISIBLE)
    return _Line(start, end, head, bool(_FINAL.search(tail)), bool(_QUESTION.search(tail)))


def _kind(line: _Line, before: _Line | None, after: _Line | None, *, follows_box: bool) -> PartKind:
    """What a line of the body is; `follows_box`: it comes after a box's line or after the sign-off."""
    if line.length <= _LINK_LENGTH and is_credit(line.plain):
        return "credit"
    if line.length <= _BYLINE_LENGTH and not line.final and is_byline(line.plain):
        return "credit"
    if line.length <= 2 * _LINK_LENGTH and is_box(line.plain):
        return "box"
    if follows_box and line.is_link and not is_sign_off(line.plain):
        return "box"
    return "crosshead" if _is_crosshead(line, before, after) else "body"


def _is_crosshead(line: _Line, before: _Line | None, after: _Line | None) -> bool:
    """A short line without a full stop that stands between paragraphs, not in a list of short lines."""
    if after is None or not after.is_paragraph or not (before is None or before.is_paragraph):
        return False
    if re.match("(?:وی|او) ", line.plain):
        return False
    if line.length > _CROSSHEAD_LENGTH or len(re.findall(r"\d+", line.plain)) > 3 or not line.plain[1:]:
        return False
    if _STARRED.match(line.plain):
        return not line.final or line.question
    return not line.final and not _LISTED.match(line.plain) and line.plain[-1] not in "،؛,-"


def _pieces(text: str, line: _Line, kind: PartKind) -> Iterator[Part]:
    """A line's parts: what it is, then a sign-off and a credit that stand at its end."""
    if kind != "body":
        yield Part(kind, line.start, line.end)
        return
    sign_off = find_sign_off(text, line.start, line.end)
    low, high = sign_off.span() if sign_off else (find_source(text, line.start, line.end),) * 2
    yield from _stretch("body", text, line.start, low)
    yield from _stretch("sign_off", text, low, high)
    yield from _stretch("credit", text, high, line.end)


def _stretch(kind: PartKind, text: str, start: int, end: int) -> Iterator[Part]:
    """The stretch without the white space around it as one part, or none where nothing is left."""
    stripped = text[start:end].strip()
    if stripped:
        low = start + len(text[start:end]) - len(text[start:end].lstrip())
        yield Part(kind, low, low + len(stripped))


def _head(text: str, lines: Sequence[_Line], header: Header) -> list[PartKind]:
    """What the first lines are, up to the body."""
    if header.headline is not None:
        return _given_head(text, lines, header)
    kinds: list[PartKind] = []
    if _is_kicker(lines):
        kinds.append("kicker")
    if lines and _is_headline(text, lines[len(kinds)]):
        kinds.append("headline")
        kinds += _date_lines(lines[len(kinds) :])
        if _is_label(text, lines, len(kinds)):
            kinds += ["dateline", "abstract"]
        elif _is_abstract(text, lines, len(kinds)):
            kinds.append("abstract")
        kinds += _date_lines(lines[len(kinds) :])
    return kinds


def _given_head(text: str, lines: Sequence[_Line], header: Header) -> list[PartKind]:
    """What the first lines are where the header gives kicker, headline and abstract."""
    given: tuple[tuple[PartKind, str | None], ...] = (
        ("kicker", header.kicker),
        ("headline", header.headline),
        ("abstract", header.abstract),
    )
    known = {squeeze(value): kind for kind, value in given if value}
    kinds: list[PartKind] = []
    for line in lines[:3]:
        kind = known.pop(squeeze(text[line.start : line.end]), None)
        if kind is None:
            break
        kinds.append(kind)
    return kinds


def _is_kicker(lines: Sequence[_Line]) -> bool:
    """«وزیر نیرو در گفت‌وگو با مهر:» above a headline."""
    if len(lines) < 3:
        return False
    first, second = lines[0], lines[1]
    return first.plain[-1:] in (":", "؛") and first.length <= _HEAD_REACH and not second.is_paragraph


def _is_headline(text: str, line: _Line) -> bool:
    if line.length > _HEADLINE_LENGTH or (line.final and text[line.end - 1] == "."):
        return False
    return find_dateline(text, line.start, line.end) is None


def _date_lines(lines: Sequence[_Line]) -> list[PartKind]:
    """Lines of a publication time and a news code under the headline."""
    kinds: list[PartKind] = []
    for line in lines[:3]:
        is_date = line.length <= _BYLINE_LENGTH and not line.final and read_moment(line.plain)
        if not (is_date or is_credit(line.plain)):
            break
        kinds.append("credit")
    return kinds


def _is_label(text: str, lines: Sequence[_Line], at: int) -> bool:
    """«خبرگزاری فارس:» on a line of its own, above the abstract."""
    if len(lines) < at + 3 or lines[at + 1].length > _ABSTRACT_LENGTH:
        return False
    dateline = find_dateline(text, lines[at].start, lines[at].end)
    return dateline is not None and dateline.end == lines[at].end


def _is_abstract(text: str, lines: Sequence[_Line], at: int) -> bool:
    """Whether the line under the headline sums the report up, and the report begins only after it."""
    if len(lines) < at + 2 or lines[at].length > _ABSTRACT_LENGTH:
        return False
    line, after = lines[at], lines[at + 1]
    dateline = find_dateline(text, line.start, line.end)
    if dateline is not None:
        return dateline.outlet is not None and "گزارش" not in text[dateline.start : dateline.end]
    if find_interview(text, line.start, line.end) or is_sign_off(after.plain):
        return False
    if find_dateline(text, after.start, after.end) or find_interview(text, after.start, after.end):
        return True
    return line.is_paragraph and not re.match("(?:وی|او|این|همچنین) ", after.plain)


def _one_line(text: str, line: _Line, header: Header) -> Iterator[Part]:
    """A report all on one line: a headline up to its dateline, if there is one, then the body."""
    if (
        header.headline is None
        and not line.final
        and line.length <= _HEADLINE_LENGTH
        and _is_headline(text, line)
    ):
        yield Part("headline", line.start, line.end)
        return
    at = _late_dateline(text, line)
    yield from _stretch("headline", text, line.start, at)
    yield from split_body(text, at)


def _late_dateline(text: str, line: _Line) -> int:
    """Where a dateline stands after a headline on the same line; the line's start if nowhere."""
    for match in re.finditer("به[ \u200c]*گزارش", text[line.start : line.start + _HEADLINE_LENGTH]):
        at = line.start + match.start()
        dateline = find_dateline(text, at, line.end)
        if dateline and dateline.outlet and "." not in text[line.start : at]:
            return at
    return line.start


def _with_datelines(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with the datelines that open the first of them set apart.

    After the one that opens the body only the publisher's own and those of agencies that it relays are
    datelines: a later «به گزارش رویترز، …» is something that Reuters says.
    """
    publisher: Outlet | None = None
    lines, opened = 0, False
    for part in parts:
        is_text = part.kind in ("abstract", "body")
        is_early = lines < _DATELINE_LINES
        may_open = is_text and (is_early or "گزارش" in text[part.start : part.start + _LEAD_REACH])
        dateline = find_dateline(text, part.start, part.end) if may_open else None
        if dateline and (_relays(dateline, publisher, is_early) or (is_early and not opened)):
            publisher = publisher or dateline.outlet
            opened = opened or part.kind == "body"
            yield Part("dateline", part.start, dateline.end)
            yield from _stretch(part.kind, text, dateline.end, part.end)
        else:
            yield part
        lines += is_text


def _relays(dateline: Dateline, publisher: Outlet | None, is_early: bool) -> bool:
    """Whether a dateline names the publisher, or, early in the report, another agency at home."""
    outlet = dateline.outlet or outlet_of_name(dateline.source or "")
    return outlet is not None and (outlet == publisher or (is_early and outlet.publishes))
