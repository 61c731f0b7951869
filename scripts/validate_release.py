"""Check releases with validators that others wrote: ``make test-validators`` runs this in an environment of their own.

``python scripts/validate_release.py DIR [DIR ...]`` looks at every file below the folders, by what it is called, and
fails when a validator refuses one, or when none of the files was of a kind named by ``--need``. Nothing of knell is
imported: a release must be right without it.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_SHOWN = 20


def frictionless(path: Path) -> Iterator[str]:
    """A data package: every file that it names is there, whole, and as its schema says."""
    package = import_module("frictionless").Package(str(path))
    for resource in list(package.resources):
        # Its reader of JSON lines gives up on a file without any.
        if resource.format == "jsonl" and not (path.parent / resource.path).stat().st_size:
            package.remove_resource(resource.name)
    report = package.validate()
    if not report.valid:
        for row in report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:_SHOWN]:
            yield " ".join(str(cell) for cell in row if cell is not None)
        yield from (str(error) for error in report.errors)
        yield from (f"{task.name}: {warning}" for task in report.tasks for warning in task.warnings)


def geojson(path: Path) -> Iterator[str]:
    """GeoJSON: a collection of features, each with a geometry and its properties."""
    made = import_module("geojson_pydantic").FeatureCollection.model_validate_json(path.read_bytes())
    for feature in made.features:
        if feature.geometry is not None and not feature.properties:
            yield f"a feature without properties: {feature.id}"


def icalendar(path: Path) -> Iterator[str]:
    """A calendar: whole days that come back every year, each once, each with an address or a description."""
    calendar = import_module("icalendar").Calendar.from_ical(path.read_bytes())
    events = calendar.walk("VEVENT")
    seen = Counter(str(event.get("UID")) for event in events)
    yield from (f"{uid} is there {count} times" for uid, count in seen.items() if count > 1)
    for event in events:
        yield from (
            f"{event.get('UID')}: no {name}" for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if name not in event
        )
        yield from (f"{event.get('UID')}: {error}" for error in event.errors)
    if any(len(line.rstrip(b"\r")) > 75 for line in path.read_bytes().split(b"\n")):
        yield "a line is longer than 75 bytes"


def datasette(path: Path) -> Iterator[str]:
    """A SQLite release: Datasette opens it, and answers for every table, view and search."""
    yield from asyncio.run(_asked(path))


async def _asked(path: Path) -> list[str]:
    known = path.with_name("metadata.json")
    metadata = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    app = import_module("datasette.app").Datasette([], immutables=[str(path)], metadata=metadata)
    await app.invoke_startup()
    asked = (await app.client.get(f"/{path.stem}.json")).json()
    wrong = [] if asked["tables"] else ["it has no tables"]
    pages = [f"/{path.stem}/{table['name']}" for table in (*asked["tables"], *asked["views"])]
    found = [f"/{path.stem}/{table['name']}" for table in asked["tables"] if table.get("fts_table")]
    for page in (*pages, *(f"{page}.json" for page in pages), *(f"{page}.json?_search=killed" for page in found)):
        answer = await app.client.get(page)
        if answer.status_code != 200 or (".json" in page and answer.json().get("ok") is False):
            wrong.append(f"{page}: {answer.status_code} {answer.text[:200]}")
    described = metadata.get("databases", {}).get(path.stem, {}).get("tables", {})
    names = {page.rsplit("/", 1)[1] for page in pages}
    return wrong + [f"the metadata describes {name}, which is not there" for name in described.keys() - names]


def followthemoney(path: Path) -> Iterator[str]:
    """FollowTheMoney: properties that the model knows, values it takes as they are, and links that lead somewhere."""
    ftm = import_module("followthemoney")
    if path.name.startswith("statements"):
        read = import_module("followthemoney.statement").read_path_statements
        rows = list(read(path, "csv" if path.suffix == ".csv" else "json"))
        for row in rows:
            if row.prop != "id" and ftm.model[row.schema].get(row.prop) is None:
                yield f"{row.entity_id}: {row.schema} has no {row.prop}"
        if not rows:
            yield "there are no statements"
        return
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {data["id"] for data in entities}
    for data in entities:
        yield from _entity(ftm, data, known)


def _entity(ftm: Any, data: dict[str, Any], known: set[str]) -> Iterator[str]:
    proxy = ftm.model.get_proxy(data, cleaned=False)
    schema = ftm.model[data["schema"]]
    schema.validate({"properties": data["properties"]})
    for name, values in data["properties"].items():
        kept = set(proxy.get(name, quiet=True))
        yield from (f"{data['id']}: {name} does not take {value!r}" for value in values if value not in kept)
        prop = schema.get(name)
        if prop is None:
            yield f"{data['id']}: {data['schema']} has no {name}"
        elif prop.type.name == "entity":
            yield from (f"{data['id']}: {name} leads to {value}, which is not there" for value in set(values) - known)
        else:
            yield from (f"{data['id']}: {name}: {value!r} is none" for value in values if not prop.type.validate(value))


def pandas(path: Path) -> Iterator[str]:
    """A table: pandas reads as many rows as the file has lines or says it has, each column by its name."""
    library = import_module("pandas")
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as lines:
            many = sum(1 for _ in csv.reader(lines)) - 1
        read = library.read_csv(path, low_memory=False)
    elif path.suffix == ".jsonl":
        many = sum(1 for line in path.read_bytes().splitlines() if line)
        read = library.read_json(path, lines=True, dtype=False) if many else library.DataFrame()
    elif path.suffix == ".parquet":
        many = import_module("pyarrow.parquet").read_metadata(path).num_rows
        read = library.read_parquet(path)
    else:
        for name, sheet in library.read_excel(path, sheet_name=None).items():
            yield from (
                f"{name}: a column has no name" for column in sheet.columns if str(column).startswith("Unnamed")
            )
        return
    if len(read) != many:
        yield f"pandas reads {len(read)} rows of {many}"


Check = Callable[[Path], Iterator[str]]


def checks(path: Path) -> tuple[Check, ...]:
    """What looks at a file, by its name."""
    if path.name == "datapackage.json":
        return (frictionless,)
    if path.name == "entities.ftm.jsonl" or path.name in ("statements.csv", "statements.jsonl"):
        return (followthemoney,)
    by_ending: dict[str, tuple[Check, ...]] = {
        ".geojson": (geojson,),
        ".ics": (icalendar,),
        ".sqlite": (datasette,),
        ".csv": (pandas,),
        ".jsonl": (pandas,),
        ".parquet": (pandas,),
        ".xlsx": (pandas,),
    }
    return by_ending.get(path.suffix, ())


def faults(check: Check, path: Path) -> list[str]:
    """What a validator finds wrong with a file; that it gives up is a fault too."""
    try:
        return list(check(path))
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def main() -> int:
    """Check all files; how many were checked by which validator is said at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--need", nargs="*", default=[], help="validators that must have had something to check")
    given = parser.parse_args()
    done: Counter[str] = Counter()
    bad = 0
    for path in sorted(path for folder in given.folders for path in folder.rglob("*") if path.is_file()):
        for check in checks(path):
            found = faults(check, path)
            done[check.__name__] += 1
            bad += bool(found)
            for line in found[:_SHOWN]:
                print(f"{path}: {check.__name__}: {line}", file=sys.stderr)
    print(", ".join(f"{name} checked {many}" for name, many in sorted(done.items())) or "nothing was checked")
    missing = sorted(set(given.need) - done.keys())
    for name in missing:
        print(f"nothing was there for {name} to check", file=sys.stderr)
    return 1 if bad or missing or not done else 0


if __name__ == "__main__":
    sys.exit(main())
