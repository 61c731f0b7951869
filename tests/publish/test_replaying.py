"""What people decided is in a release, and holds in the record that is made of it, as it does in the first."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from knell import Record, extract
from knell.cli.app import app
from knell.model import Report
from knell.publish import Cut, NotReadable, Policy, Terms, export, find_layout, opened_release, restore_release
from knell.publish.package import hashed
from knell.record import Kind, RecordError, Sealed, Status, linking
from tests.events.crowds import crowd, reaches
from tests.record.deciders import decide
from tests.record.dumping import dump

DAY = date(2026, 1, 1)
TEXTS = {
    "a": "The clash in Osh on 3 May 2001 killed 12 people, police said. Another 30 were injured, a doctor said.",
    "b": "The clash in Osh on 3 May 2001 killed 14 people, the mayor's office said. Some 30 were injured.",
    "c": "A flood near Naryn on 9 June 2003 killed at least 5 people and injured 7. They are remembered every year.",
    "d": "A flood in Naryn killed 6 people on 9 June 2003, rescuers said. In Osh a clash killed 15 on 3 May 2001.",
    "e": "An explosion in Tokmok on 1 July 2004 killed 9 miners, the company said. Two of them were brothers.",
    "f": "The council of Tokmok met on 2 July 2004. Nine names were read out.",
}
# All fields of a claim that a person may correct, as they may be corrected.
CORRECTIONS: tuple[dict[str, object], ...] = (
    {"low": 13, "high": 13},
    {"wording": "at_least", "high": None},
    {"outcome": "injured"},
    {"severity": "serious"},
    {"victims": "people", "victims_status": "civilian"},
    {"role": "part"},
    {"cited": "police", "cited_type": "police"},
    {"perpetrator": "Osh"},
    {"low": 0, "high": 0, "wording": "exact", "negated": True},
)


def report(ident: str) -> Report:
    return Report(id=ident, text=TEXTS[ident], published=date(2004, 7, 3 + ord(ident) % 7), language="en", outlet=ident)


def clock() -> Callable[[], dict[str, Any]]:
    """Who decides next, why and when: never twice the same, and to the microsecond."""
    numbers = iter(range(1_000))

    def said() -> dict[str, Any]:
        number = next(numbers)
        when = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC) + timedelta(minutes=number)
        return {"by": ("Ainura", "Bek", "Çolpon")[number % 3], "why": f"reason {number}\nin two lines", "made": when}

    return said


def key_of(record: Record, report: str) -> str:
    return next(one.key for one in record.events() if one.reports and report in one.reports)


def decide_all(record: Record) -> None:
    """Every kind of decision, with more reports between; most are undone once, some of these undone again."""
    said = clock()
    record.add_many([Sealed(extract(report(one))) for one in "ac"])
    record.link()
    claims = [claim.id for claim in record.claims(key_of(record, "a"))]
    record.mark_reviewed(key_of(record, "c"), **said())
    for changes in CORRECTIONS:
        record.correct(claims[0], changes, **said())
    record.undo(record.decisions()[-1].number, **said())
    record.add_many([Sealed(extract(report(one))) for one in "bdef"])
    record.link()
    osh, naryn, tokmok = (key_of(record, one) for one in "ace")
    undone = []

    def both(made: Any) -> None:
        """Decided, undone, and decided again by undoing that."""
        back = record.undo(made.number, **said())
        record.undo(back.number, **said())
        undone.append(made.number)

    both(record.accept(claims[1], **said()))
    rejected = record.claims(key_of(record, "b"))[-1].id
    both(record.reject(rejected, **said()))
    values = {"outcome": "killed", "low": 9, "high": 9, "wording": "exact", "victims": "names", "cited": "council"}
    both(record.add_claim("f", tokmok, 38, 48, values, **said()))
    gone = record.add_claim("f", tokmok, 4, 11, {**values, "cited": None}, **said())
    record.correct(str(gone.claim), {"role": "part"}, **said())
    record.undo(gone.number, **said())
    both(record.move(record.claims(naryn)[0].id, osh, **said()))
    own = record.move(record.claims(osh)[0].id, None, **said())
    both(own)
    record.set_figure(str(own.event), "killed", 1, 2, 3, **said())
    both(record.merge(naryn, osh, **said()))
    into = key_of(record, "a")
    both(record.split(into, [one.id for one in record.claims(into)][:2], **said()))
    both(record.mark_copy("b", "a", **said()))
    record.mark_original("b", "a", **said())
    record.mark_copy("f", "e", **said())
    both(record.set_figure(tokmok, "killed", 8, 9, None, **said()))
    record.set_figure(tokmok, "injured", None, None, 4, **said())
    record.clear_figure(tokmok, "injured", **said())
    place = {"name": "the old shaft", "lat": 42.5, "lon": 75, "precision": 1, "country": "KG"}
    both(record.describe(tokmok, {"name": "Tokmok", "start": "2004-06-30", "place": place, "clarity": 2}, **said()))
    record.mark_reviewed(tokmok, **said())
    record.mark_reviewed(key_of(record, "d"), **said())
    record.reject(record.claims(key_of(record, "d"))[-1].id, **said())
    stays = record.claims(tokmok)[0].id
    record.place(stays, tokmok, **said())
    record.keep_apart(stays, key_of(record, "d"), **said())
    record.free(stays, **said())
    last = record.mark_reviewed(tokmok, **said())
    record.undo(last.number, **said())
    assert {one.kind for one in record.decisions()} == set(Kind)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("decided") / "r.db") as record:
        decide_all(record)
        yield record


def shown(record: Record, target: str, name: Callable[[str], str] = lambda by: by) -> dict[str, str]:
    """All that the command line says of a record, and all that was decided, byte for byte."""

    def said(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--record", target, "--format", "json"])
        assert done.exit_code == 0, done.output
        return done.stdout

    found = {"events": said("events"), "headline": said("events", "--headline")}
    for event in record.events():
        for words in (("show",), ("figures",), ("figures", "--rule", "all"), ("sources",)):
            found[" ".join((*words, event.key))] = said(*words, event.key)
        found[f"history {event.key}"] = repr(record.history(event=event.key))
        found[f"decided {event.key}"] = repr(record.decided(event.key))
    found["history"] = repr(record.history())
    found["statuses"] = repr(statuses(record))
    return {key: name(text) for key, text in found.items()}


def statuses(record: Record) -> dict[str, Status]:
    return {one.key: one.status for one in Cut(record, Terms(DAY, unreviewed=True)).entries()}


def released(record: Record, folder: Path, form: str = "csv", **more: Any) -> Path:
    folder.mkdir()
    export(Cut(record, Terms(DAY, **{"unreviewed": True, "texts": True, **more})), find_layout("own"), [form], folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_record_in_which_all_was_decided_comes_out_the_same(decided: Record, tmp_path: Path) -> None:
    folder, target = released(decided, tmp_path / "one", people=True), tmp_path / "again.db"
    with Record(target) as again:
        made = restore_release(opened_release(folder), again)
        assert (made.other, made.not_in_release) == (0, 0)
        assert (made.same, made.decisions) == (decided.count_events(), len(decided.decisions()))
        assert {Status.REVIEWED, Status.STARTED, Status.CHANGED} <= set(statuses(again).values())
        assert shown(again, str(target)) == shown(decided, decided.name)
        assert list(again.extractions()) == list(decided.extractions())
        assert files(released(again, tmp_path / "two", people=True)) == files(folder)
        assert dict(again.verify(links=True).wrong) == {}
    # The seals too: they are made of the same rows.
    assert dump(target) == dump(Path(decided.name))


def test_what_was_undone_can_be_decided_again_there(decided: Record, tmp_path: Path) -> None:
    """All that a report says is there, though it stands in no event as long as something is decided."""
    folder = released(decided, tmp_path / "one", people=True)
    with Record(tmp_path / "again.db") as again, Record(tmp_path / "first.db") as first:
        restore_release(opened_release(folder), again)
        decide_all(first)
        for record in (again, first):
            for one in reversed(record.decisions()):
                if one.undoes is None and one.undone_by is None and one.kind is not Kind.FREE:
                    record.undo(one.number, by="Bek", made=one.made)
        assert shown(again, again.name) == shown(first, first.name)


def test_nobody_is_named_unless_asked_for_and_all_else_is_the_same(decided: Record, tmp_path: Path) -> None:
    folder, target = released(decided, tmp_path / "one"), tmp_path / "again.db"
    people = list(dict.fromkeys(one.by for one in decided.decisions()))
    assert not any(name.encode() in content for name in people for content in files(folder).values())

    def hidden(text: str) -> str:
        for number, name in enumerate(people, 1):
            text = text.replace(name, f"person {number}").replace(json.dumps(name)[1:-1], f"person {number}")
        return text

    with Record(target) as again:
        assert restore_release(opened_release(folder), again).other == 0
        assert shown(again, str(target)) == shown(decided, decided.name, hidden)
        assert {one.by for one in again.decisions()} == {"person 1", "person 2", "person 3"}
        assert files(released(again, tmp_path / "two")) == files(folder)


def test_a_file_and_postgresql_come_out_the_same(decided: Record, tmp_path: Path, postgresql: str) -> None:
    from tests.record.test_postgresql import emptied

    folder, target = released(decided, tmp_path / "one", "jsonl", people=True), emptied(postgresql)
    with Record(target) as again:
        assert restore_release(opened_release(folder), again).other == 0
        assert shown(again, target) == shown(decided, decided.name)
        assert files(released(again, tmp_path / "two", "jsonl", people=True)) == files(folder)
    back = tmp_path / "back.db"
    with Record(back) as third:
        assert restore_release(opened_release(tmp_path / "two"), third).other == 0
    assert dump(back) == dump(Path(decided.name))


def test_it_is_read_on_from_where_it_was_stopped_and_twice_changes_nothing(decided: Record, tmp_path: Path) -> None:
    folder, target = released(decided, tmp_path / "one", people=True), tmp_path / "again.db"
    with Record(target) as again:
        restore_release(opened_release(folder), again)
        before = dump(target)
        assert restore_release(opened_release(folder), again).decisions == len(decided.decisions())
        assert dump(target) == before
        more = again.accept(again.events()[0].claims[0], by="Dinara")
        # Somebody went on there: the release is no longer all that was decided, but nothing in it is otherwise.
        with pytest.raises(RecordError, match=rf"people decided otherwise here \(decision {more.number}\)"):
            restore_release(opened_release(folder), again)


def test_a_record_with_decisions_of_its_own_is_left_alone(decided: Record, tmp_path: Path) -> None:
    folder, target = released(decided, tmp_path / "one"), tmp_path / "other.db"
    with Record(target) as other:
        other.add(extract(report("a")))
        other.link()
        other.accept(other.events()[0].claims[0], by="Dinara")
        before = dump(target)
        with pytest.raises(RecordError, match="people decided otherwise here"):
            restore_release(opened_release(folder), other)
    assert dump(target) == before


def test_a_release_of_reviewed_events_brings_what_was_decided_of_them_alone(tmp_path: Path) -> None:
    said = clock()
    with Record(tmp_path / "r.db") as record:
        record.add_many([Sealed(extract(report(one))) for one in TEXTS])
        record.link()
        tokmok, osh = key_of(record, "e"), key_of(record, "a")
        (claim, *_) = record.claims(tokmok)
        record.reject(record.claims(osh)[0].id, **said())
        record.correct(claim.id, {"low": 10, "high": 10}, **said())
        values = {"outcome": "killed", "low": 2, "high": 2, "wording": "exact"}
        record.add_claim("e", tokmok, 70, 90, values, **said())
        record.mark_reviewed(tokmok, **said())
        folder = released(record, tmp_path / "one", unreviewed=False, people=True)
        with Record(tmp_path / "again.db") as again:
            made = restore_release(opened_release(folder), again)
            assert (made.same, made.other, made.not_in_release, made.decisions) == (1, 0, 0, 3)
            assert [one.number for one in again.decisions()] == [2, 3, 4]
            assert again.event(tokmok, why=False) == record.event(tokmok, why=False)
            assert statuses(again) == {tokmok: Status.REVIEWED}
            assert dict(again.verify(links=True).wrong) == {}


@given(st.integers(0, 2**32), st.sampled_from(["csv", "jsonl"]))
@settings(max_examples=3, deadline=None)
def test_whatever_people_decide_comes_out_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, form: str
) -> None:
    rng, folder = random.Random(seed), tmp_path_factory.mktemp("any")
    coming = [Sealed(one) for one in crowd(rng, rng.randint(2, 6)) if one.claims]
    with reaches(2, 1), pytest.MonkeyPatch.context() as patch, Record(folder / "r.db") as record:
        patch.setattr(linking, "_WORTH", 0)
        minute = 0
        while coming:
            record.add_many([coming.pop()])
            record.link()
            for _ in range(rng.randint(0, 6)):
                minute += 1
                decide(record, rng, minute)
        release = opened_release(released(record, folder / "one", form, people=True))
        with Record(folder / "s.db") as again:
            made = restore_release(release, again)
            assert (made.other, made.not_in_release) == (0, 0)
    assert dump(folder / "s.db") == dump(folder / "r.db")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('"kind":"reject"', '"kind":"dismiss"', "none of the values"),
        ('"new":{"status":"rejected"}', '"new":{"status":"gone"}', "status must be one of"),
        ('"new":{"status":"rejected"}', '"new":{"places":[["x"]]}', "'status' is missing"),
        ('"claim":"', '"claim":null,"more":"', "columns are not those declared"),
        ('"made":"2026', '"made":"once', "Invalid isoformat"),
        ('"by":"person 1"', '"by":""', "is empty"),
        ('"new":{"high":13,"low":13}', '"new":{"high":-13,"low":13}', "high must be 0 or more"),
        ('"new":{"role":"part"}', '"new":{"role":"all"}', "all"),
    ],
)
def test_decisions_that_knell_never_makes_are_told_before_anything_is_kept(
    decided: Record, tmp_path: Path, was: str, now: str, told: str
) -> None:
    again = changed(released(decided, tmp_path / "one", "jsonl"), was, now)
    with Record(tmp_path / "again.db") as record:
        with pytest.raises(NotReadable, match=rf"log\.jsonl: row \d+ is not as knell writes it: .*{told}"):
            restore_release(opened_release(again), record)
        assert record.count() == 0


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('"report":"a","local_event"', '"report":"z","local_event"', "there is no report z"),
        ('"undoes":1', '"undoes":99', "there is no decision 99\\d* to undo"),
        ('"local_event":"', '"local_event":"nothing', "has no event nothing"),
    ],
)
def test_decisions_about_what_is_not_there_are_not_made(
    decided: Record, tmp_path: Path, was: str, now: str, told: str
) -> None:
    again = changed(released(decided, tmp_path / "one", "jsonl"), was, now)
    said = rf"decision \d+ of the release cannot be made again: .*{told}"
    with Record(tmp_path / "again.db") as record, pytest.raises(RecordError, match=said):
        restore_release(opened_release(again), record)


def changed(folder: Path, was: str, now: str) -> Path:
    log, package = folder / "log.jsonl", folder / "datapackage.json"
    before = f"sha256:{hashed(log)[1]}"
    assert was in log.read_text(encoding="utf-8")
    log.write_text(log.read_text(encoding="utf-8").replace(was, now, 1), encoding="utf-8")
    package.write_text(package.read_text(encoding="utf-8").replace(before, f"sha256:{hashed(log)[1]}"), "utf-8")
    return folder


def test_what_is_withheld_does_not_come_back_with_what_was_decided(decided: Record, tmp_path: Path) -> None:
    """The rejected claim, the words that were read, the place that was given: none of it by another door."""
    hidden = {
        "names": [{"of": "witness", "spellings": ["rescuers", "brothers"]}],
        "places": [{"names": ["Tokmok", "the old shaft"], "to": "country"}],
        "fields": [{"field": "claims.cited"}, {"field": "decisions.why"}],
    }
    folder = released(decided, tmp_path / "one", "jsonl", policy=Policy.of(hidden))
    whole = b"".join(files(folder).values()).lower()
    assert not any(word in whole for word in (b"rescuers", b"brothers", b"tokmok", b"old shaft", b"42.5", b"reason 1"))
    for name in ("readings", "claims"):
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]
        assert rows and all(row["cited"] is None for row in rows)
    with Record(tmp_path / "again.db") as again:
        made = restore_release(opened_release(folder), again)
        assert made.decisions == len(decided.decisions())
        assert not any("rescuers" in one.report.text for one in again.extractions())
