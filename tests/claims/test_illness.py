"""Who dies of an illness is no victim of an event; who is killed among the ill is one."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Report


def killed_and_injured(text: str, code: str) -> list[int | None]:
    found = extract(Report(id="test", text=text, language=code, published=date(2021, 3, 9)))
    return [claim.count.low for claim in found.claims]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Cholera has claimed the lives of 31 people in the delta since June."),
        ("en", "The plague that emptied the port killed some 40,000 people."),
        ("en", "A herdsman was taken to hospital with suspected plague."),
        ("en", "Dirty stoves and air pollution caused 7,000 premature deaths, the panel found."),
        ("en", "Ebola came in May. Ebola came back in July. By autumn the Ebola wards had counted 212 deaths."),
        ("en", "Air pollution caused 7,000 early deaths in 2015. The port saw more than 2,500 of these deaths."),
        ("en", "There were 3,100 cases reported worldwide between 2010 and 2015, with 512 deaths."),
        ("ru", "От гриппа умерли 14 человек."),
        ("uk", "Від грипу померли 14 людей."),
        ("az", "Qripdən 14 nəfər ölüb."),
        ("tr", "Kolera nedeniyle 14 kişi öldü."),
        ("es", "La gripe mató a 14 personas."),
        ("fr", "Le choléra a tué 14 personnes."),
        ("de", "An der Grippe starben 14 Menschen."),
        ("it", "Il colera ha ucciso 14 persone."),
        ("pt", "A dengue matou 14 pessoas."),
    ],
)
def test_illness_makes_no_claim(code: str, text: str) -> None:
    assert killed_and_injured(text, code) == []


@pytest.mark.parametrize(
    "text",
    [
        "An attack on the cholera ward killed 9 people.",
        "Nine people died in a fire on a coronavirus ward.",
        "Gunmen killed 9 people who had queued for malaria nets.",
        "Nine people were shot dead at a rally against the pandemic rules.",
    ],
)
def test_an_event_among_the_ill_is_one(text: str) -> None:
    assert killed_and_injured(text, "en") == [9]
