"""Furniture: the words on a report's page that are no part of the report, and how each kind is told.

Related links and invitations (box), sources, codes and dates (credit), who wrote and photographed (byline),
and the agency's closing words (sign-off). The words of the first three are in `data/furniture.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dabir.script.letters import fold

_CREDITS_LENGTH = 400  # of all that may follow a sign-off on its line
_TAIL = 90  # code points at the end of a paragraph in which its source may be named
_CODE = re.compile(r"(?:کد|شناسه) (?:خبر|مطلب) *\d+")
_SIGN_OFF = re.compile(
    "(?:/ *)?(?:انتها[یيى]|پا[یيى]ان)[ \u200c]*(?:پ?[یيىبپ]ام|متن|خبر|گزارش)(?![^\\W\\d_])"
    r"(?:[ \u200c]*[/\\](?: *\d+|(?!کد)[^\W\d_]{0,2}\d*)\*?(?!\w)|[ \u200c]+\d+(?!\w))*[./*]*"
)
_ENDED = re.compile(r"(?:^|[.!؟?…»\"”):/])\s*$")
_INLINE_SOURCE = re.compile(r"(?<=[.!؟»\"])\s*(منبع\s*:\s*[^.:؛]{2,60}\.?)$")


def plain(text: str) -> str:
    """A text in folded letters, half-spaces and runs of spaces as one space: what `is_box` etc. expect."""
    return re.sub("[ \u200c]+", " ", fold(text).text).strip()


def is_box(words: str) -> bool:
    """Whether a line that begins with these words invites to other reports or to click."""
    return bool(_pattern("box").match(words))


def is_byline(words: str) -> bool:
    """Whether a line that begins with these words says who wrote, translated or photographed."""
    return bool(_pattern("byline").match(words))


def is_credit(words: str) -> bool:
    """Whether a line that begins with these words names a source, a news code or a time of publication."""
    return bool(_pattern("credit").match(words) or _CODE.match(words))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """A pattern for the words of one kind in `data/furniture.tsv`."""
    lines = files("dabir.sources").joinpath("data/furniture.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return re.compile("|".join(_entry(words) for of, words in rows if of == kind))


def _entry(words: str) -> str:
    """The pattern of one entry: spaces are optional, and its signs mean what the file says."""
    pattern = re.sub("[ \u200c]", " ?", words).replace(":", " ?:").replace("…", ".*")
    return f"{pattern[:-1]} ?:? *$" if pattern.endswith(".") else pattern


def is_sign_off(words: str) -> bool:
    """Whether a line begins with an agency's closing words."""
    return bool(_SIGN_OFF.match(words))


def find_sign_off(text: str, start: int, end: int) -> re.Match[str] | None:
    """The agency's closing words at the end of the line `text[start:end]`, or before a credit there."""
    for match in _SIGN_OFF.finditer(text, start, end):
        before = text[max(start, match.start() - 5) : match.start()]
        if ("/" in match[0] or _ENDED.search(before)) and _closes(text, match.end(), end):
            return match
    return None


def _closes(text: str, at: int, end: int) -> bool:
    """Whether a line holds nothing more, or only credits, after a sign-off."""
    if end - at > _CREDITS_LENGTH:
        return False
    rest = plain(text[at:end])
    return not rest or is_credit(rest)


def find_source(text: str, start: int, end: int) -> int:
    """Where the «منبع: …» at the end of the paragraph `text[start:end]` begins; `end` where there is none."""
    low = max(start, end - _TAIL)
    match = _INLINE_SOURCE.search(text[low:end])
    return low + match.start(1) if match else end
