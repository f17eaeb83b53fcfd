"""Selectors: where the words of a fact stand, in the terms of the W3C Web Annotation Data Model.

Two selectors name the same words, so that one still finds them where the other fails: by position (code
points of the text, in logical order) and by quotation (the words and a little of what stands around them).
The Recommendation asks not to cut grapheme clusters; a selection that would is widened to whole ones.
https://www.w3.org/TR/annotation-model/#selectors
"""

from __future__ import annotations

from typing import Any

from dabir.exports.graphemes import boundary_after, boundary_before

AROUND = 32  # code points of what stands before and after, at most


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """A TextPositionSelector and a TextQuoteSelector for `text[start:end]`."""
    start, end = boundary_before(text, start), boundary_after(text, end)
    before = min(boundary_after(text, start - AROUND), start)
    after = max(boundary_before(text, end + AROUND), end)
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[before:start],
            "suffix": text[end:after],
        },
    ]
