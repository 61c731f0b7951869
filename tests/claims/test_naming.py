"""What a report calls its event."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Report


def _name(text: str, title: str | None = None, published: date | None = None) -> str | None:
    events = extract(Report(id="r", text=text, title=title, published=published, language="en")).events
    return events[0].name


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        (
            "On 4 June 1990 soldiers killed 40 people in Osh. The Osh massacre is taught in schools.",
            None,
            "Osh massacre",
        ),
        (
            "On 20 January 1990 troops killed 40 people in Baku.",
            "Anniversary of the January 20 tragedy",
            "January 20 tragedy",
        ),
        (
            "The tragedy of January 20 is recalled. On 20 January 1990, 40 people were killed.",
            None,
            "tragedy of January 20",
        ),
        (
            "On 20 January 1990 troops killed 40 people in Baku on what is now called Black January.",
            "Black January",
            "Black January",
        ),
        ("On 4 May 2011 a bomb killed 40 people in Kabul.", "Kabul bombing: 40 dead", "Kabul bombing"),
    ],
)
def test_a_name_is_learned_when_it_fits_the_event(text: str, title: str | None, name: str) -> None:
    assert _name(text, title) == name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # another place's
        ("On 4 May 2011 a quake killed 40 people in Osh. It was stronger than the Messina earthquake.", None),
        # part of a longer name
        ("The Provincial Disaster Management Authority said 40 people were killed in Quetta on 4 May 2011.", None),
        # only says whose it was
        ("On 4 May 2011 a British fire killed 40 people in Kabul.", None),
        # capitals of a title say nothing
        ("On 4 May 2011 bombs killed 40 people in Kabul.", "Bombers Strike As City Sleeps"),
        # a war that is merely mentioned
        ("On 4 May 2011 a bomb killed 40 people in Kabul. The Cold War had ended long before.", None),
    ],
)
def test_no_name_is_made_up(text: str, title: str | None) -> None:
    assert _name(text, title) is None


def _names(language: str, text: str, title: str | None = None) -> tuple[str | None, ...]:
    event = extract(Report(id="r", text=text, title=title, language=language)).events[0]
    return (event.name, *event.aliases)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "40 people died in Osh on 3 May 1992. It is remembered as Black Sunday.", ["Black Sunday"]),
        ("ru", "Трагедия 4 мая унесла 40 жизней. Её называют «Чёрный май».", ["Чёрный май", "Трагедия 4 мая"]),
        ("ru", "В результате теракта в Казани 4 мая 1992 года погибли 40 человек.", ["теракт в Казани"]),
        ("ru", "Одесская трагедия: 4 мая 1992 года погибли 40 человек.", ["Одесская трагедия"]),
        ("uk", "Унаслідок вибуху в Одесі 4 травня 1992 року загинули 40 людей.", ["вибух в Одесі"]),
        ("az", "4 May 1992-ci ildə Oşda 40 nəfər həlak oldu. 4 May faciəsinin ildönümüdür.", ["4 May faciəsi"]),
        ("az", "1992-ci il mayın 4-də Oşda 40 nəfər həlak oldu. Qara May adlandırılan faciə unudulmur.", ["Qara May"]),
        ("tr", "4 Mayıs 1992'de Oş'ta 40 kişi öldü. Kara Mayıs olarak bilinen katliam unutulmadı.", ["Kara Mayıs"]),
        ("es", "La masacre de Bogotá del 4 de mayo de 1992 dejó 40 muertos.", ["masacre de Bogotá"]),
        ("fr", "Le massacre du 4 mai 1992 à Lyon a fait 40 morts.", ["massacre du 4 mai 1992"]),
        ("it", "La strage di Bari del 4 maggio 1992 causò 40 morti.", ["strage di Bari"]),
        ("pt", "O massacre de Curitiba, em 4 de maio de 1992, deixou 40 mortos.", ["massacre de Curitiba"]),
        ("de", "Beim Massaker von Bonn starben am 4. Mai 1992 40 Menschen.", ["Massaker von Bonn"]),
        ("de", "Am 4. Mai 1992 starben in Bonn 40 Menschen. Man nennt ihn Schwarzer Mai.", ["Schwarzer Mai"]),
    ],
)  # fmt: skip
def test_names_are_learned_in_every_language(language: str, text: str, names: list[str]) -> None:
    assert list(_names(language, text)) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a person's name
        ("en", "A bandit known as Black Friday was killed with 3 others in Osh on 4 May 1992."),
        ("en", "A bomb killed 4 people in Osh on 4 May 1992. Among the dead was a singer known as Red Rose."),
        ("es", "Un bandido conocido como Viernes Negro murió con otros 3 en Bogotá el 4 de mayo de 1992."),
        # any such day
        ("en", "It was a black Friday in Osh: 40 people were killed on 4 May 1992."),
        # another day's
        ("en", "On 4 May 1992, 40 people were killed in Osh. Black September is remembered too."),
        # nouns with capitals that are no place of the event
        ("de", "Am 4. Mai 1992 starben in Bonn 40 Menschen. Es war das schwerste Erdbeben in der Geschichte Bonns."),
        # a count, not a day
        ("en", "The massacre of 40 people in Osh on 4 May 1992 is remembered."),
    ],
)
def test_what_is_no_name_is_not_taken_for_one(language: str, text: str) -> None:
    assert _names(language, text) == (None,)
