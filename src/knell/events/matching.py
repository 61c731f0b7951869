"""How much speaks for two reports' events being one: points with readable reasons.

Points are few and round so that a person can follow them; a link needs ``THRESHOLD``. Where the days or the place
of either are not known well, a shared name, a telling figure or copied words are needed as well.
"""

from __future__ import annotations

from knell.events import tolls, when, where, whom
from knell.events.linked import CopyKind, Match
from knell.events.local import Local
from knell.places import distance_km

THRESHOLD = 5.0

# A figure that is worth as much may stand for an event that reports date differently.
_BEARS_OUT = 1.0


def compare(a: Local, b: Local, copied: CopyKind | None = None) -> Match:
    """The match of two events; the same whichever comes first but for the order of its sides.

    ``copied`` says that claims of one repeat the other's words, in a copy or in a passage.
    """
    forbidden = conflict(a, b)
    if forbidden is not None:
        return Match(a.member, b.member, 0.0, False, (forbidden,))
    certain = a.dated and b.dated and a.placed and b.placed
    same_days = certain and when.alike(a.interval, b.interval) >= when.LITTLE
    telling = [*whom.names(a, b), *whom.persons(a, b), *when.beginnings(a, b)]
    if not certain:
        telling += [*tolls.sizes(a, b), *when.year_days(a, b)]
    if not same_days:
        telling += whom.subjects(a, b)
    if copied is not None:
        telling.append((4.0, "one is a copy") if copied is CopyKind.COPY else (2.0, "one repeats the other's words"))
    figures = list(tolls.figures(a, b))
    borne_out = any(points > 0 for points, _ in telling) or any(points >= _BEARS_OUT for points, _ in figures)
    kinds = [] if certain else whom.kinds(a, b)
    reasons = [
        *when.dates(a, b, borne_out),
        *where.places(a.place, b.place),
        *kinds,
        *telling,
        *figures,
        *whom.actors(a, b),
    ]
    score = round(sum(points for points, _ in reasons), 2)
    told = [f"{points:+g} {words}" for points, words in reasons]
    backed = any(points > 0 for points, _ in telling) or any(points >= tolls.TELLING for points, _ in figures)
    if score >= THRESHOLD and not certain and not backed:
        return Match(a.member, b.member, score, False, (*told, "days or place not known well, and no figure in common"))
    return Match(a.member, b.member, score, score >= THRESHOLD, tuple(told))


def conflict(a: Local, b: Local) -> str | None:
    """What rules a link out whatever else agrees: two events of one report, days or countries apart. Else None."""
    if a.member.report == b.member.report:
        return "two events of one report"
    if a.interval is not None and b.interval is not None:
        gap = when.days_between(a.interval, b.interval)
        if gap > when.SLACK:
            return f"{gap.days} days apart"
    early = _told_before(a, b) or _told_before(b, a)
    if early is not None:
        return early
    if a.place is not None and b.place is not None:
        mine, other = a.place.country, b.place.country
        if mine is not None and other is not None and mine != other:
            distance = distance_km(a.place, b.place)
            if distance is None or distance > where.AROUND_KM or max(a.place.precision, b.place.precision) > 2:
                return f"in two countries ({', '.join(sorted((mine, other)))})"
    return None


def _told_before(dated: Local, undated: Local) -> str | None:
    """What is told was over, or at least had begun."""
    if dated.interval is None or undated.interval is not None or undated.published is None:
        return None
    gap = dated.interval.start - undated.published
    return f"published {gap.days} days before" if gap > when.A_DAY else None
