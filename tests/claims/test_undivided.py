"""A number that counts two outcomes at once says of each only that it was no more."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report
from tests.claims.sentences import bounds


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The mill fire left 60 dead and wounded."),
        ("en", "About 60 weavers were killed or injured."),
        ("de", "Rund 60 Weber wurden getötet oder verletzt."),
        ("fr", "L'incendie du moulin a fait 60 morts et blessés."),
        ("es", "60 tejedores murieron o resultaron heridos."),
        ("es", "Hay 60 personas entre muertos y heridos."),
        ("it", "Ci sono 60 persone tra morti e feriti."),
        ("pt", "60 tecelões morreram ou ficaram feridos."),
        ("ru", "Около 60 ткачей убиты и ранены."),
        ("uk", "Близько 60 ткачів убито та поранено."),
        ("tr", "Yangında 60 dokumacı öldü ve yaralandı."),
        ("az", "Yanğında 60 toxucu ölüb və yaralanıb."),
    ],
)
def test_of_two_outcomes_counted_together_each_is_at_most_that(code: str, text: str) -> None:
    assert bounds(code, text) == [("killed", None, 60), ("injured", None, 60)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "At least 60 were killed or wounded in the mill."),
        ("it", "Si contano almeno 60 tra morti e dispersi."),
    ],
)
def test_a_lower_bound_of_both_is_none_of_either(code: str, text: str) -> None:
    assert bounds(code, text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("60 weavers were killed and 20 wounded.", [("killed", 60, 60), ("injured", 20, 20)]),
        ("The fire killed 60 and injured 20.", [("killed", 60, 60), ("injured", 20, 20)]),
        ("60 weavers were killed and wounded men lay about.", [("killed", 60, 60)]),
    ],
)
def test_an_outcome_with_a_number_or_a_noun_of_its_own_is_apart(
    text: str, said: list[tuple[str, int | None, int | None]]
) -> None:
    assert bounds("en", text) == said


def test_the_words_of_both_outcomes_are_the_claim() -> None:
    text = "The mill fire left 60 dead and wounded."
    found = claims.find(Report(id="r", text=text, language="en"))
    assert {claim.quote for claim in found} == {"60 dead and wounded"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The boiler killed or wounded 60 weavers."),
        ("fr", "La chaudière a tué ou blessé 60 tisserands."),
        ("de", "Der Kessel tötete oder verletzte 60 Weber."),
        ("ru", "Число убитых и раненых достигло 60."),
        ("tr", "Ölü ve yaralı sayısı 60'a yükseldi."),
    ],
)
def test_the_number_may_stand_behind_both(code: str, text: str) -> None:
    assert sorted(bounds(code, text), reverse=True) == [("killed", None, 60), ("injured", None, 60)]


def test_dozens_of_dead_and_wounded_stay_dozens() -> None:
    assert bounds("en", "Dozens of dead and wounded lay in the mill.") == [("killed", 24, None)]


def test_two_numbers_are_told_of_two_outcomes_in_turn() -> None:
    assert ("killed", 60, 60) in bounds("en", "The valley has the most killed and injured: 60 and 200 respectively.")
    assert not [
        one for one in bounds("en", "The valley has the most killed and injured: 60 and 200.") if one[0] == "injured"
    ]
