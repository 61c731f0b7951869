"""Choose which of the places of one name a text means, from all that the text says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import exp, sqrt

from knell.places.accept import ENOUGH, SURE, SURE_IN_LIST, acceptance, enough_untold, hopeless, unlisted_acceptance
from knell.places.context import Context, Link
from knell.places.doubt import stray, torn
from knell.places.gazetteer import Gazetteer, Kind
from knell.places.lexicon import Lexicon
from knell.places.matcher import Found
from knell.places.options import Option, apart, country_first, finer, lies_in, options_of
from knell.places.respell import alike, respelled
from knell.places.scene import Scene
from knell.places.surroundings import Surroundings

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
_LIKE_NEIGHBOURS, _LIKE_ALL = 1.0, 2.5
_ALMOST = 1.5
_LISTED = (0.0, 1.5, 2.5)
_ELSEWHERE = 2.0
_ELSEWHERE_KM = 60.0
# A country leads a text with this share of the evidence.
_LEADING = 0.25
_TOWN_WITH_PARTS = 30_000


@dataclass(slots=True)
class Reading:
    """What one name was taken to mean: ``place`` says it is one, ``row`` which (None: cannot be told).

    ``inside`` says that what the text names as lying around it does lie around it; ``around`` that the row is not the
    place itself but the town it is in. ``sure`` is the evidence that it is a place at all.
    """

    place: bool = False
    row: int | None = None
    inside: bool = False
    around: bool = False
    sure: float = -9.0


class Chooser:
    """Resolves the names of one text together."""

    def __init__(self, places: Gazetteer, lexicon: Lexicon, found: list[Found], contexts: list[Context]) -> None:
        self.places, self.lexicon = places, lexicon
        self.found, self.contexts = found, contexts
        self.counts = Counter(match.key for match in found)
        self.options = {match.key: options_of(tuple(match.postings)) for match in found}
        self.people = self._people()
        self.live = [not self._hopeless(i) for i in range(len(found))]
        self.scene = Scene(places)
        self.scores: dict[str, list[float]] = {}
        self.surroundings = Surroundings(places, self.options)

    def choose(self) -> list[Reading]:
        """A reading for every name: a first guess of the scene, then twice all names in the light of it."""
        self._first_scene()
        self._respell()
        readings: list[Reading] = []
        for turn in range(2):
            wanted = {match.key for match, live in zip(self.found, self.live, strict=True) if live}
            self.scores = {key: self._in_scene(key) for key in wanted}
            readings = [self._read(i) if live else Reading() for i, live in enumerate(self.live)]
            self._one_sense(readings)
            self._accept(readings)
            if turn == 0:
                self._next_scene(readings)
        return readings

    def _people(self) -> Counter[str]:
        """How often each name was seen as somebody's last name."""
        people: Counter[str] = Counter()
        for match, context in zip(self.found, self.contexts, strict=True):
            if context.title or context.given_left:
                people[match.key] += 2
            elif context.unknown_left or (context.body and not match.known):
                people[match.key] += 1
        return people

    def _hopeless(self, i: int) -> bool:
        match = self.found[i]
        options = self.options[match.key]
        if match.people or not options:
            return match.people is not None
        return hopeless(match, self.contexts[i], self.lexicon, options[0].base, self.people[match.key])

    def _first_scene(self) -> None:
        seen: set[str] = set()
        for match, context, live in zip(self.found, self.contexts, self.live, strict=True):
            if match.key in seen or not (live or match.people):
                continue
            seen.add(match.key)
            options = self.options[match.key]
            if match.people:
                self.scene.add_country(match.key, match.people, sqrt(self.counts[match.key]))
            elif options and options[0].kind <= Kind.FORMER and options[0].base > 5:
                self.scene.add_place(match.key, options[0].row, self.counts[match.key])
            elif options and not self.people[match.key]:
                sure = 0.6 if context.strong or context.types or context.link else 0.25
                self._spread(match.key, options, sqrt(self.counts[match.key]) * sure)

    def _spread(self, key: str, options: tuple[Option, ...], weight: float) -> None:
        shares = [exp(option.base - options[0].base) for option in options[:8]]
        total = sum(shares)
        for option, share in zip(options, shares, strict=False):
            country = self.places.country(option.row)
            if country:
                self.scene.add_country(key, country, weight * share / total)

    def _respell(self) -> None:
        """Give unlisted names the places of other spelling in the countries the text is about."""
        leading = self.scene.leading(_LEADING)
        wanted = {m.key: m.called or m.grown for m in self.found if m.unlisted and not self.options[m.key]}
        for key, called in wanted.items():
            rows = respelled(self.places, key, leading, called)
            self.options[key] = options_of(tuple(row * 2 + 1 for row in rows))

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
        options = self.options[key]
        if len(options) == 1:
            return [options[0].base]
        supports = self.scene.supports(key, [option.row for option in options])
        return [option.base + support for option, support in zip(options, supports, strict=True)]

    def _read(self, i: int) -> Reading:
        match, context = self.found[i], self.contexts[i]
        options = self.options[match.key]
        if not options:
            town = self._town_around(i)
            return Reading(row=town, around=town is not None)
        scores = list(self.scores[match.key])
        inside = self._apply_outer(i, options, scores)
        self._apply_inner(i, scores)
        _apply_types(context.types, options, scores)
        self._apply_list(i, options, scores)
        best = self._best(options, scores, context)
        if "admin1" in context.types and options[best].kind is Kind.CITY:
            division = self.places.admin1_row(options[best].row)
            if division is not None and alike(match.key, self.places.names[division]):
                return Reading(row=division, inside=best in inside)
        if best in inside:
            return Reading(row=None if torn(self.places, options, scores, best) else options[best].row, inside=True)
        town = self._town_around(i) if options[best].kind in (Kind.ADMIN2, Kind.CITY) else None
        if town is not None and apart(self.places, town, options[best].row) > _ELSEWHERE_KM:
            return Reading(row=town, around=True)
        lost = self._is_misplaced(i) or torn(self.places, options, scores, best)
        lost = lost or stray(self.places, self.scene, match.key, options[best], context)
        return Reading(row=None if lost else options[best].row)

    def _is_misplaced(self, i: int) -> bool:
        """Whether the text puts a little known place in a country where none of its name lies: "Toba, Indonesia"."""
        context = self.contexts[i]
        if context.outer is None or self.found[i].famous:
            return False
        outside, around = self.contexts[context.outer], self.options[self.found[context.outer].key]
        in_list = {*context.listed, *outside.listed} - {i, context.outer}
        if in_list or not around or around[0].kind is not Kind.COUNTRY:
            return False
        if context.link is Link.LOOSE:
            return bool(context.types)  # "Indonesia's Lake Toba", but "Turkey's Idlib operation"
        named = context.link is Link.WITHIN or context.framed
        return named and not (outside.owner or outside.source or outside.saying)

    def _best(self, options: tuple[Option, ...], scores: list[float], context: Context) -> int:
        best = max(range(len(options)), key=lambda n: (scores[n], -options[n].row))
        if not context.types & {"admin1", "admin2", "loose"} and not self._among_divisions(context):
            best = finer(self.places, options, best)
        return best if context.types else country_first(self.places, options, best)

    def _apply_outer(self, i: int, options: tuple[Option, ...], scores: list[float]) -> frozenset[int]:
        """Raise the options that lie in what the text says is around them; returns which do."""
        context = self.contexts[i]
        if context.outer is None or self._in_list_of_towns(i):
            return frozenset()
        outer, match_key = self.found[context.outer], self.found[i].key
        if outer.people:
            country = self.places.country
            fits = frozenset(n for n, option in enumerate(options) if country(option.row) == outer.people)
        else:
            least = options[0].base - self._leeway(i, options, self.options[outer.key])
            fits = self.surroundings.inside(match_key, outer.key, least)
        for n in fits:
            scores[n] += _LINK[context.link]
        return fits

    def _in_list_of_towns(self, i: int) -> bool:
        """In "Soyapango, Mejicanos and Apopa" none lies in the next."""
        outer = self.contexts[i].outer or i
        options = self.options[self.found[outer].key]
        town = bool(options) and options[0].kind >= Kind.CAPITAL
        return town and len({*self.contexts[i].listed, *self.contexts[outer].listed}) > 2

    def _leeway(self, i: int, options: tuple[Option, ...], around: tuple[Option, ...]) -> float:
        """How unlikely a place may be for its surroundings to speak for it.

        In "Mexico, China, Japan" China is not the town of that name in Japan.
        """
        alike = {option.kind for option in options if option.base > options[0].base - _ALMOST}
        if not around or around[0].kind not in alike or around[0].kind > Kind.ADMIN1:
            return 8.0
        listed = {j for at in (i, self.contexts[i].outer or i) for j in self.contexts[at].listed}
        return _ALMOST if len(listed) > 2 else 2.5

    def _apply_inner(self, i: int, scores: list[float]) -> None:
        """Raise the options in which the place named beside them may lie."""
        for j in (i - 1, i + 1):
            if not (0 <= j < len(self.found)) or self.contexts[j].outer != i:
                continue
            for n in self.surroundings.around(self.found[i].key, self.found[j].key):
                scores[n] += _OUTER_FITS

    def _apply_list(self, i: int, options: tuple[Option, ...], scores: list[float]) -> None:
        """Among countries a country is meant, among divisions a division; the surer, the longer the list."""
        if self.contexts[i].listed:
            beside = {j for n in self.contexts[i].listed for j in (n, *self.contexts[n].listed)} - {i}
            kinds = {others[0].kind for j in beside if (others := self.options[self.found[j].key])}
            like = _LIKE_NEIGHBOURS if len(beside) == 1 or len(kinds) > 1 else _LIKE_ALL
            for n, option in enumerate(options):
                if option.kind in kinds and option.kind <= Kind.OLD_ADMIN1:
                    scores[n] += like

    def _among_divisions(self, context: Context) -> bool:
        """In "Texas, New York and Ohio" no town is meant."""
        beside = [self.options[self.found[j].key] for j in context.listed]
        return bool(beside) and all(others and others[0].kind is Kind.ADMIN1 for others in beside)

    def _town_around(self, i: int) -> int | None:
        """The town in which the text puts a district: "the Karada district of Baghdad", "in Karada, Baghdad"."""
        match, context = self.found[i], self.contexts[i]
        part = bool(context.types & {"town", "admin2"}) and context.link is Link.WITHIN
        if context.outer is None or not (part or (match.unlisted and context.link is Link.COMMA and context.strong)):
            return None
        key, outside = self.found[context.outer].key, self.contexts[context.outer]
        if not self.scores.get(key) or outside.types & {"admin1", "admin2", "loose"}:
            return None
        row = self.options[key][self._best(self.options[key], self.scores[key], outside)].row
        return row if self.places.kind[row] >= Kind.CAPITAL and self.places.population[row] > _TOWN_WITH_PARTS else None

    def _one_sense(self, readings: list[Reading]) -> None:
        """A name that the text once places clearly means the same place throughout."""
        said: dict[str, int] = {}
        for match, context, reading in zip(self.found, self.contexts, readings, strict=True):
            if reading.inside and context.link is Link.COMMA and reading.row is not None:
                said.setdefault(match.key, reading.row)
        for match, context, reading in zip(self.found, self.contexts, readings, strict=True):
            if match.key in said and not reading.inside and not context.types - {"town"}:
                reading.row, reading.around = said[match.key], False
        self._shortened(readings)

    def _shortened(self, readings: list[Reading]) -> None:
        """The first words of a town's name, told in full elsewhere in the text, are that town: "Santiago"."""
        full: dict[str, set[int]] = {}
        for match, reading in zip(self.found, readings, strict=True):
            if reading.row is not None and " " in match.key and self._is_town(match, reading.row):
                words = match.key.split(" ")
                for size in range(1, len(words)):
                    full.setdefault(" ".join(words[:size]), set()).add(reading.row)
        for match, reading in zip(self.found, readings, strict=True):
            rows = full.get(match.key, ())
            if len(rows) == 1 and not reading.inside and reading.row is not None and self._is_town(match, reading.row):
                reading.row, reading.around = next(iter(rows)), False

    def _is_town(self, match: Found, row: int) -> bool:
        return any(option.row == row and option.kind >= Kind.CAPITAL for option in self.options[match.key])

    def _accept(self, readings: list[Reading]) -> None:
        """Decide which names are places; a place next to places in a list, or seen surely elsewhere, is surer."""
        for i, reading in enumerate(readings):
            if self.live[i]:
                reading.sure = self._acceptance(i, reading)
        alone = [reading.sure for reading in readings]
        sure = {self.found[i].key for i, score in enumerate(alone) if score >= SURE}
        for i, reading in enumerate(readings):
            if self.live[i]:
                reading.sure += _LISTED[min(2, sum(alone[j] >= SURE_IN_LIST for j in self.contexts[i].listed))]
                if self.found[i].key in sure and not self.people[self.found[i].key]:
                    reading.sure += _ELSEWHERE
                if self.found[i].short and not (i and readings[i - 1].inside and self.contexts[i - 1].outer == i):
                    continue
                told = reading.row is not None or enough_untold(self.found[i], self.contexts[i], self.lexicon)
                reading.place = told and reading.sure >= ENOUGH

    def _acceptance(self, i: int, reading: Reading) -> float:
        match, context = self.found[i], self.contexts[i]
        options = self.options[match.key]
        if not options:
            return unlisted_acceptance(match, context, reading.row is not None)
        option = next((option for option in options if option.row == reading.row), options[0])
        if options[0].base > option.base and lies_in(self.places, option.row, options[0].row):
            # The chief town of a division is as well known as the division.
            option = options[0]
        support = self.scene.country_share(match.key, option.row)
        return acceptance(match, context, self.lexicon, option, support, self.people[match.key], reading.inside)


def _apply_types(types: frozenset[str], options: tuple[Option, ...], scores: list[float]) -> None:
    """Raise the options of the kind the text calls the place."""
    if not types:
        return
    allowed = frozenset[Kind]().union(*(_TYPED[kind] for kind in types))
    loose = types == {"loose"}
    for n, option in enumerate(options):
        if option.kind in allowed:
            scores[n] += _LOOSE_FITS if loose else _TYPE_FITS
        elif not loose:
            scores[n] += _TYPE_FAILS
