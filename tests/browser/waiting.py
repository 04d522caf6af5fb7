"""Waiting for what a page comes to; without `eval`, which the content security policy of the pages forbids."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Error


def until(page: Any, expression: str) -> None:
    """Wait, ten seconds at most, until an expression holds in the page; the page may be replaced meanwhile."""
    for _ in range(200):
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "Execution context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")
