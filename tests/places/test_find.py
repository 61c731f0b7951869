"""Finding places in text: what a reader of a report would say is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.places import Mention, find

Told = tuple[str, str, str | None, int]


def told(text: str) -> list[Told]:
    """The resolved mentions: words, name, country, precision."""
    return [
        (text[m.start : m.end], m.place.name, m.place.country, m.place.precision)
        for m in find(text, "en")
        if m.place is not None
    ]


def named(text: str) -> list[tuple[str, str | None]]:
    """The resolved mentions: words and country."""
    return [(words, country) for words, _, country, _ in told(text)]


def one(text: str, words: str) -> Mention:
    """The mention of these words."""
    found = [m for m in find(text, "en") if text[m.start : m.end] == words]
    assert found, f"{words} not found in {text}"
    return found[0]


# Plain cases and their precision.


def test_a_town_and_its_country() -> None:
    text = "A bomb went off at a market in Kirkuk, Iraq, on Monday."
    assert told(text) == [("Kirkuk", "Kirkuk", "IQ", 1), ("Iraq", "Iraq", "IQ", 6)]
    assert one(text, "Iraq").qualifies
    assert not one(text, "Kirkuk").qualifies


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("Shells fell in Mosul in Iraq.", "Mosul", 1),
        ("Shells fell near Mosul in Iraq.", "Mosul", 2),
        ("Shells fell some 20 km south of Mosul in Iraq.", "Mosul", 2),
        ("Troops were ambushed in Helmand province, Afghanistan.", "Helmand", 4),
        ("Gunmen attacked a village in the Nigerian state of Kano.", "Kano", 4),
        ("Clashes spread across the Fergana Valley.", "Fergana Valley", 5),
        ("Thousands fled from South Sudan.", "South Sudan", 6),
        ("A boat sank in the Mediterranean.", "Mediterranean", 7),
        ("A tornado hit Dallas County in Texas.", "Dallas County", 3),
    ],
)
def test_precision(text: str, words: str, precision: int) -> None:
    place = one(text, words).place
    assert place is not None
    assert place.precision == precision


def test_a_division_or_its_chief_town() -> None:
    assert told("Two died in Kandahar city and three in Kandahar province, officials in Afghanistan said.")[:2] == [
        ("Kandahar", "Kandahār", "AF", 1),
        ("Kandahar", "Kandahar", "AF", 4),
    ]


def test_plural_kinds_speak_of_each_name() -> None:
    text = "Guerrillas struck in Morazan and Usulutan departments in El Salvador."
    assert [precision for *_, precision in told(text)] == [4, 4, 6]


def test_a_district_of_a_city() -> None:
    text = "Gunmen opened fire in the Zuqqaqville district of Baghdad, killing four."
    place = one(text, "Zuqqaqville").place
    assert place is not None
    assert (place.name, place.precision) == ("Baghdad", 2)


# Which of several.


def test_what_follows_a_comma_decides() -> None:
    assert named("A fire in Paris, Texas, killed two.")[0] == ("Paris", "US")
    assert named("A fire in Paris killed two, France's interior ministry said.")[0] == ("Paris", "FR")
    first = find("A storm hit Birmingham, Ala., and Moore, Okla.", "en")[0].place
    assert first is not None
    assert (first.country, first.admin1) == ("US", "Alabama")


def test_the_text_decides() -> None:
    georgia = "Officials in Atlanta said the storm crossed {} from Alabama into South Carolina."
    assert ("Georgia", "US") in named(georgia.format("Georgia"))
    assert one("Fighting went on in Georgia near Tbilisi, in South Ossetia.", "Georgia").place is not None
    assert ("Georgia", "GE") in named("Troops of Georgia withdrew to Gori and Tbilisi.")


def test_countries_in_a_list_are_countries() -> None:
    assert named("Cases were seen in Mexico, China, Japan and Niger.") == [
        ("Mexico", "MX"),
        ("China", "CN"),
        ("Japan", "JP"),
        ("Niger", "NE"),
    ]


def test_divisions_in_a_list_are_divisions() -> None:
    text = "Officials are looking into cases in Washington, Pennsylvania and California."
    assert [place.precision for m in find(text, "en") if (place := m.place)] == [4, 4, 4]


def test_one_sense_in_a_text() -> None:
    text = "Police in Springfield, Illinois, made an arrest. The shooting shook Springfield."
    assert [place.admin1 for m in find(text, "en") if (place := m.place)] == ["Illinois", "Illinois", "Illinois"]


def test_the_first_words_of_a_towns_name_are_that_town() -> None:
    assert named("Santiago de Compostela mourned. In Santiago the feast was called off.") == [
        ("Santiago de Compostela", "ES"),
        ("Santiago", "ES"),
    ]
    assert named("Kansas City police searched in Kansas.") == [("Kansas City", "US"), ("Kansas", "US")]
    assert named("He left Santiago de Compostela for Santiago, Chile.")[1] == ("Santiago", "CL")


def test_what_cannot_be_told_is_not_guessed() -> None:
    assert one("The accused lives in Springfield.", "Springfield").place is None
    text = "An armed group raided Qwertystan village in Burkina Faso on Saturday."
    assert one(text, "Qwertystan").place is None


def test_a_far_namesake_is_not_taken() -> None:
    text = "In Afghanistan, Afghan soldiers in Kabul, Kandahar and Herat were sent to Ghanzi province."
    assert one(text, "Ghanzi").place is None


def test_another_spelling() -> None:
    text = "Insurgents in Paktiya province, Afghanistan, attacked a convoy on its way to Oruzgan."
    assert [name for _, name, _, precision in told(text) if precision == 4] == ["Paktia", "Oruzgan"]


# What is no place.


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton arrived on Tuesday.",
        "Mr Lincoln said he was sorry.",
        "Jordan, 34, said her brother was dead.",
        "Tony Snow told reporters so.",
        "It was first in the Washington Post.",
        "The patients were treated at no charge, the University of Oxford said.",
        "Manchester United won 3-1.",
        "She bought US$200 worth of flour.",
        "A strain of West Nile virus was found.",
        "Reading the list took an hour. March was cold.",
        "The pro-Iran group denied it.",
        "The Lebanese army and Iraqi police took part.",
        "HIV is treatable.",
        "The White House declined to comment.",
        "The blast tore through a tent in the city's Red Zone.",
        "Guards stood near the Queen's residence.",
        "It was not the only clash in the Cantt area.",
    ],
)
def test_no_place(text: str) -> None:
    assert find(text, "en") == []


def test_a_person_stays_a_person() -> None:
    text = "Michael Barnet spoke first. Barnet denied the charge, and Barnet was believed."
    assert find(text, "en") == []


# Roles.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BEIRUT, Aug 4 (AP) — A warehouse burned down.", "BEIRUT"),
        ("KABUL, Afghanistan (Jan. 22, 2013) - A leader was arrested.", "KABUL"),
        ("   SAN SALVADOR, 3 JAN 90 -- [TEXT] THE ARMY REPORTED A CLASH.", "SAN SALVADOR"),
        ("NAIROBI (Reuters) - Gunmen killed two people.", "NAIROBI"),
        ("MANAGUA (NICARAGUA), 11 DEC 89 (RADIO) -- [TEXT] A MINE WENT OFF.", "MANAGUA"),
        ("QUETTA: Three people were injured.", "QUETTA"),
    ],
)
def test_datelines(text: str, words: str) -> None:
    assert one(text, words).role == "dateline"


def test_who_speaks_and_where_it_happened() -> None:
    text = "Moscow said the raid was legal. It took place in Moscow. Baghdad police found two bodies."
    assert [m.role for m in find(text, "en")] == ["metonym", "location", "metonym"]


# Capitals that say nothing.


def test_upper_case() -> None:
    text = (
        "   BOGOTA, 12 MAR 89 (EFE) -- [TEXT] TWO PEASANTS WERE KILLED IN TOLIMA DEPARTMENT AND A POLICEMAN WAS\n"
        "WOUNDED NEAR CALI. THE COLOMBIAN PRESIDENT, VIRGILIO BARCO VARGAS, WILL BE READING A STATEMENT IN MARCH."
    )
    assert [(words, country) for words, country in named(text)] == [
        ("BOGOTA", "CO"),
        ("TOLIMA DEPARTMENT", "CO"),
        ("CALI", "CO"),
    ]


def test_lower_case() -> None:
    text = "three people were killed in baghdad on monday when a car bomb went off near a police station in the centre"
    assert named(text) == [("baghdad", "IQ")]


def test_a_headline() -> None:
    assert named("Twelve Killed As Bus Plunges Into Ravine In Nepal") == [("Nepal", "NP")]


# Whatever comes in.

pieces = st.sampled_from(
    ["Iraq", "KABUL", "in", " ", ", ", "\n", "near", "Paris", "Mr", "the", "'s", "(", ")", ".", "—", "U.S.", "Смоленск",
     "province", "of", "al-", "é", "\u200b", "\ud800", "12", "and", "San", "José", "İ", "ß", "😀"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=60).map("".join)))
def test_mentions_are_stretches_of_the_text(text: str) -> None:
    mentions = find(text, "en")
    assert mentions == find(text, "en")
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start].strip() and text[mention.end - 1].strip()
        last = mention.end
        if mention.place is not None:
            assert 1 <= mention.place.precision <= 7
            assert mention.place.lat is None or -90 <= mention.place.lat <= 90


def test_an_unknown_language_still_finds_names() -> None:
    assert [m.place.name for m in find("Baku, Azerbaijan", "xx") if m.place] == ["Baku", "Azerbaijan"]


def test_offsets_count_code_points() -> None:
    text = "😀😀 In Kabul"
    assert (one(text, "Kabul").start, one(text, "Kabul").end) == (6, 11)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Twelve died in Manchester.", "Manchester", "GB"),
        ("Shells fell on Gaza.", "Gaza", "PS"),
        ("A bridge fell in Portland.", "Portland", "US"),
        ("Votes were counted in Manchester Parish, Jamaica.", "Manchester", "JM"),
        ("A storm struck Gaza Province in Mozambique.", "Gaza Province", "MZ"),
    ],
)
def test_a_large_town_is_meant_rather_than_a_small_division_of_its_name(text: str, name: str, country: str) -> None:
    assert {text[m.start : m.end]: m.place.country for m in find(text) if m.place}[name] == country


@pytest.mark.parametrize(
    "text",
    [
        "A ferry went down on Indonesia's Lake Toba.",
        "A bus fell from a bridge near Toba in Indonesia.",
        "Five died in Toba, Indonesia, on Monday.",
        "TOBA, Indonesia -- Five people died.",
    ],
)
def test_a_place_that_the_country_around_it_does_not_have_is_not_told(text: str) -> None:
    told = {text[m.start : m.end].title(): m.place for m in find(text)}
    assert told.get("Toba") is None
    assert told["Indonesia"] is not None


@pytest.mark.parametrize("text", ["In Nablus, Israel shot two.", "Turkey's Idlib operation killed nine."])
def test_a_country_that_acts_is_not_around_a_place(text: str) -> None:
    assert [m.place is not None for m in find(text)] == [True, True]
