"""A folder of releases: each stays, the newest leads, and what changed between them is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from knell import Record, extract
from knell.model import Report
from knell.publish import Cut, Leaked, Policy, Terms
from knell.publish.versions import Release, Releases, VersionError

OLD = "The clash in Osh on 3 May 2001 killed 12 people, police said."
NEW = "A clash in Osh on 3 May 2001 left 14 people dead, the mayor said."
OTHER = "A bomb in Lima on 7 July 1992 killed 5 people, police said."
HIDDEN = Policy.of({"places": [{"names": ["Osh"], "to": "country"}, {"names": ["Lima"], "to": "country"}]})


def report(name: str, text: str, day: date) -> Report:
    return Report(id=name, text=text, published=day, language="en", outlet=f"{name} Post")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("versions") / "r.db") as opened:
        opened.add(extract(report("a", OLD, date(2001, 5, 4))))
        opened.link()
        yield opened


def released(record: Record, root: Path, version: str, **more: object) -> Path:
    terms = Terms(date(2026, 1, int(version[0])), version=version, unreviewed=True, **more)  # type: ignore[arg-type]
    with Releases(root).adding(terms) as adding:
        for entry in Cut(record, terms, adding.snapshot.add).entries():
            (adding.folder / f"{entry.key}.txt").write_text("x")
    return root / "releases" / version


def every_file(root: Path) -> dict[str, bytes]:
    return {str(one.relative_to(root)): one.read_bytes() for one in sorted(root.rglob("*")) if one.is_file()}


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


def test_releases_stay_and_tell_what_changed(record: Record, tmp_path: Path) -> None:
    first = released(record, tmp_path, "1.0", address="https://a.example/record", title="Deaths & <so on>")
    kept = every_file(first)
    again = tmp_path / "again"
    released(record, again, "1.0", address="https://a.example/record", title="Deaths & <so on>")
    assert every_file(again) == {name: held for name, held in every_file(tmp_path).items() if "again" not in name}
    record.add(extract(report("b", NEW, date(2001, 5, 6))))
    record.add(extract(report("c", OTHER, date(1992, 7, 8))))
    record.link()
    second = released(record, tmp_path, "2.0", address="https://a.example/record", title="Deaths & <so on>")
    assert every_file(first) == kept

    told = json.loads((second / "changes.json").read_text())
    assert told["since"] == {"version": "1.0", "date": "2026-01-01"}
    assert told["counts"]["added"] == 1 and told["counts"]["changed"] == 1
    (one,) = (one for one in told["changes"] if one["what"] == "changed")
    assert [row["id"] for row in one["reports_added"]] == ["b"] and one["figures"]

    known = Releases(tmp_path).known()
    assert [release.version for release in known] == ["2.0", "1.0"]
    assert known[0] == Release("2.0", "2026-01-02", known[1].rule, 2, True, told["counts"])
    for page in ("index.html", "latest/index.html", "releases/index.html"):
        text = (tmp_path / page).read_text()
        assert Links(text).found and "<so on>" not in text
        assert all(
            (tmp_path / page).parent.joinpath(link.removesuffix("index.html")).exists() for link in Links(text).found
        )

    feed = feedparser.parse((tmp_path / "changes.atom").read_bytes())
    assert not feed.bozo and feed.feed.title == "Deaths & <so on>: changes"
    assert len({one.id for one in feed.entries}) == len(feed.entries) == 4
    assert feed.entries[0].title == "Release 2.0" and feed.entries[-1].title == "Release 1.0"
    assert feed.entries[1].link.startswith("https://a.example/record/releases/2.0/en/events/")
    other = json.loads((tmp_path / "changes.feed.json").read_text())
    assert [one["id"] for one in other["items"]] == [one.id for one in feed.entries]


def test_a_version_is_never_given_twice(record: Record, tmp_path: Path) -> None:
    released(record, tmp_path, "1")
    before = every_file(tmp_path)
    with pytest.raises(VersionError, match="there already"):
        released(record, tmp_path, "1")
    with pytest.raises(VersionError, match="cannot be of"), Releases(tmp_path).adding(Terms(date(2025, 1, 1), "9")):
        pass
    for name in ("../x", "", ".x", "a/b", "index.json", "index.html"):
        with pytest.raises(VersionError), Releases(tmp_path).adding(Terms(date(2027, 1, 1), name)):
            pass
    assert every_file(tmp_path) == before


def test_a_release_that_fails_leaves_no_trace(record: Record, tmp_path: Path) -> None:
    released(record, tmp_path, "1")
    before = every_file(tmp_path)
    with pytest.raises(ZeroDivisionError), Releases(tmp_path).adding(Terms(date(2027, 1, 1), "2")) as adding:
        (adding.folder / "x").write_text("x")
        raise ZeroDivisionError
    assert every_file(tmp_path) == before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(VersionError, match="no releases of knell"), Releases(tmp_path).adding(Terms(date(2027, 1, 1))):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_what_a_later_policy_withholds_is_told_by_no_feed(record: Record, tmp_path: Path) -> None:
    released(record, tmp_path, "1")
    second = released(record, tmp_path, "2", policy=HIDDEN)
    later = [second / "changes.json", second / "CHANGELOG.md", second / "snapshot.jsonl", tmp_path / "changes.atom"]
    for path in [*later, tmp_path / "changes.feed.json"]:
        assert not HIDDEN.words.found(path.read_text()), path.name


def test_a_release_that_says_what_is_withheld_by_now_must_go_first(record: Record, tmp_path: Path) -> None:
    released(record, tmp_path, "1")
    released(record, tmp_path, "2", policy=HIDDEN)
    (tmp_path / "releases" / "1" / "notes.txt").write_text("of Osh")
    terms = Terms(date(2026, 1, 3), version="3", policy=HIDDEN)
    with pytest.raises(Leaked, match=r"release 1: .*notes\.txt.*place 1.*--withdraw 1"):
        Releases(tmp_path).check(terms)
    Releases(tmp_path).withdraw("1", date(2026, 1, 3))
    Releases(tmp_path).check(terms)
    assert [one.name for one in (tmp_path / "releases" / "1").iterdir()] == ["index.html"]
    assert [one.withdrawn for one in Releases(tmp_path).known()] == ["", "2026-01-03"]
    with pytest.raises(VersionError, match="no release 1"):
        Releases(tmp_path).withdraw("1", date(2026, 1, 3))
    released(record, tmp_path, "3", policy=HIDDEN)
    told = json.loads((tmp_path / "releases" / "3" / "changes.json").read_text())
    assert told["since"]["version"] == "2" and not told["changes"]
    Releases(tmp_path).withdraw("3", date(2026, 1, 4))
    assert Links((tmp_path / "index.html").read_text()).found == ["releases/2/index.html"]
    Releases(tmp_path).withdraw("2", date(2026, 1, 4))
    assert Links((tmp_path / "index.html").read_text()).found == ["releases/index.html"]
    with pytest.raises(VersionError, match="there already"):
        released(record, tmp_path, "2")


def test_calendars_of_the_newest_release_have_an_address_that_stays(record: Record, tmp_path: Path) -> None:
    for version in "12":
        terms = Terms(date(2026, 1, 1), version=version, unreviewed=True)
        with Releases(tmp_path).adding(terms) as adding:
            list(Cut(record, terms, adding.snapshot.add).entries())
            (adding.folder / "en").mkdir()
            (adding.folder / "en" / "calendar.ics").write_text(version)
        assert (tmp_path / "latest" / "en" / "calendar.ics").read_text() == version
    Releases(tmp_path).withdraw("2", date(2026, 1, 2))
    assert (tmp_path / "latest" / "en" / "calendar.ics").read_text() == "1"
    Releases(tmp_path).withdraw("1", date(2026, 1, 2))
    assert not (tmp_path / "latest" / "en" / "calendar.ics").exists()


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "changes.atom", ("Release 2", "9 June 2003: joined with another", "is part of", "before 12")),
        (
            "ru",
            "changes.ru.atom",
            ("Выпуск 2", "9 июня 2003 года: соединено с другим", "теперь часть события", "раньше 12"),
        ),
        (
            "az",
            "changes.az.atom",
            ("Buraxılış 2", "9 iyun 2003: başqası ilə birləşdirilib", "bir hissəsidir", "əvvəl 12"),
        ),
    ],
)
def test_what_changed_is_told_in_the_language_of_the_reader(
    tmp_path: Path, language: str, name: str, said: tuple[str, ...]
) -> None:
    with Record(tmp_path / "r.db") as record:
        record.add(extract(report("a", OLD, date(2001, 5, 4))))
        record.add(extract(report("b", "A raid in Osh on 9 June 2003 killed 7 people.", date(2003, 6, 10))))
        record.link()
        released(record, tmp_path / "site", "1", address="https://a.example")
        one, other = (event.key for event in record.events())
        record.merge(one, other, by="ana", why="the same")
        record.set_figure(min(one, other), "killed", 11, 12, 13, by="ana", why="counted")
        second = released(record, tmp_path / "site", "2", address="https://a.example")
    feed = feedparser.parse((tmp_path / "site" / name).read_bytes())
    text = " ".join(f"{entry.title} {entry.content[0].value}" for entry in feed.entries)
    log = (second / name.replace("changes", "CHANGELOG").replace("atom", "md")).read_text(encoding="utf-8")
    assert all(words in text for words in said), text
    assert said[0] in log and said[2] in log
    assert any(f"/{language}/events/" in entry.link for entry in feed.entries)
    as_json = json.loads((tmp_path / "site" / name.replace("atom", "feed.json")).read_text(encoding="utf-8"))
    assert [one["title"] for one in as_json["items"]] == [one.title for one in feed.entries]
    assert as_json["language"] == language and feed.feed.language == language
