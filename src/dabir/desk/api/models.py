"""Models: what the API gives and takes beside the archive's own answers."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dabir.archive.answers.sizes import Sizes
from dabir.archive.people.ledger import Kind
from dabir.archive.people.lookup import Entity

# A million bytes may be sent, and a Persian letter has two.
_MOST_TEXT = 450_000
_NUMBER = 2**62


class Bearers(BaseModel):
    """Whom a name means."""

    name: str = Field(description="The name that was asked for.")
    bearers: list[Entity] = Field(description="Those who bear it, the most named first, ten at most.")
    near: list[str] = Field(description="Where nobody does: names that are written much like it.")


class InStory(BaseModel):
    """Somebody in a list of stories."""

    id: int = Field(description="His number.")
    name: str = Field(description="His name.")


class StoryItem(BaseModel):
    """A story in a list."""

    id: int = Field(description="Its number.")
    headline: str = Field(description="That of the report that began it.")
    first_day: str | None = Field(description="The day of its first report, ISO 8601.")
    last_day: str | None = Field(description="That of its last.")
    reports: int = Field(description="How many reports it has, copies included.")
    outlets: int = Field(description="Of how many outlets.")
    people: list[InStory] = Field(description="Those whom most of its reports name.")


class Status(BaseModel):
    """The state of the archive and of the desk."""

    version: str = Field(description="The version of Dabir.")
    revision: int = Field(description="A number that grows with every change of the archive.")
    sizes: Sizes = Field(description="How much the archive holds.")


class Decided(BaseModel):
    """What an editor has decided."""

    id: int = Field(description="Its number; later decisions have higher ones.")
    at: str = Field(description="When, ISO 8601 in UTC.")
    kind: Kind = Field(description="What kind of decision it is.")
    payload: dict[str, Any] = Field(description="What it is about, by the names of the kind.")
    undone: str | None = Field(description="When it was taken back, ISO 8601 in UTC; null while it holds.")


class _Given(BaseModel):
    """What is sent: nothing but what is known, so that a misspelt field does not go unseen."""

    model_config = ConfigDict(extra="forbid")


class GivenReport(_Given):
    """A report to be read."""

    text: str = Field(
        description="The report, as it was published, in Persian.",
        min_length=1,
        max_length=_MOST_TEXT,
        examples=[
            "به گزارش خبرگزاری پیک، بهمن کاویانی وزیر راه گفت: ساخت پل تازهٔ مرزی تا پایان سال آغاز می‌شود."
        ],
    )
    headline: str | None = Field(
        default=None, description="Its headline.", max_length=2000, examples=["پل مرزی ساخته می‌شود"]
    )
    published: str | None = Field(
        default=None,
        description="When it was published, in either calendar.",
        max_length=60,
        examples=["2018-04-17T10:00:00+04:30"],
    )
    agency: str | None = Field(
        default=None, description="Who has published it.", max_length=200, examples=["پیک"]
    )
    desk: str | None = Field(
        default=None, description="The desk of the agency.", max_length=200, examples=["اقتصادی"]
    )
    url: str | None = Field(
        default=None, description="Its address.", max_length=2000, examples=["https://news.example/1"]
    )
    id: str | None = Field(
        default=None,
        description="Its name; one is made of the text, if it has none.",
        max_length=200,
        examples=["n-1"],
    )


class KeptNow(BaseModel):
    """What became of a report that was sent to be kept."""

    outcome: Literal["added", "corrected", "unchanged"] = Field(
        description="«corrected»: it is another text of a report that the archive knows."
    )
    name: str | None = Field(description="The report's name in the archive; null where nothing has changed.")
    is_copy: bool = Field(description="Whether it is a copy of another report.")


class Merge(_Given):
    """Two are one."""

    entity: int = Field(description="The one.", ge=1, le=_NUMBER, examples=[2])
    into: int = Field(
        description="The other, under whose name both are shown.", ge=1, le=_NUMBER, examples=[1]
    )


class Split(_Given):
    """Another is meant in some reports."""

    entity: int = Field(description="Whom the reports name.", ge=1, le=_NUMBER, examples=[1])
    reports: list[str] = Field(
        description="The names of the reports in which another is meant.",
        min_length=1,
        max_length=1000,
        examples=[["opening"]],
    )
    name: str | None = Field(
        default=None,
        description="What the other is called.",
        max_length=500,
        examples=["بهمن کاویانی (پزشک)"],
    )


class Rename(_Given):
    """Somebody is shown under another name."""

    entity: int = Field(description="Who.", ge=1, le=_NUMBER, examples=[1])
    name: str = Field(description="The name.", min_length=1, max_length=500, examples=["بهمن کاویانی‌نژاد"])


class NewNote(_Given):
    """A note about somebody."""

    entity: int = Field(description="About whom.", ge=1, le=_NUMBER, examples=[1])
    words: str = Field(description="The note.", min_length=1, max_length=20_000, examples=["نماز جمعهٔ تبریز"])


class Reattribution(_Given):
    """Another has said a statement."""

    report: str = Field(description="The report's name.", min_length=1, max_length=500, examples=["opening"])
    statement: str = Field(description="The statement's id in its record.", max_length=50, examples=["s1"])
    speaker: str | None = Field(
        description="The id of a person or a party in the record; null for nobody in it.",
        max_length=50,
        examples=["p2"],
    )


class Bounds(_Given):
    """The words of a statement are others."""

    report: str = Field(description="The report's name.", min_length=1, max_length=500, examples=["opening"])
    statement: str = Field(description="The statement's id in its record.", max_length=50, examples=["s1"])
    start: int = Field(
        description="Where it begins, in code points of the text.", ge=0, le=2**31 - 1, examples=[10]
    )
    end: int = Field(description="Where it ends.", ge=1, le=2**31 - 1, examples=[40])
