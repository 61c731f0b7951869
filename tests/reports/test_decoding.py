"""Encodings: those with a mark, the older 8-bit ones, and what fits none."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from knell.model import Problem
from knell.reports import Reading, scan
from knell.reports.decoding import decode, mend

RUSSIAN = "На мосту погибли двенадцать человек, ещё тридцать получили ранения. Об этом сообщила полиция Тала."
UKRAINIAN = "Унаслідок обвалу мосту загинули дванадцять осіб, ще тридцять дістали поранення, повідомила поліція."
TURKISH = "Köprünün çökmesi sonucu on iki kişi öldü, otuz kişi yaralandı. Ağır yaralılar şehir hastanesinde."
FRENCH = "Douze personnes ont été tuées et trente blessées dans l’effondrement d’un pont, a déclaré la préfète."
GERMAN = "Zwölf Menschen wurden getötet und dreißig verletzt, als eine Brücke einstürzte, erklärten Behörden."
ICELANDIC = "Tólf manns létust og þrjátíu særðust þegar brú hrundi í gær. Það var mikið áfall fyrir bæinn."
POLISH = "Dwanaście osób zginęło, a trzydzieści zostało rannych, gdy zawalił się most. Wśród ofiar są żołnierze."
GREEK = "Δώδεκα άνθρωποι σκοτώθηκαν και τριάντα τραυματίστηκαν όταν κατέρρευσε γέφυρα."
CHINESE = "桥梁倒塌造成十二人死亡，三十人受伤。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN.upper(), "cp1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "cp1251"),
        (TURKISH, "cp1254"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (ICELANDIC, "cp1252"),
        ("The mayor’s office said 12 died – “all of them” – in the café.", "cp1252"),
    ],
)
def test_8_bit_encodings_that_fit(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.doubt and encoding in decoded.doubt


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, TURKISH, CHINESE])
def test_unicode_leaves_no_doubt(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None and (decoded.text, decoded.doubt) == (text, None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        (GREEK, "cp1253"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso-8859-5"),
        (CHINESE, "gb18030"),
        ("Üç ölü", "cp1254"),
    ],
)
def test_what_fits_none_is_said_not_guessed(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    (item,) = scan(path)
    assert isinstance(item, Problem) and item.code == "unknown_encoding" and "UTF-8" in item.message


def test_a_few_broken_bytes_do_not_cost_the_report() -> None:
    damaged = RUSSIAN.encode() + b"\xff " + RUSSIAN.encode()[:-2]
    decoded = decode(damaged)
    assert decoded is not None
    assert decoded.text == RUSSIAN + "\ufffd " + RUSSIAN[:-2] + "\ufffd" and decoded.doubt and "broken" in decoded.doubt


def test_a_fallback_is_said_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f" date 2024-03-05 Мост\r\n\r\n{RUSSIAN}".encode("cp1251"))
    (item,) = scan(path)
    assert isinstance(item, Reading)
    assert (item.report.title, item.report.language) == ("Мост", "ru")
    assert [p.code for p in item.report.problems] == ["guessed_encoding"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
def test_json_lines_in_other_encodings(encoding: str) -> None:
    rows = "\r\n".join(json.dumps({"text": f"{RUSSIAN} {n}"}, ensure_ascii=False) for n in range(3))
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    content = mark + rows.encode(encoding)
    found = list(scan("-", stdin=io.BytesIO(content)))
    assert [i.report.text for i in found if isinstance(i, Reading)] == [f"{RUSSIAN} {n}" for n in range(3)]
    assert len(found) == 3


def test_a_file_has_one_8_bit_encoding() -> None:
    rows = [{"text": "plain"}, {"text": "Тал"}, {"text": RUSSIAN}, {"text": "да"}]
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode("cp1251")
    found = list(scan("-", stdin=io.BytesIO(content)))
    assert [i.report.text for i in found if isinstance(i, Reading)] == [row["text"] for row in rows]


def test_reading_of_utf_16_may_stop_early(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(json.dumps({"text": f"{n} died."}) for n in range(100)).encode("utf-16"))
    stream = scan(path)
    assert isinstance(next(stream), Reading)
    stream.close()  # type: ignore[attr-defined]


def test_mending_keeps_length_and_says_how_many() -> None:
    assert mend("a\x00b\x7f\ud800\r\n\rc\x92\x81\t\u00a0") == ("a\ufffdb\ufffd\ufffd\r\n\nc’\ufffd\t\u00a0", 6)
    assert mend("nothing to do\n") == ("nothing to do\n", 0)
