"""Every language says everything: the same keys, the same things put in, as many forms as its numbers take."""

from __future__ import annotations

import re
from typing import Any

import pytest

from knell.figures import rules
from knell.model import Outcome, SourceType
from knell.publish.changes import What
from knell.publish.language import LANGUAGES, PLURALS, _flat, countries, read
from knell.record import Kind, Status

FIRST = LANGUAGES[0]
OTHERS = pytest.mark.parametrize("language", LANGUAGES[1:])
EACH = pytest.mark.parametrize("language", LANGUAGES)


def flat(language: str) -> dict[str, Any]:
    return dict(_flat(read(language)))


def put_in(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


@OTHERS
def test_all_languages_have_the_same_words(language: str) -> None:
    assert sorted(flat(language)) == sorted(flat(FIRST))


@OTHERS
def test_all_languages_put_in_the_same_things(language: str) -> None:
    ours, theirs = flat(FIRST), flat(language)
    wrong = [
        key
        for key, text in ours.items()
        if isinstance(text, str) and not key.startswith("date.") and put_in(text) != put_in(theirs[key])
    ]
    assert wrong == []


@EACH
def test_every_counted_noun_has_all_its_forms(language: str) -> None:
    found = flat(language)
    forms = PLURALS[found["language.plural"]][0]
    counted = {key: value for key, value in found.items() if key.startswith("count.")}
    assert counted and all(len(value) == forms for value in counted.values())
    assert all("{n}" in form for value in counted.values() for form in value)
    assert all(len(found[f"language.{key}"]) == 12 for key in ("months", "months_of", "months_short"))


@EACH
def test_every_code_of_the_record_has_words(language: str) -> None:
    found = flat(language)
    wanted = [f"outcome.{one.value}" for one in Outcome]
    wanted += [f"source_type.{one.value}" for one in SourceType]
    wanted += [f"decision.{one.value}" for one in Kind]
    wanted += [f"status.{one.value}" for one in Status]
    wanted += [f"changelog.what_{one.value}" for one in What] + [f"changes.{one.value}" for one in What]
    wanted += [f"rule.{rule.name}.{part}" for rule in rules() for part in ("name", "short")]
    assert [key for key in wanted if key not in found] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_countries_have_names(language: str) -> None:
    assert len(countries(language)) > 200
    assert set(countries(language)) == set(countries(LANGUAGES[1]))
