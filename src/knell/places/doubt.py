"""When not to say which place is meant: two are nearly as likely, or the one found lies where the text never looks."""

from __future__ import annotations

from collections.abc import Sequence

from knell.places.context import Context
from knell.places.gazetteer import Gazetteer, Kind
from knell.places.options import Option, apart, lies_in
from knell.places.scene import Scene

# Below this lead over a place elsewhere, which of the two is meant cannot be told.
_MARGIN = 0.45
_ELSEWHERE_KM = 60.0
# A text that names so much is clearly about some countries and not others.
_CLEAR, _CLEAR_FOR_FEATURE = 3.0, 1.0
_HARDLY, _SELDOM, _LITTLE = 0.02, 0.03, 0.2
# Below so many people a place is not named out of the blue; above so many, or so many names, it may be anywhere.
_SMALL, _SMALL_DIVISION, _FAMOUS, _NAMES_OF_FAME = 20_000, 100_000, 300_000, 60


def torn(places: Gazetteer, options: Sequence[Option], scores: Sequence[float], best: int) -> bool:
    """Whether another place elsewhere is nearly as likely as the best."""
    row = options[best].row
    for option, score in zip(options, scores, strict=True):
        near = option.row == row or scores[best] - score >= _MARGIN or apart(places, row, option.row) <= _ELSEWHERE_KM
        if not (near or lies_in(places, row, option.row) or lies_in(places, option.row, row)):
            return True
    return False


def stray(places: Gazetteer, scene: Scene, key: str, option: Option, context: Context) -> bool:
    """Whether a place of no fame lies in a country the text hardly comes near."""
    if option.kind not in (Kind.ADMIN1, Kind.ADMIN2, Kind.CITY):
        return False
    share, people = scene.country_share(key, option.row), places.population[option.row]
    if context.types and context.types <= {"admin1", "admin2"} and option.kind is Kind.CITY and share < _LITTLE:
        # "Bam province" is not the town of Bam in another country.
        return True
    if context.feature and option.alternate and option.kind is Kind.CITY and people < _FAMOUS and not share:
        # A mosque or a street is hardly called after what a small town abroad was once called.
        return True
    if scene.weight(key) < (_CLEAR_FOR_FEATURE if context.feature else _CLEAR):
        return False
    near = scene.nearness(key, option.row) > 0
    if option.kind is Kind.ADMIN1:
        return share < _HARDLY and people < _SMALL_DIVISION and not near
    if people < _SMALL or (context.feature and places.fame[option.row] < _NAMES_OF_FAME):
        return share < _HARDLY or (share < _LITTLE and not near)
    return share < _SELDOM and people < _FAMOUS and not near
