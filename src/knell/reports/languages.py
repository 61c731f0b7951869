"""The language of a report: the one given where the script agrees, else the one detected; None where in doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from knell.languages import UnknownLanguage, available, load
from knell.reports.writing import losing, respelled, unmarked

# Fewer letters than this say too little; measured on sentences in eight languages (see tests).
_FEWEST_LETTERS = 20
_LEAST_CONFIDENCE = 0.3
# A given language is contradicted when less than this share of the letters is in a script it is written in.
_LEAST_SHARE = 0.2
_SAMPLE = 5_000

_LETTERS = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Language:
    """An ISO 639-1 code or None, and where something is to be said, a problem code and words."""

    code: str | None
    problem: str | None = None
    words: str = ""


def settle(given: object, text: str, title: str | None) -> Language:
    """The language of a text, for which an input may give a code such as ``en`` or ``en-GB``."""
    sample = f"{title}\n{text[:_SAMPLE]}" if title else text[:_SAMPLE]
    if given is None or (isinstance(given, str) and not given.strip()):
        found = detect(sample)
        unknown = "its language could not be told; give it as `language`"
        return Language(found) if found else Language(None, "unknown_language", unknown)
    code = _normal(given)
    if code is None:
        found = detect(sample)
        return Language(
            found, "bad_language", f"the language {str(given)[:40]!r} is no two-letter code; {_taken(found)}"
        )
    if _contradicted(code, sample):
        found = detect(sample)
        return Language(
            found, "language_mismatch", f"the text is not in the script of its language {code!r}; {_taken(found)}"
        )
    return Language(code)


def detect(sample: str) -> str | None:
    """The ISO 639-1 code of the language a text is in; None for a short or a doubtful one."""
    if len(_LETTERS.findall(sample)) < _FEWEST_LETTERS:
        return None
    classify = _classifier()
    code, confidence = classify(sample)
    found = code if confidence >= _LEAST_CONFIDENCE else None
    if found in available() and found not in losing():
        return found
    # what no pack reads, or may have lost its marks, may be written otherwise than the classifier knows it
    return respelled(sample, classify) or unmarked(sample) or found


def _taken(found: str | None) -> str:
    return f"read as {found!r}" if found else "taken as unknown"


def _normal(given: object) -> str | None:
    if not isinstance(given, str):
        return None
    code = given.strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _contradicted(code: str, sample: str) -> bool:
    scripts = _scripts(code)
    if scripts is None:
        return False
    letters = len(_LETTERS.findall(sample))
    return letters >= _FEWEST_LETTERS and len(scripts.findall(sample)) < letters * _LEAST_SHARE


@cache
def _scripts(code: str) -> regex.Pattern[str] | None:
    """What matches a letter of the scripts a language is written in; None when nothing is known of them."""
    try:
        names = load(code).section("reports").get("scripts", ())
    except UnknownLanguage:
        return None
    return regex.compile("[" + "".join(rf"\p{{Script={name}}}" for name in names) + "]") if names else None


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    """The model, loaded when the first text needs it (a second), without languages that have no two-letter code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([label for label in model.labels if len(label) == 2])
    classify: Callable[[str], tuple[str, float]] = model.classify
    return classify
