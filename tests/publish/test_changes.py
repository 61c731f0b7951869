"""What is different between two releases, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.publish.change_words import changelog, numbers
from knell.publish.changes import Changes, What, compared
from knell.publish.policy import NOTHING, Policy
from knell.publish.snapshot import BadSnapshot, Standing, Told, head_of, standings
from knell.publish.speech import speech

EN = speech("en")


def standing(key: str, *claims: str, **given: object) -> Standing:
    plain = Standing(key, None, "1994-05-01", "1994-05-01", "Osh", "KG", True, {}, claims, (), ())
    return replace(plain, **given)  # type: ignore[arg-type]


def written(folder: Path, version: str, found: Mapping[str, Standing], rule: str = "ucdp") -> Path:
    path = folder / f"{version}.jsonl"
    head = json.dumps({"version": version, "day": f"2026-01-0{version}", "rule": rule})
    path.write_text("\n".join([head, *(found[key].line() for key in sorted(found))]) + "\n", encoding="utf-8")
    return path


def changed(folder: Path, old: list[Standing], new: list[Standing], policy: Policy = NOTHING) -> Changes:
    before, now = ({one.key: one for one in side} for side in (old, new))
    return compared(written(folder, "1", before), written(folder, "2", now), policy)


def said(changes: Changes) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.what.value, one.key, one.into) for one in changes.found]


def test_nothing_is_said_of_what_stayed(tmp_path: Path) -> None:
    both = [standing("a", "c1"), standing("b", "c2")]
    assert not changed(tmp_path, both, both).found


def test_events_come_and_go(tmp_path: Path) -> None:
    found = changed(tmp_path, [standing("a", "c1"), standing("b", "c2")], [standing("b", "c2"), standing("c", "c3")])
    assert said(found) == [("removed", "a", ()), ("added", "c", ())]
    assert found.counts["added"] == found.counts["removed"] == 1 and found.events == 2


def test_an_event_that_went_into_another_is_merged(tmp_path: Path) -> None:
    found = changed(tmp_path, [standing("a", "c1"), standing("b", "c2")], [standing("b", "c1", "c2")])
    assert said(found) == [("merged", "a", ("b",))]
    found = changed(tmp_path, [standing("a", "c1"), standing("b", "c2")], [standing("x", "c1", "c2")])
    assert said(found) == [("merged", "a", ("x",)), ("merged", "b", ("x",))]


def test_an_event_of_which_a_part_is_another_is_split(tmp_path: Path) -> None:
    found = changed(tmp_path, [standing("a", "c1", "c2")], [standing("a", "c1"), standing("b", "c2")])
    assert said(found) == [("split", "a", ("a", "b"))]
    found = changed(tmp_path, [standing("a", "c1", "c2")], [standing("b", "c1"), standing("c", "c2")])
    assert said(found) == [("split", "a", ("b", "c"))]


def test_an_event_with_the_same_claims_has_only_a_new_key(tmp_path: Path) -> None:
    found = changed(tmp_path, [standing("a", "c1")], [standing("b", "c1", "c2", name="The bridge")])
    assert said(found) == [("renamed", "a", ("b",))]
    assert found.found[0].name == "The bridge"


def test_a_figure_that_changed_is_told_with_what_is_new_since(tmp_path: Path) -> None:
    old = standing("a", "c1", figures={"killed": (10, 12, 14)}, reports=(("r1", "Post", "1994-05-02"),))
    new = replace(
        old,
        claims=("c1", "c2"),
        figures={"killed": (10, 15, 15), "injured": (None, 3, None)},
        reports=(*old.reports, ("r2", "Times", None)),
        decisions=(Told(4, "accept", "read it again"),),
        place="Nookat",
    )
    (one,) = changed(tmp_path, [old], [new]).found
    assert one.what is What.CHANGED
    assert [(x.outcome, x.before, x.now) for x in one.figures] == [
        ("killed", (10, 12, 14), (10, 15, 15)),
        ("injured", (None, None, None), (None, 3, None)),
    ]
    assert one.reports == (("r2", "Times", None),) and one.fields == (("place", "Osh", "Nookat"),)
    text = "\n".join(changelog(changed(tmp_path, [old], [new]).json(), EN))
    assert "Killed: 15 (10 to 15), before 12 (10 to 14)" in text
    assert "decision 4: A statement was confirmed. “read it again”" in text and "new report: Times, r2" in text


def test_another_leading_rule_is_said(tmp_path: Path) -> None:
    one = {"a": standing("a", "c1")}
    changes = compared(written(tmp_path, "1", one), written(tmp_path, "2", one, "acled"), NOTHING)
    assert "led by the rule acled; before it was ucdp" in "\n".join(changelog(changes.json(), EN))


def test_what_is_withheld_now_is_not_told_as_what_was_before(tmp_path: Path) -> None:
    policy = Policy.of(
        {
            "names": [{"of": "minor", "spellings": ["Aziz Tokoev"]}],
            "places": [{"names": ["Kurshab"], "to": "country"}],
            "fields": [{"field": "reports.outlet"}],
        }
    )
    report = ("aziz-tokoev.txt", "Kurshab Post", "1994-05-02")
    old = standing("a", "c1", name="Death of Aziz Tokoev", place="Kurshab", reports=(report,))
    new = standing("a", "c1", place="Kyrgyzstan")
    found = changed(tmp_path, [old, replace(old, key="b", claims=("c9",))], [new], policy)
    text = json.dumps(found.json(), ensure_ascii=False) + "\n".join(changelog(found.json(), EN))
    assert len(found.found) == 2
    assert not policy.words.found(text) and "Post" not in text


def test_a_first_release_has_no_changes(tmp_path: Path) -> None:
    found = compared(None, written(tmp_path, "1", {"a": standing("a")}), NOTHING)
    assert found.before is None and not found.found and found.events == 1
    assert "The first release: 1 event." in list(changelog(found.json(), EN))


@pytest.mark.parametrize("text", ["", "[]\n", "{}\n", '{"version": "1"}\n', "\xff\n"])
def test_what_is_no_snapshot_is_said_in_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadSnapshot) as caught:
        head_of(path)
    assert "\n" not in str(caught.value)
    path.write_text('{"version": "1", "day": "2026-01-01", "rule": "ucdp"}\n' + "{}\n", encoding="utf-8")
    with pytest.raises(BadSnapshot):
        list(standings(path))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((12, 12, 12), "12"),
        ((10, 12, 14), "12 (10 to 14)"),
        ((10, None, 14), "10 to 14"),
        ((10, None, None), "at least 10"),
        ((None, None, 9), "at most 9"),
        ((None, None, None), "unknown"),
        ((4, None, 4), "4"),
        ((0, 0, 0), "0"),
    ],
)
def test_numbers_are_written_as_what_they_are(found: tuple[int | None, ...], said: str) -> None:
    assert said == numbers(found, EN)


sides = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("123456789"), max_size=4, unique=True).map(sorted), max_size=5
)


@given(sides, sides)
def test_each_event_is_accounted_for(tmp_path_factory: pytest.TempPathFactory, old: object, new: object) -> None:
    assert isinstance(old, dict) and isinstance(new, dict)
    folder = tmp_path_factory.mktemp("changes")
    before, now = ([standing(key, *claims) for key, claims in side.items()] for side in (old, new))
    found = changed(folder, before, now)
    told = {one.key for one in found.found}
    reached = told | {key for one in found.found for key in one.into}
    assert set(old) - set(new) <= told
    assert set(new) - set(old) <= reached
    assert all(key in new for one in found.found for key in one.into)
    assert date(2026, 1, 2) == found.now.day
