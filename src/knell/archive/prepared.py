"""Imported by the process that others are forked from: the words of all languages are loaded once, not by each."""

from __future__ import annotations

from knell.claims import load_words
from knell.languages import available

for _code in available():
    load_words(_code)
