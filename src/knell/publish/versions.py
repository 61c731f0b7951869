"""A folder of releases: each has a version and a day and stays where it is; the newest is the one that readers meet.

``DIR/releases/VERSION/`` holds a release, ``DIR/releases/index.json`` lists all, ``DIR/index.html`` and ``DIR/latest/``
lead to the newest, and the feeds of changes lie in ``DIR``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from knell.publish.change_words import changelog, in_language
from knell.publish.changes import Changes, compared
from knell.publish.feeds import ATOM, FEED, MOST_ITEMS, atom, items, json_feed
from knell.publish.language import LANGUAGES
from knell.publish.moves import MOVED, Moves, moves, written
from knell.publish.policy import Withheld, redacted
from knell.publish.scan import Leaked, check
from knell.publish.snapshot import SNAPSHOT, Snapshot
from knell.publish.speech import speech, title_of
from knell.publish.terms import Terms
from knell.telling import many

INDEX, CHANGES, CHANGELOG = "index.json", "changes.json", "CHANGELOG.md"
CALENDAR = "calendar.ics"
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._+-]{0,63}")
_MOST_IN_FEED = 20


class VersionError(ValueError):
    """A release cannot be added, in one line."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release; ``counts`` say how many events changed, and how, ``withdrawn`` on which day it was taken down."""

    version: str
    date: str
    rule: str
    events: int
    unreviewed: bool
    counts: Mapping[str, int]
    withdrawn: str = ""


@dataclass
class Adding:
    """A release while it is made: write into ``folder``; hand ``snapshot.add`` to the cut that all is read from."""

    folder: Path
    terms: Terms
    snapshot: Snapshot
    before: Path | None
    _changes: Changes | None = None
    _moves: Moves = field(default_factory=dict)

    def changes(self) -> Changes:
        """What is different from the release before, once all entries went by; written into the folder too."""
        if self._changes is None:
            self.snapshot.close()
            found = compared(self.before, self.snapshot.path, self.terms.policy.on(self.terms.day))
            told = found.json()
            _write(self.folder / CHANGES, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
            for one in LANGUAGES:
                _write(self.folder / in_language(CHANGELOG, one), "\n".join(changelog(told, speech(one))) + "\n")
            self._changes, self._moves = found, moves(self.before, found, self.snapshot.path)
            if self._moves:
                _write(self.folder / MOVED, written(self._moves))
        return self._changes

    def moved(self) -> dict[str, tuple[str, ...]]:
        """The keys that events had in earlier releases, each with those that its claims are under in this one."""
        self.changes()
        return {key: one.into for key, one in self._moves.items() if one.into}


class Releases:
    """The releases in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def _all(self) -> Path:
        return self.root / "releases"

    def known(self) -> tuple[Release, ...]:
        """All releases, the newest first. Raises ``VersionError`` where the list of them cannot be read."""
        path = self._all / INDEX
        if not path.exists():
            return ()
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            return tuple(Release(**one) for one in held["releases"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise VersionError(f"{path} is no list of releases: {error}") from None

    @contextmanager
    def adding(self, terms: Terms) -> Iterator[Adding]:
        """A release that takes its place when the block ends well; nothing is changed when it does not.

        Raises ``VersionError`` where the folder holds something else, or this version already.
        """
        known = self.known()
        self._check(terms, known)
        self._all.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".", dir=self._all))
        try:
            before = next((one for one in map(self._snapshot, known) if one.exists()), None)
            with Snapshot(made, terms) as snapshot:
                adding = Adding(made, terms, snapshot, before)
                yield adding
                changes = adding.changes()
            made.chmod(0o777 & ~_umask())
            # What has no place in the list was left by a run that was cut off.
            shutil.rmtree(self._all / terms.version, ignore_errors=True)
            made.rename(self._all / terms.version)
            self._lead(terms, changes, known)
        finally:
            shutil.rmtree(made, ignore_errors=True)
            if not any(self._all.iterdir()):
                self._all.rmdir()

    def check(self, terms: Terms) -> None:
        """Raise ``Leaked`` where a release that is there says what is withheld by now."""
        policy = terms.policy.on(terms.day)
        for one in self.known():
            try:
                check(self._all / one.version, policy, Withheld())
            except Leaked as error:
                raise Leaked(f"release {one.version}: {error}; take it down with --withdraw {one.version}") from None

    def withdraw(self, version: str, day: date) -> None:
        """Take a release down for good: what is left is that there was one. Raises ``VersionError``."""
        known = self.known()
        if not any(one.version == version and not one.withdrawn for one in known):
            raise VersionError(f"{self.root}: there is no release {version} to withdraw")
        releases = tuple(replace(one, withdrawn=day.isoformat()) if one.version == version else one for one in known)
        folder = self._all / version
        shutil.rmtree(folder)
        folder.mkdir()
        _write(folder / "index.html", _page(version, f"<p>Withdrawn on {day}.</p>"))
        self._write_known(releases)
        standing = [one for one in releases if not one.withdrawn]
        for page, up in ((self.root / "index.html", ""), (self.root / "latest" / "index.html", "../")):
            path = f"{up}releases/{standing[0].version}/" if standing else f"{up}releases/"
            _write(page, _leading(path, standing[0].version if standing else "releases"))
        self._copy_calendars(standing[0].version if standing else None)
        # Feeds tell of every release; they are written anew with the next.
        for feed in (in_language(name, one) for name in (ATOM, FEED) for one in LANGUAGES):
            (self.root / feed).unlink(missing_ok=True)

    def _snapshot(self, release: Release) -> Path:
        return self._all / release.version / SNAPSHOT

    def _check(self, terms: Terms, known: tuple[Release, ...]) -> None:
        if not _VERSION.fullmatch(terms.version) or terms.version.startswith("index"):
            raise VersionError(f"--version {terms.version!r}: only letters, digits, points and hyphens name a version")
        if self.root.exists() and not self.root.is_dir():
            raise VersionError(f"{self.root}: is a file; releases are kept in a folder")
        if not known and self.root.is_dir() and any(one != self._all for one in self.root.iterdir()):
            raise VersionError(f"{self.root}: holds files, but no releases of knell; give a new or an empty folder")
        if any(one.version == terms.version for one in known):
            raise VersionError(f"release {terms.version} is there already, and stays as it is; give another --version")
        if known and terms.day.isoformat() < known[0].date:
            raise VersionError(
                f"release {known[0].version} is of {known[0].date}; a later one cannot be of {terms.day}"
            )

    def _lead(self, terms: Terms, changes: Changes, known: tuple[Release, ...]) -> None:
        """Write what leads to the newest release, and the feeds, each file whole or not at all."""
        counts = changes.counts if changes.before else {}
        day = terms.day.isoformat()
        new = Release(terms.version, day, terms.rule, changes.events, terms.unreviewed, counts)
        releases = (new, *known)
        (self.root / "latest").mkdir(exist_ok=True)
        shown = f"{terms.title}, {terms.version}"
        _write(self.root / "index.html", _leading(f"releases/{terms.version}/", shown))
        _write(self.root / "latest" / "index.html", _leading(f"../releases/{terms.version}/", shown))
        self._copy_calendars(terms.version)
        self._write_feeds(releases, terms)
        self._write_known(releases)

    def _write_feeds(self, releases: tuple[Release, ...], terms: Terms) -> None:
        """Both feeds in every language."""
        told = self._told(releases, terms)
        for language in LANGUAGES:
            w = speech(language)
            found = list(items(told, terms.address, w))[:MOST_ITEMS]
            named = (w.t("changelog.feed", title=title_of(w, terms)), terms.publisher, terms.address, language)
            _replace(self.root / in_language(ATOM, language), atom(found, *named))
            _replace(self.root / in_language(FEED, language), json_feed(found, *named))

    def _copy_calendars(self, version: str | None) -> None:
        """Keep the calendars of the newest release where they can be subscribed to, at an address that stays."""
        for old in (self.root / "latest").glob(f"*/{CALENDAR}"):
            old.unlink()
        if version is None:
            return
        for new in sorted((self._all / version).glob(f"*/{CALENDAR}")):
            target = self.root / "latest" / new.parent.name
            target.mkdir(exist_ok=True)
            _replace(target / CALENDAR, new.read_bytes())

    def _write_known(self, releases: tuple[Release, ...]) -> None:
        _write(self._all / "index.html", _listed(releases))
        rows = [{name: getattr(one, name) for name in Release.__slots__} for one in releases]
        _write(self._all / INDEX, json.dumps({"releases": rows}, ensure_ascii=False, indent=1) + "\n")

    def _told(self, releases: tuple[Release, ...], terms: Terms) -> list[dict[str, Any]]:
        """The changes of the newest releases, without what is withheld by now."""
        found: list[dict[str, Any]] = []
        many_told = 0
        for one in releases[:_MOST_IN_FEED]:
            path = self._all / one.version / CHANGES
            if path.exists():
                told = json.loads(path.read_text(encoding="utf-8"))
                told["changes"] = told["changes"][: MOST_ITEMS - many_told]
                many_told += len(told["changes"]) + 1
                found.append(redacted(told, terms.policy.on(terms.day), Withheld()))
            if many_told >= MOST_ITEMS:
                break
        return found


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n{head}</head>\n<body>\n<main>\n'
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _leading(path: str, title: str) -> str:
    """A page that leads to a release, without a script; also where it is opened from a folder."""
    to = escape(f"{path}index.html")
    head = f'<meta http-equiv="refresh" content="0; url={to}">\n'
    return _page(title, f'<p><a href="{to}">{escape(title)}</a></p>', head)


def _listed(releases: tuple[Release, ...]) -> str:
    rows = []
    for one in releases:
        version = escape(one.version)
        changes = f'<a href="{version}/{CHANGELOG}">changes</a>'
        more = f"withdrawn on {one.withdrawn}" if one.withdrawn else f"{many(one.events, 'event')}, {changes}"
        rows.append(f'<li><a href="{version}/index.html">{version}</a>, {one.date}: {more}</li>\n')
    return _page("Releases", f"<ul>\n{''.join(rows)}</ul>")


def _write(path: Path, text: str) -> None:
    _replace(path, text.encode("utf-8", "backslashreplace"))


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another, whole."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
