"""The coding rules there are, by name."""

from __future__ import annotations

from knell.figures import acled, airwars, aoav, every_casualty, gtd, ibc, ucdp
from knell.figures.rule import Rule, UnknownRule

_ALL: tuple[Rule, ...] = (
    every_casualty.RULE,
    ucdp.RULE,
    acled.RULE,
    airwars.RULE,
    ibc.RULE,
    aoav.RULE,
    gtd.RULE,
)


def rules() -> tuple[Rule, ...]:
    """The newest version of every rule, the default first."""
    newest: dict[str, Rule] = {}
    for rule in _ALL:
        if rule.name not in newest or newest[rule.name].version < rule.version:
            newest[rule.name] = rule
    return tuple(newest.values())


def find_rule(name: str) -> Rule:
    """A rule by name ("every-casualty": the newest) or by id ("every-casualty/1"). Raises ``UnknownRule``."""
    wanted = name.strip().casefold().replace("_", "-")
    for rule in (*rules(), *_ALL):
        if wanted in (rule.name, rule.id):
            return rule
    known = ", ".join(rule.name for rule in rules())
    raise UnknownRule(f"no coding rule is called {name!r}; there are: {known}")
