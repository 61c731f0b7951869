"""The made-up crawl that archives are measured with."""

from __future__ import annotations

from pathlib import Path

from benchmarks.crawl import pages, write
from benchmarks.crawling.stories import Plan, is_violent, story
from benchmarks.crawling.texts import Calm, Texts, Told
from fastwarc.warc import ArchiveIterator, WarcRecordType

TOLD = Texts(
    violent={
        "en": {
            "reports": [
                Told(
                    "Twelve die in blast",
                    "A blast killed 12 people in Kirkuk on 3 June 2019. Police said 30 were hurt.",
                    ((28, 34),),
                ),
                Told("Ferry sinks", "A ferry sank off the coast. Nine bodies were found. Four are missing."),
                Told("Four shot", "Gunmen shot four men dead near a market. Two more died later."),
            ]
        },
        "tr": {"reports": [Told("Patlama", "Patlamada 5 kişi öldü. Vali 8 yaralı olduğunu söyledi.")]},
    },
    calm={
        "en": Calm(["The choir sang.", "A bridge was built."], ["He killed time."], ["Nobody was ever hurt here."]),
        "tr": Calm(["Koro şarkı söyledi."], [], []),
    },
    towns={("en", "uk"): ["Mosul", "Basra"]},
)


def test_a_crawl_is_always_the_same_and_any_part_of_it_stands_by_itself(tmp_path: Path) -> None:
    plan = Plan(violent=50)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        assert write(tmp_path / name / "c.warc.gz", pages(plan, 0, 12, told=TOLD), plan.seed) == 12
    assert (tmp_path / "one/c.warc.gz").read_bytes() == (tmp_path / "other/c.warc.gz").read_bytes()
    assert list(pages(plan, 7, 9, told=TOLD)) == list(pages(plan, 0, 12, told=TOLD))[7:9]


def test_the_pages_of_a_crawl_are_answers_of_servers_in_several_charsets(tmp_path: Path) -> None:
    file = tmp_path / "c.warc.gz"
    write(file, pages(Plan(), 0, 60, told=TOLD), 1)
    with file.open("rb") as stream:
        answers = [
            (record.http_headers.status_code, record.http_content_type, record.reader.read())
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
        ]
    bodies = [body for status, kind, body in answers if status == 200 and kind == "text/html"]
    assert len(bodies) == 60 and min(map(len, bodies)) > 40_000
    assert sum(b'<meta charset="utf-8">' not in body for body in bodies) > 3


def test_the_mix_holds_as_many_violent_stories_as_it_says_and_some_are_copies() -> None:
    news = Plan(violent=4)
    assert 25 < sum(is_violent(news, number) for number in range(1_000)) < 55
    stories = [story(Plan(violent=90), TOLD, number) for number in range(200)]
    assert sum(one.violent for one in stories) > 160
    assert 20 < sum(one.copy_of is not None for one in stories) < 70


def test_a_skewed_crawl_tells_of_one_event_as_often_as_it_says() -> None:
    def most(skew: float) -> int:
        titles = [story(Plan(violent=100, skew=skew), TOLD, number).title for number in range(200)]
        return max(map(titles.count, titles))

    assert most(0) + 30 < most(0.4) < most(1) - 30 == 170


def test_a_story_is_of_an_event_of_its_own_day_and_place() -> None:
    texts = Texts({"en": {"reports": TOLD.violent["en"]["reports"][:1]}}, TOLD.calm, TOLD.towns)
    found = " ".join(" ".join(story(Plan(violent=100), texts, number).paragraphs) for number in range(40))
    assert "Kirkuk" not in found and {"Mosul", "Basra"} <= {word.strip(".") for word in found.split()}
    assert found.count("1 March 2025") > found.count("3 June 2019")
