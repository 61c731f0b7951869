"""Choose which of the places of one name a text means, from all that the text says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import exp, log10, sqrt

from knell.places.accept import ENOUGH, SURE, SURE_IN_LIST, acceptance, unlisted_acceptance
from knell.places.context import Context, Link
from knell.places.gazetteer import Gazetteer, Kind
from knell.places.geometry import km
from knell.places.lexicon import Lexicon
from knell.places.respell import respelled
from knell.places.scan import Found
from knell.places.scene import Scene

_MOST_OPTIONS = 64
_MOST_OUTER = 10
_BASE = {
    Kind.COUNTRY: 6.0,
    Kind.FORMER: 5.0,
    Kind.WORLD: 5.0,
    Kind.ADMIN1: 4.0,
    Kind.OLD_ADMIN1: 3.0,
    Kind.ADMIN2: -1.5,
    Kind.AREA: 4.5,
    Kind.WATER: 5.5,
    Kind.CAPITAL: 4.0,
    Kind.CITY: -2.9,
}
_FAME = 0.4
# A name of the place in other languages, or an old one.
_ALTERNATE = {Kind.COUNTRY: 2.0, Kind.CAPITAL: 1.2, Kind.CITY: 1.2}
_POPULATION = {Kind.ADMIN1: 1 / 6, Kind.ADMIN2: 0.6, Kind.CAPITAL: 1 / 4, Kind.CITY: 1.0}
_TYPED = {
    "admin1": frozenset((Kind.ADMIN1, Kind.OLD_ADMIN1, Kind.FORMER, Kind.COUNTRY)),
    "admin2": frozenset((Kind.ADMIN2,)),
    "town": frozenset((Kind.CITY, Kind.CAPITAL)),
    "area": frozenset((Kind.AREA, Kind.WATER)),
    "loose": frozenset((Kind.ADMIN1, Kind.OLD_ADMIN1, Kind.AREA)),
}
_TYPE_FITS, _TYPE_FAILS, _LOOSE_FITS = 2.5, -1.0, 1.5
_LINK = {Link.COMMA: 5.0, Link.WITHIN: 3.0, Link.LOOSE: 3.0}
_OUTER_FITS = 2.0
_LIKE_NEIGHBOURS = 1.0
_LISTED = (0.0, 1.5, 2.5)
# Below this lead over a place elsewhere, which of the two is meant cannot be told.
_MARGIN = 0.45
_ELSEWHERE_KM = 60.0
_SMALL = 20_000
# A country leads a text with this share of the evidence.
_LEADING = 0.25
_FAMOUS = 300_000
_TOWN_WITH_PARTS = 30_000


@dataclass(slots=True)
class Option:
    """One place a name may mean: its row, and how likely it is before anything is read."""

    row: int
    base: float
    alternate: bool = False


@dataclass(slots=True)
class Reading:
    """What one name was taken to mean: ``place`` says it is one, ``row`` which (None: cannot be told).

    ``inside`` says that what the text names as lying around it does lie around it; ``around`` that the row is not the
    place itself but the town it is in.
    """

    place: bool = False
    row: int | None = None
    score: float = 0.0
    inside: bool = False
    around: bool = False
    sure: float = 0.0


class Chooser:
    """Resolves the names of one text together."""

    def __init__(self, places: Gazetteer, lexicon: Lexicon, found: list[Found], contexts: list[Context]) -> None:
        self.places, self.lexicon = places, lexicon
        self.found, self.contexts = found, contexts
        self.counts = Counter(match.key for match in found)
        self.options = {match.key: self._options(match) for match in found}
        self.people = self._people()
        self.scene = Scene(places)
        self._scores: dict[str, list[float]] = {}

    def choose(self) -> list[Reading]:
        """A reading for every name: a first guess of the scene, then twice all names in the light of it."""
        self._first_scene()
        self._respell()
        readings: list[Reading] = []
        for turn in range(2):
            self._scores = {key: self._in_scene(key) for key in self.options}
            readings = [self._read(i) for i in range(len(self.found))]
            self._one_sense(readings)
            self._accept(readings)
            if turn == 0:
                self._next_scene(readings)
        return readings

    def _options(self, match: Found) -> list[Option]:
        options = [self._option(posting) for posting in match.postings[:_MOST_OPTIONS]]
        options.sort(key=lambda option: (-option.base, option.row))
        return options

    def _option(self, posting: int) -> Option:
        places, row = self.places, posting >> 1
        kind = Kind(places.kind[row])
        base = _BASE[kind] + _POPULATION.get(kind, 0.0) * log10(places.population[row] + 10)
        if kind >= Kind.CAPITAL:
            base += _FAME * log10(places.fame[row] + 1)
        if posting & 1:
            base -= _ALTERNATE.get(kind, 0.3)
        return Option(row, base, bool(posting & 1))

    def _people(self) -> Counter[str]:
        """How often each name was seen as somebody's last name."""
        people: Counter[str] = Counter()
        for match, context in zip(self.found, self.contexts, strict=True):
            if context.title or context.given_left:
                people[match.key] += 2
            elif context.unknown_left or (context.body and not match.known):
                people[match.key] += 1
        return people

    def _first_scene(self) -> None:
        seen: set[str] = set()
        for match, context in zip(self.found, self.contexts, strict=True):
            if match.key in seen:
                continue
            seen.add(match.key)
            weight = sqrt(self.counts[match.key])
            if match.people:
                self.scene.add_country(match.key, match.people, weight)
                continue
            options = self.options[match.key]
            if not options:
                continue
            best = options[0]
            if self.places.kind[best.row] <= Kind.FORMER and best.base > 5:
                self.scene.add_place(match.key, best.row, self.counts[match.key])
            elif not self.people[match.key]:
                sure = 0.6 if context.strong or context.types or context.link else 0.25
                self._spread(match.key, options, weight * sure)

    def _respell(self) -> None:
        """Give unlisted names the places of other spelling in the countries the text is about."""
        for match in self.found:
            if match.unlisted and not self.options[match.key]:
                rows = respelled(self.places, match.key, self.scene.leading(_LEADING), match.called)
                self.options[match.key] = [self._option(row * 2 + 1) for row in rows]

    def _spread(self, key: str, options: list[Option], weight: float) -> None:
        shares = [exp(option.base - options[0].base) for option in options[:8]]
        total = sum(shares)
        for option, share in zip(options, shares, strict=False):
            country = self.places.country(option.row)
            if country:
                self.scene.add_country(key, country, weight * share / total)

    def _next_scene(self, readings: list[Reading]) -> None:
        self.scene = Scene(self.places)
        rows: Counter[tuple[str, int]] = Counter()
        for match, reading in zip(self.found, readings, strict=True):
            if reading.place and reading.row is not None:
                rows[match.key, reading.row] += 1
        for (key, row), count in rows.items():
            self.scene.add_place(key, row, count)
        for key, people in {match.key: match.people for match in self.found if match.people}.items():
            self.scene.add_country(key, people, sqrt(self.counts[key]))

    def _in_scene(self, key: str) -> list[float]:
        return [option.base + self.scene.support(key, option.row) for option in self.options[key]]

    def _read(self, i: int) -> Reading:
        match, context = self.found[i], self.contexts[i]
        options = self.options[match.key]
        if not options:
            return Reading(False, row, 0.0, around=True) if (row := self._town_around(i)) is not None else Reading()
        scores = list(self._scores[match.key])
        inside = self._apply_outer(i, options, scores)
        self._apply_inner(i, options, scores)
        if context.types:
            self._apply_types(context.types, options, scores)
        self._apply_list(context, options, scores)
        best = max(range(len(options)), key=lambda n: (scores[n], -options[n].row))
        best = self._country_first(self._finer(best, options, context), options, context)
        row: int | None = options[best].row
        within = inside is not None and best in inside
        if not within:
            town = self._town_around(i)
            if town is not None and self._km(town, options[best].row) > _ELSEWHERE_KM:
                return Reading(False, town, scores[best], around=True)
        if self._torn(options[best].row, scores[best], options, scores):
            row = None
        elif not within and self._stray(match.key, options[best], context):
            row = None
        return Reading(False, row, scores[best], within)

    def _apply_types(self, types: set[str], options: list[Option], scores: list[float]) -> None:
        allowed = frozenset().union(*(_TYPED[kind] for kind in types))
        loose = types == {"loose"}
        for n, option in enumerate(options):
            if self.places.kind[option.row] in allowed:
                scores[n] += _LOOSE_FITS if loose else _TYPE_FITS
            elif not loose:
                scores[n] += _TYPE_FAILS

    def _apply_list(self, context: Context, options: list[Option], scores: list[float]) -> None:
        """Among countries a country is meant, among divisions a division."""
        kinds = {
            self.places.kind[self.options[self.found[j].key][0].row]
            for j in context.listed
            if self.options[self.found[j].key]
        }
        for n, option in enumerate(options):
            kind = self.places.kind[option.row]
            if kind in kinds and kind <= Kind.OLD_ADMIN1:
                scores[n] += _LIKE_NEIGHBOURS

    def _apply_outer(self, i: int, options: list[Option], scores: list[float]) -> set[int] | None:
        """Raise the options that lie in what the text says is around them; returns which do."""
        context = self.contexts[i]
        if context.outer is None:
            return None
        outer = self.found[context.outer]
        if outer.people:
            fits = {n for n, option in enumerate(options) if self.places.country(option.row) == outer.people}
        else:
            around = [option for option in self.options[outer.key][:_MOST_OUTER] if option.base > -1]
            least = options[0].base - self._leeway(i, options[0], around)
            fits = {
                n
                for n, option in enumerate(options)
                if option.base >= least and any(self._fits_in(option.row, wide.row) for wide in around)
            }
        for n in fits:
            scores[n] += _LINK[context.link]
        return fits

    def _leeway(self, i: int, first: Option, around: list[Option]) -> float:
        """How unlikely a place may be for its surroundings to speak for it: in "Mexico, China, Japan" China is no town."""
        kinds = self.places.kind
        if not around or kinds[first.row] != kinds[around[0].row] or kinds[first.row] > Kind.ADMIN1:
            return 8.0
        listed = {j for at in (i, self.contexts[i].outer or i) for j in self.contexts[at].listed}
        return 0.0 if len(listed) > 2 else 2.5

    def _fits_in(self, row: int, wide: int) -> bool:
        return row == wide or self.lies_in(row, wide)

    def _apply_inner(self, i: int, options: list[Option], scores: list[float]) -> None:
        """Raise the options in which the place named just before may lie."""
        for j in (i - 1, i + 1):
            if not (0 <= j < len(self.found)) or self.contexts[j].outer != i:
                continue
            inner = self.options[self.found[j].key][:_MOST_OUTER]
            for n, option in enumerate(options[:_MOST_OUTER]):
                if any(self.lies_in(narrow.row, option.row) for narrow in inner):
                    scores[n] += _OUTER_FITS

    def lies_in(self, row: int, wide: int) -> bool:
        """Whether a place lies in a wider one, as far as the gazetteer can tell."""
        places, kind = self.places, self.places.kind[wide]
        if row == wide or places.kind[row] <= Kind.WORLD or kind == Kind.WORLD:
            return False
        country = places.country(row)
        if kind in (Kind.FORMER, Kind.AREA, Kind.WATER):
            lands = places.lands.get(wide, ())
            return country in lands and (kind == Kind.FORMER or self._km(row, wide) < 600)
        if country != places.country(wide):
            return False
        if kind == Kind.COUNTRY:
            return True
        if kind == Kind.ADMIN1:
            return places.admin1_row(row) == wide
        if kind == Kind.OLD_ADMIN1:
            return self._km(row, wide) < 250
        if kind == Kind.ADMIN2:
            same = places.admin1_row(row) == places.admin1_row(wide)
            return same and places.kind[row] >= Kind.CAPITAL and self._km(row, wide) < 80
        return places.kind[row] == Kind.CITY and self._km(row, wide) < 40

    def _km(self, a: int, b: int) -> float:
        return km(self.places.point(a), self.places.point(b))

    def _finer(self, best: int, options: list[Option], context: Context) -> int:
        """A division and its chief town of the same name: the town, unless the text says division."""
        places, row = self.places, options[best].row
        if places.kind[row] not in (Kind.ADMIN1, Kind.ADMIN2, Kind.OLD_ADMIN1) or context.types & {"admin1", "admin2"}:
            return best
        for n, option in enumerate(options):
            town = option.row
            if places.kind[town] >= Kind.CAPITAL and places.country(town) == places.country(row):
                enough = places.population[town] >= (0.25 if option.alternate else 0.15) * places.population[row]
                if enough and places.population[town] > 5000 and self._km(town, row) < 120:
                    return n
        return best

    def _country_first(self, best: int, options: list[Option], context: Context) -> int:
        """A country and its capital of the same name: the country, unless the text says town."""
        kinds, country = self.places.kind, self.places.country(options[best].row)
        if kinds[options[best].row] < Kind.CAPITAL or context.types:
            return best
        for n, option in enumerate(options):
            if kinds[option.row] == Kind.COUNTRY and self.places.country(option.row) == country:
                return n
        return best

    def _torn(self, row: int, score: float, options: list[Option], scores: list[float]) -> bool:
        for option, other in zip(options, scores, strict=True):
            if option.row != row and score - other < _MARGIN and self._km(row, option.row) > _ELSEWHERE_KM:
                wide = {self.places.kind[row], self.places.kind[option.row]} & {Kind.ADMIN1, Kind.AREA, Kind.COUNTRY}
                if not wide or not (self.lies_in(row, option.row) or self.lies_in(option.row, row)):
                    return True
        return False

    def _town_around(self, i: int) -> int | None:
        """The town that the text puts a district or suburb in: "the Karada district of Baghdad", "in Karada, Baghdad"."""
        match, context = self.found[i], self.contexts[i]
        part = bool(context.types & {"town", "admin2"}) and context.link is Link.WITHIN
        if context.outer is None or not (part or (match.unlisted and context.link is Link.COMMA and context.strong)):
            return None
        outer = self.found[context.outer]
        scores = self._scores.get(outer.key)
        if not scores or outer.people:
            return None
        best = max(range(len(scores)), key=lambda n: (scores[n], -self.options[outer.key][n].row))
        best = self._finer(best, self.options[outer.key], self.contexts[context.outer])
        row = self.options[outer.key][best].row
        return row if self.places.kind[row] >= Kind.CAPITAL and self.places.population[row] > _TOWN_WITH_PARTS else None

    def _stray(self, key: str, option: Option, context: Context) -> bool:
        """A place of no fame in a country the text hardly comes near, when the text is clearly about others."""
        row = option.row
        if self.places.kind[row] not in (Kind.ADMIN2, Kind.CITY) or self.scene.weight(key) < 3:
            return False
        share, people = self.scene.country_share(key, row), self.places.population[row]
        if context.feature or people < _SMALL:
            return share < 0.02 or (share < 0.2 and not self.scene.nearness(key, row))
        return share < 0.03 and people < _FAMOUS

    def _one_sense(self, readings: list[Reading]) -> None:
        """A name that the text once places clearly means the same place throughout."""
        said: dict[str, Reading] = {}
        for match, context, reading in zip(self.found, self.contexts, readings, strict=True):
            if reading.inside and context.link is Link.COMMA and reading.row is not None:
                said.setdefault(match.key, reading)
        for match, context, reading in zip(self.found, self.contexts, readings, strict=True):
            clear = said.get(match.key)
            if clear is not None and not reading.inside and not context.types:
                reading.row, reading.score = clear.row, clear.score - 1.0

    def _accept(self, readings: list[Reading]) -> None:
        """Decide which names are places; a place next to places in a list, or seen surely elsewhere, is surer."""
        scores = []
        for i, reading in enumerate(readings):
            options = self.options[self.found[i].key]
            if not options:
                scores.append(unlisted_acceptance(self.found[i], self.contexts[i]) if not self.found[i].people else -9.0)
                continue
            row = options[0].row if reading.row is None else reading.row
            base = next((option.base for option in options if option.row == row), 0.0)
            support = self.scene.country_share(self.found[i].key, row)
            scores.append(
                acceptance(
                    self.found[i],
                    self.contexts[i],
                    self.lexicon,
                    Kind(self.places.kind[row]),
                    base,
                    support,
                    self.people[self.found[i].key],
                    reading.inside,
                )
            )
        sure = {self.found[i].key for i, score in enumerate(scores) if score >= SURE}
        for i, reading in enumerate(readings):
            score = scores[i]
            score += _LISTED[min(2, sum(scores[j] >= SURE_IN_LIST for j in self.contexts[i].listed))]
            if self.found[i].key in sure and not self.people[self.found[i].key]:
                score += 1.0
            reading.place, reading.sure = score >= ENOUGH, score
