"""The fields of a claim as a form shows them and takes them back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knell.model import Claim, Outcome, Role, SourceType, Wording

_MOST = 10**15
# Digits, or digits in groups of three: "12,5" is no 125.
_NUMBER = re.compile(r"\d+|\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+")
_YES_NO = (("no", "no"), ("yes", "yes"))
_NOT_SAID = ("", "not said")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in a decision, what a person reads, the values to choose from where there are any."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    number: bool = False


def _all(kind: type[Outcome] | type[Wording] | type[Role] | type[SourceType]) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, one.value.replace("_", " ")) for one in kind)


FIELDS = (
    Field("outcome", "Outcome", _all(Outcome)),
    Field("low", "Lowest", hint="What the words say at least; empty where they leave it open.", number=True),
    Field("high", "Highest", hint="What the words say at most; empty where they leave it open.", number=True),
    Field("wording", "Wording", _all(Wording)),
    Field("severity", "Severity", (_NOT_SAID, ("serious", "serious"), ("light", "light"))),
    Field("victims", "Who is counted", hint="In the report's words."),
    Field(
        "victims_status",
        "Their status",
        (_NOT_SAID, *((one, one) for one in ("civilian", "combatant", "police", "perpetrator"))),
    ),
    Field("role", "What the number is to the event", _all(Role)),
    Field("cited", "Whose figure", hint="Whom the text names; empty where the report speaks in its own voice."),
    Field("cited_type", "What kind of origin", (_NOT_SAID, *_all(SourceType))),
    Field("perpetrator", "Who did it", hint="In the report's words; empty where it does not say."),
    Field("negated", "Says that there was nobody", _YES_NO),
)
_BY_NAME = {one.name: one for one in FIELDS}


def label(name: str) -> str:
    """What a person reads for a field's name."""
    return _BY_NAME[name].label if name in _BY_NAME else name.replace("_", " ").capitalize()


def shown(claim: Claim) -> dict[str, str]:
    """A claim's fields as a form holds them."""
    return {
        "outcome": claim.outcome.value,
        "low": _digits(claim.count.low),
        "high": _digits(claim.count.high),
        "wording": claim.count.wording.value,
        "severity": claim.severity or "",
        "victims": claim.victims.text,
        "victims_status": claim.victims.status or "",
        "role": claim.role.value,
        "cited": claim.cited.text if claim.cited else "",
        "cited_type": claim.cited.type.value if claim.cited and claim.cited.type else "",
        "perpetrator": claim.perpetrator.text if claim.perpetrator else "",
        "negated": "yes" if claim.negated else "no",
    }


def blank() -> dict[str, str]:
    """A form in which nothing is filled in but what most claims say."""
    empty = dict.fromkeys(_BY_NAME, "")
    return {**empty, "outcome": "killed", "wording": "exact", "role": "total", "negated": "no"}


def changed(wanted: Mapping[str, str], was: Mapping[str, str]) -> dict[str, str]:
    """Of the fields that were sent those that differ from what the form showed."""
    return {name: wanted[name] for name in _BY_NAME if name in wanted and wanted[name] != was.get(name, "")}


def read(fields: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str]]:
    """The values of a form's fields as a decision holds them, and by name what is wrong with those that cannot be."""
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for name, text in fields.items():
        try:
            values[name] = _value(_BY_NAME[name], text)
        except ValueError as fault:
            wrong[name] = str(fault)
    low, high = values.get("low"), values.get("high")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        wrong["high"] = f"The highest, {high:,}, is less than the lowest, {low:,}."
    return values, wrong


def _value(field: Field, text: str) -> object:
    if field.number:
        return number(text)
    if field.options and text not in {value for value, _ in field.options}:
        raise ValueError(f"“{text}” is none of the values to choose from.")
    if field.name == "negated":
        return text == "yes"
    return text or None


def number(text: str) -> int | None:
    """A number of people as typed, None for an empty field. Raises ``ValueError`` with a sentence."""
    if not text.strip():
        return None
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError(f"“{text}” is not a number of people: write digits only, or leave it empty.")
    plain = "".join(letter for letter in text if letter.isdecimal())
    if len(plain) > len(str(_MOST)) or int(plain) > _MOST:
        raise ValueError("There are not so many people.")
    return int(plain)


def _digits(value: int | None) -> str:
    return "" if value is None else str(value)
