from __future__ import annotations

import os
import subprocess

import pytest

from knell.reports.pages import apart
from knell.reports.pages.apart import Failed, derived
from knell.reports.pages.page import Page
from tests.reports.pages.makers import PARAGRAPHS, page

SOUND = page().encode()


def text(found: Page | Failed) -> str:
    assert isinstance(found, Page)
    return found.text


def test_one_process_reads_page_after_page() -> None:
    derived(SOUND)
    pid = apart._at_work[0]._process.pid
    assert text(derived(SOUND)).endswith(PARAGRAPHS[-1]) and apart._at_work[0]._process.pid == pid


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_process_that_was_forked_off_has_a_reader_of_its_own() -> None:
    derived(SOUND)
    pid = os.fork()
    if pid == 0:
        same = text(derived(SOUND)).endswith(PARAGRAPHS[-1])
        for reader in apart._at_work:
            reader.close()
        os._exit(0 if same else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert text(derived(SOUND)).endswith(PARAGRAPHS[-1])


def test_where_no_process_can_be_started_pages_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(apart, "_at_work", [])
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert text(derived(SOUND)).endswith(PARAGRAPHS[-1])


def test_a_fault_of_ours_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "send", lambda stream, value: stream.write(b"no pickle"))
    assert isinstance(derived(SOUND, seconds=2), Failed)
    monkeypatch.undo()
    assert text(derived(SOUND)).endswith(PARAGRAPHS[-1])
