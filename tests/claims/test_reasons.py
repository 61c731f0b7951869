"""Reasons: a few lines in plain words, in a fixed order, that name the words of the text."""

from __future__ import annotations

import re

from knell import claims
from knell.model import Report
from tests.claims.sentences import find, load

SAID = (
    "150 civilians were killed that night, 744 were seriously wounded, and 4 were missing, according to official data."
)


def test_reasons_name_the_words_and_the_rule() -> None:
    killed, injured, _ = find(SAID)
    assert killed.because[:3] == (
        "number: '150 civilians' reads 150",
        "outcome: 'were killed' reports killed",
        "link: '150 civilians' stands right before 'were killed' as its subject",
    )
    assert injured.because[0] == "number: '744' reads 744; the word for the people is left out"
    assert injured.because[-1] == "source: 'official data' is named for it"


def test_reasons_say_how_a_number_is_bound() -> None:
    read = {find(f"{words} guards were killed.")[0].because[0] for words in ("At least 12", "Up to 12", "Dozens of")}
    assert read == {
        "number: 'At least 12 guards' reads 12 or more",
        "number: 'Up to 12 guards' reads 12 or fewer",
        "number: 'Dozens of guards' reads 24 or more, since the word is vague",
    }


def test_reasons_are_short_and_in_order_and_show_no_inner_names() -> None:
    for sentence in load():
        for claim in find(sentence.text):
            labels = [line.split(":")[0] for line in claim.because]
            order = ["number", "outcome", "link", "for it", "against it", "role", "source"]
            assert labels == [label for label in order if label in labels]
            assert 4 <= len(labels) <= 7
            for line in claim.because:
                assert "\n" not in line
                outside = re.sub(r"'[^']*'", "", line.split(":", 1)[1])
                assert not re.search(r"[a-z]+(_[a-z]+)*[:=]", outside), line
                assert len(line) < 420


def test_reasons_are_the_same_twice() -> None:
    report = Report(id="r", text=SAID, language="en")
    assert [c.because for c in claims.find(report)] == [c.because for c in claims.find(report)]
