"""What each number is to its event: totals, parts, additions and figures that no longer stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell import extract, places
from knell.claims.attribution import attribute
from knell.claims.find import find_in
from knell.claims.roles import roles
from knell.claims.sums import summands
from knell.model import Count, Outcome, Report, Role, Wording
from tests.claims.reading import body_of

TOTAL, PART, ADDITIONAL, REVISED = Role.TOTAL, Role.PART, Role.ADDITIONAL, Role.REVISED_FROM


def told(text: str, apart: bool = False) -> list[tuple[str, int | None, Role]]:
    """Outcome, number and role of each claim; all of one event, or ``apart`` each of its own."""
    sentences = body_of(text)
    found = find_in(sentences)
    events = [str(index if apart else 0) for index in range(len(found))]
    given_roles = roles(found, attribute(sentences, found, "en"), events, places.find(text, language="en"), "en")
    counts = [item.candidate.group.count for item in found]
    outcomes = [item.candidate.predication.outcome.value for item in found]
    numbers = [count.high if count.low is None else count.low for count in counts]
    return list(zip(outcomes, numbers, (given.role for given in given_roles), strict=True))


def killed(text: str, apart: bool = False) -> list[tuple[int | None, Role]]:
    return [(number, role) for outcome, number, role in told(text, apart) if outcome == "killed"]


def test_the_first_figure_is_the_total() -> None:
    assert told("A bomb killed 12 people and injured 30 in Lima.") == [("killed", 12, TOTAL), ("injured", 30, TOTAL)]


def test_numbers_with_a_place_each_are_parts() -> None:
    text = "In Lima 21 people died; in Cusco 40 people died."
    assert killed(text) == [(21, PART), (40, PART)]


def test_some_of_those_of_a_part_are_a_part_too() -> None:
    text = (
        "The storm killed 530 people in Peru and at least 84 in Chile. In the village of Tacna 14 people were killed."
    )
    assert [role for _, role in killed(text)] == [PART, PART, PART]


def test_another_source_gives_a_rival_total() -> None:
    text = "Forty people were killed in Lima, the mayor said. A hospital doctor said 31 people were killed."
    assert killed(text) == [(40, TOTAL), (31, TOTAL)]


@pytest.mark.parametrize(
    "second",
    [
        "In the southern province, officials said, 12 people were killed.",
        "Twelve people were killed in Cusco, a doctor said.",
        "Officials said 12 bodies had been found.",
        "Twelve of the dead were children, the hospital said.",
        "The dead included 12 women.",
        "Among the dead were 12 soldiers.",
        "Worst hit was the coast with 12 dead, a spokesman said.",
        "A spokesman said 12 percent of homes had been lost and 12 people killed.",
    ],
)
def test_a_smaller_figure_of_narrower_reach_is_a_part(second: str) -> None:
    assert killed(f"Floods have killed 40 people in Lima and Cusco, the minister said. {second}")[-1] == (12, PART)


def test_single_victims_told_after_the_total_are_parts() -> None:
    text = "The blast killed nine people. A nurse was killed at her desk. Juan Perez was also killed."
    assert killed(text) == [(9, TOTAL), (1, PART), (1, PART)]


def test_kinds_of_people_under_one_verb_are_parts() -> None:
    assert killed("Three soldiers and four militants were killed.") == [(3, PART), (4, PART)]


def test_kinds_of_people_side_by_side_are_parts() -> None:
    assert killed("The list gives 6 miners dead, 2 policemen dead.") == [(6, PART), (2, PART)]


def test_a_number_for_each_place_is_a_part() -> None:
    assert killed("Crews found 56 dead in Peru, 24 in Chile and one in Bolivia.") == [(56, PART), (24, PART), (1, PART)]


def test_degrees_of_injury_are_parts() -> None:
    text = "Six people were seriously injured while 26 were slightly injured."
    assert [role for _, _, role in told(text)] == [PART, PART]


def test_parts_that_add_up_to_a_total_are_found_by_their_sum() -> None:
    text = (
        "Police said 14 people were killed. Witnesses said nine people died there, while five people died in hospital."
    )
    assert killed(text) == [(14, TOTAL), (9, PART), (5, PART)]


def test_what_repeats_a_part_is_a_part() -> None:
    text = "Three soldiers and one rebel were killed. The army said the three soldiers were killed at a gate."
    assert killed(text)[-1] == (3, PART)


def test_phases_before_the_sum_of_all_are_parts() -> None:
    text = "That night 80 people were killed. After it, 21 people were killed. In all, 147 people were killed."
    assert killed(text) == [(80, PART), (21, PART), (147, TOTAL)]


def test_an_open_bound_near_the_total_is_the_total() -> None:
    assert killed("More than 1,000 people were killed. The count stands at 1,009 dead.")[0] == (1000, TOTAL)


def test_dozens_are_no_part_of_an_exact_figure() -> None:
    assert killed("Dozens of people were killed. Police said 50 people were killed.")[0] == (24, TOTAL)


def test_soldiers_are_no_part_of_civilians() -> None:
    assert killed("The shelling killed 60 civilians. The army said 12 soldiers were killed.")[-1] == (12, TOTAL)


def test_events_keep_their_own_totals() -> None:
    text = "Twenty people were killed on Monday. Three people were killed on Friday."
    assert killed(text, apart=True) == [(20, TOTAL), (3, TOTAL)]


def test_a_list_of_incidents_has_a_total_for_each() -> None:
    text = (
        "At least 44 people were killed across the land. A bomb killed two people in a market. Another bomb killed "
        "three people. A car bomb killed four people near a bridge. An ambush killed a guard. Gunmen killed two men."
    )
    assert {role for _, role in killed(text)} == {TOTAL}


@pytest.mark.parametrize(
    ("text", "roles_of_killed"),
    [
        ("The bomb killed ten people. Another eight people were killed in the panic.", [TOTAL, ADDITIONAL]),
        ("The bomb killed ten people. In addition, police shot dead two men.", [TOTAL, ADDITIONAL]),
        ("The bomb killed ten people. One more man died later.", [TOTAL, ADDITIONAL]),
        ("Crews found three people dead and presumed the other seven were also dead.", [PART, PART]),
        ("Another eight people were killed.", [TOTAL]),
    ],
)
def test_more_adds_to_what_was_told_before(text: str, roles_of_killed: list[Role]) -> None:
    assert [role for _, role in killed(text)] == roles_of_killed


@pytest.mark.parametrize("others", ["five others", "five more", "another five people"])
def test_others_beside_another_outcome_are_a_total(others: str) -> None:
    text = f"The bomb killed two people. The bomb killed two people and injured {others}."
    assert told(text)[-1] == ("injured", 5, TOTAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll rose to 59 from 50.", [(59, TOTAL), (50, REVISED)]),
        ("The toll was initially put at 4 then raised to 15 and finally lowered to 7 dead.", [(4, REVISED)]),
        ("Officials had earlier said that 30 people were killed. Now they say 41 people were killed.", [(30, REVISED)]),
        ("Forty people were killed. The president had said on Friday that ten soldiers were killed.", [(40, TOTAL)]),
        ("Forty people were killed. Earlier reports put the toll at 25.", [(40, TOTAL), (25, REVISED)]),
        ("Forty people were killed. Earlier, the mayor had told reporters of 25 people killed.", [(40, TOTAL)]),
        ("The death toll has reached 14. The death toll stood at eight on Monday.", [(14, TOTAL), (8, REVISED)]),
    ],
)
def test_what_no_longer_stands(text: str, expected: list[tuple[int | None, Role]]) -> None:
    assert killed(text)[: len(expected)] == expected


def test_a_range_from_to_stands() -> None:
    assert killed("Estimates of the dead range from 379 to 1,500.") == [(379, TOTAL)]


def test_earlier_said_of_a_deed_is_no_revision() -> None:
    text = "A week earlier 50 people were killed. The soldiers were initially looking for rebels and killed 60 people."
    assert REVISED not in [role for _, role in killed(text)]


def test_no_claims_have_no_roles() -> None:
    assert roles([], [], [], [], "en") == []


# --- sums ---


def exact(*numbers: int) -> list[Count]:
    return [Count(number, number, Wording.EXACT) for number in numbers]


def test_neighbours_that_add_up_are_found() -> None:
    assert summands(exact(209, 82, 127), [0, 1, 2]) == [1, 2]
    assert summands(exact(82, 127, 209), [0, 0, 1]) == [0, 1]


def test_numbers_far_apart_or_small_add_up_by_chance() -> None:
    assert summands(exact(209, 82, 127), [0, 1, 9]) == []
    assert summands(exact(2, 1, 1), [0, 1, 2]) == []
    assert summands([Count(10, None, Wording.AT_LEAST), Count(8, None, Wording.AT_LEAST), *exact(2)], [0, 1, 2]) == []


@given(st.lists(st.integers(0, 40), max_size=12))
def test_only_what_adds_up_to_another_number_is_found(numbers: list[int]) -> None:
    found = summands(exact(*numbers), [0] * len(numbers))
    assert set(found) <= set(range(len(numbers)))
    assert not numbers or max(numbers) == 0 or numbers.index(max(numbers)) not in found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Divers brought up 11 more bodies on Friday, raising the death toll from the wreck to 30.", 30),
        ("The death toll of the quake rose to 61 with rescuers pulling out three more bodies.", 61),
        ("The toll climbed to 14 after three more people died in hospital.", 14),
        ("The fire has now claimed 18 lives, with four more bodies found in the cellar.", 18),
        ("At least 52 people were killed. Police said 50 bodies were found and two more people died on the way.", 52),
        ("The blast killed 12 people and two more died later in hospital.", 14),
        ("Seven guards were killed, with two more dying in the next village.", 9),
    ],
)
def test_an_addition_that_a_total_holds_is_not_added_to_it(text: str, number: int) -> None:
    extraction = extract(Report("r", text, language="en"))
    assert Role.ADDITIONAL in [claim.role for claim in extraction.claims]
    assert extraction.events[0].figures[Outcome.KILLED].best == number


def test_one_who_died_is_one_of_the_dead_though_it_was_a_friend_of_mine() -> None:
    assert killed('A blast killed at least 19. "A friend of mine died in front of me," a trader said.')[-1] == (1, PART)


OTHER = Role.OTHER


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Troops arrested a forger on the pier. They also arrested two sailors.", [(1, TOTAL), (2, ADDITIONAL)]),
        ("Troops arrested a forger on the pier. They also arrested one sailor.", [(1, TOTAL), (1, ADDITIONAL)]),
        ("Troops arrested nine sailors. They also arrested a forger.", [(9, TOTAL), (1, PART)]),
        ("Troops arrested two sailors. They also arrested two of the crew.", [(2, TOTAL), (2, TOTAL)]),
        ("Troops captured a smuggler and arrested two of his brothers.", [(1, PART), (2, PART)]),
    ],
)
def test_also_adds_to_fewer_told_before(text: str, wanted: list[tuple[int, Role]]) -> None:
    assert [(number, role) for _, number, role in told(text)] == wanted


def test_a_listed_person_told_of_again_is_not_another_one() -> None:
    text = "Troops arrested a smuggler and several sailors. The smuggler was arrested on the pier."
    assert told(text) == [("detained", 1, PART), ("detained", 3, PART), ("detained", 1, OTHER)]
    text = "Troops arrested a smuggler and several sailors. They arrested him on the pier."
    assert told(text)[-1] == ("detained", 1, OTHER)


def test_a_person_told_of_again_in_a_larger_number_is_a_part_of_it() -> None:
    text = "Troops arrested a smuggler in a raid on the port. They arrested the smuggler along with two of his sailors."
    assert told(text) == [("detained", 1, PART), ("detained", 3, TOTAL)]


def test_more_bodies_add_to_those_found_before_the_report() -> None:
    text = "Two more bodies were washed ashore. The navy says 14 people are dead."
    assert killed(text) == [(2, ADDITIONAL), (14, TOTAL)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The death toll rose from 12 to 15, the mayor said.", 12, 15),
        ("The toll was revised down from 101 to 84.", 101, 84),
        ("The number of deaths blamed on the army increased from 560 to 761.", 560, 761),
    ],
)
def test_a_toll_that_changed_from_one_number_to_another_is_the_other(text: str, old: int, new: int) -> None:
    assert killed(text) == [(old, REVISED), (new, TOTAL)]


@pytest.mark.parametrize(
    ("text", "more", "toll"),
    [
        ("The death toll of the flood has risen by 4 to 61, officials said.", 4, 61),
        ("The death toll increased by seven, to 48.", 7, 48),
        ("The number of dead grew by 3 people to 40.", 3, 40),
    ],
)
def test_what_a_toll_grew_by_is_added_and_no_range(text: str, more: int, toll: int) -> None:
    assert killed(text) == [(more, ADDITIONAL), (toll, TOTAL)]


def test_those_listed_again_with_one_told_of_before_are_not_counted_twice() -> None:
    text = (
        "Police captured a smuggler and several of his helpers on Monday in Herat. "
        "The smuggler and several armed men were identified and captured after a search."
    )
    (event,) = extract(Report(id="r", text=text, language="en")).events
    assert event.figures[Outcome.DETAINED].low == 4


@pytest.mark.parametrize(
    "text, number",
    [
        ("In Brno 53 injured hikers were treated, seven of whom were in intensive care; in Zlin 20 were injured.", 73),
        ("In Brno 30 guests were hurt, including four children; in Zlin 12 were hurt, two of them badly.", 42),
    ],
)
def test_some_of_a_part_are_not_added_to_it(text: str, number: int) -> None:
    (event,) = extract(Report("r", text, language="en")).events
    assert event.figures[Outcome.INJURED].best == number


def test_what_one_voice_adds_to_and_sums_up_later_is_a_part() -> None:
    text = (
        "Before the curfew the guards killed 40 people. After it began, 12 people were killed in a few days. Three "
        "more people were killed in villages where there was none. Thus 55 people were killed in Orveld and around it."
    )
    assert killed(text) == [(40, PART), (12, PART), (3, ADDITIONAL), (55, TOTAL)]
    far_more = text.replace("55", "900")
    assert killed(far_more)[-1] == (900, TOTAL)
    assert (12, PART) not in killed(far_more)


def test_a_total_told_piece_by_piece_is_not_added_to() -> None:
    pieces = "Seven people were killed in Peru. Four died in Lima, the mayor said. Another three died in Cusco."
    assert [role for _, role in killed(pieces)] == [TOTAL, PART, PART]
    more = "Seven people were killed in Peru. Four died in Lima, the mayor said. Another five died in Cusco."
    assert killed(more)[-1] == (5, ADDITIONAL)
    alone = "Three people were killed in Lima. Later another three died in hospital."
    assert killed(alone) == [(3, TOTAL), (3, ADDITIONAL)]
    some = "Two people were killed in Lima, one of them a nurse. Later another man died in hospital."
    assert killed(some)[-1] == (1, ADDITIONAL)
