"""Checks of this family."""

from __future__ import annotations

from dondoc.reading.checks.kind import CheckFunction

CHECKS: tuple[CheckFunction, ...] = ()
