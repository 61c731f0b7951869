"""What a record answers to those who doubt it: how reports came here, what claims rest on, that all is as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from knell.model import Capture
from knell.record.audit.findings import Audit, Fault
from knell.record.audit.verify import verify
from knell.record.backup import Backup, write_backup
from knell.record.captures import captures_of
from knell.record.database import Database
from knell.record.errors import Missing
from knell.record.evidence.event import event_files
from knell.record.evidence.files import files_of
from knell.record.evidence.folder import write_folder
from knell.record.evidence.gather import Evidence, claim_ids, gather
from knell.record.exchanges import archive_beside, note_exchange
from knell.record.linked_queries import events_of_keys
from knell.record.revising import figures_about

if TYPE_CHECKING:
    from knell.reports import Written


class Provable:
    """The part of ``Record`` that proves what the other parts say."""

    _database: Database

    @property
    def name(self) -> str:
        """What messages call this record; never holds a password."""
        return self._database.name

    def note_exchange(self, written: Written) -> None:
        """Keep where in the web archives beside the record an exchange with a server was written."""
        with self._database.writing() as connection:
            note_exchange(connection, written)

    def backup(self, file: str | os.PathLike[str], done: Callable[[int], object] | None = None) -> Backup:
        """Write all that the record holds at one moment into a new file; ``done`` is told how many more rows."""
        return write_backup(self._database, Path(file), done)

    def captures(self, report: str) -> list[Capture]:
        """How the bytes of a report, by its id, came here: every capture of them, in order of time."""
        with self._database.reading() as connection:
            return captures_of(connection, report)

    def verify(
        self,
        told: Callable[[Fault], object] | None = None,
        done: Callable[[int], object] | None = None,
        links: bool = False,
        again: bool = False,
        archives: Sequence[Path] = (),
    ) -> Audit:
        """Check all that the record holds against its hashes, and its texts against the bytes they were made of.

        ``told`` is given each fault as it is found, ``done`` how many more reports were looked at. A large record is
        linked anew, to be compared, only with ``links``; reports are read again, to be compared, only with ``again``.
        ``archives`` are folders of web archives, without which the one beside the record is looked at.
        """
        return verify(self._database, told, done, links, again, archives)

    def claim_ids(self, words: str, most: int = 10) -> list[str]:
        """The claim with this id; else up to ``most`` whose ids begin so."""
        with self._database.reading() as connection:
            return claim_ids(connection, words, most)

    def evidence(self, claim: str, archives: Sequence[Path] = ()) -> Evidence:
        """All that a claim, by its id, rests on: its report with the archived bytes, and how they came here.

        ``archives`` are folders of web archives, without which the one beside the record is looked at.
        """
        with self._database.reading() as connection:
            for found in gather(connection, [claim], archives or [archive_beside(self.name)]):
                return found
        raise Missing(f"{self.name}: there is no claim {claim}")

    def write_evidence(self, claim: str, folder: str | os.PathLike[str], archives: Sequence[Path] = ()) -> list[str]:
        """Write what a claim rests on into a new folder, to be checked without knell; gives the names of the files."""
        return write_folder([files_of(self.evidence(claim, archives))], folder)

    def write_event_evidence(
        self, key: str, folder: str | os.PathLike[str], rule: str | None = None, archives: Sequence[Path] = ()
    ) -> list[str]:
        """Write what the figures of a linked event rest on, by a coding rule, and all claims about it.

        Raises ``UnknownRule`` too.
        """
        with self._database.reading() as connection:
            for linked in events_of_keys(connection, [key], why=False):
                figures = figures_about(connection, linked, [rule])[0]
                found = gather(connection, linked.claims, archives or [archive_beside(self.name)])
                return write_folder(event_files(linked, list(figures.values()), found), folder)
        raise Missing(f"{self.name}: there is no event {key}")
