"""Waiting for what a page comes to; without `eval`, which the content security policy of the pages forbids."""

from __future__ import annotations

from typing import Any


def until(page: Any, expression: str) -> None:
    """Wait, ten seconds at most, until an expression holds in the page."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")
