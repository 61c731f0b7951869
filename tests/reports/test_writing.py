"""Languages written in another alphabet, or with the marks of their letters lost, and their neighbours."""

from __future__ import annotations

import pytest

from knell import extract
from knell.model import Report
from knell.reports.languages import settle
from knell.reports.writing import respelled


@pytest.mark.parametrize(
    "text",
    [
        "Дүнән шәһәрдә көрпүнүн учмасы нәтиҹәсиндә он ики нәфәр һәлак олуб, беш нәфәр јараланыб.",
        "Ҝеҹә јашајыш бинасында јанғын баш вериб, үч нәфәр өлүб.",
        "ҜЕҸӘ ЈАШАЈЫШ БИНАСЫНДА ЈАНҒЫН БАШ ВЕРИБ, ҮЧ НӘФӘР ӨЛҮБ.",
        "Dunen seherde korpunun ucmasi neticesinde on iki nefer helak olub, bes nefer yaralanib.",
    ],
)
def test_azerbaijani_is_known_however_it_is_written(text: str) -> None:
    assert settle(None, text, None).code == "az"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ba", "Кисә ҡалала күпер емерелеп, ун ике кеше һәләк булған, биш кеше яраланған."),
        ("kk", "Кеше қалада көпір құлап, он екі адам қаза тауып, бес адам жараланды."),
        ("tt", "Кичә шәһәрдә күпер җимерелеп, унике кеше һәлак булган, биш кеше яраланган."),
        ("ky", "Кечээ шаарда көпүрө кулап, он эки адам каза болуп, беш адам жаракат алды."),
        ("sr", "Јуче је у граду срушен мост, погинуло је дванаест особа, а пет је рањено."),
        ("uz", "Kecha shaharda ko'prik qulab, o'n ikki kishi halok bo'ldi, besh kishi yaralandi."),
        ("tr", "Dun kentte koprunun cokmesi sonucu on iki kisi hayatini kaybetti, bes kisi yaralandi."),
    ],
)
def test_its_neighbours_stay_what_they_are(code: str, text: str) -> None:
    assert settle(None, text, None).code == code


@pytest.mark.parametrize("code", ["ba", "kk", "tt"])
def test_what_no_pack_reads_is_said(code: str) -> None:
    found = extract(Report(id="r", text="Кисә ҡалала ун ике кеше һәләк булған.", language=code))
    assert [problem.code for problem in found.problems] == ["unsupported-language"]


def test_the_letters_must_fit_and_the_words_must_too() -> None:
    def surely(_: str) -> tuple[str, float]:
        return "az", 1.0

    def never(_: str) -> tuple[str, float]:
        return "tr", 1.0

    assert respelled("ҝеҹә јанғын", surely) == "az"
    assert respelled("ҝеҹә јанғын", never) is None
    assert respelled("кисә ҡала", surely) is None
    assert respelled("вода", surely) is None
