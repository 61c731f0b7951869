"""A person before a browser: what is pressed, what is seen, and what went wrong behind it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
_TOO_WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const told = [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > most + 1 && !one.closest('.wide, .leaflet-container, pre');
  });
  return [document.documentElement.scrollWidth + ' > ' + most].concat(
    told.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)));
}"""


class Looking:
    """One browser of one person's own, with nothing of anybody else's in it."""

    def __init__(self, chromium: Any, address: str, shots: Path, **options: Any) -> None:
        options.setdefault("viewport", WIDE)
        self._context = chromium.new_context(base_url=address, **options)
        self._context.set_default_timeout(20_000)
        self.page = self._context.new_page()
        self.wrong: list[str] = []
        self._shots = shots
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.wrong.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.url}: {response.status}")

    def sign_in(self, name: str, password: str) -> None:
        """As a person does."""
        self.go("/sign-in")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(re.compile(r"/events|/account"))

    def go(self, address: str) -> Any:
        """Open an address, and wait until nothing more is fetched."""
        answer = self.page.goto(address, wait_until="networkidle")
        assert answer is not None
        return answer

    def shot(self, name: str, whole: bool = True) -> None:
        """A picture, to be looked at."""
        self._shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self._shots / f"{name}.png", full_page=whole)

    def barriers(self) -> list[str]:
        """What keeps people from using the page, as axe sees it."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{self.page.url}: {one['id']} ({one['help']}): {node['html'][:160]} {' '.join(_why(node))}"
            for one in found
            for node in one["nodes"][:4]
        ]

    def too_wide(self) -> list[str]:
        """What makes the page wider than the screen."""
        return [f"{self.page.url}: {one}" for one in self.page.evaluate(_TOO_WIDE)]

    def close(self) -> list[str]:
        """All that went wrong."""
        self._context.close()
        return self.wrong


def _why(node: dict[str, Any]) -> list[str]:
    return [check["message"] for kind in ("any", "all", "none") for check in node.get(kind, [])][:2]
