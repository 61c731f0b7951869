"""Which events a list, a map or a timeline is of: the parameters that they share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knell.figures import find_rule
from knell.model import Outcome, SourceType
from knell.record import Order, Queue, Status
from knell.record import Query as Asked
from knell.review import Person
from knell.web.api.params import MOST_PEOPLE, Day, Line

Sought = Annotated[str, StringConstraints(max_length=300)]
People = Annotated[int, Field(ge=0, le=MOST_PEOPLE)]


class Which(BaseModel):
    """Which events; without anything, all of them."""

    model_config = ConfigDict(extra="forbid")
    words: Sought = Field("", description="All must occur in names, place, outlets, titles, sources or quotes.")
    start: Day | None = Field(None, description="On this day or later.")
    end: Day | None = Field(None, description="On this day or earlier.")
    country: Line | None = Field(None, description="The country's code, such as `AF`.")
    outcome: Outcome | None = Field(None, description="With a figure of it.")
    least: People | None = Field(None, description="The figure of `outcome` (killed, without one) is at least this.")
    most: People | None = Field(None, description="The figure is at most this.")
    grade: Line | None = Field(None, description="Airwars' grade, such as `Fair`.")
    status: Status | None = Field(None, description="How far people are with it.")
    language: Line | None = Field(None, description="Reported in this language, such as `en`.")
    source_type: SourceType | None = Field(None, description="With a source of this type.")
    queue: Queue | None = Field(None, description="Waiting in this queue; `mine` are those of who asks.")
    rule: Line | None = Field(None, description="Figures by this coding rule; without it, by the default one.")

    def asked(self, person: Person) -> Asked:
        """The same as the record is asked. Raises ``UnknownRule``."""
        if self.rule is not None:
            find_rule(self.rule)
        return Asked(**self.model_dump(), person=person.name)


class WhichPage(Which):
    """Which events, in which order, and which page of them."""

    order: Order = Field(Order.REPORTS, description="What comes first.")
    page: Annotated[int, Field(ge=1, le=100_000)] = Field(1, description="Which page, from 1.")
    size: Annotated[int, Field(ge=1, le=200)] = Field(50, description="How many on a page.")


WhichEvents = Annotated[Which, Query()]
WhichEventPage = Annotated[WhichPage, Query()]
