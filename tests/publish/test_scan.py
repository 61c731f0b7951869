"""The last look finds what is withheld in whatever it is packed."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from knell.publish.policy import NOTHING, Policy, Withheld
from knell.publish.scan import Leak, Leaked, check, scan

NAME = "Işıl Demirbağ"
POLICY = Policy.of({"names": [{"of": "witness", "spellings": [NAME]}]})
POINT = (41.12345, 29.54321)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def sqlite(path: Path, value: object) -> None:
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE t (a, b)")
        base.execute("INSERT INTO t VALUES (1, ?)", (value,))
    base.close()


def deleted(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA secure_delete = OFF")
        base.execute("CREATE TABLE t (a)")
        base.executemany("INSERT INTO t VALUES (?)", [(f"{n}, {NAME},",) for n in range(500)])
        base.execute("DELETE FROM t")
    base.close()


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", f"<dc:creator>{NAME}</dc:creator>")


def png(path: Path) -> None:
    packed = b"Author\x00\x00" + zlib.compress(NAME.encode())
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"zTXt", packed) + chunk(b"IEND", b""))


def parquet(path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq

    pq.write_table(pa.table({"a": [["x", NAME]], "b": [1]}), path, compression="zstd")


def workbook(path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(path)
    bold = book.add_format({"bold": True})
    book.add_worksheet().write_rich_string(0, 0, bold, "Işıl", " Demirbağ", bold, " said")
    book.close()


def text(name: str, content: str) -> Callable[[Path], None]:
    return at(name, lambda path: path.write_bytes(content.encode()))


def at(name: str, write: Callable[[Path], object]) -> Callable[[Path], None]:
    def written(folder: Path) -> None:
        write(folder / name)

    return written


LEAKS = [
    text("a.csv", f'x,"{NAME}, said"\n'),
    text("a.json", json.dumps({"a": [NAME]})),
    text("a.jsonl", json.dumps({"a": 1}) + "\n" + json.dumps({f"of {NAME}": 1}, ensure_ascii=False)),
    text("a.csv", 'x,"' + json.dumps([NAME]).replace('"', '""') + '"\n'),
    text("a.html", "<p><b>Işıl</b> <i>Demirbağ</i></p>"),
    text("a.html", "<p title='I&#x15F;&#x131;l Demirba&#287;'>x</p>"),
    text("a.html", "<!-- ISIL DEMIRBAG -->"),
    text("a.html", '<script type="application/json">{"a": "I\\u015f\\u0131l Demirba\\u011f"}</script>'),
    text("a.html", '<a href="https://a.example/I%C5%9F%C4%B1l%20Demirba%C4%9F">x</a>'),
    text("a.svg", "<svg><text><tspan>Işıl </tspan><tspan>Demirbağ</tspan></text></svg>"),
    text("a.ics", "SUMMARY:Of Işıl Dem\r\n irbağ\r\n"),
    text("a.md", "Işıl\nDemirbağ"),
    text("isil-demirbag.txt", "x"),
    text("a.js", f'var x = ["{NAME}"];'),
    at("a.gz", lambda path: path.write_bytes(gzip.compress(NAME.encode()))),
    at("a.xlsx", zipped),
    at("b.xlsx", workbook),
    at("a.sqlite", lambda path: sqlite(path, NAME)),
    at("a.gpkg", lambda path: sqlite(path, json.dumps({"of": NAME}))),
    at("b.sqlite", deleted),
    at("a.png", png),
    at("a.parquet", parquet),
]


@pytest.mark.parametrize("write", LEAKS)
def test_a_withheld_name_is_found(write: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write(tmp_path / "data")
    with pytest.raises(Leaked) as caught:
        check(tmp_path, POLICY, Withheld())
    assert "name 1" in str(caught.value) and not POLICY.words.found(str(caught.value))
    assert not list(scan(tmp_path, NOTHING, Withheld()))


CLEAN = [
    text("a.csv", "Işıl,Demirbağ\n"),
    text("a.json", '["Işıl", "Demirbağ"]'),
    text("a.html", "<td>Işıl</td><td>Demirbağ</td>"),
    text("a.html", "<p>Işıla Demirbağ, ██████████</p>"),
]


@pytest.mark.parametrize("write", CLEAN)
def test_words_that_stand_apart_are_no_name(write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path)
    check(tmp_path, POLICY, Withheld())


def test_a_short_name_is_not_found_in_what_programs_are_written_with(tmp_path: Path) -> None:
    policy = Policy.of({"names": [{"of": "minor", "spellings": ["Li"]}]})
    (tmp_path / "a.html").write_text('<ul class="li"><li>police</li></ul><script>var li = 1;</script>')
    sqlite(tmp_path / "a.sqlite", "police")
    check(tmp_path, policy, Withheld())
    (tmp_path / "b.html").write_text("<li>Li</li>")
    assert list(scan(tmp_path, policy, Withheld())) == [Leak("b.html", "name 1")]


def geometry(path: Path) -> None:
    sqlite(path, b"GP\x00\x01" + b"\x00" * 9 + struct.pack("<dd", POINT[1], POINT[0]))


def table(path: Path) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["a", "latitude", "longitude"], ["x", *POINT]])


def columns(path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq

    pq.write_table(pa.table({"a": ["x"], "latitude": [POINT[0]], "longitude": [POINT[1]]}), path)


PLACED = [
    text("a.geojson", json.dumps({"coordinates": [POINT[1], POINT[0]]})),
    text("a.html", f'<p data-lat="{POINT[0]}" data-lon="{POINT[1]}">x</p>'),
    at("a.csv", table),
    at("a.gpkg", geometry),
    at("a.parquet", columns),
]


@pytest.mark.parametrize("write", PLACED)
def test_withheld_coordinates_are_found(write: Callable[[Path], None], tmp_path: Path) -> None:
    policy = Policy.of({"places": [{"names": ["Kavak"], "to": "no coordinates"}]})
    write(tmp_path)
    with pytest.raises(Leaked, match="coordinates of place 1"):
        check(tmp_path, policy, Withheld(points={POINT}))
    check(tmp_path, policy, Withheld(points={POINT}, kept={POINT}))
    check(tmp_path, policy, Withheld(points={(1.0, 2.0)}))
