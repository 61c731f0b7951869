"""Stored text goes in; sentences, tokens, phrases and quantities with their offsets come out.

The room every reading room shares. It knows how language is written down, not what it says: it never decides
that a number counts people or that a word reports a death.
"""

from knell.text.cut import Cut
from knell.text.lexicon import Lexicon, Match
from knell.text.numbers import Number, find_numbers
from knell.text.quantities import Quantity, find_quantities
from knell.text.scan import Scan, spellings
from knell.text.sentences import Sentence, split
from knell.text.tokens import Token, beginning, capitals, normalise, tokenize

__all__ = [
    "Cut",
    "Lexicon",
    "Match",
    "Number",
    "Quantity",
    "Scan",
    "Sentence",
    "Token",
    "beginning",
    "capitals",
    "find_numbers",
    "find_quantities",
    "normalise",
    "spellings",
    "split",
    "tokenize",
]
