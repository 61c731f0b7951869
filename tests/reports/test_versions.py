"""The same extractor in the same version makes the same text of the same bytes, for as long as there is a record of it.

Where one of these texts changes, the version of its extractor must go up: records that were made before would else be
told that their texts are not those of their bytes. Then write down here what the new version makes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from knell.reports import Reading, scan
from tests.reports.making_pdfs import column, pdf
from tests.reports.pages.makers import page

LINES = ("Twenty people were killed when a dam burst", "above the town of Selm on Thursday, the pre-", "fect said.")
ITEM = "<item><title>Dam bursts</title><link>https://example.org/dam</link><description>{}</description></item>"
TOLD = "&lt;p&gt;Twenty people were killed.&lt;/p&gt;&lt;p&gt;Nobody knew why.&lt;/p&gt;"
INPUTS = {
    "a.txt": b"\xef\xbb\xbf date 2020-05-01 A dam\r\n\r\nTwenty people\x00 were killed.\rNobody knew why.",
    "b.txt": "Погибли двадцать человек.\nНикто не знал почему.".encode("cp1251"),
    "c.jsonl": b'{"Text": "Twenty people were killed.\\r\\nNobody \\ud83d\\ude00 knew why."}\n',
    "d.csv": b'id;text\n1;"Twenty people\nwere killed."\n',
    "e.html": page().encode(),
    "f.xml": f"<rss><channel>{ITEM.format(TOLD)}</channel></rss>".encode(),
    "g.pdf": pdf(column(LINES, 60, 700)),
}
TEXTS = {
    "a.txt": ("plain 1", "1b6f80272e21edeb"),
    "b.txt": ("plain 1", "b659b459ef8693cd"),
    "c.jsonl": ("jsonl 1", "c4025f1054a57ca6"),
    "d.csv": ("csv 1", "0f8b4ef0dfd56184"),
    "e.html": ("page 1", "60b0c2292ed17fe3"),
    "f.xml": ("feed 1", "f5ed4f97bec279d5"),
    "g.pdf": ("pdf 1", "9d040a8597e0b611"),
}


def test_a_changed_text_needs_a_new_version(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    for name, content in INPUTS.items():
        (tmp_path / name).write_bytes(content)
    found = {
        Path(item.where.partition(",")[0]).name: (
            item.report.extractor.partition(",")[0],
            hashlib.sha256(item.report.text.encode()).hexdigest()[:16],
        )
        for item in scan(tmp_path)
        if isinstance(item, Reading)
    }
    assert found == TEXTS
