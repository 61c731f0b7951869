"""``knell import``: a list that others keep, shown first, read by its cells, every claim on the cell it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from knell.cli.app import app
from knell.model import Role, Wording
from knell.record import Record
from knell.reports import rederive
from tests.record.dumping import dump

Import = Callable[..., Result]

VALLEY = """\
Incidents of the valley,,,,,,,
,,,,,,,
No.,Date,Town,Country,Killed,Injured (min),Injured (max),Source,Notes
1,13/04/2015,Herat,Afghanistan,3,5,8,Pajhwok,A bomb went off near the bus station.
2,02/05/2015,Kunduz,Afghanistan,about 30,,,police,Shells fell on the bazaar in the morning.
3,05/05/2015,Kunduz,Afghanistan,unknown,7,7,,
4,06/05/2015,Ghazni,Afghanistan,12?,0,2,a witness,
5,07/05/2015,Ghazni,Afghanistan,,,,,
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")

    def run(text: str | bytes, *arguments: str, name: str = "valley.csv") -> Result:
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        done = CliRunner().invoke(app, ["import", name, *arguments])
        assert "Traceback" not in done.output
        return done

    return run


def claims() -> list[Any]:
    with Record("knell.db", create=False) as record:
        return [claim for one in record.extractions() for claim in one.claims]


def extractions() -> list[Any]:
    with Record("knell.db", create=False) as record:
        return list(record.extractions())


def test_what_the_columns_mean_is_shown_and_nothing_is_imported_unasked(run: Import) -> None:
    done = run(VALLEY)
    assert done.exit_code == 2
    assert not Path("knell.db").exists()
    assert "valley.csv: 5 rows; columns named in row 3" in done.stdout
    for words in ("killed", "injured.low", "day-first", "13/04/2015"):
        assert words in done.stdout
    assert "--yes" in done.stderr and "--map" in done.stderr


@pytest.mark.parametrize("agreed", [True, False])
def test_whoever_sits_at_a_terminal_is_asked(run: Import, monkeypatch: pytest.MonkeyPatch, agreed: bool) -> None:
    monkeypatch.setattr("knell.cli.importing._is_agreed", lambda: agreed)
    done = run("Date,Country,Killed\n2019-02-03,Mali,4\n")
    assert done.exit_code == (0 if agreed else 2)
    assert Path("knell.db").exists() is agreed


def test_each_row_is_a_report_and_each_figure_stands_on_its_cell(run: Import) -> None:
    done = run(VALLEY, "--yes")
    assert done.exit_code == 1
    assert "5 added" in done.stdout
    assert "valley.csv row 7: 'Killed' is no number of people ('12?'); left out" in done.stderr
    found = {one.report.id: one for one in extractions()}
    first = found["valley 1"]
    assert first.report.text.splitlines()[:3] == ["No.: 1", "Date: 13/04/2015", "Town: Herat"]
    killed, injured = first.claims
    assert (killed.quote, killed.count.low, killed.count.high, killed.role) == ("3", 3, 3, Role.TOTAL)
    assert killed.because[0] == "imported from valley.csv row 4"
    assert killed.cited.text == "Pajhwok" == first.report.text[killed.cited.start : killed.cited.end]
    assert (injured.count.low, injured.count.high, injured.count.wording) == (5, 8, Wording.RANGE)
    (event,) = first.events
    assert (event.interval.start, event.interval.precision) == (date(2015, 4, 13), 1)
    assert event.place.country == "AF" and event.place.geonames_id is not None
    about = found["valley 2"].claims[0]
    assert about.count.wording is Wording.ABOUT and about.quote == "about 30"
    assert [claim.count.low for claim in found["valley 3"].claims] == [7]
    assert found["valley 5"].claims == () == found["valley 5"].events
    for one in found.values():
        for claim in one.claims:
            assert one.report.text[claim.start : claim.end] == claim.quote
        assert one.report.capture.source.startswith("valley.csv, sha256 ")


def test_the_text_of_a_row_can_be_made_again_from_its_bytes(run: Import) -> None:
    run(VALLEY, "--yes")
    with Record("knell.db", create=False) as record:
        for one in record.extractions():
            raw = record.raw(one.report.id)
            assert raw is not None and rederive(raw, one.report) == one.report.text


def test_importing_again_changes_nothing(run: Import) -> None:
    run(VALLEY, "--yes")
    before = dump("knell.db")
    done = run(VALLEY, "--yes")
    assert "0 added, 5 already there" in done.stdout
    assert dump("knell.db") == before


def test_a_map_that_was_saved_reads_the_list_the_same(run: Import) -> None:
    assert run(VALLEY, "--save", "map.toml").exit_code == 2
    run(VALLEY, "--map", "map.toml", "--record", "mapped.db")
    run(VALLEY, "--yes", "--record", "asked.db")
    assert dump("mapped.db") == dump("asked.db")


def test_a_map_that_was_changed_is_followed(run: Import) -> None:
    run(VALLEY, "--save", "map.toml")
    path = Path("map.toml")
    text = path.read_text().replace('"Killed" = "killed"\n', "").replace("day-first", "month-first")
    path.write_text(text.replace('list = "valley"', 'list = "Valley Watch"'))
    run(VALLEY, "--map", "map.toml")
    found = {one.report.id: one for one in extractions()}
    assert {claim.outcome for claim in claims()} == {"injured"}
    assert found["Valley Watch 3"].events[0].interval.start == date(2015, 5, 5)
    assert found["Valley Watch 1"].events[0].interval is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x =", "not TOML"),
        ('list = "a"\n[columns]\n"Killed" = "slain"\n', "cannot mean 'slain'"),
        ('list = "a"\n[columns]\n"Slain" = "killed"\n', "has no column 'Slain'"),
        ('list = "a"\n[columns]\n"Killed" = "killed"\n[days]\n"Killed" = "day-first"\n', "[days]"),
        ('list = "a"\nheader = 0\n[columns]\n', "header"),
        ("[columns]\n", "`list`"),
    ],
)
def test_a_map_that_makes_no_sense_is_one_line(run: Import, text: str, words: str) -> None:
    Path("map.toml").write_text(text)
    done = run(VALLEY.split("\n", 2)[2], "--map", "map.toml")
    assert done.exit_code == 2
    assert words in done.stderr and done.stderr.startswith("knell: map.toml: ")


def test_days_that_could_be_two_stay_unknown(run: Import) -> None:
    done = run("Date,Country,Killed\n03/04/2015,Mali,4\n05/06/2015,Mali,6\n", "--yes")
    assert "unknown" in done.stdout
    assert "'Date' could be two days ('03/04/2015'); left unknown" in done.stderr
    assert [one.events[0].interval for one in extractions()] == [None, None]


def test_a_low_a_best_and_a_high_figure_come_out_as_they_went_in(run: Import) -> None:
    header = "id,date_start,date_end,date_prec,where_prec,where_coordinates,country,latitude,longitude,best,low,high"
    rows = "7,2012-05-03,2012-05-05,2,3,Ghazni town,Afghanistan,33.55,68.42,9,6,14"
    done = run(f"{header},source_original\n{rows},police\n", "--yes", name="ged.csv")
    assert done.exit_code == 0, done.stderr
    assert "known as UCDP GED" in done.stdout
    (one,) = extractions()
    (event,) = one.events
    (figure,) = event.figures.values()
    assert (figure.low, figure.best, figure.high) == (6, 9, 14)
    assert (event.interval.start, event.interval.end, event.interval.precision) == (
        date(2012, 5, 3),
        date(2012, 5, 5),
        2,
    )
    assert (event.place.lat, event.place.lon, event.place.precision) == (33.55, 68.42, 3)
    told = CliRunner().invoke(app, ["figures", "Ghazni", "--rule", "ucdp", "--format", "json"])
    (figure_of_rule,) = [f for f in json.loads(told.stdout)["figures"] if f["outcome"] == "killed"]
    assert (figure_of_rule["low"], figure_of_rule["best"], figure_of_rule["high"]) == (6, 9, 14)


def test_rows_that_are_called_alike_are_not_one_event(run: Import) -> None:
    rows = "".join(f"Shelling,2019-02-{day:02d},Gao,Mali,{day}\n" for day in (3, 9))
    run("Incident,Date,Town,Country,Killed\n" + rows, "--yes")
    events = json.loads(CliRunner().invoke(app, ["events", "--format", "json"]).stdout)
    assert sorted(event["figures"]["killed"]["best"] for event in events) == [3, 9]
    assert {one.report.title for one in extractions()} == {"Shelling"}


def test_bounds_whose_cells_stand_apart_are_claims_of_their_own(run: Import) -> None:
    run("Deaths (min),Date,Country,Deaths (max)\n3,2019-02-03,Mali,8\n", "--yes")
    assert [(claim.quote, claim.count.low, claim.count.high) for claim in claims()] == [("3", 3, None), ("8", None, 8)]
    (figure,) = extractions()[0].events[0].figures.values()
    assert (figure.low, figure.high) == (3, 8)


def test_a_zero_where_nothing_was_said_is_no_claim(run: Import) -> None:
    acled = "event_id_cnty,event_date,time_precision,geo_precision,country,location,fatalities,notes\n"
    run(
        acled + "MLI1,2019-02-03,1,1,Mali,Gao,0,A protest was held.\nMLI2,2019-02-04,1,1,Mali,Gao,2,Two died.\n",
        "--yes",
    )
    assert [claim.count.low for claim in claims()] == [2]
    run("Date,Country,Dead,Hurt\n2019-03-03,Mali,2,0\n2019-03-04,Mali,3,\n", "--yes", "--record", "b.db", name="b.csv")
    with Record("b.db", create=False) as record:
        found = [claim for one in record.extractions() for claim in one.claims if claim.negated]
    assert [claim.quote for claim in found] == ["0"]


def test_rows_of_one_list_are_no_copies_and_meet_the_reports_of_others(run: Import) -> None:
    header = "Date,Town,Country,Killed,Conflict,Side A,Side B\n"
    same = "War in the valley of the river,Government of the country,Front of the valley"
    rows = "".join(f"2015-05-{day:02d},Kunduz,Afghanistan,{day + 7},{same}\n" for day in range(1, 25, 6))
    run(header + rows, "--yes")
    Path("news.jsonl").write_text(
        json.dumps(
            {"text": "Fourteen people were killed in Kunduz, Afghanistan, on 7 May 2015.", "published": "2015-05-08"}
        )
    )
    CliRunner().invoke(app, ["add", "news.jsonl", "--workers", "1"])
    events = json.loads(CliRunner().invoke(app, ["events", "--format", "json"]).stdout)
    assert sorted(len(event["reports"]) for event in events) == [1, 1, 1, 2]
    assert [event["independent_sources"] for event in events if len(event["reports"]) == 2] == [2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_other_encodings_and_separators(run: Import, encoding: str, sign: str) -> None:
    rows = [["Дата", "Город", "Страна", "Погибло", "Описание"]]
    rows += [
        [f"2014-07-{day}", "Донецк", "Украина", str(day), "Обстрел жилого квартала, разрушены дома"] for day in (12, 14)
    ]
    done = run("\n".join(sign.join(row) for row in rows).encode(encoding), "--yes")
    assert "2 added" in done.stdout
    assert sorted(claim.count.low for claim in claims()) == [12, 14]
    assert {one.events[0].place.country for one in extractions()} == {"UA"}


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("", 1, "no row"),
        ("Date,Killed\n", 0, "0 rows"),
        ("a,b\n1,2\n", 2, "no column is known to count people"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00\x01\x02\x03\x04\x05\x06", 1, "binary"),
        ('Date,Country,Killed\n2015-01-01,Mali,"3\n2015-01-02,Mali,4\n', 1, "row 2"),
        ("Date,Country,Killed\n2015-01-01,Mali,3,4,5\n2015-01-02,Mali,4\n", 1, "row 2: it has more cells"),
        ("Date,Killed,Killed\n2015-01-01,3,4\n", 0, "Killed (2)"),
        ("Killed,Date\n\n\n3,2015-01-01\n", 0, "1 rows"),
    ],
)
def test_lists_that_are_odd_or_broken(run: Import, text: str | bytes, status: int, words: str) -> None:
    done = run(text, "--yes")
    assert done.exit_code == status, done.output
    assert words in done.output


def test_other_files_and_missing_ones_are_one_line(run: Import) -> None:
    assert "save it as .csv or .xlsx" in run("x", name="list.ods").stderr
    done = CliRunner().invoke(app, ["import", "nothing.csv"])
    assert done.exit_code == 1 and "nothing.csv" in done.stderr


def test_words_that_look_like_formulas_are_kept_as_they_are(run: Import) -> None:
    run("Date,Country,Killed,Notes\n2015-01-01,Mali,3,=1+1\n2015-01-02,Mali,4,@SUM(A1)\n", "--yes")
    assert ["Notes: =1+1" in one.report.text or "Notes: @SUM(A1)" in one.report.text for one in extractions()] == [
        True
    ] * 2
