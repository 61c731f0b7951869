"""What names mean is asked only where it can matter, and sparing the question changes no claim."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from knell import extract
from knell.model import Report
from knell.places import Places

# the package has a function of the same name
FIND = import_module("knell.claims.find")
SENTENCES = sorted((Path(__file__).parents[1] / "data").glob("claims.*.jsonl"))

# sentences whose claims hang on what a name means
HANGING = (
    "Ana Harker spoke first. Twelve miners died. Harker was killed in Ohio the day after.",
    "In Kirkuk seven drillers were killed, in Mosul two. Mosul was shelled and Salma Aziz wounded.",
    "Injuries end careers, Victor Blom wrote. Blom was stabbed to death in Malmo on Tuesday.",
    "Police in Basra and Amara shot dead three looters, Nadia Karim among them. Karim was 19.",
)


@pytest.mark.parametrize("file", SENTENCES, ids=lambda file: file.name)
def test_sparing_the_question_changes_no_claim(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    # together too, so that names told before matter
    texts += [" ".join(texts[at : at + 6]) for at in range(0, len(texts), 6)]
    reports = [Report(id=str(i), text=text, language=file.name.split(".")[1]) for i, text in enumerate(texts)]
    spared = [extract(report) for report in reports]
    monkeypatch.setattr(FIND, "may_hold_any", lambda *_: True)
    assert [extract(report) for report in reports] == spared


@pytest.mark.parametrize("text", HANGING)
def test_names_that_claims_hang_on_are_asked_for(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(id="r", text=text, language="en")
    spared = extract(report)
    assert spared.claims
    monkeypatch.setattr(FIND, "may_hold_any", lambda *_: True)
    assert extract(report) == spared


@pytest.mark.parametrize(
    "text",
    [
        "The injury clause that Harper signed in Springfield lapses in May. Officials in Denver had asked for it.",
        "Killing time in Lyon, Marchetti sketched the murdered kings of the frieze.",
    ],
)
def test_a_text_that_claims_nothing_is_not_asked_what_its_names_mean(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise AssertionError("asked")

    monkeypatch.setattr(Places, "spelled", refuse)
    assert not extract(Report(id="r", text=text, language="en")).claims
