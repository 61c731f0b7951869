"""What kind of source a phrase names, and what of a sentence makes one."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report

TYPES: list[tuple[str, str]] = [
    ("Police spokesman Ivo Lund", "police"),
    ("A spokesman of the hospital", "hospital"),
    ("A health ministry official", "government"),
    ("A local official", "government"),
    ("An official", "unspecified_official"),
    ("Opposition parties", "unspecified_official"),
    ("The police and the hospital", "police"),
    ("Residents and officials", "witness"),
    ("Security and medical officials", "unspecified_official"),
    ("A UN mission", "intergovernmental"),
    ("Rebel commander Ivo Lund", "armed_group"),
    ("Prosecutor General Ivo Lund", "government"),
    ("Amnesty International researcher Ivo Lund", "ngo"),
    ("A university professor", "expert"),
    ("The state news agency", "media"),
    ("Army doctors", "hospital"),
    ("The dead man's brother", "witness"),
    ("The commander of the garrison", "military"),
    ("The council of ministers", "government"),
    ("A member of the militia", "armed_group"),
]


def _types(text: str) -> list[str | None]:
    found = claims.find(Report(id="r", text=text, language="en"))
    return [str(c.cited.type) if c.cited and c.cited.type else None for c in found]


@pytest.mark.parametrize(("source", "wanted"), TYPES)
def test_the_head_of_the_phrase_gives_the_type(source: str, wanted: str) -> None:
    ahead = _types(f"{source} said that seven people were killed.")
    behind = _types(f"Seven people were killed, {source[0].lower() + source[1:]} said.")
    assert ahead == [wanted]
    assert behind == [wanted]


@pytest.mark.parametrize("verb", ["said", "has confirmed", "also told reporters", "went on to say"])
def test_verbs_of_saying_take_any_speaker(verb: str) -> None:
    (claim,) = claims.find(Report(id="r", text=f"The potter {verb} that seven people were killed.", language="en"))
    assert claim.cited is not None
    assert claim.cited.text == "The potter"


@pytest.mark.parametrize("verb", ["put the death toll at seven", "has counted seven dead", "gave a toll of seven dead"])
def test_other_verbs_take_only_known_speakers(verb: str) -> None:
    known = claims.find(Report(id="r", text=f"The police {verb}.", language="en"))
    unknown = claims.find(Report(id="r", text=f"The bad weather {verb}.", language="en"))
    assert [c.cited.text for c in known if c.cited] == ["The police"]
    assert [c.cited for c in unknown] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un pescador murió al volcar la gabarra, informó el 112.", "el 112"),
        ("Cuatro víctimas mortales deja el choque, confirmó el propio ayuntamiento.", "el propio ayuntamiento"),
        ("A ellos se agregan seis muertos en las vías, según la alcaldía.", "la alcaldía"),
        ("Se confirmó la muerte de nueve buzos.", None),
    ],
)
def test_spanish_speakers_stand_behind_their_verb_and_nobody_behind_a_reflexive(text: str, wanted: str | None) -> None:
    found = claims.find(Report(id="r", text="La Dirección de Salud habló con ellos. " + text, language="es"))
    assert [c.cited and c.cited.text for c in found] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hay nueve heridos, según la consejera de Salud, Marina Robles.", "government"),
        ("Hay nueve heridos, según la Marina.", "military"),
        ("El ministro compareció para hacer balance y confirmó nueve heridos.", "government"),
    ],
)
def test_a_first_name_is_no_navy_and_a_purpose_no_source(text: str, wanted: str) -> None:
    (claim,) = claims.find(Report(id="r", text=text, language="es"))
    assert claim.cited is not None
    assert claim.cited.type == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В посёлке погибли трое, об этом сообщили"),
        ("ru", "Погибли трое, сообщил"),
        ("uk", "У селищі загинули троє, повідомили"),
        ("es", "Murieron tres vecinos, informó"),
        ("fr", "Trois habitants sont morts, a indiqué"),
        ("it", "Sono morti tre abitanti, ha riferito"),
        ("pt", "Morreram três moradores, informou"),
        ("de", "Drei Bewohner starben, teilte mit"),
        ("tr", "Köyde üç kişi öldü, bildirdi"),
        ("az", "Kənddə üç nəfər ölüb, bildirib"),
        ("en", "Three villagers died, said"),
    ],
)
def test_a_text_may_end_with_a_verb_of_saying(language: str, text: str) -> None:
    (claim,) = claims.read(Report(id="r", text=text, language=language)).claims
    assert (claim.count.low, claim.cited) == (3, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The toll from the bombing of a chapel within the army barracks in Osh had climbed to 83.", None),
        ("The death toll from the police raid in Osh rose to 12.", None),
        ("The toll from the blast at the ministry stood at 12 dead.", None),
        ("The death toll from local officials in Osh rose to 12.", "local officials in Osh"),
        ("The toll from the ministry of health in Osh stood at 83 dead.", "the ministry of health in Osh"),
        ("The latest figure from hospital records in Osh is 83 dead.", "hospital records in Osh"),
    ],
)
def test_a_toll_from_a_happening_has_no_source(text: str, wanted: str | None) -> None:
    (claim,) = claims.find(Report(id="r", text=text, language="en"))
    assert (claim.cited.text if claim.cited else None) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("pt", "O governo do Rio Grande do Sul já confirmou a morte de 100 pessoas.", "O governo do Rio Grande do Sul"),
        ("pt", "A polícia do Rio informou que 100 pessoas morreram.", "A polícia do Rio"),
        ("es", "El gobierno del Chaco confirmó la muerte de 100 personas.", "El gobierno del Chaco"),
        ("it", "La polizia del Cile ha detto che 100 persone sono morte.", "La polizia del Cile"),
        ("fr", "La police du Mans a confirmé la mort de 100 personnes.", "La police du Mans"),
        ("fr", "« 41 personnes sont mortes dans le bus », déclare-t-il.", None),
    ],
)
def test_a_name_with_a_contraction_in_it_is_whole(language: str, text: str, wanted: str | None) -> None:
    (claim,) = claims.find(Report(id="r", text=text, language=language))
    assert (claim.cited.text if claim.cited else None) == wanted
