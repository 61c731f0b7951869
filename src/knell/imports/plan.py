"""How a list is read: what each column means, and what its days and zeros mean. Written to and read from TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from knell.imports.days import Order
from knell.imports.targets import DATES, counted, every_target, is_target
from knell.languages import available

ZEROS = ("nobody", "unsaid")
PRECISIONS = ("ucdp", "acled")
_LONGEST_NAME = 100


class BadMapping(Exception):
    """Why a mapping cannot be used: words for a person."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list is called, which row names its columns, and what they mean.

    ``orders`` are those of columns of days, ``zeros`` what a 0 in a column of people says, ``precision`` whose codes
    the columns of precision hold, ``languages`` those in which cells are read.
    """

    name: str
    header: int
    columns: Mapping[str, str]
    languages: tuple[str, ...] = ("en",)
    orders: Mapping[str, Order] = field(default_factory=dict)
    zeros: Mapping[str, str] = field(default_factory=dict)
    precision: str | None = None

    def column(self, target: str) -> str | None:
        """The column that means this, or None."""
        return next((name for name, meant in self.columns.items() if meant == target), None)


def written(mapping: Plan) -> str:
    """A mapping as TOML, the same bytes for the same mapping."""
    lines = [
        "# What the columns of a list mean, for `knell import FILE --map THIS`. A column that is not named is kept in",
        "# the text of each row and read for nothing. A column may mean:",
        *wrap(every_target(), 110, initial_indent="#   ", subsequent_indent="#   "),
        f"list = {_text(mapping.name)}",
        f"header = {mapping.header}",
        f"languages = [{', '.join(_text(code) for code in mapping.languages)}]",
    ]
    lines += [f"precision = {_text(mapping.precision)}"] if mapping.precision else []
    lines += ["", "[columns]", *(f"{_text(name)} = {_text(target)}" for name, target in mapping.columns.items())]
    if mapping.orders:
        choices = ", ".join(order.value for order in Order)
        lines += ["", f"# {choices}: what 03/04/2015 is", "[days]"]
        lines += [f"{_text(name)} = {_text(order.value)}" for name, order in mapping.orders.items()]
    if mapping.zeros:
        lines += ["", "# what a 0 says: nobody (that there was nobody) or unsaid (nothing)", "[zeros]"]
        lines += [f"{_text(name)} = {_text(zero)}" for name, zero in mapping.zeros.items()]
    return "\n".join(lines) + "\n"


def parsed(text: str) -> Plan:
    """A mapping from TOML. Raises ``BadMapping``."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapping(f"it is not TOML ({error})") from None
    columns = _table(data, "columns")
    for name, target in columns.items():
        if not is_target(target):
            raise BadMapping(f"the column {name!r} cannot mean {target!r}; it may mean {every_target()}")
    header, languages = data.get("header", 1), data.get("languages", ["en"])
    if not isinstance(header, int) or header < 1:
        raise BadMapping("`header` must be the number of the row that names the columns")
    if not isinstance(languages, list) or not languages or any(code not in available() for code in languages):
        raise BadMapping(f"`languages` must list some of {', '.join(available())}")
    precision = data.get("precision")
    if precision is not None and precision not in PRECISIONS:
        raise BadMapping(f"`precision` must be one of {', '.join(PRECISIONS)}")
    name = str(data.get("list", "")).strip()[:_LONGEST_NAME]
    if not name:
        raise BadMapping('`list` must say what the list is called: list = "NAME"')
    orders = {name: _one_of(value, [order.value for order in Order]) for name, value in _table(data, "days").items()}
    zeros = {name: _one_of(value, ZEROS) for name, value in _table(data, "zeros").items()}
    days = {name: Order(value) for name, value in orders.items()}
    return checked(Plan(name, header, columns, tuple(languages), days, zeros, precision))


def checked(mapping: Plan) -> Plan:
    """A mapping that makes sense. Raises ``BadMapping``."""
    plain = [target for target in mapping.columns.values() if counted(target) is None]
    twice = sorted({target for target in plain if plain.count(target) > 1})
    if twice:
        raise BadMapping(f"more than one column means {', '.join(twice)}")
    for name in (*mapping.orders, *mapping.zeros):
        if name not in mapping.columns:
            raise BadMapping(f"[days] and [zeros] speak of the column {name!r}, which [columns] does not name")
    if any(mapping.columns[name] not in DATES for name in mapping.orders):
        raise BadMapping(f"[days] speaks of a column that means none of {', '.join(DATES)}")
    return mapping


def _table(data: Mapping[str, Any], name: str) -> dict[str, str]:
    table = data.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise BadMapping(f'[{name}] must be lines of the form {name[:-1]} = "..."')
    return dict(table)


def _one_of(value: str, choices: tuple[str, ...] | list[str]) -> str:
    if value not in choices:
        raise BadMapping(f"{value!r} must be one of {', '.join(choices)}")
    return value


def _text(value: str) -> str:
    """A string as TOML writes it; JSON's escapes are among those of TOML."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
