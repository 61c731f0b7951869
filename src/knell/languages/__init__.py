"""Language packs: a code goes in, the words and number grammar of that language come out.

One TOML file a language holds every word knell knows of it. This room only loads and checks the files; each
room that uses a section turns it into its own types. Where words are inflected it also knows their forms. It never
reads a report.
"""

from knell.languages.forms import Forms
from knell.languages.pack import Pack, UnknownLanguage, available, common_words, load, nouns, singles

__all__ = ["Forms", "Pack", "UnknownLanguage", "available", "common_words", "load", "nouns", "singles"]
