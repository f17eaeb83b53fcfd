"""Choice: which events a visitor asks for, as the fields of the page's address tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends

from dabir.archive.answers.happenings import Asked
from dabir.desk.windows import days_between

TYPES = (
    *("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "CONCEDE", "RETREAT"),
)
STATUSES = ("happened", "ongoing", "planned", "hypothetical", "negated", "historical", "background")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor asks for, as he wrote it; "" binds nothing. `after` and `before` bound the days of the events."""

    q: str = ""
    type: str = ""
    status: str = ""
    about: str = ""
    place: str = ""
    after: str = ""
    before: str = ""

    @property
    def some(self) -> bool:
        """Whether anything is asked for."""
        return any((self.q, self.type, self.status, self.about, self.place, self.after, self.before))

    @property
    def wrong(self) -> tuple[str, ...]:
        """What was written for a day and is none."""
        return days_between(self.after, self.before).wrong

    def asked(self) -> Asked:
        """The same for the archive; a type or status that there is not binds nothing."""
        return Asked(
            question=self.q.strip(),
            type=self.type if self.type in TYPES else "",
            status=self.status if self.status in STATUSES else "",
            about=self.about.strip(),
            place=self.place.strip(),
            days=days_between(self.after, self.before).window,
        )

    def fields(self) -> str:
        """The same as the query of an address, so that another page asks for it."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return urlencode({name: value for name, value in values.items() if value})

    def reports(self) -> str:
        """The reports that tell such events, as the query of an address that takes a question for reports."""
        asked = self.asked()
        named = (("about", asked.about), ("place", asked.place))
        fields = [f'{field}:"{value.replace(chr(34), " ")}"' for field, value in named if value]
        typed = [f"type:{asked.type}"] if asked.type else []
        question = " ".join(filter(None, (f"({asked.question})" if asked.question else "", *fields, *typed)))
        days = [(name, getattr(self, name)) for name in ("after", "before") if name in asked.days.values]
        return urlencode([("q", question), *days])


Chosen = Annotated[Choice, Depends(Choice)]
