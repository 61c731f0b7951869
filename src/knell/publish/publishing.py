"""A whole release: its tables, its pages and what changed since the one before, in a folder of releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from knell.publish.change_words import in_language
from knell.publish.cut import Cut
from knell.publish.exporting import export
from knell.publish.feeds import ATOM, FEED
from knell.publish.language import LANGUAGES
from knell.publish.layouts import find_layout
from knell.publish.policy import Withheld
from knell.publish.scan import check
from knell.publish.terms import Terms
from knell.publish.versions import Releases
from knell.record import Record

_DATA = "data"
# The feeds lie beside the folder of releases, of which a release is one.
_ABOVE = "../../"


class NoTemplates(RuntimeError):
    """What writes pages is not installed."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where the release lies, and how much it holds."""

    folder: Path
    events: int
    reviewed: int
    pages: int


def publish(
    record: Record, terms: Terms, root: Path, formats: Sequence[str], told: Callable[[int], object] = lambda done: None
) -> Published:
    """Add a release to a folder of them, whole or not at all. Raises ``NoTemplates``, and what ``export`` raises.

    ``told`` is given how many more events are done.
    """
    if find_spec("jinja2") is None:
        raise NoTemplates('pages need jinja2; install it with: pip install "knell[site]"')
    from knell.publish.site import Offered, write_site

    releases = Releases(root)
    releases.check(terms)
    # Data and pages are of one moment, whoever decides meanwhile.
    with releases.adding(terms) as adding, Cut(record, terms, watch=adding.snapshot.add).held() as cut:
        data = adding.folder / _DATA
        data.mkdir()
        export(cut, find_layout("own"), formats, data)
        changes = adding.changes().json()
        files = tuple(
            (file.relative_to(adding.folder).as_posix(), file.stat().st_size)
            for file in sorted(data.rglob("*"))
            if file.is_file()
        )
        offered = Offered(
            files=files,
            atom={one: f"{_ABOVE}{in_language(ATOM, one)}" for one in LANGUAGES},
            feed={one: f"{_ABOVE}{in_language(FEED, one)}" for one in LANGUAGES},
            releases="../index.html",
            changes=changes,
            withheld=_counted(cut.withheld, cut),
            moved=adding.moved(),
        )
        written = write_site(cut.again(), adding.folder, offered, told)
        check(adding.folder, cut.policy, cut.withheld, but=(_DATA,))
    folder = root / "releases" / terms.version
    return Published(folder, written.events, written.reviewed, written.pages)


def _counted(withheld: Withheld, cut: Cut) -> tuple[tuple[str, int], ...]:
    """How often each kind of rule was used."""
    found: dict[str, int] = {}
    for one in withheld.report(cut.policy)["rules"]:
        found[one["withholds"]] = found.get(one["withholds"], 0) + sum(one["fields"].values())
    return tuple(sorted(found.items()))
