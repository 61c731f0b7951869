"""Pages are written from templates here, each in every language, with addresses that hold wherever the site lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knell.publish.language import LANGUAGES
from knell.publish.site.filters import put_into
from knell.publish.speech import Speech, speech
from knell.publish.terms import Terms

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Offered:
    """What lies beside the pages: files of data, the calendar, feeds by language; addresses from the site's root.

    ``moved`` are keys that events had in earlier releases, each with those that they have now.
    """

    files: tuple[tuple[str, int], ...] = ()
    atom: Mapping[str, str] | None = None
    feed: Mapping[str, str] | None = None
    releases: str | None = None
    changes: Mapping[str, Any] | None = None
    withheld: tuple[tuple[str, int], ...] = ()
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Pages:
    """Writes pages into a folder; the same values give the same bytes."""

    def __init__(self, folder: Path, terms: Terms, offered: Offered) -> None:
        self._folder, self._terms, self._offered = folder, terms, offered
        self._env = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        put_into(self._env, terms)
        self._folders: set[Path] = set()
        self.written = 0

    def write(self, path: str, template: str, /, **values: Any) -> None:
        """One page in every language, at ``LANGUAGE/path``."""
        for language in LANGUAGES:
            self.write_in(speech(language), path, template, **values)

    def write_in(self, words: Speech, path: str, template: str, /, **values: Any) -> None:
        """One page in one language."""
        root = "../" * (path.count("/") + 1)
        self._put(f"{words.code}/{path}", template, w=words, root=root, path=path, **values)

    def write_root(self) -> None:
        """The page that leads to the languages."""
        self._put("index.html", "languages.html", w=speech(LANGUAGES[0]), root="", path="index.html")

    def _put(self, name: str, template: str, /, **values: Any) -> None:
        every: Iterable[Speech] = [speech(language) for language in LANGUAGES]
        text = self._env.get_template(template).render(
            languages=every,
            terms=self._terms,
            offered=self._offered,
            home=f"{values['root']}{values['w'].code}/",
            **values,
        )
        file = self._folder / name
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        file.write_text(text, encoding="utf-8", newline="\n")
        self.written += 1
