"""Which claims rest on the same origin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knell.events import LinkedEvent, link
from knell.events.independence import most_independent
from knell.events.origins import normal_form, origin_of
from knell.events.outlets import host_key, name_key
from knell.model import Cited, Claim, Extraction, SourceType
from tests.events.makers import INJURED, ORVELD, days, figure, told
from tests.events.test_copies import OTHER, WIRE

DAY = days("1990-01-20")
MEDIA = SourceType.MEDIA


def event(*reports: Extraction) -> LinkedEvent:
    (linked,) = link(reports)
    return linked


def said(report: str, *figures: Claim, outlet: str | None = None, text: str = "", published: str | None = None,
         url: str | None = None) -> Extraction:  # fmt: skip
    return told(report, *figures, when=DAY, where=ORVELD, outlet=outlet, text=text, published=published, url=url)


def test_ten_outlets_citing_official_data_are_one_source() -> None:
    wordings = ["official data", "Official figures", "the officials", "authorities", "the government's figures"]
    linked = event(*(said(f"r{n}", figure(150, cited=wordings[n % 5])) for n in range(10)))
    assert linked.independent_sources == 1
    (group,) = linked.groups
    assert group.cited and group.name == "official data"
    assert len(group.outlets) == 10
    assert "cites 'official data'" in group.reasons
    assert linked.grade == "Weak"


def test_own_voices_of_different_outlets_are_different_sources() -> None:
    linked = event(said("a", figure(147)), said("b", figure(147)), said("c", figure(150), outlet="Outlet of b"))
    assert linked.independent_sources == 2
    group = next(group for group in linked.groups if len(group.reports) == 2)
    assert (group.name, group.cited) == ("Outlet of b", False)
    assert group.reasons == ("Outlet of b speaks in its own voice",)


def test_two_outlets_that_print_one_author_are_not_independent() -> None:
    def by(report: str, number: int, *authors: str) -> Extraction:
        told_of = said(report, figure(number))
        return replace(told_of, report=replace(told_of.report, authors=authors))

    assert event(by("a", 21, "Ivo Renn"), by("b", 23, "Marta Sel")).strict_sources == 2
    assert event(by("a", 21, "Ivo Renn"), by("b", 23, "Marta Sel", "IVO RENN")).strict_sources == 1
    assert event(by("a", 21), by("b", 23)).strict_sources == 2
    assert event(by("a", 21, "Ivo Renn"), by("b", 23, "Ivo Renn")).grade == "Weak"
    assert event(by("a", 21, "Ivo Renn"), by("b", 23, "Ivo Renn"), by("c", 21, "Vera Lund")).grade == "Fair"


def test_a_headline_is_no_second_source_beside_whom_the_text_cites() -> None:
    linked = event(
        said("a", figure(21), figure(21, cited="the prosecutor's office"), figure(30)), said("b", figure(21))
    )
    assert linked.independent_sources == 3
    group = next(group for group in linked.groups if group.cited)
    assert len(group.claims) == 2
    assert "a cites somebody for the same figure" in group.reasons


def test_two_origins_in_one_report_are_two_but_not_strictly_so() -> None:
    linked = event(said("a", figure(187, cited="officials"), figure(700, cited="rights groups")))
    assert linked.independent_sources == 2
    assert linked.strict_sources == 1
    assert linked.grade == "Weak"


def test_a_copy_rests_on_what_it_copies() -> None:
    at = WIRE.index("131")
    changed = WIRE.replace("131", "137")
    first = said("a", figure(131, start=at, end=at + 3), text=WIRE, published="2020-01-01")
    second = said("b", figure(137, start=at, end=at + 3), text=changed, published="2020-01-02")
    third = said("c", figure(131), text=OTHER, published="2020-01-03")
    linked = event(first, second, third)
    assert linked.independent_sources == 2
    group = next(group for group in linked.groups if len(group.reports) == 2)
    assert group.reports == ("a", "b")
    assert "b repeats the words of a" in group.reasons
    (pair,) = linked.copies
    assert pair.changed == (("131", "137"),)


def test_rival_figures_inside_copies_are_not_thrown_together() -> None:
    rivals = (figure(187, cited="officials"), figure(700, cited="rights groups"))
    linked = event(said("a", *rivals, text=WIRE), said("b", *rivals, text=WIRE))
    assert linked.independent_sources == 2


def test_only_the_claims_in_a_copied_passage_are_copied() -> None:
    passage = WIRE[WIRE.index("According") : WIRE.index("No officer")]
    body = passage + OTHER
    killed = figure(131, start=WIRE.index("131"), end=WIRE.index("131") + 3)
    copied = figure(131, start=body.index("131"), end=body.index("131") + 3)
    own = figure(9, INJURED, start=len(body) - 20, end=len(body) - 10)
    linked = event(said("a", killed, text=WIRE, published="2020-01-01"), said("b", copied, own, text=body))
    assert [group.claims for group in linked.groups] == [("a-0", "b-0"), ("b-1",)]


def test_a_copy_that_names_its_origin_takes_the_original_along() -> None:
    first = said("a", figure(131), text=WIRE, published="2020-01-01")
    second = said("b", figure(131, cited="the port commission"), text=WIRE, published="2020-01-02")
    linked = event(first, second)
    assert linked.independent_sources == 1
    assert linked.groups[0].name == "the port commission"


def test_a_cited_outlet_is_that_outlet() -> None:
    own = said("a", figure(60), outlet="", url="https://www.coasttribune.com/1990/story")
    quoting = said("b", figure(60, cited="the Coast Tribune", kind=MEDIA))
    assert event(own, quoting).independent_sources == 1


def test_a_shorter_name_is_no_further_source() -> None:
    full = said("a", figure(83, cited="the Orveld port commission"))
    short = said("b", figure(84, cited="the commission"))
    assert event(full, short).independent_sources == 1
    other = said("c", figure(90, cited="the harbour inquiry commission"))
    assert event(full, short, other).independent_sources == 2


def test_reports_of_unknown_outlets_say_so() -> None:
    linked = event(said("a", figure(5), outlet=""), said("b", figure(5), outlet=""))
    assert linked.independent_sources == 2
    assert linked.groups[0].name is None
    assert all("outlet is not known" in group.reasons[0] for group in linked.groups)


def test_group_of_finds_the_group_of_a_claim() -> None:
    linked = event(said("a", figure(5)))
    assert linked.group_of("a-0") == linked.groups[0]
    assert linked.group_of("nothing") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Interior Ministry spokesman", "the Ministry of Internal Affairs"),
        ("the prosecutor's office", "Prosecutor General"),
        ("prosecutor-general Ivo Renn", "Prosecutor General Ivo Renn"),
        ("witnesses", "eyewitness accounts"),
        ("the UN", "United Nations officials"),
        ("the latest health ministry update", "Minister of Health"),
        ("Red Cross", "the International Committee of the Red Cross (ICRC)"),
    ],
)
def test_wordings_of_one_origin(one: str, other: str) -> None:
    mine, others = (origin_of(Cited(text, 0, 0, None), "en") for text in (one, other))
    assert mine.words <= others.words or others.words <= mine.words


@pytest.mark.parametrize(
    ("normal", "wordings"),
    [
        (
            "official",
            {
                "en": ("official data", "officials", "officially", "the authorities", "government records"),
                "ru": ("официальные данные", "официальным данным", "властями", "официально", "официальной версии"),
                "uk": ("офіційні дані", "офіційними даними", "владою", "офіційно"),
                "az": ("rəsmi məlumat", "rəsmi məlumatlara", "rəsmi rəqəmlər", "rəsmən"),
                "tr": ("resmi verilere", "resmi rakamlar", "resmi açıklamaya", "yetkililer"),
                "de": ("offizielle Angaben", "offiziellen Angaben", "Behörden", "amtlichen Angaben"),
                "fr": ("les chiffres officiels", "sources officielles", "les autorités"),
                "es": ("datos oficiales", "fuentes oficiales", "las autoridades"),
                "it": ("dati ufficiali", "fonti ufficiali", "le autorità"),
                "pt": ("dados oficiais", "fontes oficiais", "as autoridades"),
            },
        ),
        (
            "prosecutor",
            {
                "en": (
                    "the prosecutor's office",
                    "the Prosecutor General",
                    "prosecutors",
                    "the General Prosecutor's Office",
                ),
                "ru": ("прокуратура", "Генпрокуратурой", "Генеральная прокуратура", "генпрокурора"),
                "uk": ("прокуратурою", "Офіс генпрокурора", "Генпрокуратура"),
                "az": ("Baş Prokurorluq", "Baş Prokurorluğundan", "prokurorluğun"),
                "tr": ("Cumhuriyet Başsavcılığı", "savcılığa", "başsavcı"),
                "de": ("die Staatsanwaltschaft", "der Generalstaatsanwalt"),
                "fr": ("le parquet", "le procureur général"),
                "es": ("la Fiscalía", "el fiscal general"),
                "it": ("la procura", "il procuratore generale"),
                "pt": ("o Ministério Público", "a Procuradoria"),
            },
        ),
        (
            "health ministry",
            {
                "en": ("the Health Ministry", "the Ministry of Public Health", "Health Minister Ivo Renn"),
                "ru": ("Минздрав", "Министерством здравоохранения", "министр здравоохранения Иво Ренн"),
                "uk": ("МОЗ", "Міністерство охорони здоров'я"),
                "az": ("Səhiyyə Nazirliyi", "Səhiyyə Nazirliyinə", "səhiyyə naziri İvo Renn"),
                "tr": ("Sağlık Bakanlığı", "Sağlık Bakanlığına", "Sağlık Bakanı Ivo Renn"),
                "de": ("das Gesundheitsministerium", "Gesundheitsminister Ivo Renn"),
                "fr": ("le ministère de la Santé", "ministre de la Santé, Ivo Renn"),
                "es": ("el Ministerio de Salud", "la ministra de Salud Marta Renn"),
                "it": ("il ministero della Salute", "il ministro della Salute Ivo Renn"),
                "pt": ("o Ministério da Saúde", "o ministro da Saúde, Ivo Renn"),
            },
        ),
    ],
)
def test_wordings_of_one_origin_in_all_languages(normal: str, wordings: dict[str, tuple[str, ...]]) -> None:
    for language, listed in wordings.items():
        for text in listed:
            assert normal_form([(Cited(text, 0, 0, None), language)]) == normal, (language, text)


def test_a_body_is_told_by_its_country_in_any_language() -> None:
    wordings = [
        ("en", "Lebanon's Health Ministry"),
        ("en", "the Lebanese health minister"),
        ("ru", "ливанский Минздрав"),
        ("fr", "le ministère libanais de la Santé"),
        ("tr", "Lübnan Sağlık Bakanlığı"),
    ]
    assert {normal_form([(Cited(text, 0, 0, None), code)]) for code, text in wordings} == {"health ministry, LB"}
    others = [("en", "Syria's Health Ministry"), ("en", "the Houthi Health Ministry"), ("ru", "Минздрав ДНР")]
    forms = {normal_form([(Cited(text, 0, 0, None), code)]) for code, text in others}
    assert forms == {"health ministry, SY", "health ministry, houthi", "health ministry, днр"}


def test_a_minister_speaks_for_the_ministry() -> None:
    linked = event(
        said("a", figure(27, cited="Health Minister Ivo Renn")),
        said("b", figure(25, cited="Lebanon's Health Ministry")),
        said("c", figure(26, cited="Minister Ivo Renn")),
    )
    assert linked.independent_sources == 1


def test_a_named_person_is_one_in_any_language_and_two_persons_are_two() -> None:
    russian = told("b", figure(745, cited="Нигары Хидоятовой"), when=DAY, where=ORVELD, language="ru")
    assert event(said("a", figure(745, cited="Nigara Khidoyatova")), russian).independent_sources == 1
    told_by = (figure(4, cited="police officer Ivo Renn"), figure(5, cited="police officer Marta Soll"))
    assert event(said("a", told_by[0]), said("b", told_by[1])).independent_sources == 2


def test_a_province_does_not_make_two_bodies_one() -> None:
    cited = ("the Madhya Pradesh Government", "the Madhya Pradesh police")
    assert event(*(said(f"r{n}", figure(n, cited=text)) for n, text in enumerate(cited))).independent_sources == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("police", "hospital officials"), ("health ministry", "interior ministry"), ("Ivo Renn", "Marta Renn")],
)
def test_wordings_of_two_origins(one: str, other: str) -> None:
    mine, others = (origin_of(Cited(text, 0, 0, None), "en") for text in (one, other))
    assert not (mine.words <= others.words or others.words <= mine.words)


def test_a_language_without_word_lists_still_compares_letters() -> None:
    mine, others = (origin_of(Cited(text, 0, 0, None), "xx") for text in ("Ведомство", "ведомство"))
    assert mine == others


def test_nothing_but_empty_words_is_the_kind_of_source() -> None:
    assert origin_of(Cited("a spokesman", 0, 0, SourceType.POLICE), "en").words == {"@police"}


def test_outlets_in_one_form() -> None:
    assert host_key("https://articles.coasttribune.com/x") == name_key("Coast Tribune") == "coasttribune"
    assert host_key("http://news.bbc.co.uk/2/hi") == "bbc"
    assert host_key("https://1news.az/a") == name_key("1news.az") == "1news"
    assert host_key("not an address") is None
    assert host_key("http://[broken") is None
    assert host_key(None) is None and name_key("") is None


def test_most_independent_is_a_largest_matching() -> None:
    assert most_independent([]) == 0
    assert most_independent([("a", "x"), ("a", "y"), ("b", "x")]) == 2
    assert most_independent([("a", "x"), ("b", "x"), ("c", "x")]) == 1
    assert most_independent([("a", "x"), ("a", "y"), ("b", "x"), ("c", "y"), ("c", "z")]) == 3


def test_the_ministry_is_the_one_that_others_name_in_full() -> None:
    full = told(
        "a", figure(150, cited="the Ministry of Foreign Affairs", kind=SourceType.GOVERNMENT), when=DAY, where=ORVELD
    )
    short = told("b", figure(150, cited="the ministry", kind=SourceType.GOVERNMENT), when=DAY, where=ORVELD)
    assert link([full, short])[0].independent_sources == 1


def test_first_reports_are_no_source_beside_the_one_a_text_names() -> None:
    media = SourceType.MEDIA
    both = told(
        "a",
        figure(50, cited="first reports", kind=media),
        figure(50, cited="an editor of the Merrow News Agency", kind=media),
        when=DAY,
        where=ORVELD,
    )
    assert link([both])[0].independent_sources == 1


def test_pages_that_share_only_a_long_footer_are_sources_of_their_own() -> None:
    desks = [
        "harbour",
        "council",
        "market",
        "bridge",
        "teacher",
        "winter",
        "river",
        "museum",
        "budget",
        "football",
        "doctor",
        "school",
        "library",
        "tram",
    ]
    footer = " ".join(f"Write to the {desk} desk or to the {desk} archive on page {n}." for n, desk in enumerate(desks))
    bodies = (
        "Three died when the mill burned down before dawn",
        "Police say four men lost their lives under a falling wall",
        "In all 5 were dead by the evening of that long day",
        "Six bodies lay at the old quarry when help came at last",
        "A doctor counted seven dead where the lorry had turned over",
        "Eight of the guards fell in one hour of shooting at dusk",
    )
    made = [
        said(f"r{n}", figure(n + 3, start=0, end=len(body)), text=f"{body}. {footer}", outlet=f"The {desks[n]}")
        for n, body in enumerate(bodies)
    ]
    assert {group.reports for one in link(made) for group in one.groups} == {(f"r{n}",) for n in range(6)}
