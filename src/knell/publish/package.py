"""What a release says of itself: a Frictionless data package, and a codebook for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knell import __version__
from knell.figures import find_rule, rules
from knell.publish.formats import File
from knell.publish.tables import Field, Layout, Table, Type
from knell.publish.terms import Terms

PACKAGE, CODEBOOK = "datapackage.json", "codebook.md"
# How Frictionless calls a format, and its media type; only those of the first kind are read as tables by it.
_TABULAR = {
    "csv": ("csv", "text/csv"),
    "jsonl": ("jsonl", "application/x-ndjson"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_OTHER = {
    "geojson": ("geojson", "application/geo+json"),
    "geopackage": ("gpkg", "application/geopackage+sqlite3"),
    "sqlite": ("sqlite", "application/vnd.sqlite3"),
}
# Told, since Frictionless would guess it from the first lines.
_DIALECTS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "csv": lambda table: {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
    "xlsx": lambda table: {"excel": {"sheet": table[:31]}},
}
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "PDDL-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
}


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one format and how many rows of each table they hold; other files have no format."""

    format: str
    files: tuple[File, ...]
    rows: Mapping[str, int]


def hashed(path: Path) -> tuple[int, str]:
    """How many bytes a file has, and their SHA-256."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest


def write_package(
    folder: Path, layout: Layout, terms: Terms, written: Sequence[Written], others: Sequence[str]
) -> None:
    """Write the codebook and the data package, which names every file of the release but itself.

    ``others`` are the paths of files that belong to no format, such as what was withheld.
    """
    tables = {table.name: table for table in layout.tables(terms)}
    counts = next((one.rows for one in written), {})
    (folder / CODEBOOK).write_text(_codebook(layout, terms, counts), encoding="utf-8", newline="\n")
    resources = [
        resource
        for number, one in enumerate(written)
        for file in one.files
        for resource in _resources(folder, file, one, tables, "" if number == 0 else f"-{one.format}")
    ]
    described = [_described(folder, path, path.rpartition(".")[0].replace("/", "-").lower()) for path in others]
    described.append(_described(folder, CODEBOOK, "codebook"))
    package = {**_head(layout, terms, counts), "resources": [*resources, *described]}
    (folder / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _head(layout: Layout, terms: Terms, counts: Mapping[str, int]) -> dict[str, Any]:
    licence = {"name": terms.licence, **({"path": _LICENCES[terms.licence]} if terms.licence in _LICENCES else {})}
    rule = find_rule(terms.rule)
    return {
        "name": f"knell-{layout.name}",
        "title": terms.title,
        "description": layout.description,
        "version": terms.version,
        "created": f"{terms.day.isoformat()}T00:00:00Z",
        **({"homepage": terms.address} if terms.address else {}),
        **({"contributors": [{"title": terms.publisher, "role": "publisher"}]} if terms.publisher else {}),
        "licenses": [licence],
        "knell": {
            "program": __version__,
            "layout": f"{layout.name}/{layout.version}",
            "rule": rule.id,
            "unreviewed": terms.unreviewed,
            "texts": terms.texts,
            "rows": dict(counts),
        },
    }


def _described(folder: Path, path: str, name: str) -> dict[str, Any]:
    size, digest = hashed(folder / path)
    return {"name": name, "path": path, "bytes": size, "hash": f"sha256:{digest}"}


def _resources(
    folder: Path, file: File, one: Written, tables: Mapping[str, Table], suffix: str
) -> list[dict[str, Any]]:
    """A file, or each of the tables in it."""
    if not file.tables:
        return [_described(folder, file.path, file.path.rpartition(".")[0].lower())]
    if one.format not in _TABULAR:
        form, media = _OTHER.get(one.format, (one.format, "application/octet-stream"))
        name = f"{file.tables[0] if len(file.tables) == 1 else 'release'}{suffix or '-' + one.format}"
        rows = {table: one.rows[table] for table in file.tables}
        return [
            {
                **_described(folder, file.path, name.replace("_", "-")),
                "format": form,
                "mediatype": media,
                "counts": rows,
            }
        ]
    form, media = _TABULAR[one.format]
    found = []
    for name in file.tables:
        described = _described(folder, file.path, _resource_name(name, suffix))
        # Frictionless takes JSON lines without a line for a fault, and reads the lists in Parquet as words.
        is_read = one.format != "parquet" and (one.format != "jsonl" or one.rows[name] > 0)
        found.append(
            {
                **described,
                "title": tables[name].description,
                **({"profile": "tabular-data-resource"} if is_read else {"type": "file"}),
                "format": form,
                "mediatype": media,
                **({"encoding": "utf-8"} if one.format in ("csv", "jsonl") else {}),
                **({"dialect": _DIALECTS[one.format](name)} if one.format in _DIALECTS else {}),
                **({"rows": one.rows[name]} if is_read else {"counts": {name: one.rows[name]}}),
                "schema": _schema(tables[name], suffix, set(one.rows)),
            }
        )
    return found


def _resource_name(table: str, suffix: str) -> str:
    return f"{table}{suffix}".replace("_", "-").lower()


def _schema(table: Table, suffix: str, there: set[str]) -> dict[str, Any]:
    """A table as Frictionless describes it; ``there`` are the tables of the same format."""
    foreign = [
        {
            "fields": list(one.fields),
            "reference": {"resource": _resource_name(one.table, suffix), "fields": list(one.to)},
        }
        for one in table.foreign
        if one.table in there
    ]
    return {
        "fields": [_field(one) for one in table.fields],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(one: Field) -> dict[str, Any]:
    bounds = {
        "required": one.required or None,
        "unique": one.unique or None,
        "minimum": one.minimum,
        "maximum": one.maximum,
        "enum": list(one.enum) or None,
    }
    constraints = {name: value for name, value in bounds.items() if value is not None}
    return {
        "name": one.name,
        "type": one.type.value,
        "description": one.description,
        **({"constraints": constraints} if constraints else {}),
    }


def _codebook(layout: Layout, terms: Terms, counts: Mapping[str, int]) -> str:
    rule = find_rule(terms.rule)
    what = "reviewed and unreviewed events" if terms.unreviewed else "events that a person reviewed, and no others"
    lines = [
        f"# {' '.join(terms.title.split())}: codebook",
        "",
        f"Version {terms.version} of {terms.day.isoformat()}, licence {terms.licence}, made with knell {__version__}.",
        f"It holds {what}; the column `reviewed` says of each row which it is.",
        f"Leading figures are by the coding rule `{rule.id}` ({rule.organisation}): {' '.join(rule.summary.split())}",
        "An empty cell is unknown or does not apply; it never stands for nobody, which is 0.",
        "",
        layout.description,
        *getattr(layout, "rules", "").rstrip().splitlines(),
        "",
    ]
    for table in layout.tables(terms):
        rows = f"{counts[table.name]:,} rows. " if table.name in counts else ""
        key = f"Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
        lines += [f"## {table.name}", "", table.description, "", f"{rows}{key}".strip(), ""]
        lines += ["| column | type | what it says |", "| --- | --- | --- |"]
        lines += [f"| `{one.name}` | {_type(one)} | {_said(one)} |" for one in table.fields]
        lines.append("")
        for other in table.foreign:
            fields, to = ", ".join(f"`{one}`" for one in other.fields), ", ".join(f"`{one}`" for one in other.to)
            lines.append(f"- {fields} names {to} of {other.table}")
        lines += [""] if table.foreign else []
    return "\n".join([*lines, *_rules(layout.tables(terms))])


def _rules(tables: Sequence[Table]) -> Iterator[str]:
    """How figures are come by, where a table gives those of every rule."""
    named = {value for table in tables for one in table.fields if one.name == "rule" for value in one.enum}
    of_layout = [rule for rule in rules() if rule.name in named]
    if of_layout:
        yield from ("## Coding rules", "", "What turns the claims about an event into its figures.", "")
    for rule in of_layout:
        yield from (f"### {rule.id}", "", f"{rule.organisation}. {' '.join(rule.summary.split())}", "")
        yield from (*(line.rstrip() for line in rule.text.strip().splitlines()), "")


def _type(one: Field) -> str:
    kind = f"{one.type.value} of {one.items.value}s" if one.type is Type.ARRAY and one.items else one.type.value
    return kind if one.required else f"{kind}, may be empty"


def _said(one: Field) -> str:
    values = f" One of {', '.join(f'`{value}`' for value in one.enum)}." if one.enum else ""
    return (" ".join(one.description.split()) + values).replace("|", "\\|")
