"""Settings: an unknown or unsafe value stops the start with a sentence; docs name each one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dondoc.web.settings import KNOWN

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
KEY = "k" * 50


def start(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a fresh process with an environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-c", "import dondoc.web.settings as s; print(s.SESSION_COOKIE_SECURE)"],
        env={**clean, "DONDOC_VAR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DONDOC_COLOUR": "red"}, "No such setting: DONDOC_COLOUR"),
        ({"DONDOC_ALLOWED_HOSTS": "*"}, "must name the hosts"),
        ({"DONDOC_SECURE": "1"}, "needs DONDOC_SECRET_KEY"),
        ({"DONDOC_SECURE": "1", "DONDOC_DEBUG": "1", "DONDOC_SECRET_KEY": KEY}, "must be off"),
        ({"DONDOC_SECURE": "1", "DONDOC_SECRET_KEY": KEY}, "begins with https://"),
        ({"DONDOC_SECRET_KEY": "short"}, "too short"),
        ({"DONDOC_LANG": "fr"}, "must be one of: vi, en"),
        ({"DONDOC_SIGNATURE_ROOTS": "/nowhere"}, "there is no such folder"),
        ({"DATABASE_URL": "mysql://x@y/z"}, "not supported"),
    ],
)
def test_an_unsafe_value_stops_the_start(tmp_path: Path, environment: dict[str, str], sentence: str) -> None:
    """The last line of the output is the sentence."""
    done = start(tmp_path, **environment)
    assert done.returncode != 0
    assert sentence in done.stderr.strip().splitlines()[-1]


def test_a_secure_installation_sends_secure_cookies(tmp_path: Path) -> None:
    done = start(tmp_path, DONDOC_SECURE="1", DONDOC_SECRET_KEY=KEY, DONDOC_BASE_URL="https://dondoc.example.vn")
    assert done.stdout.strip() == "True"


def test_the_local_key_is_kept_and_private(tmp_path: Path) -> None:
    """Two starts have the same key, and nobody else can read it."""
    assert start(tmp_path).returncode == 0
    key = (tmp_path / "secret-key").read_text()
    assert start(tmp_path).returncode == 0
    assert (tmp_path / "secret-key").read_text() == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_every_setting_is_documented() -> None:
    """docs/settings.md has an entry for each name, and for no other."""
    words = DOCS.read_text(encoding="utf-8")
    named = {part.split("`")[0] for part in words.split("| `")[1:]}
    assert {name for name in named if name.startswith("DONDOC_")} == set(KNOWN)
    assert "DATABASE_URL" in named
