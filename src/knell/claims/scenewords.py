"""A language's words for what happened, where, and what came after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from knell.languages import load, singles
from knell.text import Lexicon


@dataclass(frozen=True, slots=True)
class SceneWords:
    """A language's words for what happened; what each list means stands beside it in the data file."""

    nouns: Lexicon[bool]
    verbs: Lexicon[bool]
    aftermath: Lexicon[bool]
    occasions: Lexicon[bool]
    late: Lexicon[bool]
    care: Lexicon[bool]
    recovered: Lexicon[bool]
    later: Lexicon[bool]
    still: frozenset[str]
    backdrop: frozenset[str]
    pluperfect: frozenset[str]
    weeks_on: Lexicon[bool]
    apart: Lexicon[bool]
    answering: Lexicon[bool]
    enduring: Lexicon[bool]
    lasting: Lexicon[bool]
    openings: frozenset[str]
    agents: frozenset[str]
    remembering: Lexicon[bool]
    looking_back: Lexicon[bool]
    honouring: Lexicon[bool]
    media: Lexicon[bool]
    locating: frozenset[str]
    origins: frozenset[str]
    relative_place: frozenset[str]
    head_endings: tuple[str, ...]
    head_origins: tuple[str, ...]
    officials: frozenset[str]
    locals: frozenset[str]
    elsewhere: frozenset[str]
    towns: frozenset[str]


@cache
def scene_words(code: str) -> SceneWords:
    """The event words of a language."""
    pack = load(code)
    data = pack.section("claims").get("scenes", {})
    types = pack.section("claims").get("sources", {}).get("types", {})

    def phrases(name: str) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in data.get(name, ())], pack)

    def single(name: str) -> frozenset[str]:
        return singles(data.get(name, ()))

    return SceneWords(
        nouns=phrases("nouns"),
        verbs=phrases("verbs"),
        aftermath=phrases("aftermath"),
        occasions=phrases("occasions"),
        late=phrases("late"),
        care=phrases("care"),
        recovered=phrases("recovered"),
        later=phrases("later"),
        still=single("still"),
        backdrop=single("backdrop"),
        pluperfect=single("pluperfect"),
        weeks_on=phrases("weeks_on"),
        apart=phrases("apart"),
        answering=phrases("answering"),
        enduring=phrases("enduring"),
        lasting=phrases("lasting"),
        openings=single("openings"),
        agents=single("agents"),
        remembering=phrases("remembering"),
        looking_back=phrases("looking_back"),
        honouring=phrases("honouring"),
        media=Lexicon([(phrase, True) for phrase in types.get("media", ())], pack),
        locating=single("locating"),
        origins=single("origins"),
        relative_place=single("relative_place"),
        head_endings=tuple(data.get("head_endings", ())),
        head_origins=tuple(data.get("head_origins", ())),
        officials=single("officials"),
        locals=single("locals"),
        elsewhere=single("elsewhere"),
        towns=single("towns"),
    )
