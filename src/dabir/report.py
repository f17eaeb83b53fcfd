"""The report: what came in, before anything was read out of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

PartKind = Literal[
    "kicker", "headline", "abstract", "dateline", "body", "crosshead", "box", "credit", "sign_off"
]


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a report's text and what it serves as.

    `start` and `end` are code-point offsets into the report's text. Parts come in order, do not overlap and
    hold no line break; a body paragraph is one part. `dateline` is the agency's own opening of an abstract or
    a paragraph («به گزارش خبرگزاری آنا،», «خبرگزاری فارس:»), which then is not part of that; `box` a list of
    related links, an advertisement or another insertion of the page; `credit` a line such as «منبع: …» or
    «کد خبر: …»; `sign_off` the agency's closing line («انتهای پیام/»).
    """

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What is known about a report beside its text; every field may be missing (`None`).

    Attributes:
        headline: The headline, as written.
        kicker: The line above the headline.
        abstract: The summary under the headline.
        agency: The publisher's short Persian name («آنا», «ایسنا»).
        desk: The desk as the dateline or the page names it («حوزه دفاعی و امنیتی گروه سیاسی»).
        reporter: The reporter's name.
        place: The dateline's place («باکو»).
        published: Publication time, ISO 8601 with the offset of Asia/Tehran; a bare date where no time is given.
        published_jalali: The same in the Jalali calendar, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`.
        url: The page's address.
        code: The agency's news code.
        tags: Key words the page gives.
        source: The outlet that the report credits («به نقل از رویترز»، «منبع: …»).
        sign_off: The closing line, as written.
    """

    headline: str | None = None
    kicker: str | None = None
    abstract: str | None = None
    agency: str | None = None
    desk: str | None = None
    reporter: str | None = None
    place: str | None = None
    published: str | None = None
    published_jalali: str | None = None
    url: str | None = None
    code: str | None = None
    tags: tuple[str, ...] = ()
    source: str | None = None
    sign_off: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A news report as it came in: its text untouched, its header and its parts.

    Offsets everywhere count code points of `text`. `Report.of(text)` makes one from bare text; the functions
    of `dabir.sources` make one from a file, a page or a line of JSON and find the header and the parts.
    """

    id: str
    text: str
    header: Header = field(default_factory=Header)
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, text: str, *, id: str | None = None, header: Header | None = None) -> Report:  # noqa: A002
        """Wrap bare text; without an `id`, the first 16 hex digits of the SHA-256 of the text serve."""
        return cls(id if id is not None else text_id(text), text, header or Header())


def text_id(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the text in UTF-8: the same text always gets the same id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
