"""What a program sends to have something decided: a body for each kind of decision, every field bounded."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from knell.model import Outcome, Role, SourceType, Wording
from knell.web.api.params import Day

MOST_PEOPLE = 2**53 - 1
People = Annotated[int, Field(strict=True, ge=0, le=MOST_PEOPLE)] | None
Offset = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=500)]
ReportKey = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Said = Annotated[str, StringConstraints(max_length=4000)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
Seen = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)] | None


class Wish(BaseModel):
    """A decision to be made."""

    model_config = ConfigDict(extra="forbid")
    seen: Seen = Field(
        None,
        description="The version that was seen: where somebody decided about the same since, nothing is done (409).",
    )


class Freely(Wish):
    """A decision that needs no reason."""

    why: Said = Field("", description="Why, where there is something to say.")


class Because(Wish):
    """A decision that needs a reason."""

    why: Reason = Field(description="Why; it is shown with the decision for good.")


class Changes(BaseModel):
    """What a claim says instead; what is left out stays. Whoever is named is named in the report's own words."""

    model_config = ConfigDict(extra="forbid")
    outcome: Outcome | None = None
    low: People = None
    high: People = None
    wording: Wording | None = None
    severity: Literal["serious", "light"] | None = None
    victims: Said | None = None
    victims_status: Literal["civilian", "combatant", "police", "perpetrator"] | None = None
    role: Role | None = None
    cited: Said | None = None
    cited_type: SourceType | None = None
    perpetrator: Said | None = None
    negated: StrictBool | None = None

    def given(self) -> dict[str, Any]:
        """The fields that were sent; one that is null was sent as unknown."""
        return self.model_dump(mode="json", exclude_unset=True)


class Correct(Because):
    """Another reading of a claim."""

    changes: Changes


class Add(Freely):
    """A claim that was not read: where it stands in the report's text, and what it says."""

    event: Key = Field(description="The key of the event it is about.")
    start: Offset
    end: Offset
    values: Changes = Field(description="At least `outcome`, `wording` and its numbers.")


class Move(Because):
    """Where a claim belongs."""

    event: Key | None = Field(description="The key of the event it is about; null: an event of its own.")


class Merge(Because):
    """Two events that are one."""

    into: Key = Field(description="The key of the other event.")


class Split(Because):
    """Claims that are about another event."""

    claims: list[Key] = Field(min_length=1, max_length=10_000)


class Copy(Because):
    """A report that repeats another, or does not."""

    report: ReportKey
    of: ReportKey = Field(description="The report that was there first.")
    copy_: StrictBool = Field(True, alias="copy", description="False: it is no copy, whatever their words share.")


class SetFigure(Because):
    """A figure by hand; null where it is open."""

    outcome: Outcome
    low: People
    best: People
    high: People


class ClearFigure(Freely):
    """A figure by hand that is to hold no more."""

    outcome: Outcome


class Known(BaseModel):
    """A place of the gazetteer."""

    model_config = ConfigDict(extra="forbid")
    geonames_id: Annotated[int, Field(strict=True, ge=1, le=2**53 - 1)]


class Named(BaseModel):
    """A place by its name and where it is; `precision` is UCDP's `where_prec`."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    precision: Annotated[int, Field(strict=True, ge=1, le=7)]
    country: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    admin1: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


class Described(BaseModel):
    """What an event is called, when and where it was; what is left out stays, null is unknown."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    start: Day | None = None
    end: Day | None = Field(None, description="Without it, `start`.")
    date_precision: Annotated[int, Field(strict=True, ge=1, le=5)] | None = None
    place: Known | Named | None = None
    clarity: Literal[1, 2] | None = Field(None, description="UCDP's `event_clarity`.")

    def given(self) -> dict[str, Any]:
        """The fields that were sent; one that is null was sent as unknown."""
        return self.model_dump(mode="json", exclude_unset=True)


class Describe(Because):
    """Another description of an event."""

    changes: Described
