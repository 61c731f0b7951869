"""Files that are handed out: never under a name that a report gave, never shown in place."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import rmtree

from fastapi import Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

# Files in an archive bear no clock: the same evidence is the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_SAFE = "sandbox; default-src 'none'"


def attachment(content: bytes, name: str) -> Response:
    """Bytes to be kept; a browser shows nothing of them."""
    return Response(content, media_type="application/octet-stream", headers=_headers(name))


def zipped(write: Callable[[Path], Iterable[str]], name: str) -> FileResponse:
    """A folder that ``write`` fills, as an archive; it is gone when the archive has been sent."""
    place = Path(tempfile.mkdtemp(prefix="knell-"))
    try:
        names = sorted(write(place / "evidence"))
        packed = place / "evidence.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            for one in names:
                entry = zipfile.ZipInfo(f"evidence/{one}", _NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                made.writestr(entry, (place / "evidence" / one).read_bytes())
    except BaseException:
        rmtree(place, ignore_errors=True)
        raise
    cleared = BackgroundTask(rmtree, place, ignore_errors=True)
    return FileResponse(packed, media_type="application/zip", headers=_headers(name), background=cleared)


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _SAFE,
    }
