"""A real browser at the pages, with a small installation behind them.

Chromium is the one of the system; where there is none the tests are skipped and say so. `SCREENSHOTS=folder`
keeps a picture of every page for a person to look at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in the thread of the test

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desk": (1366, 768), "telephone": (390, 844)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests here, and skip them with a reason where there is no browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: `make system` installs it"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser once a module: its event loop must not outlive the tests that need it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def installation(live_server: Any, settings: Any, tmp_path: Path) -> Any:
    """Make the small installation behind a live server."""
    from tests.web.pages.world import make_world  # noqa: PLC0415 - Django has to be set up first

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world = make_world()
    world.address = live_server.url
    return world


@pytest.fixture
def visit(chromium: Any, installation: Any) -> Iterator[Callable[..., Any]]:
    """Give a way to open a page as somebody: `visit(role, size, language, javascript=True)`."""
    from tests.browser.waiting import answering  # noqa: PLC0415 - Django has to be set up first

    contexts = []

    def opened(role: str = "office", size: str = "desk", language: str = "vi", *, javascript: bool = True) -> Any:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            java_script_enabled=javascript,
            has_touch=size != "desk",
        )
        contexts.append(context)
        cookies = {"django_language": language}
        if role != "anonymous":
            cookies["sessionid"] = installation.client(role).cookies["sessionid"].value
        context.add_cookies([{"name": n, "value": v, "url": installation.address} for n, v in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        return page

    with answering():
        yield opened
        for context in contexts:
            context.close()


@pytest.fixture
def keep_picture() -> Callable[[Any, str], None]:
    """Keep a picture of a page if `SCREENSHOTS` names a folder."""
    folder = os.environ.get("SCREENSHOTS")

    def keep(page: Any, name: str) -> None:
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}.png"))

    return keep
