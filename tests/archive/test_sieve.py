"""The sieve for pages: what may make a claim passes however its words are written, and what cannot is passed over."""

from __future__ import annotations

import gzip
import json
from html.entities import codepoint2name
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("resiliparse")

from knell.archive.sieve import Doubt, doubt_of, may_tell
from knell.languages import available

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "html" / "pages"

# A sentence with a claim, one without that goes on, and encodings older than UTF-8.
SENTENCES = {
    "en": ("Seven bakers were killed when an oven blew up.", "The street stayed closed for two days.", ("cp1252",)),
    "de": ("Bei dem Brand wurden sieben Bäcker getötet.", "Die Straße blieb zwei Tage lang gesperrt.", ("cp1252",)),
    "fr": ("Sept boulangers ont été tués dans l’explosion.", "La rue est restée fermée deux jours.", ("cp1252",)),
    "es": ("Siete panaderos murieron en la explosión.", "La calle siguió cerrada durante dos días.", ("cp1252",)),
    "it": ("Sette fornai sono morti nell’esplosione.", "La strada è rimasta chiusa per due giorni.", ("cp1252",)),
    "pt": ("Sete padeiros morreram na explosão.", "A rua ficou fechada por dois dias.", ("cp1252",)),
    "ru": ("Семь пекарей погибли при взрыве.", "Улица оставалась закрытой два дня.", ("cp1251", "koi8-r")),
    "uk": ("Семеро пекарів загинули під час вибуху.", "Вулиця була закрита ще два дні.", ("cp1251",)),
    "az": ("Partlayış nəticəsində yeddi çörəkçi həlak olub.", "Küçə iki gün bağlı qalıb.", ()),
    "tr": ("Patlamada yedi fırıncı öldü.", "Sokak iki gün boyunca kapalı kaldı.", ("cp1254",)),
}
QUIET = {code: " ".join([rest] * 12) for code, (_, rest, _) in SENTENCES.items()}
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{charset}'><title>-</title></head><body><nav><a href='/'>Home</a></nav>"
    "<div class='article'><h1>-</h1>{before}<p>{claim}</p>{after}</div><footer>© 2020</footer></body></html>"
)


def page(code: str, claim: str, charset: str = "utf-8") -> str:
    """A page of some length that says one thing."""
    quiet = f"<p>{QUIET[code]}</p>" * 2
    return PAGE.format(charset=charset, before=quiet, claim=claim, after=quiet)


def test_every_language_has_its_sentence() -> None:
    assert set(SENTENCES) == set(available())


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_claim_passes_and_a_page_without_one_does_not(code: str) -> None:
    assert may_tell(page(code, SENTENCES[code][0]).encode())
    assert doubt_of(page(code, SENTENCES[code][1]).encode()) in (Doubt.WORD, Doubt.SENTENCE)


@st.composite
def disguised(draw: st.DrawFn) -> tuple[bytes, str]:
    """A page with a claim whose letters are written in any way that HTML allows."""
    code = draw(st.sampled_from(sorted(SENTENCES)))
    claim, _, older = SENTENCES[code]
    if draw(st.booleans()):
        claim = (claim.replace("i", "İ") if code in ("tr", "az") else claim).upper()
    ways = draw(st.lists(st.sampled_from(range(8)), min_size=len(claim), max_size=len(claim)))
    written = "".join(_written(letter, way) for letter, way in zip(claim, ways, strict=True))
    charset = draw(st.sampled_from(["utf-8", "utf-16", *older]))
    return page(code, written, charset).encode(charset, "xmlcharrefreplace"), charset


def _written(letter: str, way: int) -> str:
    named = codepoint2name.get(ord(letter))
    return {
        1: f"&#{ord(letter)};",
        2: f"&#x{ord(letter):x};",
        3: f"&{named};" if named else letter,
        4: f"<b>{letter}</b>",
        5: f"<span class='cap'>{letter}</span>",
        6: f"{letter}<!-- {letter} -->",
    }.get(way, letter if letter not in "<>&" else f"&#{ord(letter)};")


@settings(max_examples=60, deadline=None)
@given(disguised())
def test_no_disguise_hides_a_claim(made: tuple[bytes, str]) -> None:
    raw, charset = made
    assert may_tell(raw, charset)
    assert may_tell(gzip.compress(raw), charset)


def test_headlines_of_other_stories_are_not_asked_but_where_a_page_has_little_else() -> None:
    claim = SENTENCES["en"][0]
    linked = f"<li><a href='/other'>{claim}</a></li>"
    assert doubt_of(page("en", "", "utf-8").replace("</div>", f"<ul>{linked}</ul></div>").encode()) is Doubt.WORD
    assert doubt_of(page("en", "").replace("<nav>", f"<nav>{claim}").encode()) is Doubt.WORD
    assert may_tell(f"<html><body><ul>{linked}</ul></body></html>".encode())
    # a link within a sentence of the text
    assert may_tell(page("en", claim.replace("killed", "<a href='/k'>killed</a>")).encode())


def test_a_text_in_capitals_is_known_for_one_though_not_all_of_it_is() -> None:
    claim = "IT WAS A BAKERY LIKE THAT RUN BY THE MASTER BAKER OTTO FELDMANN HAUSER, WHO WAS MURDERED ON 1 March."
    assert may_tell(page("en", claim).encode())


def test_a_single_name_is_a_person_where_it_may_have_been_told_before() -> None:
    said = "<p>Otto Feldmann opened his bakery in the old street twenty years ago.</p>"
    named = "Feldmann was killed on Monday."
    assert may_tell(page("en", f"{named}</p><p>{SENTENCES['en'][1]}").replace("<p>", f"{said}<p>", 1).encode())
    assert doubt_of(page("en", "On Monday Feldmannia was hurt badly by the storm of the night.").encode())


NAMED = {
    "en": ("Oonagh Tarrik bakes there.", "Tarrik was killed on Monday.", "The Tarrik is a river."),
    "de": ("Dort backt Oona Tarrik.", "Am Montag wurde Tarrik getötet.", "Die Tarrik ist ein Fluss."),
    "ru": ("Там печёт Ольга Тарикова.", "В понедельник Тарикова погибла.", "Улица Тарикова стоит пустой."),
    "tr": ("Orada Oya Tarrık çalışıyor.", "Pazartesi günü Tarrık öldü.", "Yağmur dün Tarrık kıyısına yağdı."),
}


@pytest.mark.parametrize("code", NAMED)
def test_a_single_name_counts_where_a_line_tells_it_as_one_and_not_where_it_only_stands_again(code: str) -> None:
    person, killed, other = NAMED[code]
    for before, may in ((person, True), (other, False)):
        made = page(code, f"{before}</p><p>{killed}").encode()
        assert may_tell(made) is may, before


def test_what_only_a_machine_reads_is_asked_too() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": SENTENCES["fr"][0]})
    raw = page("fr", "").replace("</head>", f'<script type="application/ld+json">{told}</script></head>')
    assert may_tell(raw.encode())


@pytest.mark.parametrize("tail", ["<!-- ", "<script>", "<textarea>"])
def test_a_page_that_parsers_read_differently_is_read(tail: str) -> None:
    raw = page("en", SENTENCES["en"][1]).replace("<div", f"{tail}<div")
    assert may_tell(raw.encode())


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data/html is not here")
def test_no_real_page_with_a_claim_is_passed_over(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from knell.archive.pages import Kept, pages_of
    from knell.reports import Stretch

    raws = [gzip.decompress(path.read_bytes()) for path in sorted(SHARED.glob("*.gz"))]
    pq.write_table(pa.table({"html": raws}), tmp_path / "pages.parquet")
    stretch = Stretch(str(tmp_path / "pages.parquet"))
    fast, slow = ([k for k in pages_of(stretch, fast=fast) if isinstance(k, Kept)] for fast in (True, False))
    assert slow
    assert fast == slow
