from __future__ import annotations

import codecs

import pytest

from knell.reports.pages.decode import charset_of, decode
from knell.reports.pages.page import derive

RUSSIAN = "Двенадцать горняков погибли в пятницу при обвале шахты близ города, сообщила служба спасения. "
TURKISH = "Cuma günü şehir yakınındaki ocakta meydana gelen göçükte on iki madenci hayatını kaybetti. "
FRENCH = "Douze mineurs ont été tués vendredi dans l'éboulement d'un puits près de la ville, a précisé le préfet. "


def named(charset: str, words: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{words * 4}</p></body></html>'


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso-8859-5"),
        (TURKISH, "windows-1254"),
        (TURKISH, "iso-8859-9"),
        (FRENCH, "iso-8859-1"),
        ("死者は十二人に上った。", "shift_jis"),
        ("遇难人数上升至十二人。", "gb2312"),
        ("사망자는 열두 명이다. ", "euc-kr"),
    ],
)
def test_an_encoding_that_is_right_is_believed(words: str, encoding: str) -> None:
    found = decode(named(encoding, words).encode(encoding))
    assert found is not None and words in found.text and found.doubt is None


@pytest.mark.parametrize(
    ("words", "said", "real"),
    [
        (RUSSIAN, "iso-8859-1", "utf-8"),
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (RUSSIAN, "iso-8859-1", "windows-1251"),
        (RUSSIAN, "windows-1251", "koi8-r"),
        (TURKISH, "utf-8", "windows-1254"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (FRENCH, "shift_jis", "utf-8"),
    ],
)
def test_an_encoding_that_is_wrong_is_noticed_and_said(words: str, said: str, real: str) -> None:
    found = decode(named(said, words).encode(real))
    assert found is not None and words in found.text
    assert found.doubt is not None and "says that it is" in found.doubt


def test_the_server_stands_before_the_page() -> None:
    found = decode(named("iso-8859-5", RUSSIAN).encode("windows-1251"), "windows-1251")
    assert found is not None and RUSSIAN in found.text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_stands_before_everything(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}[mark]
    found = decode(mark + named("windows-1252", RUSSIAN).encode(encoding), "windows-1252")
    assert found is not None and RUSSIAN in found.text and not found.text.startswith("\ufeff")


def test_wide_text_that_names_itself_needs_no_mark() -> None:
    found = decode(named("x", RUSSIAN).encode("utf-16-le"), "utf-16-le")
    assert found is not None and RUSSIAN in found.text


@pytest.mark.parametrize("name", ["utf-7", "base64", "rot13", "zlib", "unicode_escape", "x" * 30, "../../etc"])
def test_names_of_what_is_no_encoding_of_text_are_passed_over(name: str) -> None:
    found = decode(named(name, RUSSIAN).encode(), name)
    assert found is not None and RUSSIAN in found.text


def test_encodings_that_are_mixed_are_told_apart_and_said() -> None:
    old = f"<p>{RUSSIAN}</p>\n"
    content = named("utf-8", FRENCH + RUSSIAN).encode() + (old * 4).encode("windows-1251")
    found = decode(content)
    assert found is not None
    assert found.text.count(RUSSIAN) == 8 and FRENCH in found.text
    assert found.doubt is not None and "cp1251" in found.doubt


@pytest.mark.parametrize("words", [RUSSIAN, TURKISH])
def test_a_broken_byte_in_a_paragraph_does_not_make_it_another_encoding(words: str) -> None:
    content = named("utf-8", words).encode() + b"<p>" + words.encode() + b"\x92 " + words.encode() + b"</p>"
    found = decode(content)
    assert found is not None and found.text.count(words) == 6 and found.text.count("\ufffd") == 1


def test_what_was_assumed_stands_with_the_report() -> None:
    found = derive(named("utf-8", RUSSIAN).encode("windows-1251"))
    assert [code for code, _ in found.problems] == ["guessed_encoding"]


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/html;charset="windows-1251"', "windows-1251"),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_charset_of_a_header(header: str | None, charset: str | None) -> None:
    assert charset_of(header) == charset
