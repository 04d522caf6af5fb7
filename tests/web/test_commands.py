"""The commands of the pages, run as a person runs them, in a folder of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.intake.making import DIRECTIVE


class Installation:
    """An empty installation: a folder and an environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DATABASE_"))}
        self.environment = {**kept, "DONDOC_VAR": str(folder / "var"), "PYTHONUNBUFFERED": "1"}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "dondoc", "--lang", "en", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("installation"))
    done = installation.run("migrate")
    assert done.returncode == 0, done.stderr
    assert "agencies added" in done.stdout
    return installation


def test_a_first_person_is_made_once(installation: Installation) -> None:
    arguments = (
        "create-user",
        "an@example.vn",
        "--name",
        "Nguyễn An",
        "--role",
        "office",
        "--agency",
        "Văn phòng Tỉnh ủy",
    )
    assert re.search(r"First password: \S{12,}", installation.run(*arguments).stdout)
    again = installation.run(*arguments)
    assert (again.returncode, again.stdout.strip()) == (2, "There is a person an@example.vn already.")


def test_an_unknown_agency_is_named(installation: Installation) -> None:
    done = installation.run("create-user", "b@example.vn", "--name", "B", "--role", "office", "--agency", "Sở Thủy sản")
    assert (done.returncode, done.stdout.strip()) == (2, "There is no agency called “Sở Thủy sản”.")


def test_import_says_what_came_of_each_file(installation: Installation) -> None:
    """A good file, the same again, one that is not there: a line each, and exit code 2 for the last."""
    (installation.folder / "12-KH-TU.txt").write_text(DIRECTIVE, encoding="utf-8")
    done = installation.run("import", "12-KH-TU.txt", "--as", "an@example.vn")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.match(r"12-KH-TU.txt: Read: \d+ items.", done.stdout)
    again = installation.run("import", "12-KH-TU.txt", "missing.pdf", "--as", "an@example.vn")
    assert again.returncode == 2
    assert "already imported as Plan 12-KH/TU" in again.stdout
    assert "missing.pdf: There is no file missing.pdf" in again.stdout


def test_backup_holds_the_database_and_the_files(installation: Installation) -> None:
    """The archive appears under its name when it is whole; the copy opens and holds the people."""
    assert installation.run("backup", "copy.tar.gz").returncode == 0
    with tarfile.open(installation.folder / "copy.tar.gz") as archive:
        names = archive.getnames()
        archive.extract("dondoc.sqlite3", installation.folder / "restored", filter="data")
    assert any(name.startswith("media/documents/") for name in names)
    database = sqlite3.connect(installation.folder / "restored" / "dondoc.sqlite3")
    assert database.execute("SELECT count(*) FROM organisations_user").fetchone() == (1,)


def test_worker_once_does_what_waits_and_ends(installation: Installation) -> None:
    assert installation.run("worker", "--once").returncode == 0


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Serve the demonstration from nothing; give its address and what it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    installation = Installation(tmp_path)
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            installation.command("serve", "--demo", "--port", str(port)),
            cwd=tmp_path,
            env=installation.environment,
            stdout=out,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/accounts/login/", process)
            yield f"http://127.0.0.1:{port}", log.read_text(encoding="utf-8")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail("no answer within two minutes")


@pytest.mark.slow
def test_serve_demo_from_nothing(served: tuple[str, str]) -> None:
    """One command: tables, static files, the sample, a person for each role, pages with their headers."""
    address, printed = served
    for role in ("office", "leader", "agency", "inspector"):
        assert re.search(rf"^  {role}\s+\S+@\S+\s+\S{{8,}}$", printed, re.MULTILINE)
    with urllib.request.urlopen(f"{address}/accounts/login/", timeout=10) as answer:  # noqa: S310
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"].split("script-src")[1].split(";")[0]
