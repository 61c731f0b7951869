"""The drawings of an event's page, in the language of the reader."""

from __future__ import annotations

from markupsafe import Markup

from knell.drawing import sources_svg, toll_svg, words
from knell.figures import Step
from knell.model import Outcome
from knell.publish.site.views import View
from knell.publish.speech import Speech

# Two outcomes are drawn at most, those with most totals: the tables below hold all of them.
_MOST_OUTCOMES = 2
_LEAST_TOTALS = 2


def drawings(shown: View, said: Speech) -> tuple[Markup, ...]:
    """Who gave which figure, and when; nothing where there is no more than one total."""
    told = words(said.code)
    title = said.event(shown.entry.linked.event)
    note = "" if shown.reviewed else said.t("event.unreviewed")
    found: list[str | None] = []
    for outcome in _most_told(shown):
        found.append(sources_svg(title, shown.steps, shown.numbers, outcome, told, note=note, links=shown.links))
        if len(_dated(shown, outcome)) >= _LEAST_TOTALS:
            found.append(toll_svg(title, shown.steps, shown.numbers, outcome, told, note=note, links=shown.links))
    # They are made here of escaped words.
    return tuple(Markup(one) for one in found if one is not None)


def _most_told(shown: View) -> list[Outcome]:
    many = {outcome: sum(step.outcome is outcome for step in shown.steps) for outcome in Outcome}
    ordered = sorted((one for one in Outcome if many[one] >= _LEAST_TOTALS), key=lambda one: -many[one])
    return sorted(ordered[:_MOST_OUTCOMES], key=list(Outcome).index)


def _dated(shown: View, outcome: Outcome) -> list[Step]:
    return [step for step in shown.steps if step.outcome is outcome and step.first is not None]
