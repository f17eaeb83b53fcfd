"""Commands that find things in an archive: search, and what is told of people, stories and quotations."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dabir.commands.common import ARCHIVE, ArchiveOption, opened
from dabir.output import write

if TYPE_CHECKING:
    from dabir.archive import Found
    from dabir.exports.sheet import Sheet


class Way(StrEnum):
    """How `dabir search` searches."""

    both = "both"
    words = "words"
    meaning = "meaning"


class Order(StrEnum):
    """In which order `dabir search` lists what it finds."""

    best = "best"
    newest = "newest"
    oldest = "oldest"


class SheetForm(StrEnum):
    """How an answer of an archive is written."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


FormOption = Annotated[SheetForm, typer.Option("--format", "-f", help="How to write it.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file rather than standard output.")
]
AfterOption = Annotated[
    str | None, typer.Option("--after", help="The first day, such as 2018-04-16 or 1397-01-27.")
]
BeforeOption = Annotated[str | None, typer.Option("--before", help="The last day.")]
CountOption = Annotated[int, typer.Option("--count", "-n", help="How many at most.", min=1, max=10_000)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def search(
    question: Annotated[
        str,
        typer.Argument(
            help='Words, "phrases", speaker:, about:, agency:, place:, type:, after:, before:, AND OR NOT.'
        ),
    ],
    archive: ArchiveOption = ARCHIVE,
    way: Annotated[Way, typer.Option(help="By words, by meaning, or both.")] = Way.both,
    order: Annotated[Order, typer.Option(help="The best first, or by day.")] = Order.best,
    count: CountOption = 10,
    start: Annotated[int, typer.Option(help="Pass over so many.", min=0)] = 0,
    as_json: JsonOption = False,
) -> None:
    """Search an archive: by words that forgive spelling and endings, and by what the question means, in Persian or English.

    Where nothing is found the exit code is 1.
    """
    with opened(archive) as store:
        found = store.search(question, way=way.value, order=order.value, count=count, start=start)
    if as_json:
        write(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in found)
    else:
        write("\n".join(_lines(each)) + "\n\n" for each in found)
    if not found:
        raise typer.Exit(1)


def _lines(found: Found) -> list[str]:
    """A find as it is shown: headline, source and day, the words that match."""
    from dabir.exports.persian import digits, origin
    from dabir.script.writing import restore

    copies = f"و {digits(found.copies)} نسخهٔ دیگر" if found.copies else ""
    facts = [*origin(found.header), copies, found.name]
    return [
        restore(found.header.headline or found.name).text,
        "  " + " · ".join(fact for fact in facts if fact),
        "  " + _marked(found),
    ]


def _marked(found: Found) -> str:
    """The snippet, its hits bold on a terminal."""
    text = found.snippet.text
    on, off = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    out, last = [], 0
    for first, end in found.snippet.hits:
        out += [text[last:first], on, text[first:end], off]
        last = end
    return " ".join("".join([*out, text[last:]]).split())


def who(
    name: Annotated[
        str, typer.Argument(help="A person, an institution or a country, in Persian or Latin letters.")
    ],
    archive: ArchiveOption = ARCHIVE,
    after: AfterOption = None,
    before: BeforeOption = None,
    form: FormOption = SheetForm.text,
    output: OutputOption = None,
) -> None:
    """Tell what an archive knows of somebody: posts, statements, whom met, promises, contradictions side by side."""
    from dabir.archive.answers.dossier import dossier
    from dabir.exports.dossier import dossier_sheet

    with opened(archive) as store:
        found = dossier(store, name, after=_day(after, "after"), before=_day(before, "before"))
    _answer(found, lambda: dossier_sheet(found), form, output)


def between(
    one: Annotated[str, typer.Argument(help="A person, an institution or a country.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    archive: ArchiveOption = ARCHIVE,
    after: AfterOption = None,
    before: BeforeOption = None,
    form: FormOption = SheetForm.text,
    output: OutputOption = None,
) -> None:
    """Tell what lies between two: meetings, agreements, promises and what followed, positions, tone over time."""
    from dabir.archive.answers.relations import between as relation
    from dabir.exports.dossier import relation_sheet

    with opened(archive) as store:
        found = relation(store, one, other, after=_day(after, "after"), before=_day(before, "before"))
    _answer(found, lambda: relation_sheet(found), form, output)


def story(
    question: Annotated[
        str | None,
        typer.Argument(help="A report's name, or a question; without it the biggest stories are listed."),
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    after: AfterOption = None,
    before: BeforeOption = None,
    count: CountOption = 20,
    form: FormOption = SheetForm.text,
    output: OutputOption = None,
) -> None:
    """Tell a story: who reported it first, how it spread, and what each outlet left out of a quotation."""
    from dabir.archive.answers.story import stories
    from dabir.archive.answers.story import story as told
    from dabir.exports.answers import stories_sheet, story_sheet

    with opened(archive) as store:
        if question is None:
            listed = stories(store, after=_day(after, "after"), before=_day(before, "before"), count=count)
            _answer(listed, lambda: stories_sheet(listed), form, output)
        else:
            found = told(store, question)
            _answer(found, lambda: story_sheet(found), form, output)


def quote(
    words: Annotated[
        str, typer.Argument(help="The quotation; «گوینده: …» before it says to whom it is attributed.")
    ],
    archive: ArchiveOption = ARCHIVE,
    speaker: Annotated[str | None, typer.Option("--speaker", help="To whom it is attributed.")] = None,
    count: CountOption = 20,
    form: FormOption = SheetForm.text,
    output: OutputOption = None,
) -> None:
    """Tell who really said something, where first, and how it was altered since.

    Where nobody says it the exit code is 1.
    """
    from dabir.archive.quoting.quotes import trace
    from dabir.exports.answers import trace_sheet

    with opened(archive) as store:
        found = trace(store, words, speaker=speaker, count=count)
    _answer(found, lambda: trace_sheet(found), form, output)
    if not found.total:
        raise typer.Exit(1)


def timeline(
    question: Annotated[str, typer.Argument(help="A query, such as about:NAME; everything without it.")] = "",
    archive: ArchiveOption = ARCHIVE,
    after: AfterOption = None,
    before: BeforeOption = None,
    form: FormOption = SheetForm.text,
    output: OutputOption = None,
) -> None:
    """Tell what happened when, as the reports tell that a query finds by its words."""
    from dabir.archive.answers.timeline import timeline as laid_out
    from dabir.exports.answers import timeline_sheet

    with opened(archive) as store:
        found = laid_out(store, question, after=_day(after, "after"), before=_day(before, "before"))
    _answer(found, lambda: timeline_sheet(found), form, output)


def promises(
    about: Annotated[str | None, typer.Argument(help="Of whom, or towards whom; all without it.")] = None,
    archive: ArchiveOption = ARCHIVE,
    count: CountOption = 50,
    form: FormOption = SheetForm.text,
    output: OutputOption = None,
) -> None:
    """List the promises and agreements that no later report tells to be carried out, denied or broken; the oldest first."""
    from dabir.archive.following.followup import follow
    from dabir.archive.following.pending import open_commitments
    from dabir.exports.answers import commitments_sheet

    with opened(archive) as store:
        follow(store)
        found = open_commitments(store, about=about, count=count)
    _answer(found, lambda: commitments_sheet(found), form, output)


def _answer(found: Any, sheet: Callable[[], Sheet], form: SheetForm, output: Path | None) -> None:
    """Write an answer in one of its forms."""
    if form is SheetForm.json:
        from pydantic import TypeAdapter

        write([TypeAdapter(type(found)).dump_json(found, indent=2).decode() + "\n"], output)
        return
    write([_written(sheet(), form, output)], output)


def _written(sheet: Sheet, form: SheetForm, output: Path | None) -> str:
    if form is SheetForm.markdown:
        from dabir.exports.sheet_markdown import sheet_markdown

        return sheet_markdown(sheet)
    if form is SheetForm.html:
        from dabir.exports.sheet_page import sheet_page

        return sheet_page(sheet)
    from dabir.exports.sheet_text import sheet_text

    width = shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
    return sheet_text(sheet, width=width)


def _day(written: str | None, option: str) -> str | None:
    """A day of either calendar as ISO 8601; a month or a year gives its first or its last day."""
    if written is None:
        return None
    from dabir.archive.finding.days import stretch

    found = stretch(written)
    if found is None:
        raise typer.BadParameter(f"--{option} {written}: write a day, such as 2018-04-16 or 1397-01-27.")
    return (found.first if option == "after" else found.last).isoformat()
