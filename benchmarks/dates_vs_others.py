"""How fast times are found in texts, and which, beside HeidelTime and dateparser, on the same texts and one core.

The texts are those of the development data beside the checkout: the ten histories of WikiWars, whose times are known,
and the reports in English. Each program has a process of its own and has read twenty texts before it is timed, in
seconds of computing. HeidelTime is told that the former are narratives, the latter news, and runs in Java that is
started once; it is left out where build/bench is missing.

What is found is judged on WikiWars as ``knell evaluate`` does: a time is right when it has the days of the annotation.
dateparser gives one moment for each; it is taken for the day, month or year that it says the words told.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.crawling.texts import DATA
from benchmarks.outside.environment import command
from benchmarks.outside.measured import Run, measured

from knell.evaluate.measures import Tally
from knell.evaluate.timex import value_of
from knell.evaluate.wikiwars import History, Mention, mark, measures, read_wikiwars
from knell.model import Interval

# Reports that say no day of publication get one: relative times are read from it.
PUBLISHED = "2020-03-05"
Times = list[tuple[int, int, str]]
Line = dict[str, str]


def sets() -> Iterator[tuple[str, list[Line]]]:
    """The texts of each set."""
    yield "WikiWars", [_line(h.text, str(h.created)) for h in read_wikiwars(DATA / "wikiwars")]
    reports = [json.loads(line) for path in sorted((DATA / "reports").glob("*.jsonl")) for line in path.open("rb")]
    yield "reports", [_line(one["text"], one["published"]) for one in reports if one["language"] == "en"]


def _line(text: str, published: str | None) -> Line:
    return {"text": text, "published": published or PUBLISHED}


def knell(line: Line) -> Times:
    """What knell finds."""
    from knell.times import find

    mentions = find(line["text"], language="en", published=date.fromisoformat(line["published"]))
    return [(m.start, m.end, f"{m.interval.start}/{m.interval.end}" if m.interval else "") for m in mentions]


def dateparser(line: Line) -> Times:
    """What dateparser finds. It gives no places in the text: its words are looked for behind those before."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(line["published"]), "PREFER_DAY_OF_MONTH": "first"}
    found, at = [], 0
    for words, _ in search_dates(line["text"], languages=["en"], settings=settings) or ():
        start = line["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append((start, at, words))
    return found


OWN: dict[str, Callable[[Line], Times]] = {"knell": knell, "dateparser": dateparser}
KINDS = {"WikiWars": "NARRATIVES", "reports": "NEWS"}
TAGGERS = {"HeidelTime": "TREETAGGER", "HeidelTime, no tagger": "NO"}


def one(name: str, file: Path) -> None:
    """Read all texts with a program of this environment; print how long that took and what it found."""
    lines, find = [json.loads(line) for line in file.read_text("utf-8").splitlines()], OWN[name]
    began = time.process_time()
    find(lines[0])
    start = time.process_time() - began
    for line in lines[:20]:
        find(line)
    began, passed = time.process_time(), time.perf_counter()
    found = [find(line) for line in lines]
    seconds, passed = time.process_time() - began, time.perf_counter() - passed
    print(json.dumps({"start": start, "seconds": seconds, "passed": passed, "times": found}))


def right(name: str, histories: Sequence[History], times: Sequence[Times]) -> str:
    """Precision, recall and F1 of the values, in per cent."""
    marked = []
    for history, found in zip(histories, times, strict=True):
        mentions = (_mention(name, history, *time) for time in found)
        marked.append(mark(history, [mention for mention in mentions if mention is not None]))
    value = measures(marked)["value"]
    assert isinstance(value, Tally)
    return f"{100 * (value.precision or 0):>7.1f} {100 * (value.recall or 0):>7.1f} {100 * (value.f1 or 0):>7.1f}"


def _mention(name: str, history: History, start: int, end: int, told: str) -> Mention | None:
    """A time as it is judged; None where what was found is a duration or a set, which nobody asked for."""
    if name == "knell":
        days = tuple(map(date.fromisoformat, told.split("/"))) if told else ()
    elif name == "dateparser":
        days = _period(told, history)
    else:
        value = value_of(told)
        days = value.choices[0] if value else ()
    return Mention(start, end, Interval(days[0], days[1], 1)) if days else None


def _period(words: str, history: History) -> tuple[date, ...]:
    """The days of words as dateparser has them: their day, or all of the month or year where they name no more."""
    from dateparser.date import DateDataParser

    base = datetime.fromisoformat(str(history.created))
    data = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base}).get_date_data(words)
    if data.date_obj is None:
        return ()
    form = {"month": "%Y-%m", "year": "%Y"}.get(data.period, "%Y-%m-%d")
    value = value_of(data.date_obj.strftime(form))
    return value.choices[0] if value else ()


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 3 and sys.argv[1] == "--one":
        one(sys.argv[2], Path(sys.argv[3]))
        return
    if not DATA.is_dir():
        print("not measured: there is no development data beside this checkout")
        return
    histories = read_wikiwars(DATA / "wikiwars")
    head = ("start s", "seconds", "texts/s", "KB/s", "MiB", "times", "precise", "recall", "F1")
    print(f"{'':>10} {'':>22} {' '.join(f'{name:>7}' for name in head)}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        for title, lines in sets():
            file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
            for name in (*OWN, *TAGGERS):
                ours = [sys.executable, __file__, "--one", name, str(file)]
                asked = ours if name in OWN else command("heideltime_times.py", str(file), TAGGERS[name], KINDS[title])
                if asked is None:
                    print(f"{title:>10} {name:>22} not measured, build/bench is not there (see README.md)")
                    continue
                try:
                    run = measured(asked)
                except CalledProcessError:
                    print(f"{title:>10} {name:>22} not measured, it does not run here (it needs Java and Perl)")
                    continue
                said = json.loads(run.out)
                judged = right(name, histories, said["times"]) if title == "WikiWars" else ""
                print(f"{title:>10} {name:>22} {row(run, said, lines)} {judged}", flush=True)


def row(run: Run, said: dict[str, Any], lines: Sequence[Line]) -> str:
    """The numbers of one program on one set."""
    times = said["times"]
    letters = sum(len(line["text"]) for line in lines)
    seconds = said["seconds"]
    return (
        f"{said['start']:>7.1f} {seconds:>7.2f} {len(lines) / seconds:>7.1f} {letters / seconds / 1000:>7.1f} "
        f"{run.peak / (1 << 20):>7.0f} {sum(map(len, times)):>7,}"
    )


if __name__ == "__main__":
    main()
