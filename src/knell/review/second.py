"""One-time codes beside the password (RFC 6238), and the ten that are kept on paper for when the device is lost."""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, delete, insert, select, update

from knell.record import people_schema
from knell.review.doing import Refused
from knell.review.sessions import digest

if TYPE_CHECKING:
    from pyotp import TOTP

people, recovery_codes = people_schema.people, people_schema.recovery_codes
ISSUER = "knell"
_SECONDS = 30
_DIGITS = 6
_RECOVERY_CODES = 10
_BYTES_OF_ONE = 10


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator is given: the ``secret`` to type, or its ``address`` to scan."""

    secret: str
    address: str

    def picture(self) -> str:
        """The address as a QR code: an SVG without script or style."""
        try:
            import segno
        except ImportError:
            raise Refused('one-time codes need segno; install it with: pip install "knell[web]"') from None
        out = BytesIO()
        segno.make(self.address, micro=False).save(
            out,
            kind="svg",
            xmldecl=False,
            svgns=True,
            omitsize=True,
            border=4,
            light="white",
            svgclass=None,
            lineclass=None,
            title="QR code for an authenticator",
        )
        return out.getvalue().decode("utf-8")


def enrol(connection: Connection, name: str) -> Enrolment:
    """A new secret for an account; it asks for codes only after one of them has confirmed it."""
    secret = base64.b32encode(secrets.token_bytes(20)).decode("ascii")
    connection.execute(update(people).where(people.c.name == name).values(totp_pending=secret))
    return Enrolment(secret, _totp(secret).provisioning_uri(name=name, issuer_name=ISSUER))


def confirm(connection: Connection, row: Row[tuple[object, ...]], code: str, at: datetime) -> tuple[str, ...] | None:
    """Take the pending secret into use when ``code`` is one of its codes; gives ten codes for when it is lost."""
    step = None if row.totp_pending is None else _step(row.totp_pending, code, at, -1)
    if step is None:
        return None
    values = {"totp_secret": row.totp_pending, "totp_pending": None, "totp_step": step}
    connection.execute(update(people).where(people.c.name == row.name).values(values))
    codes = tuple(_recovery_code() for _ in range(_RECOVERY_CODES))
    connection.execute(delete(recovery_codes).where(recovery_codes.c.person == row.name))
    rows = [{"person": row.name, "hash": digest(_bare(one))} for one in codes]
    connection.execute(insert(recovery_codes), rows)
    return codes


def accept(connection: Connection, row: Row[tuple[object, ...]], code: str, at: datetime) -> bool:
    """Whether a code is right; it serves no second time. In a writing transaction."""
    bare = _bare(code)
    if len(bare) == _DIGITS and bare.isdecimal():
        step = _step(row.totp_secret, bare, at, -1 if row.totp_step is None else row.totp_step)
        if step is None:
            return False
        connection.execute(update(people).where(people.c.name == row.name).values(totp_step=step))
        return True
    mine = (recovery_codes.c.person == row.name) & (recovery_codes.c.hash == digest(bare))
    unused = mine & recovery_codes.c.used.is_(None)
    return connection.execute(update(recovery_codes).where(unused).values(used=at)).rowcount == 1


def drop(connection: Connection, name: str) -> None:
    """Ask for no codes any more."""
    none = {"totp_secret": None, "totp_pending": None, "totp_step": None}
    connection.execute(update(people).where(people.c.name == name).values(none))
    connection.execute(delete(recovery_codes).where(recovery_codes.c.person == name))


def left(connection: Connection, name: str) -> int:
    """How many recovery codes an account has left."""
    unused = select(recovery_codes.c.hash).where(recovery_codes.c.person == name, recovery_codes.c.used.is_(None))
    return len(connection.execute(unused).all())


def _step(secret: str, code: str, at: datetime, after: int) -> int | None:
    """The half-minute that a code is of, not long ago and later than ``after``."""
    this = int(at.timestamp()) // _SECONDS
    given = _bare(code).encode("utf-8", "replace")
    found = [step for step in (this - 1, this, this + 1) if hmac.compare_digest(_code(secret, step), given)]
    return next((step for step in found if step > after), None)


def _code(secret: str, step: int) -> bytes:
    return _totp(secret).generate_otp(step).encode("ascii")


def _totp(secret: str) -> TOTP:
    try:
        from pyotp import TOTP
    except ImportError:
        raise Refused('one-time codes need pyotp; install it with: pip install "knell[web]"') from None
    return TOTP(secret, digits=_DIGITS, interval=_SECONDS)


def _recovery_code() -> str:
    bare = base64.b32encode(secrets.token_bytes(_BYTES_OF_ONE)).decode("ascii").lower()
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def _bare(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()
