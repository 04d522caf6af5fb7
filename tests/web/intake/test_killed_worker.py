"""Real worker processes, killed with SIGKILL in each stage of a job: nothing is half stored, and the next one goes on.

A worker that is to be killed is held at the wanted place by a wrapper, so that the blow falls there; all else is as in
an installation: its own folder, its own database, `dondoc worker`.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.web.intake.making import DIRECTIVE

WITHIN = 120.0
BEGIN = "import sys, django; django.setup()\n"
SET_UP = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dondoc.web.intake import services
from dondoc.web.organisations import services as people
from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.reference import load_reference
load_reference()
office = Agency.objects.get(name="Văn phòng Tỉnh ủy")
person = people.create_person(actor=None, email="a@example.vn", name="A")
people.grant(actor=None, user=person, agency=office, role="office")
text = sys.stdin.buffer.read()
for number in range(1, int(sys.argv[1]) + 1):
    content = text.replace(b"12-KH", b"%d-KH" % (20 + number))
    services.receive(actor=person, office=office, name="a.txt", file=content, queue=False)
"""
CANCEL = """
from dondoc.web.intake import services
from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.models import User
services.cancel(actor=User.objects.get(), job=IntakeJob.objects.get(pk=int(sys.argv[1])))
"""
HELD = """
import runpy, time
from pathlib import Path
from dondoc.web.intake import tasks
from dondoc.web.register.services import importing
job, place, sign = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])

def hold():
    sign.touch()
    time.sleep(600)

def entering(job, stage, progress, *, enter=tasks._enter):
    enter(job, stage, progress)
    if str(stage) == place:
        hold()

def finding(*given, find=importing._findings):
    find(*given)
    hold()

if place == "saving":
    importing._findings = finding
else:
    tasks._enter = entering
if tasks.IntakeJob.objects.get(pk=job).state == "waiting":
    tasks.read_job.enqueue(job)
sys.argv[1:] = ["worker", "--once"]
runpy.run_module("dondoc", run_name="__main__")
"""
TABLES = ("register_document", "register_provision", "register_workitem", "register_citation")


class Installation:
    """An installation in a folder of its own, spoken to from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'dondoc.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "dondoc.web.settings",
            "DONDOC_TASKS": "database",
            "DONDOC_VAR": str(folder),
        }

    def run(self, code: str, *given: object, content: bytes = b"") -> None:
        command = [sys.executable, "-c", BEGIN + code, *map(str, given)]
        done = subprocess.run(command, input=content, env=self.environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[-2000:]

    def kill_at(self, place: str, job: int, *, meanwhile: str = "") -> None:
        """Let a worker run until its job stands at a place, do something else (`meanwhile`), and kill it."""
        sign = self.folder / "held"
        sign.unlink(missing_ok=True)
        command = [sys.executable, "-c", BEGIN + HELD, str(job), place, str(sign)]
        process = subprocess.Popen(command, env=self.environment)
        try:
            wait_for(sign, process)
            if meanwhile:
                self.run(meanwhile, job)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert process.returncode == -signal.SIGKILL

    def work(self) -> None:
        """Run the real worker until the queue is empty."""
        command = [sys.executable, "-m", "dondoc", "worker", "--once"]
        subprocess.run(command, env=self.environment, capture_output=True, check=True)

    def ask(self, question: str, *given: object) -> tuple[object, ...]:
        with sqlite3.connect(self.folder / "dondoc.sqlite3", timeout=30) as database:
            found: tuple[object, ...] = database.execute(question, given).fetchone() or ()
        database.close()
        return found

    def state(self, job: int) -> tuple[object, ...]:
        return self.ask("SELECT state, attempts FROM intake_intakejob WHERE id = ?", job)

    def stored(self) -> list[int]:
        """Give how many rows there are of each kind that an import writes."""
        return [int(str(self.ask(f"SELECT count(*) FROM {table}")[0])) for table in TABLES]  # noqa: S608 - our names

    def let_time_pass(self) -> None:
        """Make the last sign of life of what is running three minutes older."""
        self.ask(
            "UPDATE intake_intakejob SET heartbeat_at = datetime(heartbeat_at, '-3 minutes') WHERE state = 'running'"
        )


def wait_for(sign: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + WITHIN
    while not sign.exists():
        assert process.poll() is None, "the worker ended before it came there"
        assert time.monotonic() < end, "the worker never came there"
        time.sleep(0.05)


PLACES = ("open", "repair", "checks", "store", "saving")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("killed"))
    made.run(SET_UP, len(PLACES) + 2, content=DIRECTIVE.encode())
    return made


@pytest.mark.parametrize(("job", "place"), list(enumerate(PLACES, 1)))
def test_a_killed_worker_leaves_nothing_half_stored_and_the_job_goes_on(
    installation: Installation, job: int, place: str
) -> None:
    """Silent for 90 seconds it counts as dead; the next worker reads the file from the beginning, once."""
    before = installation.stored()
    installation.kill_at(place, job)
    assert installation.state(job) == ("running", 1)
    assert installation.stored() == before
    installation.let_time_pass()
    installation.work()
    assert installation.state(job) == ("done", 2)
    documents, provisions, items, citations = (
        now - then for now, then in zip(installation.stored(), before, strict=True)
    )
    assert (items, citations) == (3, 1)
    assert documents <= 2  # with the one it cites, the first time
    assert provisions > 0


def test_what_was_cancelled_before_its_worker_died_stays_cancelled(installation: Installation) -> None:
    """The worker dies before it notices; nobody reads the file again."""
    job = len(PLACES) + 1
    before = installation.stored()
    installation.kill_at("open", job, meanwhile=CANCEL)
    installation.let_time_pass()
    installation.work()
    assert installation.state(job) == ("cancelled", 1)
    assert installation.stored() == before


def test_a_file_that_kills_three_workers_is_given_up_with_a_sentence(installation: Installation) -> None:
    """Each is killed while it reads; a fourth is not tried."""
    job = len(PLACES) + 2
    for attempt in range(1, 4):
        installation.kill_at("repair", job)
        assert installation.state(job) == ("running", attempt)
        installation.let_time_pass()
    installation.work()
    assert installation.state(job) == ("failed", 3)
    (sentence,) = installation.ask("SELECT sentence_vi FROM intake_intakejob WHERE id = ?", job)
    assert "3 lần" in str(sentence)
