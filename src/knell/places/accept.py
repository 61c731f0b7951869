"""Whether a name in a text is a place at all: a sum of what speaks for it and against it."""

from __future__ import annotations

from math import sqrt

from knell.places.context import Context
from knell.places.gazetteer import Kind
from knell.places.lexicon import Lexicon
from knell.places.matcher import Found
from knell.places.options import Option
from knell.places.tokens import Case

ENOUGH = 2.0
SURE = 4.0
SURE_IN_LIST = 2.5
# What speaks for a place.
_SUPPORT = 1.5
_MANY_WORDS = 1.0
_ATTESTED = 3.0
_STRONG = 2.5
_WEAK = 0.7
_TYPED = 3.0
_INSIDE = 3.5
_DIRECTION = 1.5
_DATELINE = 4.0
# The country's support, a list, and the same name elsewhere in the text, at most.
_MOST_HELP = 6.0
# What speaks for a person.
_TITLE = -8.0
_GIVEN = -5.0
_UNKNOWN_LEFT = -3.5
_UNKNOWN_RIGHT = -2.5
_PERSON_RIGHT = -5.0
_AGE = -8.0
_SAYING = -1.5
_SOURCE = -2.5
_SURNAME = -1.0
_GIVEN_NAME = -1.5
_SEEN_AS_PERSON = -2.0
# What speaks for the name of a body, for a common word, or for chance.
_BODY = -9.0
_AGENCY = -1.0
_ACRONYM = -5.0
_COMMON = -4.0
_COMMON_INSIDE = -1.0
_FLAT = -2.0
_HEADLINE = -0.5
_START = -0.7
_OTHER_NAME = -1.2
# Names that news uses for a government are places too when they speak.
_SPEAKING = frozenset((Kind.COUNTRY, Kind.FORMER, Kind.CAPITAL, Kind.WORLD))


def acceptance(
    match: Found, context: Context, lexicon: Lexicon, option: Option, support: float, people: int, inside: bool
) -> float:
    """The evidence that a name is a place; ``ENOUGH`` is enough.

    ``support`` is the share of the text's evidence for the place's country (0-1), ``people`` how often the name was
    seen as a person's, ``inside`` whether the place lies in what the text names around it.
    """
    score = min(option.base, 6.0) + _SUPPORT * sqrt(support) + _placed(context, inside) + _against(context)
    if match.attested:
        score += _ATTESTED
    if match.first != match.last:
        score += _MANY_WORDS
    else:
        score += _single(match, context, lexicon, option.kind in _SPEAKING and not option.alternate)
    if (
        option.alternate
        and option.kind is Kind.CITY
        and not (match.attested or context.strong or context.types or inside)
    ):
        score += _OTHER_NAME
    if context.named_after and option.kind is not Kind.COUNTRY:
        score += _BODY
    if context.unknown_right and not context.agency:
        person = context.surname_right and match.key in lexicon.given
        score += _PERSON_RIGHT if person else _UNKNOWN_RIGHT
    if option.kind not in _SPEAKING or option.alternate:
        score += (_SAYING if context.saying else 0.0) + (_SOURCE if context.source else 0.0)
        score += _SEEN_AS_PERSON * min(people, 3)
    return score


def enough_untold(match: Found, context: Context, lexicon: Lexicon) -> bool:
    """Whether a name of which the place cannot be told is still clearly a place."""
    if match.unlisted:
        return True
    ambiguous = match.first == match.last and (match.key in lexicon.common or match.key in lexicon.surnames)
    return bool(context.types) or (not ambiguous and (context.strong or bool(context.listed) or context.direction))


def hopeless(match: Found, context: Context, lexicon: Lexicon, base: float, people: int) -> bool:
    """Whether nothing the rest of the text could say would make a name a place; spares the work of choosing."""
    if match.known or context.outer is not None or context.types or context.strong or len(context.listed) > 1:
        return False
    if match.attested:
        return False
    score = min(base, 6.0) + _MOST_HELP + _placed(context, False) + _against(context)
    if match.first == match.last and match.key in lexicon.common:
        score += _COMMON_INSIDE if context.case is Case.SENTENCE and not context.sentence_start else _COMMON
    return score + _SEEN_AS_PERSON * min(people, 3) * (base < 5) < ENOUGH


def _against(context: Context) -> float:
    score = _BODY if context.body else _AGENCY if context.agency else 0.0
    score += _TITLE if context.title else 0.0
    score += _GIVEN if context.given_left else _UNKNOWN_LEFT if context.unknown_left else 0.0
    return score + (_AGE if context.age else 0.0)


def unlisted_acceptance(match: Found, context: Context, resolved: bool) -> float:
    """The same for a name no gazetteer lists: only what the words around it call a place is one.

    In a headline, where capitals do not tell names from words, it must also be ``resolved``.
    """
    if context.case is Case.HEADLINE and not resolved:
        return 0.0
    if context.title or context.given_left or context.unknown_left or context.body or context.saying or context.agency:
        return 0.0
    placed = context.strong and (match.grown or context.outer is not None)
    return ENOUGH if match.called or placed else 0.0


def _placed(context: Context, inside: bool) -> float:
    score = _STRONG if context.strong else _WEAK if context.weak else 0.0
    score += _TYPED if context.types else 0.0
    score += _INSIDE if inside else 0.0
    score += _DIRECTION if context.direction else 0.0
    score += _DATELINE if context.dateline else 0.0
    if context.case is Case.FLAT and not (context.strong or context.types or inside or context.dateline):
        score += _FLAT
    elif context.case is Case.HEADLINE:
        score += _HEADLINE
    return score


def _single(match: Found, context: Context, lexicon: Lexicon, speaking: bool) -> float:
    score = 0.0
    if context.acronym and not context.dateline and match.key not in lexicon.upper_only:
        score += _ACRONYM
    if match.key in lexicon.common and not speaking:
        ambiguous = context.sentence_start or context.case is not Case.SENTENCE
        score += _COMMON if ambiguous else _COMMON_INSIDE
    elif context.sentence_start and context.case is Case.SENTENCE:
        score += _START
    if not speaking or context.unknown_right:
        score += _GIVEN_NAME if match.key in lexicon.given else _SURNAME if match.key in lexicon.surnames else 0.0
    return score
