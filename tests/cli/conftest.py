"""The settings of the person who runs the tests do not reach the command."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DONDOC_LANG", "DONDOC_MAX_MB", "DONDOC_SIGNATURE_ROOTS"):
        monkeypatch.delenv(name, raising=False)
