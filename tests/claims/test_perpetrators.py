"""Who the text says did it: in its words, or None."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report

# class, text, for each claim in order: who did it
CASES: list[tuple[str, str, list[str | None]]] = [
    ("agent", "Five people were killed by masked gunmen.", ["masked gunmen"]),
    ("agent", "Five people were killed in the north of the city by soldiers.", ["soldiers"]),
    ("agent", "A woman was killed by her husband.", ["her husband"]),
    ("agent", "Five people died at the hands of the militia.", ["the militia"]),
    ("agent", "The killing of five people by troops shocked the town.", ["troops"]),
    ("no agent", "Five people were killed by a falling crane.", [None]),
    ("no agent", "Five people were killed by midday.", [None]),
    ("no agent", "Five people were reported dead by the army.", [None]),
    ("subject", "Gunmen killed five people.", ["Gunmen"]),
    ("subject", "A suicide bomber killed five people and wounded ten.", ["A suicide bomber"] * 2),
    ("subject", "Foreign air strikes killed five people.", ["Foreign air strikes"]),
    ("subject", "The blast killed five people.", [None]),
    ("subject", "An attack by rebels on a train killed five people.", ["rebels"]),
    ("relative", "Police seek a gunman who shot a man dead.", ["a gunman"]),
    ("verb before", "Security forces opened fire, killing five people.", ["Security forces"]),
    ("verb before", "Rebels stormed the barracks and five people were killed.", ["Rebels"]),
    ("verb behind", "Five people were killed when troops opened fire.", ["troops"]),
    ("verb behind", "Five people were killed in an ambush by bandits.", ["bandits"]),
    ("not done", "Five people were killed, but troops did not open fire.", [None]),
    ("victims", "Five soldiers died. Two gunmen were killed.", [None, None]),
    (
        "told on",
        "At dawn several units of the army entered Tandro. Shops were shut. Thirty people died and 70 were wounded.",
        ["several units of the army"] * 2,
    ),
    ("told on, their own side", "Rebels attacked Tandro. Six soldiers were killed.", [None]),
    ("told on, not their arrests", "Rebels attacked Tandro. Six people were arrested.", [None]),
    ("other violence", "Rebels attacked Tandro. A car bomb killed six people.", [None]),
    ("no violence", "Rebels attacked Tandro. Floods killed six people.", [None]),
    ("nobody", "Gunmen opened fire, but nobody was killed.", [None]),
]


@pytest.mark.parametrize(("kind", "text", "wanted"), CASES, ids=lambda value: str(value)[:60])
def test_a_claim_names_who_did_it_only_where_the_text_does(kind: str, text: str, wanted: list[str | None]) -> None:
    found = claims.find(Report(id="r", text=text, language="en"))
    assert [c.perpetrator.text if c.perpetrator else None for c in found] == wanted
    for claim in found:
        if claim.perpetrator is not None:
            assert text[claim.perpetrator.start : claim.perpetrator.end] == claim.perpetrator.text
