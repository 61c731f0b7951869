"""What was fetched, as WARC."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from knell.reports import Reading, read_answer, scan
from knell.reports.fetching import Archive, Fetcher, Got
from tests.reports.fetching.server import Site, packed, page


def got(fetcher: Fetcher, url: str) -> Got:
    found = fetcher.get(url)
    assert isinstance(found, Got)
    return found


def test_every_hop_is_kept_as_it_came(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.serve("/b", packed(page()), Content_Encoding="gzip")
    found = got(fetcher, site.redirect("/a", "/b"))
    with Archive(tmp_path / "r.warcs") as archive:
        name = archive.keep(found)
    assert Path(name).name == "00001.warc.gz"
    with open(name, "rb") as file:
        records = [
            (each.record_type, each.headers.get("WARC-Target-URI"), each.http_headers, each.reader.read())
            for each in ArchiveIterator(file, parse_http=True, verify_digests=True)
        ]
    kinds = [kind for kind, *_ in records]
    response, request = WarcRecordType.response, WarcRecordType.request
    assert kinds == [WarcRecordType.warcinfo, response, request, response, request]
    assert records[1][1] == site.url("/a") and records[1][2].status_code == 302
    assert records[3][1] == site.url("/b") and gzip.decompress(records[3][3]) == page()


def test_what_was_kept_is_read_again_as_the_same_report(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.serve("/b", packed(page()), Content_Encoding="gzip")
    found = got(fetcher, site.redirect("/a", "/b"))
    with Archive(tmp_path) as archive:
        name = archive.keep(found)
    (fetched,) = [item.report for item in read_answer(found) if isinstance(item, Reading)]
    (kept,) = [item.report for item in scan(name) if isinstance(item, Reading)]
    assert (kept.id, kept.text, kept.sha256) == (fetched.id, fetched.text, fetched.sha256)
    assert kept.capture is not None and kept.capture.url == site.url("/b")


def test_chunks_are_put_together_and_said_so(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    url = site.raw("/c", head + b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
    with Archive(tmp_path) as archive:
        name = archive.keep(got(fetcher, url))
    data = gzip.decompress(Path(name).read_bytes())
    assert b"X-Archive-Orig-Transfer-Encoding: chunked" in data and b"\r\n\r\nhello world" in data


def test_the_same_capture_makes_the_same_bytes(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    found = got(fetcher, site.serve("/a", page()))
    names = []
    for folder in ("1", "2"):
        with Archive(tmp_path / folder) as archive:
            names.append(archive.keep(found))
    assert Path(names[0]).read_bytes() == Path(names[1]).read_bytes()


def test_a_run_never_writes_to_the_file_of_another(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    found = got(fetcher, site.serve("/a", page()))
    with Archive(tmp_path) as one, Archive(tmp_path) as other:
        assert Path(one.keep(found)).name == "00001.warc.gz"
        assert Path(other.keep(found)).name == "00002.warc.gz"
        before = Path(one.keep(found)).read_bytes()
    with Archive(tmp_path) as later:
        later.keep(found)
    assert (tmp_path / "00001.warc.gz").read_bytes() == before and (tmp_path / "00003.warc.gz").exists()


def test_a_write_that_fails_leaves_whole_members(
    site: Site, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = got(fetcher, site.serve("/a", page()))
    with Archive(tmp_path) as archive:
        name = Path(archive.keep(found))
        whole = name.read_bytes()

        def fail(number: int) -> None:
            raise OSError("no space left")

        monkeypatch.setattr("os.fsync", fail)
        with pytest.raises(OSError):
            archive.keep(found)
        monkeypatch.undo()
        assert name.read_bytes() == whole
        archive.keep(found)
    assert name.read_bytes().startswith(whole)
    gzip.decompress(name.read_bytes())
