from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.evaluate import floors
from knell.evaluate.floors import BadFloors, Floors, Lowered
from knell.evaluate.measures import Measure, Share, Tally

HELD = Floors({"claims": "aa"}, {"claims.en.f1": 0.8, "claims.role_right": 0.5})
SAME = {"claims": "aa"}
NAMES = st.sampled_from(["a.x", "a.y", "b.x"])
VALUES = st.dictionaries(NAMES, st.floats(0, 1))


def test_floors_are_of_f1_precision_and_shares_but_not_of_classes() -> None:
    measures: dict[str, Measure] = {"en": Tally(1, 2, 1, 1), "role right": Share(1, 2), "role: part": Tally(0, 1, 0, 0)}
    assert floors.flatten("claims", measures) == {
        "claims.en.precision": 1.0,
        "claims.en.f1": pytest.approx(2 / 3),
        "claims.role_right": 0.5,
    }


@pytest.mark.parametrize(
    ("measured", "lines"),
    [
        ({"claims.en.f1": 0.8, "claims.role_right": 0.9}, 0),
        ({"claims.en.f1": 0.799, "claims.role_right": 0.5}, 1),
        ({"claims.en.f1": None, "claims.role_right": 0.5}, 1),
        ({}, 2),
    ],
)
def test_what_is_under_its_floor_or_gone_fails(measured: dict[str, float | None], lines: int) -> None:
    assert len(floors.failures(HELD, measured, SAME)) == lines


def test_a_failure_names_measure_value_and_floor() -> None:
    (line,) = floors.failures(HELD, {"claims.en.f1": 0.7, "claims.role_right": 0.5}, SAME)
    assert line == "claims.en.f1: 0.700 is under its floor 0.800"


def test_sets_that_were_not_run_are_left_alone() -> None:
    assert floors.failures(HELD, {}, {}) == []


def test_changed_gold_fails_and_is_not_taken_for_a_rise() -> None:
    better = {"claims.en.f1": 0.9, "claims.role_right": 0.9}
    (line,) = floors.failures(HELD, better, {"claims": "bb"})
    assert line.startswith("claims: the gold is not what the floors were measured on")
    assert floors.raised(HELD, better, {"claims": "bb"}) == HELD


@given(VALUES, VALUES)
def test_raising_never_lowers_and_always_passes_afterwards(old: dict[str, float], new: dict[str, float]) -> None:
    digests = {"a": "1", "b": "2"}
    before = floors.raised(Floors(), old, digests)
    after = floors.raised(before, new, digests)
    assert all(after.floors[name] >= value for name, value in before.floors.items())
    assert floors.failures(floors.raised(Floors(), new, digests), new, digests) == []


def test_lowering_takes_the_measured_value_and_keeps_the_reason() -> None:
    got = floors.lowered(HELD, "claims.en.f1", "the gold was wrong", {"claims.en.f1": 0.7001}, SAME)
    assert got.floors["claims.en.f1"] == 0.7
    assert got.lowered == (Lowered("claims.en.f1", "0.800", "0.700", "the gold was wrong"),)


def test_the_name_of_a_set_exchanges_its_gold() -> None:
    got = floors.lowered(HELD, "claims", "annotated anew", {}, {"claims": "bb"})
    assert (got.digests["claims"], got.lowered[0].before, got.lowered[0].after) == ("bb", "aa", "bb")


@pytest.mark.parametrize(
    ("name", "why", "measured", "digests", "message"),
    [
        ("claims.en.f1", " ", {"claims.en.f1": 0.7}, SAME, "reason"),
        ("claims.xx.f1", "so", {}, SAME, "no such floor"),
        ("claims.en.f1", "so", {}, {}, "not run"),
        ("claims", "so", {}, {}, "not run"),
        ("claims.en.f1", "so", {"claims.en.f1": 0.9}, SAME, "not under its floor"),
    ],
)
def test_lowering_without_need_or_reason_is_refused(
    name: str, why: str, measured: dict[str, float | None], digests: dict[str, str], message: str
) -> None:
    with pytest.raises(BadFloors, match=message):
        floors.lowered(HELD, name, why, measured, digests)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


@given(
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.dictionaries(TEXTS, st.integers(0, 1000).map(lambda n: n / 1000), max_size=3),
    st.lists(st.builds(Lowered, TEXTS, TEXTS, TEXTS, TEXTS), max_size=3),
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    digests: dict[str, str],
    held: dict[str, float],
    lowered: list[Lowered],
) -> None:
    path = tmp_path_factory.mktemp("floors") / "floors.toml"
    whole = Floors(digests, held, tuple(lowered))
    floors.write(path, whole)
    assert floors.read(path) == whole


def test_a_spoilt_file_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("floors = 3", encoding="utf-8")
    with pytest.raises(BadFloors, match="is not a floors file"):
        floors.read(path)
    assert floors.read(tmp_path / "none.toml") == Floors()


def test_the_floors_of_the_project_can_be_read() -> None:
    held = floors.read(floors.FILE)
    assert {name.split(".")[0] for name in held.floors} <= set(held.digests)
