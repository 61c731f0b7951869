"""What is coded of a claim and of an event, which values there are, and how two values are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from knell.model import Claim, Event, Outcome, Place, Role, SourceType, Wording
from knell.places import country_name, named
from knell.record import RecordError
from knell.review.agreement import Metric, Value

Answer: TypeAlias = str | int | bool | None
Answers: TypeAlias = Mapping[str, Answer]

# An answer that is none of the others: the words do not tell. None is one too: there is nothing (nobody is cited).
CANT_TELL = "can't tell"
YES, NO = "claim", "not"
# Somebody is cited who is of none of the kinds.
OTHER = "other"
_NONE = "none"
_COUNTRY = 6
_LONGEST = 200


class WrongAnswer(RecordError):
    """An answer that makes no sense, said in one line."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. ``group``: what is asked with it and settled with it, as bounds and wording are.

    ``choices`` are the values there are; without any it is a ``kind``: number, day or words. ``open``: None is a value.
    """

    name: str
    label: str
    metric: Metric
    group: str
    kind: str = "choice"
    choices: tuple[str, ...] = ()
    open: bool = False


def _choices(of: type[Outcome] | type[Wording] | type[Role] | type[SourceType]) -> tuple[str, ...]:
    return tuple(one.value for one in of)


# Categories differ or do not. Of numbers of people what counts is how far apart they are for their size: 3 and 5 are
# further apart than 803 and 805. Of days it is how many lie between, as no day is the first. Precisions are ranks.
_NOMINAL, _ORDINAL, _INTERVAL, _RATIO = Metric.NOMINAL, Metric.ORDINAL, Metric.INTERVAL, Metric.RATIO
VERDICT = Field("verdict", "Is it a claim of this event?", _NOMINAL, "verdict", choices=(YES, NO))
CLAIM_FIELDS = (
    Field("outcome", "What happened to them", _NOMINAL, "outcome", choices=_choices(Outcome)),
    Field("low", "At least", _RATIO, "count", "number", open=True),
    Field("high", "At most", _RATIO, "count", "number", open=True),
    Field("wording", "Wording", _NOMINAL, "count", choices=_choices(Wording)),
    Field("role", "The number is", _NOMINAL, "role", choices=_choices(Role)),
    Field(
        "victims_status",
        "Those counted are",
        _NOMINAL,
        "victims_status",
        choices=("civilian", "combatant", "police", "perpetrator"),
        open=True,
    ),
    Field("cited_type", "Who is cited", _NOMINAL, "cited_type", choices=(*_choices(SourceType), OTHER), open=True),
    Field("negated", "It says that nobody was", _NOMINAL, "count", choices=("yes", "no")),
)
EVENT_FIELDS = (
    Field("start", "First day", _INTERVAL, "days", "day", open=True),
    Field("end", "Last day", _INTERVAL, "days", "day", open=True),
    Field("date_precision", "Days known to", _ORDINAL, "days", choices=("1", "2", "3", "4", "5"), open=True),
    Field("country", "Country", _NOMINAL, "place", "country", open=True),
    Field("place", "Place", _NOMINAL, "place", "words", open=True),
)
FIELDS = {field.name: field for field in (VERDICT, *CLAIM_FIELDS, *EVENT_FIELDS)}


def checked_claim(answers: Answers) -> dict[str, Answer]:
    """The answers about a claim, each of its kind; of one that is not a claim of the event no more is asked."""
    verdict = _checked(VERDICT, answers)
    if verdict != YES:
        return {VERDICT.name: verdict}
    found = {VERDICT.name: verdict, **{field.name: _checked(field, answers) for field in CLAIM_FIELDS}}
    _in_order(found, "low", "high", "the lowest number is more than the highest")
    return found


def checked_event(answers: Answers) -> dict[str, Answer]:
    """The answers about an event, each of its kind."""
    found = {field.name: _checked(field, answers) for field in EVENT_FIELDS}
    _in_order(found, "start", "end", "the first day is after the last")
    return {**found, "place": _place(found["place"], found["country"])}


def checked_missing(answers: Answers) -> dict[str, Answer]:
    """The answers about a claim that was not found: what happened to how many."""
    fields = [field for field in CLAIM_FIELDS if field.group in ("outcome", "count")]
    found = {field.name: _checked(field, answers) for field in fields}
    _in_order(found, "low", "high", "the lowest number is more than the highest")
    return found


def checked_group(group: str, answers: Answers) -> dict[str, Answer]:
    """What holds of the fields of a group; that the words do not tell is then no value, where there may be none."""
    found: dict[str, Answer] = {}
    for field in FIELDS.values():
        if field.group == group:
            value = _checked(field, answers)
            if value == CANT_TELL and not field.open:
                raise WrongAnswer(f"{field.label}: say what holds")
            found[field.name] = None if value == CANT_TELL else value
    if group == "count":
        _in_order(found, "low", "high", "the lowest number is more than the highest")
    if group == "days":
        _in_order(found, "start", "end", "the first day is after the last")
    return found


def _checked(field: Field, answers: Answers) -> Answer:
    if field.name not in answers:
        raise WrongAnswer(f"{field.label}: there is no answer; where the words do not tell, say so")
    value = answers[field.name]
    value = value.strip() if isinstance(value, str) else value
    if value == CANT_TELL:
        return CANT_TELL
    if value is None or value == "":
        if field.open:
            return None
        raise WrongAnswer(f"{field.label}: there is no answer; where the words do not tell, say so")
    if field.kind == "number":
        return _number(field, value)
    if field.kind == "day":
        return _day(field, value)
    if field.kind == "country":
        return _country(field, str(value))
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if len(text) > _LONGEST:
        raise WrongAnswer(f"{field.label}: at most {_LONGEST} letters")
    if field.choices and text not in field.choices:
        raise WrongAnswer(f"{field.label}: {text} is none of {', '.join(field.choices)}")
    return text


def _number(field: Field, value: str | int) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise WrongAnswer(f"{field.label}: {value} is not a whole number") from None
    if not 0 <= number < 2**53:
        raise WrongAnswer(f"{field.label}: {value} counts no people")
    return number


def _day(field: Field, value: str | int) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise WrongAnswer(f"{field.label}: {value} is not a day such as 1990-01-20") from None


def _country(field: Field, value: str) -> str:
    """The code of a country that is given by name or by code."""
    value = value[:_LONGEST]
    if len(value) == 2 and country_name(value):
        return value.upper()
    for place in named(value):
        if place.precision == _COUNTRY and place.country:
            return place.country
    raise WrongAnswer(f"{field.label}: no country of today is called {value}")


def _place(value: Answer, country: Answer) -> Answer:
    """A place by the name the gazetteer gives it, where it knows one of that name in the country; else as it is."""
    if value is None or value == CANT_TELL:
        return value
    found = places_called(str(value), country)
    return found[0].name if found else value


def places_called(name: str, country: Answer) -> list[Place]:
    """The places of a name in a country; in any where the country is not told."""
    return [place for place in named(name) if country in (None, CANT_TELL, place.country)]


def _in_order(found: Answers, low: str, high: str, fault: str) -> None:
    a, b = found[low], found[high]
    known = a is not None and b is not None and CANT_TELL not in (a, b)
    if known and ((a > b) if isinstance(a, int) and isinstance(b, int) else str(a) > str(b)):
        raise WrongAnswer(fault)


def answers_of(claim: Claim) -> dict[str, Answer]:
    """What a claim says, as answers."""
    return {
        VERDICT.name: YES,
        "outcome": claim.outcome.value,
        "low": claim.count.low,
        "high": claim.count.high,
        "wording": claim.count.wording.value,
        "role": claim.role.value,
        "victims_status": claim.victims.status,
        "cited_type": None if claim.cited is None else claim.cited.type.value if claim.cited.type else OTHER,
        "negated": "yes" if claim.negated else "no",
    }


def answers_of_event(event: Event) -> dict[str, Answer]:
    """When and where an event was, as answers."""
    when, where = event.interval, event.place
    return {
        "start": when.start.isoformat() if when else None,
        "end": when.end.isoformat() if when else None,
        "date_precision": str(when.precision) if when else None,
        "country": where.country if where else None,
        "place": where.name if where else None,
    }


def comparable(field: Field, answer: Answer) -> Value | None:
    """A value that a metric can compare; None where there is none.

    That the words do not tell is a category like others, and so is that there is nothing; on a scale of numbers or
    days neither has a place.
    """
    if field.metric is Metric.NOMINAL:
        return _NONE if answer is None else str(answer).casefold()
    if answer is None or answer == CANT_TELL:
        return None
    return date.fromisoformat(str(answer)).toordinal() if field.kind == "day" else int(answer)
