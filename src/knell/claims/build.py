"""Turn what was found in a report into claims with roles, victims, severity and reasons."""

from __future__ import annotations

from collections.abc import Sequence

from knell.claims.find import Found
from knell.claims.reasons import because
from knell.claims.roles import roles
from knell.model import Cited, Claim, Count, Perpetrator, Report, Victims, Wording, content_id
from knell.places import Mention

_ZERO = Count(0, 0, Wording.EXACT)


def build(
    report: Report,
    found: Sequence[Found],
    cited: Sequence[Cited | None],
    events: Sequence[str],
    places: Sequence[Mention] = (),
    perpetrators: Sequence[Perpetrator | None] = (),
) -> tuple[Claim, ...]:
    """The claims of a report, in text order; ``cited`` and ``events`` are in the order of ``found``.

    ``places`` are all those the report names, in text order; ``perpetrators`` are in the order of ``found``.
    """
    claims = []
    given = roles(found, cited, events, places, report.language or "")
    doers = perpetrators or [None] * len(found)
    for item, known, source, doer, event in zip(found, given, cited, doers, events, strict=True):
        start, end = span(item)
        count = _count(item)
        claims.append(
            Claim(
                id=content_id(report.sha256 or report.id, start, end, item.candidate.predication.outcome, count),
                start=start,
                end=end,
                quote=report.text[start:end],
                outcome=item.candidate.predication.outcome,
                count=count,
                victims=victims(item),
                role=known.role,
                held=known.held,
                event=event,
                severity=severity(item),
                cited=source,
                perpetrator=doer,
                negated=count == _ZERO,
                confidence=round(item.probability, 3),
                because=because(item, known.role, source),
            )
        )
    return tuple(claims)


def span(item: Found) -> tuple[int, int]:
    """Where the words of a claim stand in the stored text."""
    tokens, candidate = item.layers.tokens, item.candidate
    return tokens[candidate.start].start, tokens[candidate.end - 1].end


def _count(item: Found) -> Count:
    return _ZERO if item.candidate.negated else item.candidate.group.count


def victims(item: Found) -> Victims:
    """Who is counted: the words of the group, its status and the groups its nouns name."""
    layers, group = item.layers, item.candidate.group
    named: set[str] = set()
    for match in layers.words.groups.find(layers.tokens[group.start : group.end]):
        named.update(match.value)
    return Victims(victim_words(item), group.status, tuple(sorted(named)))


def victim_words(item: Found) -> str:
    """The words of a group without its number."""
    layers, group = item.layers, item.candidate.group
    quantity = next((q for q in layers.quantities if group.start <= q.start < group.end), None)
    if quantity is None:
        return layers.words_of(group.start, group.end)
    if quantity.end >= group.end:
        return ""
    return layers.words_of(quantity.end, group.end)


def severity(item: Found) -> str | None:
    """How badly the injured were hurt, where a word beside the predicate says so."""
    layers, candidate = item.layers, item.candidate
    start = max(candidate.predication.start - 2, 0)
    for token in layers.tokens[start : candidate.predication.end + 1]:
        level = layers.words.severity.get(token.norm)
        if level is not None and candidate.predication.outcome.value == "injured":
            return level
    return None
