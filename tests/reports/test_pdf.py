"""PDF files: reading order, words and numbers that stay whole, titles, dates, and files that are broken or hostile."""

from __future__ import annotations

import json
import sys
import time
import zlib
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knell.cli.app import app
from knell.model import DateSignal, PartKind, Problem
from knell.reports import Reading, scan, severity
from knell.reports.found import Found
from knell.reports.pdf import extractor, found, parent, rederive
from tests.reports.making_pdfs import Pages, Words, column, pdf

LEFT = [
    "The shelling of the bus station killed",
    "four passengers and wounded eleven, the",
    "district hospital said. A bakery across",
    "the street burned down during the night,",
    "and the bridge to the mill was closed to",
    "all but ambulances until the next noon.",
]
RIGHT = [
    "Neighbours had heard a first explosion",
    "shortly after the evening bus had gone,",
    "and a second one some minutes later. It",
    "was not clear who had fired, or whether",
    "the station was what they had aimed at.",
]


def text_of(raw: bytes) -> str:
    made = found("a.pdf", raw)
    assert isinstance(made, Found), made
    return str(made.fields["text"])


def refusal(raw: bytes) -> Problem:
    made = found("a.pdf", raw)
    assert isinstance(made, Problem), made
    assert severity(made) == "left_out"
    assert "\n" not in made.message
    return made


def test_columns_are_read_one_after_the_other_beneath_a_title_that_spans_them() -> None:
    title = [Words("Station shelled at night, four dead", 50, 790, 22)]
    page = [
        *column(RIGHT, 320, 740),
        *title,
        *column(LEFT, 50, 740),
        Words(
            "Reporting by two correspondents on the ground and in the capital, who did not wish to be named.", 50, 600
        ),
    ]
    lines = text_of(pdf(page)).split("\n")
    assert lines == [
        "Station shelled at night, four dead",
        " ".join(LEFT),
        " ".join(RIGHT),
        "Reporting by two correspondents on the ground and in the capital, who did not wish to be named.",
    ]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    cut = [*LEFT[:-1], "all but ambulances until, at noon, the"]
    assert "at noon, the Neighbours had heard" in text_of(pdf([*column(cut, 50, 740), *column(RIGHT, 320, 740)]))


def test_three_columns() -> None:
    thirds = [[f"{name} has a line that is {n} long" for n in range(8)] for name in ("Anna", "Boris", "Celia")]
    page = [words for n, third in enumerate(thirds) for words in column(third, 40 + n * 180, 700, 9)]
    text = text_of(pdf(page))
    assert text.rindex("Anna") < text.index("Boris") and text.rindex("Boris") < text.index("Celia")


def test_the_cells_of_a_table_are_read_row_by_row_and_never_run_together() -> None:
    rows = [("District", "Killed", "Wounded"), ("North", "12", "300"), ("South", "7", "41"), ("Old town", "1", "250")]
    page = [Words(cell, 50 + 120 * n, 700 - 15 * m) for m, row in enumerate(rows) for n, cell in enumerate(row)]
    assert text_of(pdf(page)) == "\n".join(" | ".join(row) for row in rows)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("Among the dead were two ambu-", "lance drivers and a nurse.", "two ambulance drivers"),
        ("Among the dead were two ambu\u00ad", "lance drivers and a nurse.", "two ambulance drivers"),
        ("The hospital counted twenty-", "three bodies that morning.", "counted twenty-three bodies"),
        ("They found the body of a 30-", "year-old teacher in the yard.", "a 30-year-old teacher"),
        ("The convoy was on the Kara-", "Baku road when it was hit.", "the Kara-Baku road"),
        ("The officer said that UN-", "led observers saw the attack.", "that UN-led observers"),
        ("The attack was over -", "so it seemed to all of them.", "was over - so it seemed"),
        ("Həmin gün kənddə altı nəfər həlak oldu, üç nəfər yara-", "landı, deyə həkim bildirdi.", "nəfər yaralandı"),
        ("Власти области сообщили, что в посёлке погибли трое по-", "жарных и один прохожий.", "трое пожарных"),
    ],
)
def test_a_word_cut_by_a_line_end_is_whole_again(above: str, below: str, joined: str) -> None:
    assert joined in text_of(pdf(column([above, below], 50, 700)))


def test_a_hyphen_that_the_document_writes_elsewhere_is_kept() -> None:
    lines = [
        "A cease-fire was agreed on in the evening hours",
        "and broken in the morning; no other cease-",
        "fire held.",
    ]
    assert "no other cease-fire held" in text_of(pdf(column(lines, 50, 700)))


def test_letters_of_azerbaijani_and_russian_and_ligatures() -> None:
    words = [
        "Ağdamda şəhid olanların sayı: İyirmi iki. Gözləyənlər çıxdı.",
        "Погибших в ущелье шестеро; объявлен траур.",
        "The of\ufb01cial \ufb02ed the o\ufb03ce.",
    ]
    text = text_of(pdf(*[[Words(line, 50, 700)] for line in words]))
    assert text == "\n".join([words[0], words[1], "The official fled the office."])


def test_an_accent_drawn_over_its_letter_is_one_with_it() -> None:
    text = text_of(
        pdf(
            [
                Words("\u02d8", 50, 700),
                Words("gamda ", 50, 700),
                Words("fa\u00b8", 85, 700),
                Words("s", 95, 700),
            ]
        )
    )
    assert text == "ğamda faş"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Die Polizei teilte mit, dass bei dem Brand am", "20. Mai sieben Menschen ums Leben gekommen sind."),
        ("Шестеро погибли на месте; ещё трое, сказал врач,", "– это прохожие, которые шли мимо рынка домой."),
    ],
)
def test_a_line_that_begins_as_an_item_may_go_on_with_a_sentence(above: str, below: str) -> None:
    assert text_of(pdf(column([above, below], 50, 700))) == f"{above} {below}"


def test_a_line_of_few_words_that_is_drawn_out_to_the_margin_holds_no_cells() -> None:
    wide = [Words(word, x, 688) for word, x in (("Thirteen", 50), ("villagers", 115), ("drowned.", 185))]
    lines = [
        *column(["The flood reached the mill at noon."], 50, 700),
        *wide,
        *column(["Their boat had been overloaded, he"], 50, 676),
    ]
    lines += column(["said, and none of them had a chance"], 50, 664)
    assert "noon. Thirteen villagers drowned. Their boat" in text_of(pdf(lines)).replace("\n", " ")
    assert "|" not in text_of(pdf(lines))


def test_a_sentence_goes_on_in_the_next_column_where_the_margin_is_ragged() -> None:
    cut = [*LEFT[:-1], "all but ambulances of"]
    text = text_of(
        pdf([*column(cut, 50, 740), *column(["Neighbourhoods-and-districts who came by", *RIGHT[1:]], 320, 740)])
    )
    assert "ambulances of Neighbourhoods" in text


def test_the_mark_of_a_footnote_is_no_digit_of_a_number() -> None:
    page = [Words("They buried 12", 50, 700), Words("3", 120, 705, 6), Words(" men there.", 124, 700)]
    made = found("a.pdf", pdf(page))
    assert isinstance(made, Found) and made.fields["text"] == "They buried 12\u00b3 men there."


def test_letters_drawn_twice_to_make_them_bold_are_read_once() -> None:
    assert text_of(pdf([Words("Killed: 11", 50, 700), Words("Killed: 11", 50.4, 700)])) == "Killed: 11"


def test_heads_feet_and_page_numbers_are_dropped_and_sentences_go_on_over_the_page() -> None:
    pages = []
    for number in range(1, 5):
        body = [
            f"Part {number} of what the commission heard says that the road",
            "was mined, that no one had warned the drivers, and that",
        ]
        pages.append(
            [Words("Commission of inquiry", 50, 810), *column(body, 50, 740), Words(f"Page {number} of 4", 280, 30)]
        )
    text = text_of(pdf(*pages))
    assert "Commission" not in text and "Page" not in text
    assert text.count("and that Part") == 3


def test_the_last_row_of_a_table_is_no_foot() -> None:
    pages = [
        [
            *column(["A line of text that stands above the table of the month"], 50, 740),
            Words(f"All killed in the month: {count}", 50, 40),
        ]
        for count in (31, 8, 112)
    ]
    assert [n for n in (31, 8, 112) if f"month: {n}" in text_of(pdf(*pages))] == [31, 8, 112]


def test_notes_at_the_foot_do_not_cut_the_sentence_that_goes_on_overleaf() -> None:
    first = [
        *column(
            [
                "The witness told the court that the soldiers came back",
                "twice before dawn, and that on the second visit they took",
            ],
            50,
            740,
        ),
        Words("1 The witness is known to the court.", 50, 60, 7),
    ]
    text = text_of(pdf(first, column(["her husband and two of his cousins away in a lorry."], 50, 740)))
    assert "they took her husband" in text


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_turned_pages_are_read_upright(quarter: int) -> None:
    def place(n: int) -> tuple[int, int]:
        return {1: (100 + 12 * n, 50), 2: (500, 100 + 12 * n), 3: (400 - 12 * n, 700)}[quarter]

    assert text_of(pdf([Words(line, *place(n), quarter=quarter) for n, line in enumerate(LEFT)])) == " ".join(LEFT)


def test_the_title_is_that_of_the_data_where_it_is_one() -> None:
    page = [Words("Report on the events at the mill", 50, 780, 20), *column(LEFT, 50, 700)]
    for given, expected in [
        ("What happened at the mill", "What happened at the mill"),
        ("Microsoft Word - final_v3.doc", "Report on the events at the mill"),
        ("untitled", "Report on the events at the mill"),
        ("report_2019-03.indd", "Report on the events at the mill"),
    ]:
        made = found("a.pdf", pdf(page, Title=given))
        assert isinstance(made, Found) and made.fields["title"] == expected
    made = found("a.pdf", pdf(column(LEFT, 50, 700)))
    assert isinstance(made, Found) and made.fields["title"] is None


def test_the_line_that_is_the_title_is_no_body(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([Words("Report on the events at the mill", 50, 780, 20), *column(LEFT, 50, 700)]))
    (reading,) = scan(path)
    assert isinstance(reading, Reading)
    report = reading.report
    assert [report.text[p.start : p.end].strip() for p in report.parts if p.kind is PartKind.TITLE] == [report.title]
    assert report.extractor == extractor()
    assert rederive(reading.raw, report) == report.text


def test_the_days_of_the_file_are_signals_and_no_publication_date(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(column(LEFT, 50, 700), CreationDate="D:20190305091500+04'00'", ModDate="D:20210101"))
    (reading,) = scan(path)
    assert isinstance(reading, Reading)
    assert reading.report.published is None
    assert reading.report.dates == (
        DateSignal("pdf metadata", "CreationDate D:20190305091500+04'00'", date(2019, 3, 5)),
        DateSignal("pdf metadata", "ModDate D:20210101", date(2021, 1, 1), updated=True),
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("5 March 2019", date(2019, 3, 5)),
        ("Ganja, 5 March 2019", date(2019, 3, 5)),
        ("Tuesday, 5 March 2019, 10:30", date(2019, 3, 5)),
        ("Published: 2019-03-05", date(2019, 3, 5)),
        ("Гянджа, 5 марта 2019 г.", date(2019, 3, 5)),
        ("Гянджа, 5 марта 2019", date(2019, 3, 5)),
        ("05/03/2019", None),
        ("Events of 5 March 2019", None),
        ("From 5 March 2019 to 7 March 2019", None),
        ("The shelling of 5 March 2019 went on for hours.", None),
    ],
)
def test_a_day_printed_at_the_top_dates_the_document(tmp_path: Path, line: str, day: date | None) -> None:
    path = tmp_path / "a.pdf"
    page = [Words("What the commission found out", 50, 790, 20), Words(line, 50, 750, 10), *column(LEFT, 50, 700)]
    path.write_bytes(pdf(page, CreationDate="D:20230101"))
    (reading,) = scan(path)
    assert isinstance(reading, Reading)
    assert reading.report.published == day


def test_a_day_in_the_title_is_no_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([Words("Ganja, 5 March 2019", 50, 790, 20), *column(LEFT, 50, 700)]))
    (reading,) = scan(path)
    assert isinstance(reading, Reading) and reading.report.published is None


def test_a_file_closed_by_a_password_is_said_so() -> None:
    assert refusal(Pages([column(LEFT, 50, 700)], password="open sesame").made()).code == "password"
    assert "four passengers" in text_of(Pages([column(LEFT, 50, 700)], password="").made())


def test_pictures_of_pages_are_said_so_and_not_read_as_empty() -> None:
    assert "OCR" in refusal(Pages([[], []], picture=True).made()).message
    assert "OCR" in refusal(Pages([column(LEFT, 50, 700)], named=False).made()).message


def test_a_page_without_text_among_others_is_said() -> None:
    made = found("a.pdf", Pages([column(LEFT, 50, 700), []], picture=True).made())
    assert isinstance(made, Found)
    assert [problem.code for problem in made.problems] == ["pages_without_text"]


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"no pdf at all", pdf(column(LEFT, 50, 700))[:400]])
def test_a_broken_file_is_one_line(raw: bytes) -> None:
    assert refusal(raw).code in ("broken_file", "no_words")


def test_a_file_cut_short_still_gives_what_the_library_can_save() -> None:
    whole = pdf(column(LEFT, 50, 700))
    made = found("a.pdf", whole[:-120])
    assert isinstance(made, Problem) or "four passengers" in str(made.fields["text"])


def test_a_stream_that_swells_to_gigabytes_ends_no_one_but_its_own_process() -> None:
    whole = pdf(column(LEFT, 50, 700))
    start = whole.rindex(b"stream\n", 0, whole.rindex(b"endstream")) + 7
    length = whole.rindex(b"/Length ", 0, start)
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b" " * (1 << 24)) for _ in range(64)) + packer.flush()
    swollen = (
        whole[:length]
        + b"/Length %d/Filter/FlateDecode>>stream\n" % len(bomb)
        + bomb
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )
    before = time.monotonic()
    refusal(swollen)
    assert time.monotonic() - before < 60
    assert "four passengers" in text_of(whole)


def test_a_file_that_takes_too_long_or_ends_the_library_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf(column(LEFT, 50, 700))
    start = "import sys, time, os; sys.stdin.buffer.read(8); {}"
    with monkeypatch.context() as patched:
        patched.setattr(parent, "_child", None)
        patched.setattr(parent, "_START", start.format("time.sleep(60)"))
        patched.setattr(parent, "LONGEST_PAGE", 0.2)
        assert refusal(whole).code == "too_slow"
        patched.setattr(parent, "_START", start.format("os.abort()"))
        patched.setattr(parent, "LONGEST_PAGE", 30.0)
        assert refusal(whole).code == "broken_file"
    assert "four passengers" in text_of(whole)


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert 'pip install "knell[pdf]"' in refusal(pdf(column(LEFT, 50, 700))).message


def test_the_command_reads_a_folder_of_pdfs_and_goes_on_past_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "b.pdf").write_bytes(pdf(column(LEFT, 50, 700)))
    done = CliRunner().invoke(app, ["extract", str(tmp_path), "--workers", "1"])
    assert done.exit_code == 1
    (line,) = done.stdout.splitlines()
    claims = json.loads(line)["claims"]
    assert {(claim["outcome"], claim["low"]) for claim in claims} == {("killed", 4), ("injured", 11)}
    assert "a.pdf: this PDF is broken" in done.stderr
