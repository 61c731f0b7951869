"""Each claim gets the source its text names, exactly spanned; none where the report speaks in its own voice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell import claims
from knell.model import Report

# class, text, for each claim in order: the source's words (None: the report's own voice) and its type
CASES: list[tuple[str, str, list[tuple[str | None, str | None]]]] = [
    ("subject", "Police said six farmers were killed.", [("Police", "police")]),
    ("subject", "The mayor of Tandro confirmed that nine people had died.", [("The mayor of Tandro", "government")]),
    ("subject", "Two rights groups say 40 villagers were killed.", [("Two rights groups", "ngo")]),
    ("subject", "On Monday the Health Ministry put the death toll at 31.", [("the Health Ministry", "government")]),
    ("subject", "Hospital records show that 18 people died.", [("Hospital records", "hospital")]),
    ("subject", "Seven people died, and officials believe two more were killed.", [(None, None), ("officials", None)]),
    ("introduced", "The toll from the Mirol tannery blaze rose to 14 after three more died.", [(None, None)] * 2),
    ("introduced", "A toll from the health ministry puts the dead at 14.", [("the health ministry", "government")]),
    ("behind", "Six farmers were killed, police said on Friday.", [("police", "police")]),
    ("behind", "Four people were wounded, said a doctor at the clinic.", [("a doctor at the clinic", "hospital")]),
    (
        "behind",
        "Four people died, a spokesman for the army told reporters.",
        [("a spokesman for the army", "military")],
    ),
    ("behind", "Twelve miners were killed, says the United Nations.", [("the United Nations", "intergovernmental")]),
    ("behind", "Nine people died on Sunday police said.", [("police", "police")]),
    ("according", "According to official data, 14 people were killed.", [("official data", "unspecified_official")]),
    ("according", "Three people died, according to the fire department.", [("the fire department", "government")]),
    ("according", "Three people died, in the words of a survivor.", [("a survivor", "witness")]),
    ("document", "At least 21 people were killed, by a Reuters tally.", [("a Reuters tally", "media")]),
    (
        "document stays in its clause",
        "At least 21 people were killed, by a Reuters tally, and 90 were wounded.",
        [("a Reuters tally", "media"), (None, None)],
    ),
    ("brackets", "Deaths: at least 61 (Red Cross).", [("Red Cross", "ngo")]),
    ("passive", "The death toll was put at 40 by officials.", [("officials", "unspecified_official")]),
    ("impersonal", "It was reported that five people were killed.", [(None, None)]),
    ("own voice", "Five people were killed when the bridge fell.", [(None, None)]),
    ("no speaker", "Rescuers found five bodies under the bridge.", [(None, None)]),
    ("no speaker", "The attack on a police post claimed 12 lives.", [(None, None)]),
    ("no speaker", "A court found the firm guilty over a leak that killed 30 people.", [(None, None)]),
    ("nobody in particular", "Some say 300 people were killed.", [(None, None)]),
    ("inquiry", "The institute found that 70 people had died.", [("The institute", "expert")]),
    (
        "two sources",
        "The army said nine people were killed, while residents said 30 people had died.",
        [("The army", "military"), ("residents", "witness")],
    ),
    (
        "two sources",
        "Officials said nine people died, but 30 people were killed, according to the opposition.",
        [("Officials", "unspecified_official"), ("the opposition", "unspecified_official")],
    ),
    ("nested", "The minister wrote that, according to the army, 80 people had died.", [("the army", "military")]),
    (
        "relayed",
        "Six people died, the BBC said, citing the Interior Ministry.",
        [("the Interior Ministry", "government")],
    ),
    ("relayed", "A nurse quoted by Reuters said six people had died.", [("A nurse", "hospital")]),
    (
        "denial",
        "The governor denied the figures and said 16 people were killed.",
        [("The governor", "government")],
    ),
    (
        "second verb",
        "President Omar Bell visited the port and said 22 people had died.",
        [("President Omar Bell", None)],
    ),
    (
        "second verb",
        "The ministry blamed rebels, saying they had killed five people.",
        [("The ministry", "government")],
    ),
    ("same sentence", "The ministry said it had counted 50 bodies.", [("The ministry", "government")]),
    (
        "pronoun",
        "Doctor Ana Ruiz came. Reuters reported rain. Ruiz warned of floods. Eleven people died, she said.",
        [("Ruiz", None)],
    ),
    ("pronoun", "The agency denies blame. It claims that 12 people died.", [("The agency", None)]),
    (
        "person or body",
        "Police closed the road. Major Ivo Lund, a prison officer, warned of more. Four men had died, he said.",
        [("Major Ivo Lund", None)],
    ),
    (
        "possessed document",
        "The council opened its archive, the council said. Its report says 45 people died.",
        [("the council", "government")],
    ),
    ("apposition", "Ivo Lund, head of the clinic, said five people died.", [("Ivo Lund", "hospital")]),
    ("apposition", "Five people died, said Ivo Lund, a police inspector.", [("Ivo Lund", "police")]),
    (
        "apposition",
        "Five people died, said the head of the clinic, Ivo Lund.",
        [("the head of the clinic, Ivo Lund", "hospital")],
    ),
    ("apposition", "Five people died, said Ivo Lund, who speaks for the hospital.", [("Ivo Lund", "hospital")]),
    ("apposition", "Its governor, Ivo Lund, said five people died.", [("Its governor, Ivo Lund", "government")]),
    (
        "introduced before",
        "Roads were cut, said Ivo Lund, deputy head of the army. Five people died, Lund said.",
        [("Lund", "military")],
    ),
    (
        "introduced before",
        "The Commission of Concerned Priests, a charity, said roads were cut. The commission said five people died.",
        [("The commission", "ngo")],
    ),
    (
        "acronym",
        "The Tandro Disaster Management Centre said roads were cut. Five people died, the TDMC said.",
        [("the TDMC", "government")],
    ),
    (
        "quotation",
        "“We counted 14 dead. Another six people died on the way,” Doctor Ruiz said.",
        [("Doctor Ruiz", "hospital")] * 2,
    ),
    (
        "quotation goes on",
        "“The road is cut,” the mayor said. “Fourteen people died. We ran, and two children were killed.”",
        [("the mayor", "government")] * 2,
    ),
    ("unarmed quotes", "The firm spoke of a “sad” day on which five people died.", [(None, None)]),
    (
        "read from",
        "The toll reached 70 in the latest police report. Eleven people died in the south.",
        [("the latest police report", "police"), ("the latest police report", "police")],
    ),
    (
        "not carried",
        "Six people died, police said. Nine people were hurt in the south.",
        [("police", "police"), (None, None)],
    ),
    (
        "named victim",
        "One woman was killed, police said. Ana Ruiz was killed at the gate.",
        [("police", "police"), ("police", "police")],
    ),
    ("headline", "Police: five people killed in Tandro", [("Police", "police")]),
    ("headline", "Five people killed in Tandro: minister", [("minister", "government")]),
    ("dateline", "MOSCOW -- Soviet officials said on Saturday that five people died.", [("Soviet officials", None)]),
    ("dateline", "TANDRO (AP) -- Police said five people died.", [("Police", "police")]),
    (
        "all capitals",
        "SAN PEDRO, 4 MAY 89 -- [TEXT] THE PONCE BATTALION REPORTED THAT A SOLDIER WAS KILLED.",
        [("THE PONCE BATTALION", "military")],
    ),
    ("all capitals", "ACCORDING TO THAT GARRISON, TWO PEASANTS WERE KIDNAPPED.", [("THAT GARRISON", "military")]),
    (
        "all capitals",
        "THREE PEASANTS WERE KILLED, ACCORDING TO THE AUTHORITIES' REPORT.",
        [("THE AUTHORITIES' REPORT", None)],
    ),
    ("country", "Norway said nine people were killed.", [("Norway", "government")]),
]


def _read(text: str) -> list[tuple[str | None, str | None]]:
    found = claims.find(Report(id="r", text=text, language="en"))
    for claim in found:
        if claim.cited is not None:
            assert text[claim.cited.start : claim.cited.end] == claim.cited.text
    return [(c.cited.text, c.cited.type and str(c.cited.type)) if c.cited else (None, None) for c in found]


@pytest.mark.parametrize(("kind", "text", "wanted"), CASES, ids=lambda value: str(value)[:60])
def test_a_claim_takes_its_own_source(kind: str, text: str, wanted: list[tuple[str | None, str | None]]) -> None:
    found = _read(text)
    assert [words for words, _ in found] == [words for words, _ in wanted]
    for (_, said), (_, type_) in zip(found, wanted, strict=True):
        assert type_ is None or said == type_


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted({word for _, text, _ in CASES for word in text.split()})), max_size=40))
def test_any_words_give_sources_inside_the_text_without_loose_signs(words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims.find(Report(id="r", text=text, language="en")):
        if claim.cited is not None:
            assert 0 <= claim.cited.start < claim.cited.end <= len(text)
            assert claim.cited.text == text[claim.cited.start : claim.cited.end]
            assert claim.cited.text[-1] not in ",.;:-"


def test_one_who_estimated_at_least_so_many_is_their_source() -> None:
    (claim,) = claims.find(Report(id="r", text="The Red Crescent estimated at least 90 dead.", language="en"))
    assert (claim.count.low, claim.count.high, claim.cited and claim.cited.text) == (90, None, "The Red Crescent")


def test_a_land_may_own_a_name_that_speaks() -> None:
    (claim,) = claims.find(Report(id="r", text="Peru's RadioSur reported 11 dead in the raid.", language="en"))
    assert claim.cited is not None and claim.cited.text == "Peru's RadioSur"
