"""What a page says after a write: what changed, and "undo" where that is possible."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def say_done(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say on the next page what was done; `undo` is the address that takes it back when it is posted to."""
    messages.success(request, words, extra_tags=f"{UNDO}{undo}" if undo else "")


def say_refused(request: HttpRequest, words: str) -> None:
    """Say on the next page why nothing was done."""
    messages.error(request, words)


def undo_address(extra_tags: str) -> str:
    """Give the address that takes a write back, or nothing."""
    return extra_tags.removeprefix(UNDO) if extra_tags.startswith(UNDO) else ""
