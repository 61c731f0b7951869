"""Stories of the crawl: each follows from its number and the seed alone, so that any part can be made by itself.

An event is a violent text made into another: other days in English, other figures and towns, some sentences less. Some
stories tell of the same event, a day or two later and with another toll, others are the very words of a story before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from benchmarks.crawling.texts import ENDING, ENGLISH, READ, Texts, Told, words_of_pages

FIRST_DAY = date(2025, 3, 1)
# Stories of one event; of a hundred violent stories so many are copies to the letter, and so many nearly so.
STORIES_AN_EVENT, EXACT, NEAR = 3, 12, 12
# A copy is of a story among so many before it.
BACK = 40
# Of a hundred calm articles so many hold no word of an outcome, and so many what all but claims one: as do the real
# pages beside the checkout that make no claim (18, 35 of 72).
SILENT, ALL_BUT = 20, 33
NUMBER = re.compile(r"(?<![\w.,:/-])([2-9]|[1-9]\d{1,2})(?![\w,:/%-]|\.\d)")
MONTHS = re.findall(r"\w+", "January February March April May June July August September October November December")
SHORT = "|".join(month[:3] for month in MONTHS)
DATED = re.compile(rf"\b(\d{{1,2}})? ?({SHORT})([a-z]*)\.?( \d{{1,2}})?(,? (?:19|20)?\d\d)?\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?»”\"]) +")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a crawl is: its seed, violent stories of a hundred pages, share of one event of these, pages a day."""

    seed: int = 1
    violent: float = 3.0
    skew: float = 0.0
    a_day: int = 10_000

    def day(self, page: int) -> date:
        """When a page was published."""
        return FIRST_DAY + timedelta(days=page // self.a_day)


@dataclass(frozen=True, slots=True)
class Story:
    """What a page tells; ``copy_of`` is the number of the page whose words it repeats, if any."""

    title: str
    paragraphs: Sequence[str]
    language: str
    published: date
    violent: bool
    copy_of: int | None = None


def random_of(*parts: object) -> random.Random:
    """Chance that follows from these alone."""
    return random.Random("/".join(map(str, parts)))


def story(plan: Plan, texts: Texts, page: int) -> Story:
    """The story of a page."""
    rng = random_of(plan.seed, "page", page)
    if not is_violent(plan, page):
        return calm(texts, rng, plan.day(page))
    drawn = rng.randrange(100)
    if drawn < EXACT + NEAR and page:
        before = (one for one in range(page - 1, max(-1, page - 40 * BACK), -1) if is_violent(plan, one))
        earlier = list(islice(before, BACK))
        if earlier:
            number = rng.choice(earlier)
            return repeated(original(plan, texts, number), rng, plan.day(page), number, exact=drawn < EXACT)
    return original(plan, texts, page)


def is_violent(plan: Plan, page: int) -> bool:
    """Whether a page reports violence."""
    return random_of(plan.seed, "kind", page).random() * 100 < plan.violent


def calm(texts: Texts, rng: random.Random, published: date) -> Story:
    """A story of which nobody dies, though it may speak of death."""
    language = _drawn(rng, {code: words["share"] for code, words in words_of_pages().items()})
    kinds = texts.calm.get(language)
    many = min(max(round(rng.lognormvariate(3.0, 0.6)), 5), 120)
    if kinds is None:
        found = [filled(one, rng, language) for one in rng.choices(words_of_pages()[language]["plain"], k=many)]
    else:
        found = [filled(one, rng, language) for one in rng.choices(kinds.silent, k=many)]
        drawn = rng.randrange(100)
        more = kinds.words if drawn < 100 - ALL_BUT else kinds.tells
        if drawn >= SILENT and more:
            for one in rng.choices(more, k=1 + many // 12):
                found[rng.randrange(many)] = one
    words = words_of_pages()[language]
    return Story(filled(rng.choice(words["calm"]), rng, language), _paragraphs(rng, found), language, published, False)


def original(plan: Plan, texts: Texts, page: int) -> Story:
    """A violent story in words of its own, of an event that stories near it may tell too."""
    rng = random_of(plan.seed, "story", page)
    whole = max(round(STORIES_AN_EVENT * 100 / plan.violent), 1)
    event = -1 if rng.random() < plan.skew else page // whole
    about = random_of(plan.seed, "event", event)
    language = _drawn(about, {code: words_of_pages()[code]["share"] for code in texts.violent if code in READ})
    sets = texts.violent[language]
    told = about.choice(sets[_drawn(about, {name: ENGLISH[name] for name in sets})])
    happened = plan.day(max(event, 0) * whole)
    day = max(happened, plan.day(page)) if event >= 0 else plan.day(page)
    made = _made(_elsewhere(told, texts, language, about), about, rng, happened)
    parts = [part for part in made.text.split("\n") if part.strip()]
    paragraphs = parts if len(parts) > 3 else _paragraphs(rng, [s for part in parts for s in SENTENCE.split(part)])
    if len(paragraphs) > 3:
        del paragraphs[rng.randrange(1, len(paragraphs))]
    more = texts.calm[language].silent
    paragraphs += _paragraphs(rng, rng.choices(more, k=rng.randrange(3, 12)))
    return Story(made.title, paragraphs, language, day, True)


def repeated(one: Story, rng: random.Random, published: date, number: int, exact: bool) -> Story:
    """A story in the words of another: to the letter, or with a line of the outlet's own and one line less."""
    published = max(published, one.published)
    if exact:
        return Story(one.title, one.paragraphs, one.language, published, True, number)
    paragraphs = list(one.paragraphs)
    if len(paragraphs) > 4:
        del paragraphs[rng.randrange(3, len(paragraphs))]
    own = words_of_pages()[one.language]
    paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), filled(rng.choice(own["plain"]), rng, one.language))
    return Story(one.title, paragraphs, one.language, published, True, number)


def _elsewhere(told: Told, texts: Texts, language: str, about: random.Random) -> Told:
    """A text with other towns in it, each the same throughout."""
    others: dict[str, str] = {}
    pieces, end = [], 0
    for start, stop in told.towns:
        name = told.text[start:stop]
        if name not in others:
            others[name] = about.choice(texts.towns[language, name[-ENDING:]])
        pieces += [told.text[end:start], others[name]]
        end = stop
    title = told.title
    for name, other in others.items():
        title = title.replace(name, other)
    return Told(title, "".join([*pieces, told.text[end:]]))


def _made(told: Told, about: random.Random, rng: random.Random, day: date) -> Told:
    """A text of another event: its small figures are others, each the same throughout; dates in English are moved."""
    changed = {str(number): str(number) for number in range(2)}
    times, later = about.uniform(0.5, 2.5), rng.choice((0, 0, 0, 1, 2))

    def figure(found: re.Match[str]) -> str:
        number = found.group(1)
        if number not in changed:
            changed[number] = str(max(2, round(int(number) * times)) + (later if int(number) > 4 else 0))
        return changed[number]

    def dated(found: re.Match[str]) -> str:
        before, _, rest, after, year = found.groups()
        month = MONTHS[day.month - 1] if rest else MONTHS[day.month - 1][:3]
        words = f"{day.day} {month}" if before else f"{month} {day.day}" if after else month
        return words + (f"{',' if year.startswith(',') else ''} {day.year}" if year else "")

    own_day = about.random() < 0.85

    def remade(words: str) -> str:
        pieces = []
        end = 0
        for found in DATED.finditer(words):
            if not (found.group(1) or found.group(4)):
                continue
            pieces += [NUMBER.sub(figure, words[end : found.start()]), dated(found) if own_day else found.group()]
            end = found.end()
        return "".join([*pieces, NUMBER.sub(figure, words[end:])])

    return Told(remade(told.title), remade(told.text))


def filled(pattern: str, rng: random.Random, language: str) -> str:
    """A pattern with names and numbers in it; other sentences stay as they are."""
    if "{" not in pattern:
        return pattern
    words = words_of_pages()[language]
    for slot, value in (("town", words["towns"]), ("name", words["names"])):
        pattern = pattern.replace(f"{{{slot}}}", rng.choice(value))
    return pattern.replace("{n}", str(rng.randrange(2, 60)))


def _paragraphs(rng: random.Random, sentences: Sequence[str]) -> list[str]:
    """Sentences put together, some to a paragraph."""
    found, at = [], 0
    while at < len(sentences):
        many = rng.randrange(1, 5)
        found.append(" ".join(sentences[at : at + many]))
        at += many
    return found


def _drawn(rng: random.Random, shares: dict[str, int]) -> str:
    return rng.choices(tuple(shares), tuple(shares.values()))[0]
