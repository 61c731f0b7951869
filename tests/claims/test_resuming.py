"""Which event the telling goes on with: dated by what stands between, looked back on, hurt before dying."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Extraction, Outcome, Report


def _read(language: str, text: str, published: date) -> Extraction:
    return extract(Report(id="r", text=text, published=published, language=language))


def _days(found: Extraction, outcome: Outcome = Outcome.KILLED) -> list[tuple[str, str]]:
    """The first and last day of each claim's event."""
    events = {event.key: event.interval for event in found.events}
    days = [events[claim.event] for claim in found.claims if claim.outcome is outcome]
    return [(str(one.start), str(one.end)) for one in days if one is not None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Three ferrymen died when their barge sank off Lagos. The accident happened early on Wednesday. "
            "A day before, on Tuesday, a diver died near Kano.",
        ),
        (
            "es",
            "Mueren tres barqueros al hundirse una gabarra en Callao. El accidente se produjo en la madrugada de este "
            "miércoles. Un día antes, el martes, un buzo murió cerca de Tacna.",
        ),
    ],
)
def test_a_lead_is_dated_by_what_follows_before_another_event_is_told(language: str, text: str) -> None:
    assert _days(_read(language, text, date(2024, 9, 11))) == [
        ("2024-09-11", "2024-09-11"),
        ("2024-09-10", "2024-09-10"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Police and weavers clashed in Kano on Friday, two years after the massacre in which 30 weavers died. "
            "Nine people were injured.",
        ),
        (
            "es",
            "Policías y tejedores se enfrentaron otra vez este viernes en Tacna, a dos años de la matanza en la que "
            "murieron 30 tejedores. Nueve personas resultaron heridas.",
        ),
    ],
)
def test_behind_an_anniversary_the_telling_comes_back_to_the_news(language: str, text: str) -> None:
    found = _read(language, text, date(2022, 6, 10))
    assert _days(found) == [("2020-01-01", "2020-12-31")]
    assert _days(found, Outcome.INJURED) == [("2022-06-10", "2022-06-10")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "On Wednesday Ruth Abara, 31, died at the hospital in Kano, where she had been in a coma since Sunday.",
        ),
        (
            "es",
            "El miércoles murió Rosa Quispe, de 31 años, que estaba en coma desde el domingo por un golpe.",
        ),
    ],
)
def test_one_in_care_since_a_day_was_hurt_on_that_day(language: str, text: str) -> None:
    assert _days(_read(language, text, date(2022, 6, 10))) == [("2022-06-05", "2022-06-05")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Update, 12 March 2021. On Thursday four divers died off Lagos. "
            "Update, 9 March 2021. A fire in Kano killed six tailors on Monday.",
        ),
        (
            "es",
            "Actualización del 12 de marzo de 2021. El jueves murieron cuatro buzos frente a Callao. "
            "Actualización del 9 de marzo. Un incendio en Cusco mató el lunes a seis sastres.",
        ),
    ],
)
def test_each_dated_update_counts_its_days_from_its_own_date(language: str, text: str) -> None:
    assert _days(_read(language, text, date(2021, 3, 12))) == [
        ("2021-03-11", "2021-03-11"),
        ("2021-03-08", "2021-03-08"),
    ]


def test_an_update_that_tells_of_elsewhere_is_news_of_its_own_day() -> None:
    text = (
        "Actualización del 12 de marzo de 2021. El jueves murieron cuatro buzos frente a Callao. "
        "Actualización del 9 de marzo. Seis sastres murieron en un incendio en Cusco."
    )
    assert _days(_read("es", text, date(2021, 3, 12))) == [
        ("2021-03-11", "2021-03-11"),
        ("2021-03-08", "2021-03-09"),
    ]


def test_a_sum_since_a_month_is_another_event_than_the_day_it_adds_up() -> None:
    text = (
        "Nueve muertos en un solo día: ese es el saldo del lunes en Tacna. "
        "Desde comienzos de marzo se cuentan 31 muertos en el país."
    )
    found = _read("es", text, date(2021, 3, 24))
    assert _days(found)[1] == ("2021-03-01", "2021-03-24")
    assert len(found.events) == 2


def test_a_sub_total_of_a_town_told_of_before_is_of_what_happened_there() -> None:
    text = (
        "El martes murieron siete mineros en un choque en Ayacucho. El miércoles un muerto en Tacna elevó a 15 los "
        "fallecidos: dos en Tacna, siete en Ayacucho y seis en Cusco."
    )
    found = _read("es", text, date(2022, 6, 9))
    events = [event.key for event in found.events]
    tolls = [(claim.count.low, events.index(claim.event)) for claim in found.claims]
    ayacucho = next(of for count, of in tolls if count == 7)
    assert [of == ayacucho for count, of in tolls if count == 7] == [True, True]
    assert all(of != ayacucho for count, of in tolls if count in (15, 6))
