"""What a person changes of the own account: the password and one-time codes. Both ask for the password again."""

from __future__ import annotations

from knell.record import Record
from knell.review import passwords, powers, second, sessions
from knell.review.accounts import put_password
from knell.review.doing import By, Refused, tell
from knell.review.second import Enrolment
from knell.review.signing import prove


def change_password(record: Record, old: str, new: str, by: By, agent: str | None = None) -> str:
    """Change the own password; all sessions end, and a new one begins, whose token this gives. Raises ``Refused``."""
    name = prove(record, old, by).name
    if old == new:
        raise Refused("this is the password that you have; choose another")
    passwords.check_fit(new, name)
    kept = passwords.hashed(new)
    with record.database.writing() as connection:
        put_password(connection, name, kept, by, must_change=False)
        tell(connection, by, "password changed", name)
        return sessions.begin(connection, name, by, agent)


def begin_codes(record: Record, password: str, by: By) -> Enrolment:
    """What to give an authenticator; codes are asked for after ``confirm_codes``. Raises ``Refused``."""
    name = prove(record, password, by).name
    with record.database.writing() as connection:
        return second.enrol(connection, name)


def confirm_codes(record: Record, code: str, by: By) -> tuple[str, ...]:
    """Ask for codes from now on; gives ten to keep on paper, each for one use. Raises ``Refused``."""
    if by.person is None:
        raise Refused("sign in first")
    with record.database.writing() as connection:
        row = powers.row_of(connection, by.person.name)
        codes = second.confirm(connection, row, code, by.at)
        if codes is None:
            raise Refused("this is not the code that the authenticator shows now; look whether its clock is right")
        tell(connection, by, "one-time codes begun", row.name)
        return codes


def stop_codes(record: Record, password: str, by: By) -> None:
    """Ask for no codes any more. Raises ``Refused``."""
    name = prove(record, password, by).name
    with record.database.writing() as connection:
        second.drop(connection, name)
        tell(connection, by, "one-time codes dropped", name)


def codes_left(record: Record, name: str) -> int:
    """How many of the codes on paper are not used yet."""
    with record.database.reading() as connection:
        return second.left(connection, name)
