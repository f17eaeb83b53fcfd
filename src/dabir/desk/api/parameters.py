"""Parameters: what several addresses of the API are asked by, described once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from dabir.archive import ArchiveError
from dabir.archive.citation import Window
from dabir.desk.windows import days_between

LIMIT, MOST = 20, 100

Question = Annotated[
    str,
    Query(
        description='A query: words in any of their forms, "phrases", `speaker:`, `about:`, `agency:`, `desk:`,'
        " `place:`, `type:`, `act:`, `after:`, `before:`, AND, OR, NOT; everything, if it is empty.",
        examples=["پل مرزی"],
        max_length=10_000,
    ),
]
After = Annotated[
    str,
    Query(
        description="The first day of publication, in either calendar; a month or a year begins with its first day.",
        examples=["2018-04-16"],
        max_length=40,
    ),
]
Before = Annotated[
    str,
    Query(
        description="The last day of publication, in either calendar; a month or a year ends with its last day.",
        examples=["2018-06-01"],
        max_length=40,
    ),
]
Limit = Annotated[int, Query(description="How many at most.", ge=1, le=MOST, examples=[20])]
Cursor = Annotated[
    str,
    Query(
        description="Where the list goes on: what the part before gave as `next`, with the other parameters as they"
        " were; the beginning, if it is empty.",
        examples=[""],
        max_length=2000,
    ),
]
ReportName = Annotated[
    str, Path(description="The report's name in the archive.", examples=["opening"], max_length=500)
]
EntityNumber = Annotated[
    int, Path(description="The number of a person or an institution.", ge=1, le=2**62, examples=[1])
]
StoryNumber = Annotated[int, Path(description="The number of the story.", ge=1, le=2**62, examples=[1])]
Version = Annotated[
    int | None,
    Query(
        description="Which of its texts, counted from 1; the newest, if nothing is said.",
        ge=1,
        le=2**31 - 1,
        examples=[1],
    ),
]


def window(after: str, before: str) -> Window:
    """The days that are asked for.

    Raises:
        ArchiveError: One of them is no day.
    """
    found = days_between(after, before)
    for written in found.wrong:
        raise ArchiveError(f"«{written}» is no day: write it like 2018-04-16 or 1397-01-27.")
    return found.window
