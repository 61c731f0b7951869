"""``knell serve``: the app in which a person reviews a record."""

from __future__ import annotations

import getpass
import importlib.util
import webbrowser
from typing import Annotated

import typer

from knell.cli.adding import link_if_due
from knell.cli.interrupts import heeded
from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.say import WRONG_USAGE, Stop, clearly, line, safe

_NEEDED = ("fastapi", "uvicorn", "jinja2", "argon2", "pyotp", "segno", "python_multipart")

Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; other than this machine: needs accounts.")
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="NAME", help="Who decides, in a record without accounts.", show_default="the login name"
    ),
]
WorkersOf = Annotated[int, typer.Option("--workers", min=1, max=64, metavar="N", help="How many processes answer.")]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="A name under which it is reached; may be given more than once."),
]
BehindProxy = Annotated[
    bool,
    typer.Option("--behind-proxy", help="A proxy on this machine encrypts: believe what it says of who asks, and how."),
]


@clearly
def serve(
    record: RecordName = DEFAULT_RECORD,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    name: As = None,
    workers: WorkersOf = 1,
    open_: Open = False,
    allow_host: AllowHost = None,
    behind_proxy: BehindProxy = False,
) -> None:
    """Review a record in the browser: read, decide, and see who decided what.

    A record without accounts is for one person at this machine. Make accounts with `knell user add` to work together.
    """
    if any(importlib.util.find_spec(module) is None for module in _NEEDED):
        raise Stop('the app needs more than the base; install it with: pip install "knell[web]"')
    heeded()
    from knell.record import Record
    from knell.review import accounts
    from knell.web import Settings, running

    with Record(record, create=False) as opened:
        link_if_due(opened)
        shown, shared = opened.name, accounts.has_accounts(opened)
    if not shared and (behind_proxy or allow_host or not running.is_loopback(host)):
        raise Stop(
            f"{shown} has no accounts, so it is served to this machine only; "
            f"make one with: knell user add NAME --role admin --record {shown}",
            WRONG_USAGE,
        )
    if shared and name is not None:
        raise Stop(f"{shown} has accounts, so who decides is who signs in; leave --as out", WRONG_USAGE)
    single = None if shared else safe(name or _login_name())
    try:
        made = running.listening(host, port)
    except running.NotServed as error:
        raise Stop(str(error)) from None
    where = running.address("127.0.0.1" if host in running.ANYWHERE else host, made)

    def begun() -> None:
        who = "sign in with an account" if single is None else f"as {single}"
        typer.echo(f"{safe(shown)}: {where} ({who}; Ctrl-C stops)")
        if shared and not behind_proxy and not running.is_loopback(host):
            line("note: passwords are taken over an encrypted connection only; see --behind-proxy")
        if open_:
            webbrowser.open(where)

    running.run(Settings(record, single, running.hosts(host, allow_host or [])), made, workers, behind_proxy, begun)
    line("stopped; every decision that was confirmed is kept")


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"
