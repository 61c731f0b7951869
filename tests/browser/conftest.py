"""The app in a real Chromium, over a record in a file and over one in PostgreSQL, both of the Black January example."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import create_engine, text

from knell.record import Record, Sealed
from knell.review import Role, accounts, operator
from knell.review import passwords as hashing
from knell.web import Settings, create_app, running
from tests.browser.looking import Looking
from tests.record.conftest import postgresql as postgresql
from tests.review.office import cheap_hasher
from tests.web.conftest import filled as filled

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser suite needs Playwright")
# The machine may be busy; nothing here is about time.
sync_api.expect.set_options(timeout=30_000)
PEOPLE = {
    "ana": ("seven grey herons", Role.ADMIN),
    "ben": ("a lantern in fog", Role.CODER),
    "cem": ("wet ropes on deck", Role.REVIEWER),
}
QUIET = ("background-networking", "component-update", "gpu", "sync")
OPTIONS = ["--no-sandbox", "--no-first-run", *(f"--disable-{one}" for one in QUIET)]
SHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of it is the browser's."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Site:
    """The app, running; ``record`` is the record that it is over, opened a second time."""

    address: str
    record: Record
    kind: str
    visited: set[str] = field(default_factory=set)

    def main_event(self) -> str:
        """The key of the event that most reports tell of."""
        return max(self.record.events(), key=lambda one: len(one.reports)).key


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords are hashed fast: nobody attacks a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_hasher", cheap_hasher)
        yield


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example's record with three people, served; what one test does, the next one of the module finds."""
    if request.param == "sqlite":
        target = str(shutil.copyfile(filled, tmp_path_factory.mktemp("browser") / "knell.db"))
    else:
        target = _emptied(request.getfixturevalue("postgresql"))
        with Record(filled) as example, Record(target) as record:
            record.add_many([Sealed(kept, example.raw(kept.report.id)) for kept in example.extractions()])
            record.link()
    with Record(target) as record:
        for name, (password, role) in PEOPLE.items():
            accounts.add(record, name, password, role, operator("test"))
        with served(Settings(target, pace=0)) as address:
            yield Site(address, record, request.param)


def _emptied(server: str) -> str:
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.commit()
    engine.dispose()
    return server


class served:
    """An app in a thread, for as long as the block lasts."""

    def __init__(self, settings: Settings) -> None:
        self._socket = running.listening("127.0.0.1", 0)
        options = {"log_config": None, "access_log": False, "lifespan": "on"}
        self._server = uvicorn.Server(uvicorn.Config(create_app(settings), **options))  # type: ignore[arg-type]
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return running.address("127.0.0.1", self._socket)

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The browser that is installed here; without one, all of this is skipped."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("there is no Chromium here; install it with: apt-get install chromium fonts-noto-core")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium: object, site: Site) -> Iterator[Callable[..., Looking]]:
    """Opens a browser of one's own, signed in under a name; whatever went wrong in it fails the test at its end."""
    opened: list[Looking] = []

    def begin(name: str | None = None, **options: object) -> Looking:
        looking = Looking(chromium, site.address, SHOTS / site.kind, **options)
        opened.append(looking)
        if name is not None:
            looking.sign_in(name, PEOPLE[name][0])
        return looking

    yield begin
    wrong = [line for looking in opened for line in looking.close()]
    assert wrong == []
